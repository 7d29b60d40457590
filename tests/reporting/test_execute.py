import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from research.reporting.execute import NotebookError, run

DEFAULTS = 'start = "2019-01-01"\ncountries = []'


def write(path, *sources, parameters=DEFAULTS):
    cells = [new_markdown_cell("# Title", id="title"), new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "x"}}), path)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def text_of(path):
    return "".join(output.get("text", "") for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", []))


@pytest.mark.slow
def test_parameters_reach_the_notebook_and_two_runs_give_the_same_bytes(tmp_path):
    source = write(tmp_path / "n.ipynb", "from pathlib import Path\nprint(start, countries, Path.cwd().name)\nprint(2)")
    for name in ("one", "two"):
        run(source, tmp_path / f"{name}.ipynb", {"start": "2020-01-01", "countries": ["Iraq"]})
    assert text_of(tmp_path / "one.ipynb") == f"2020-01-01 ['Iraq'] {tmp_path.name}\n2\n"
    assert (tmp_path / "one.ipynb").read_bytes() == (tmp_path / "two.ipynb").read_bytes()
    assert str(tmp_path).encode() not in (tmp_path / "one.ipynb").read_bytes()


@pytest.mark.slow
def test_run_in_place_stores_outputs_and_injects_nothing(tmp_path):
    source = write(tmp_path / "n.ipynb", "print(start)")
    run(source, source, {})
    assert text_of(source) == "2019-01-01\n"
    assert [cell.id for cell in nbformat.read(source, 4).cells] == ["title", "parameters", "c0"]
    assert names(tmp_path) == ["n.ipynb"]


@pytest.mark.slow
def test_a_failing_cell_is_named_and_what_was_there_stays(tmp_path, capfd):
    source = write(tmp_path / "n.ipynb", "x = 1", "rows = {}\nrows['incidents']")
    target = tmp_path / "out.ipynb"
    target.write_text("as before", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"n.ipynb, cell 4: KeyError: 'incidents'"):
        run(source, target, {"start": "2020-01-01"})
    assert target.read_text(encoding="utf-8") == "as before"
    assert names(tmp_path) == ["n.ipynb", "out.ipynb"]
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_kernel_that_dies_is_an_error(tmp_path):
    source = write(tmp_path / "n.ipynb", "import os\nos._exit(3)")
    with pytest.raises(NotebookError, match=r"n\.ipynb: .*died"):
        run(source, tmp_path / "out.ipynb", {})
    assert names(tmp_path) == ["n.ipynb"]


def test_a_notebook_whose_parameters_would_not_be_replaced_is_not_run(tmp_path):
    source = write(tmp_path / "n.ipynb", "print(1)", parameters='start = None\nname = f"{start}.csv"')
    with pytest.raises(NotebookError, match='no parameter "name"'):
        run(source, tmp_path / "out.ipynb", {})


def test_a_file_that_is_no_notebook_is_not_run(tmp_path):
    source = tmp_path / "n.ipynb"
    source.write_text("no json", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"n\.ipynb is no notebook"):
        run(source, tmp_path / "out.ipynb", {})

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from research.reporting.normalise import INJECTED, normalise, without_injected, write


def executed(second):
    cell = new_code_cell("1", execution_count=1, id="one")
    cell.metadata = {"papermill": {"duration": second}, "execution": {"iopub.status.busy": str(second)}, "tags": ["keep"]}
    cell.outputs = [new_output("stream", name="stdout", text="a"), new_output("stream", name="stdout", text="b")]
    injected = new_code_cell("start = 1", metadata={"tags": [INJECTED]})
    notebook = new_notebook(cells=[injected, cell])
    notebook.metadata = {
        "papermill": {"parameters": {"start": 1}, "start_time": second, "output_path": f"/x/{second}"},
        "language_info": {"name": "python", "version": f"3.11.{second}"},
    }
    return notebook


def test_two_runs_become_the_same_bytes(tmp_path):
    for second in (1, 2):
        write(normalise(executed(second)), tmp_path / f"{second}.ipynb")
    one, two = ((tmp_path / f"{n}.ipynb").read_bytes() for n in (1, 2))
    assert one == two
    assert b"/x/" not in one


def test_parameters_and_tags_stay_and_streams_are_whole():
    notebook = normalise(executed(1))
    assert notebook.metadata["papermill"] == {"parameters": {"start": 1}}
    assert notebook.cells[1].metadata == {"tags": ["keep"]}
    assert [output.text for output in notebook.cells[1].outputs] == ["ab"]
    assert notebook.cells[0].id == INJECTED


def test_a_source_notebook_has_no_injected_cell(tmp_path):
    notebook = without_injected(normalise(executed(1)))
    assert [cell.id for cell in notebook.cells] == ["one"]
    assert "papermill" not in notebook.metadata
    nbformat.validate(notebook)

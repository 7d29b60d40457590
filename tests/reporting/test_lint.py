import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from research.reporting.lint import problems

DEFAULTS = "start = None\ncountries = []\nfrequency = 'M'"


def notebook(parameters=DEFAULTS, source="x = 1", kernel="python3", tagged=1, count=2, outputs=()):
    cells = [new_code_cell(parameters, execution_count=n + 1, metadata={"tags": ["parameters"]}) for n in range(tagged)]
    cells.append(new_code_cell(source, execution_count=count, outputs=list(outputs)))
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": kernel, "display_name": "x", "language": "python"}})


def found(tmp_path, **changes):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook(**changes), path)
    return problems(path)


def test_a_notebook_as_it_should_be_has_no_problem(tmp_path):
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kernel": "my-env"}, "make it python3"),
        ({"tagged": 0, "count": 1}, 'it has no cells tagged "parameters"'),
        ({"tagged": 2, "count": 3}, "it has 2 cells tagged"),
        ({"parameters": "start = str(1)"}, "start is no literal"),
        ({"parameters": "strat = None"}, 'there is no parameter "strat"; did you mean "start"'),
        ({"parameters": "start: str = None"}, "may hold lines such as start = None only"),
        ({"parameters": "import os"}, "may hold lines such as start = None only"),
        ({"parameters": "start ="}, "is no Python"),
        ({"source": "open('/home/me/data.csv')"}, "absolute path"),
        ({"source": "open(r'C:\\\\Users\\\\me')"}, "absolute path"),
        ({"source": "x;"}, "; at the end"),
        ({"count": None}, "cells 2 have not been run"),
        ({"count": 7}, "cell 2 was run as number 7 where 2 is next"),
        ({"outputs": [new_output("error", ename="KeyError", evalue="'x'", traceback=[])]}, "ends in KeyError"),
        ({"outputs": [new_output("stream", name="stderr", text="Warning")]}, "error stream"),
        ({"outputs": [new_output("stream", name="stdout", text="see /home/me/x")]}, "output holds an absolute path"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, changes, message):
    assert any(message in problem for problem in found(tmp_path, **changes)), found(tmp_path, **changes)


def test_a_file_that_is_no_notebook(tmp_path):
    path = tmp_path / "n.ipynb"
    path.write_text("{}", encoding="utf-8")
    assert "it is no notebook" in problems(path)[0]

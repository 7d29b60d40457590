import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from research.reporting.lint import problems
from research.reporting.normalise import with_sources

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
        ({"tagged": 0, "count": 1}, 'it has no cell tagged "parameters"'),
        ({"tagged": 2, "count": 3}, 'it has 2 cells tagged "parameters" (1, 2) where one is needed'),
        ({"parameters": "start = str(1)"}, "start is no literal"),
        ({"parameters": "strat = None"}, 'there is no parameter "strat"; did you mean "start"'),
        ({"parameters": "start: str = None"}, "may hold lines such as start = None only"),
        ({"parameters": "import os"}, "may hold lines such as start = None only"),
        ({"parameters": "start ="}, "is no Python"),
        ({"source": "open('/home/me/data.csv')"}, "absolute path"),
        ({"source": "open(r'C:\\\\Users\\\\me')"}, "absolute path"),
        ({"source": "x = 1;"}, "ends with ;"),
        ({"source": "y = 1 +"}, "cell 2 “y = 1 +” is no Python"),
        ({"source": "print(left_over)"}, "uses left_over, which no cell defines"),
        ({"source": "[left_over for x in ()]"}, "uses left_over, which no cell defines"),
        ({"count": None}, "cells 2 have not been run"),
        ({"count": 7}, "cell 2 “x = 1” was run as number 7 where 2 is next: its output may rest on cells"),
        ({"outputs": [new_output("error", ename="KeyError", evalue="'x'", traceback=[])]}, "ends in KeyError: 'x'"),
        ({"outputs": [new_output("stream", name="stderr", text="Warning")]}, "error stream"),
        ({"outputs": [new_output("stream", name="stdout", text="see /home/me/x")]}, "the output of cell 2 “x = 1” holds an absolute path"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, changes, message):
    assert any(message in problem for problem in found(tmp_path, **changes)), found(tmp_path, **changes)


def test_a_file_that_is_no_notebook(tmp_path):
    path = tmp_path / "n.ipynb"
    path.write_text("{}", encoding="utf-8")
    assert "it is no notebook" in problems(path)[0]


def cells(tmp_path, *sources):
    made = [new_code_cell(source, execution_count=number) for number, source in enumerate(sources, 2)]
    whole = notebook()
    whole.cells[1:] = made
    nbformat.write(whole, tmp_path / "n.ipynb")
    return problems(tmp_path / "n.ipynb")


def test_a_name_used_above_the_cell_that_defines_it_is_named_with_both(tmp_path):
    assert cells(tmp_path, "total + 1", "total = 2") == [
        "cell 2 “total + 1” uses total before cell 3 defines it: move that cell up, then run `make notebooks`"
    ]


@pytest.mark.parametrize(
    "sources",
    [
        ("import os as system\nsystem.sep", "def later():\n    return below", "below = later"),
        ("%matplotlib inline\nfiles = !ls\nfiles",),
        ("from math import *", "sqrt(2)"),
        ("for row in range(3):\n    with open(row) as stream:\n        text = stream", "text, row, display(start)"),
        ("class A:\n    b = 1\n    def c(self):\n        return self.b", "A().c(), [n for n in countries if (m := n)], m"),
    ],
)
def test_what_a_notebook_may_do_with_names(tmp_path, sources):
    assert cells(tmp_path, *sources) == []


def test_a_cell_changed_after_its_output_was_stored_is_named(tmp_path):
    whole = with_sources(notebook())
    nbformat.write(whole, tmp_path / "n.ipynb")
    assert problems(tmp_path / "n.ipynb") == []
    whole.cells[1].source = "x = 1  # a comment moves no output"
    nbformat.write(whole, tmp_path / "n.ipynb")
    assert problems(tmp_path / "n.ipynb") == []
    whole.cells[1].source = "x = 2"
    nbformat.write(whole, tmp_path / "n.ipynb")
    assert problems(tmp_path / "n.ipynb") == [
        "cell 2 “x = 2” has changed since its output was stored, which may be out of date: run `make notebooks`"
    ]

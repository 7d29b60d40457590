"""Cells that a spreadsheet would take for a formula."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.reporting.artefacts import Artefacts, write
from research.spreadsheet import escaped, safe_csv, unescaped

FORMULAE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\r=1", "\n=1", '=HYPERLINK("https://a.example")', "'=1", "''-x"]
FORMULAE += [" =1", "＝1+1", "\t"]
LATER = {"a;=1": "a;'=1", "a\t@b": "a\t'@b", "\t=1": "'\t'=1", "-1;-1": "'-1;'-1", "a; =1;b": "a;' =1;b", "it;'=1": "it;''=1"}
PLAIN = ["", "a", "-5", "+1.5", "-1,000", "-3.2e-5", "12%", "2020-03-11", "a=b", "'quoted'", "– said", "a; b", "a; 'b'", "1;2"]


@pytest.mark.parametrize("cell", FORMULAE)
def test_formulae_become_text(cell):
    assert escaped(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", LATER)
def test_so_do_those_that_begin_where_other_countries_part_cells(cell):
    assert escaped(cell) == LATER[cell]
    assert not any(part.startswith(("=", "+", "-", "@")) for part in re.split("[;\t]", escaped(cell)))


@pytest.mark.parametrize("cell", PLAIN)
def test_other_cells_stay(cell):
    assert escaped(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\n a1;＝", max_size=10))
def test_there_and_back(cell):
    assert unescaped(escaped(cell)) == cell


def test_result_tables_can_be_opened(tmp_path):
    text = 'publisher,n\n"=HYPERLINK(""x"",""y"")",-3\nExample,4\n'
    write(Artefacts(tables={"by_publisher": text, "sound": "a,b\n1,2\n"}), tmp_path)
    rows = list(csv.reader(io.StringIO((tmp_path / "tables" / "by_publisher.csv").read_text())))
    assert rows == [["publisher", "n"], ['\'=HYPERLINK("x","y")', "-3"], ["Example", "4"]]
    assert (tmp_path / "tables" / "sound.csv").read_text() == "a,b\n1,2\n"
    assert safe_csv(safe_csv(text)) != text

"""Cells that a spreadsheet would take for a formula, in CSV files that people open in one.

They get an apostrophe before them, as OWASP advises for CSV injection; a spreadsheet shows the rest as text. Numbers stay numbers.
So does what follows a semicolon or a tab inside a cell: in many countries spreadsheets part cells there, whatever the quotes say.
Tables for machines (data/processed) are written as they are: they have to be read back the same.
"""

import csv
import io
import re

# Where a cell begins, or would in another country, with what begins a formula; apostrophes of the cell's own may stand before it.
FORMULA = re.compile(r"(?:\A|(?<=[;\t]))(?=[' ]*[=+\-@\t\r\n＝＋－＠])")
MARKED = re.compile(r"(?:\A|(?<=[;\t]))'(?=[' ]*[=+\-@\t\r\n＝＋－＠])")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?")
MARK = "'"


def escaped(cell: str) -> str:
    """Return a cell as it can be opened in a spreadsheet: no formula, whatever it begins with."""
    return cell if NUMBER.fullmatch(cell) else FORMULA.sub(MARK, cell)


def unescaped(cell: str) -> str:
    """Return what `escaped` was given."""
    return cell if NUMBER.fullmatch(cell) else MARKED.sub("", cell)


def safe_csv(text: str) -> str:
    """Return a CSV file as it can be opened in a spreadsheet; the same text where no cell would be a formula there."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    safe = [[escaped(cell) for cell in row] for row in rows]
    if safe == rows:
        return text
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(safe)
    return out.getvalue()

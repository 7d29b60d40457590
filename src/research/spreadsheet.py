"""Cells that a spreadsheet would take for a formula, in CSV files that people open in one.

They get an apostrophe before them, as OWASP advises for CSV injection; a spreadsheet shows the rest as text. Numbers stay numbers.
Tables for machines (data/processed) are written as they are: they have to be read back the same.
"""

import csv
import io
import re

STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?")
MARK = "'"


def escaped(cell: str) -> str:
    """Return a cell as it can be opened in a spreadsheet: no formula, whatever it begins with."""
    return MARK + cell if cell.lstrip(MARK).startswith(STARTS) and not NUMBER.fullmatch(cell) else cell


def unescaped(cell: str) -> str:
    """Return what `escaped` was given."""
    return cell[1:] if cell.startswith(MARK) and cell.lstrip(MARK).startswith(STARTS) else cell


def safe_csv(text: str) -> str:
    """Return a CSV file as it can be opened in a spreadsheet; the same text where no cell would be a formula there."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    safe = [[escaped(cell) for cell in row] for row in rows]
    if safe == rows:
        return text
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(safe)
    return out.getvalue()

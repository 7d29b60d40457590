"""Dates in figures: 2020-03-11, 10.04.2023, 19/03/2020, 18-10-2023."""

import research.coding.dates.words as w
from research.coding.dates.calendar import safe_date
from research.coding.dates.types import Frame, Piece


def numeric_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of a date in figures at token k: 2020-03-11, 10.04.2023, 19/03/2020, 18-10-2023."""
    word = frame.low[k]
    end = k + 1
    if word.isdigit():
        if not (frame.touches(k + 1) and frame.touches(k + 2)) or frame.low[k + 2] not in w.YEARS or frame.low[k + 1] == "/":
            return []
        word, end = "-".join(frame.low[k : k + 3]), k + 3
    mark = next((mark for mark in "-./" if mark in word), "")
    fields = word.split(mark) if mark else []
    if len(fields) != 3 or not all(part.isascii() and part.isdigit() for part in fields) or frame.low[end] in ("%", "percent"):
        return []
    found = _in_order(fields, mark)
    if not found:
        return []
    year, month, day = found[0]
    return [Piece(k, end, "date" if len(found) == 1 else "either", year=year, month=month, day=day, bad=safe_date(*found[0]) is None)]


def _in_order(fields: list[str], mark: str) -> list[tuple[int, int, int]]:
    """Return each (year, month, day) that the figures may mean, day first before month first; empty if they are no date."""
    a, b, c = (int(part) for part in fields)
    if len(fields[0]) == 4:
        return [(a, b, c)] if 1900 <= a < 2100 else []
    if len(fields[2]) not in (2, 4) or len(fields[1]) > 2 or len(fields[0]) > 2 or (len(fields[2]) == 2 and mark != "/"):
        return []
    year = c if len(fields[2]) == 4 else 2000 + c
    if not 1900 <= year < 2100:
        return []
    readings = [(year, month, day) for day, month in ((a, b), (b, a)) if safe_date(year, month, day)]
    if mark == "." and readings and readings[0] == (year, b, a):
        return readings[:1]
    return sorted(set(readings), key=readings.index)

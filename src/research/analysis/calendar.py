"""A complete calendar of periods: every day, week or month of a window is a row, also those in which nothing happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

COLUMNS = ("period", "period_start", "period_end", "days", "partial")


def periods(start: str, end: str, frequency: str) -> pd.DataFrame:
    """Return period, period_start, period_end (ISO days, within the window), days, partial: one row per period from start to end.

    Weeks run from Monday (ISO 8601), months are those of the calendar; `period` names them 2023-10-17, 2023-W42 or 2023-10. `partial`
    is true where the window cuts the period short.
    """
    return _periods(start, end, frequency).copy()


@lru_cache(maxsize=64)  # a sensitivity table asks for the same few many times over
def _periods(start: str, end: str, frequency: str) -> pd.DataFrame:
    rows = list(_rows(date.fromisoformat(start), date.fromisoformat(end), frequency)) if start and end else []
    types = {"period": "string", "period_start": "string", "period_end": "string", "days": "int64", "partial": "bool"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def _rows(first: date, last: date, frequency: str) -> Iterator[tuple[str, str, str, int, bool]]:
    day = first
    while day <= last:
        opening, closing, name = _period(day, frequency)
        begin, stop = max(opening, first), min(closing, last)
        yield name, begin.isoformat(), stop.isoformat(), (stop - begin).days + 1, (begin, stop) != (opening, closing)
        day = closing + timedelta(days=1)


def _period(day: date, frequency: str) -> tuple[date, date, str]:
    """Return first day, last day and name of the period in which `day` lies."""
    if frequency == "D":
        return day, day, day.isoformat()
    if frequency == "W":
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return monday, monday + timedelta(days=6), f"{year}-W{week:02d}"
    opening = day.replace(day=1)
    closing = (opening + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return opening, closing, f"{day.year:04d}-{day.month:02d}"

"""Cells as text and back: what a column may hold, by the schema and the codebook."""

import math
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from research.codebook import Codebook
from research.schemas import ISO_DAY, Column

SCALES = {"date_prec": 5, "where_prec": 7}  # UCDP's scales begin with 1
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def parse(column: Column, text: str) -> Any:
    """Return the cell that `text` stands for, None for an empty one.

    Raises:
        ValueError: the column cannot hold it; the message says what it can.
    """
    if not text:
        if column.required:
            raise ValueError(f"{column.name} cannot be empty")
        return None
    if column.allowed and text not in column.allowed:
        raise ValueError(f'{column.name} cannot be "{text}"{nearest(text, column.allowed)}: it is one of {", ".join(column.allowed)}')
    return {"date": _day, "integer": _integer, "number": _number, "boolean": _boolean, "text": _same}[column.type](column, text)


def shown(value: Any) -> str:
    """Return a cell as text, empty for an empty one: as it stands in the CSV of its table."""
    return "" if value is None else str(value)


def nearest(text: str, names: Iterable[str]) -> str:
    """Return a question in brackets with the name that is most like `text`, empty if none is."""
    close = get_close_matches(text, list(names), n=1, cutoff=0.7)
    return f' (did you mean "{close[0]}"?)' if close else ""


def unknown(column: str, text: str, codebook: Codebook) -> str:
    """Return what is wrong with an id or country that the codebook does not know; empty if nothing is."""
    names: dict[str, Iterable[str]] = {
        "place_id": codebook.places,
        "group_id": codebook.groups,
        "country": {place.country: None for place in codebook.places.values() if place.country},
    }
    if not text or column not in names or text in names[column]:
        return ""
    return f'{column} "{text}" is not in the codebook{nearest(text, names[column]) or ": add it there first, or mend it"}'


def _same(_: Column, text: str) -> str:
    return text


def _day(column: Column, text: str) -> str:
    try:
        if not re.match(ISO_DAY, text):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f'{column.name} cannot be "{text}": write a day such as 2020-03-11') from None


def _integer(column: Column, text: str) -> int:
    low, high = (1, SCALES[column.name]) if column.name in SCALES else (0, 10**9)
    if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or not low <= int(text) <= high:
        kind = f"{low} to {high}" if column.name in SCALES else "a whole number, 0 or more"
        raise ValueError(f'{column.name} cannot be "{text}": write {kind}')
    return int(text)


def _number(column: Column, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f'{column.name} cannot be "{text}": write a number such as 33.34')
    return value


def _boolean(column: Column, text: str) -> bool:
    if text.lower() not in BOOLEANS:
        raise ValueError(f'{column.name} cannot be "{text}": write True or False')
    return BOOLEANS[text.lower()]

"""Codes as the words that a reader meets in charts, tables and sentences: the same words as on the page."""

import csv
import tomllib
from functools import cache
from pathlib import Path

from research.paths import CODEBOOK

# Not the locale's: the same words on every machine.
MONTHS = "January February March April May June July August September October November December".split()
WORDS = Path(__file__).with_name("page") / "words.toml"


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def _rows(file: str) -> dict[str, dict[str, str]]:
    with (CODEBOOK / file).open(encoding="utf-8", newline="") as lines:
        return {next(iter(row.values())): row for row in csv.DictReader(lines)}


def _name(file: str, key: str) -> str:
    row = _rows(file).get(key)
    return row["name"] if row else key


def word(vocabulary: str, code: str) -> str:
    """Return the words for `code` of a vocabulary (a table of words.toml); a code without words with blanks for underscores."""
    return _words().get(vocabulary, {}).get(code, code.replace("_", " "))


def place(place_id: str) -> str:
    """Return the name of a place of the codebook, the id itself if it is none."""
    return _name("places.csv", place_id)


def countries() -> list[str]:
    """Return the ids of the places of the codebook that are whole countries."""
    return [place_id for place_id, row in _rows("places.csv").items() if row["kind"] == "country"]


def group(group_id: str) -> str:
    """Return the name of a group of the codebook; words that are no id stay as they are."""
    return _name("groups.csv", group_id)


def day(iso: str) -> str:
    """Return an ISO day, month or year in words: 2020-03-11 is 11 March 2020, 2020-03 is March 2020."""
    year, *rest = iso.split("-")
    numbers = [int(part) for part in rest]
    return " ".join([*(str(number) for number in numbers[1:]), *(MONTHS[number - 1] for number in numbers[:1]), year])


def period_name(period: str) -> str:
    """Return a period of a table in words: 2020-03 is March 2020, 2020-W11 is week 11 of 2020, 2020-03-11 is 11 March 2020."""
    year, _, week = period.partition("-W")
    return f"week {int(week)} of {year}" if week else day(period)


def spoken(code: str) -> str:
    """Return a weapon or a target as it stands within a sentence: "rocket", "military base", "IED"."""
    found = next((words[code] for words in (_words()["weapon"], _words()["target"]) if code in words), code.replace("_", " "))
    return found if found.isupper() else found[:1].lower() + found[1:]

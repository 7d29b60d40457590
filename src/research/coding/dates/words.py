"""The word lists of codebook/dates.toml as dictionaries and sets, read once."""

import tomllib
from typing import Any

from research.paths import CODEBOOK


def _read() -> dict[str, Any]:
    with (CODEBOOK / "dates.toml").open("rb") as file:
        return tomllib.load(file)


_BOOK = _read()
_WORDS: dict[str, list[str]] = _BOOK["words"]


def words(name: str) -> frozenset[str]:
    """Return the word set `name` of codebook/dates.toml.

    Raises:
        KeyError: the codebook holds no such set.
    """
    return frozenset(_WORDS[name])


MONTHS: dict[str, int] = _BOOK["months"]
WEEKDAYS: dict[str, int] = _BOOK["weekdays"]
UNITS: dict[str, str] = _BOOK["units"]
DAY_WORDS: dict[str, list[int]] = _BOOK["day_words"]
ORDINALS: dict[str, int] = _BOOK["ordinals"]
PARTS: dict[str, str] = _BOOK["parts"]
PART_NOUNS: dict[str, str] = _BOOK["part_nouns"]
NAMED_DAYS: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
for _named in _BOOK["named_days"]:
    NAMED_DAYS.setdefault(_named["words"][0], []).append((tuple(_named["words"]), _named["month"], _named["day"]))

YEARS: dict[str, int] = {str(year): year for year in range(1900, 2100)}
SUFFIXES = words("ordinal_suffixes")
NEED_CUE = words("need_cue")
AFTER_VERB_MAY = words("after_verb_may")
MONTH_CUES = words("month_cues")
WEEKDAY_CUES = words("weekday_cues")
SHORT_WEEKDAYS = words("short_weekdays")
NAMES_AFTER = words("names_after")
WEEKDAY_NAMES_AFTER = words("weekday_names_after")
WEEKDAY_NAMES_BEFORE = words("weekday_names_before")
LAST = words("last")
NEXT = words("next")
PERIOD = words("period")
PERIOD_OPENS = words("period_opens")
VAGUE_COUNTS = words("vague_counts")
SPEECH = words("speech")
EVENTS = words("events")
OPENS_PERIOD = words("opens_period")
CLOSES_PERIOD = words("closes_period")
RANGE_LINKS = words("range_links")
LIST_LINKS = words("list_links")
ABSORBED = words("absorbed")
TRIMMED = words("trimmed")
AFTER_LISTED_DAY = words("after_listed_day")
HEADER_WORDS = words("header_words")
YEARS_AFTER_CUE = words("years_after_cue")
CLOCK_TAILS = words("clock_tails")
CLOCK_WORDS = words("clock_words")

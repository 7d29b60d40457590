"""What the words of a quote give away beyond its coded columns: a day of the month, a weekday, the names of persons."""

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.toml")
MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
WEEKDAYS = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?"
MONTH_DAY = re.compile(rf"\b{MONTH}\.? (\d{{1,2}})\b|\b(\d{{1,2}}) {MONTH}\b", re.IGNORECASE)
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
# Not behind a full stop, unless behind a short title: Gen. Qassem Soleimani.
NAME = re.compile(r"(?<!\w\w\w\w[.!?] )(?<!^)\b[A-Z][a-z'’]+(?:-[A-Z]?[a-z]+)*")
SHORTEST_NAME = 5


def hints(quote: str) -> tuple[tuple[int, int] | None, int | None]:
    """Return the (month, day) and the weekday (0 Monday) that `quote` names, each only if it names exactly one."""
    days = set()
    for match in MONTH_DAY.finditer(quote):
        month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
        days.add((MONTHS[month.lower()], int(day)))
    weekdays = {WEEKDAYS[match[1].lower()] for match in WEEKDAY.finditer(quote)}
    return (days.pop() if len(days) == 1 else None), (weekdays.pop() if len(weekdays) == 1 else None)


def names(quote: str) -> frozenset[str]:
    """Return the capitalised words of `quote` that may name a person, in lower case; the first word of a sentence is none."""
    found = (match.group().lower().replace("’", "'").removesuffix("'s") for match in NAME.finditer(quote))
    return frozenset(word for word in found if len(word) >= SHORTEST_NAME and word not in _no_names())


def skeleton(name: str) -> str:
    """Return the consonants of a name, doubled ones once: what the spellings Soleimani, Suleimani and Soliemani share."""
    consonants = re.sub(r"[^a-z]|[aeiouy]", "", name.lower())
    return re.sub(r"(.)\1+", r"\1", consonants)


@cache
def _no_names() -> frozenset[str]:
    lists = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words)

"""Dates as they stand in date lines, manifests and addresses -> ISO days, months or years.

Only what the words themselves fix is read: 3/4/2020 may be April or March and gives nothing, unless the weekday beside it decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from research.ingest.limits import FIRST_YEAR, LAST_YEAR

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?:T[\d:.]{{2,15}}(?:Z|[+-]\d\d:?\d\d)?)?
    | (?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}})
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m3>{MONTH})\b\.?,?[\s-]*(?P<y3>\d{{4}}|'?\d\d(?![\d:]))
    | (?P<m4>{MONTH})\b\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y4>\d{{4}})
    | (?P<m5>{MONTH})\b\.?,?\s+(?P<y5>\d{{4}})
    )(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b", re.IGNORECASE)
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}\S*)?")
IN_ADDRESS = re.compile(r"(?:/|(?<!\d))(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?!\d)|/(\d{4})/(\d{2})(?=/|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a line: where it stands and its ISO form, empty where the words do not fix it."""

    start: int
    end: int
    value: str


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """Return the ISO form of a day, month or year; empty if there is no such date."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def find(line: str) -> Iterator[Found]:
    """Yield the full or monthly dates of `line`, from left to right."""
    named = WEEKDAY.search(line)
    weekday = WEEKDAYS.index(named.group(1).lower()) if named else None
    for match in DATE.finditer(line):
        yield Found(match.start(), match.end(), _value(match, weekday))


def from_manifest(cell: str) -> str:
    """Return a manifest's date as an ISO day, month or year.

    Raises:
        ValueError: it has none of the forms 2020-03-11, 2020-03 and 2020, or there is no such day.
    """
    match = PARTIAL.fullmatch(cell)
    value = _parts(match) if match else ""
    if not value:
        raise ValueError(f"{cell!r} is no date of the form 2020-03-11, 2020-03 or 2020")
    return value


def from_machine(value: str) -> str:
    """Return the day of a machine-readable time (2020-03-11T08:00:00Z); empty if it is none."""
    match = PARTIAL.match(value.strip())
    return _parts(match) if match else ""


def from_url(url: str) -> str:
    """Return the date in the path of an address (/2020/03/11/, /2020-03-11/, /2020/03/); empty if there is none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    for match in IN_ADDRESS.finditer(path):
        year, _, month, day, year_only, month_only = match.groups()
        value = iso(int(year), int(month) or 99, int(day) or 99) if year else iso(int(year_only), int(month_only) or 99)
        if value and int(value[:4]) >= 1990:  # older numbers in addresses count something else
            return value
    return ""


def _parts(match: re.Match[str]) -> str:
    return iso(*(int(part) or 99 for part in match.groups() if part))  # a month 00 is none


def _value(match: re.Match[str], weekday: int | None) -> str:
    part = match.groupdict()
    if part["y1"]:
        return iso(int(part["y1"]), int(part["m1"]) or 99, int(part["d1"]) or 99)
    if part["y2"]:
        return _numeric(int(part["a"]), int(part["b"]), int(part["y2"]), part["s2"], weekday)
    if part["y3"]:
        return _named(part["y3"].lstrip("'"), part["m3"], int(part["d3"]), weekday)
    if part["y4"]:
        return _named(part["y4"], part["m4"], int(part["d4"]), weekday)
    return iso(int(part["y5"]), _month(part["m5"]))


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _named(year: str, month: str, day: int, weekday: int | None) -> str:
    if len(year) == 4:
        return iso(int(year), _month(month), day or 99)
    value = iso(2000 + int(year), _month(month), day or 99)  # "3 January 22" is a year only if the weekday agrees
    return value if value and date.fromisoformat(value).weekday() == weekday else ""


def _numeric(a: int, b: int, year: int, mark: str, weekday: int | None) -> str:
    day_first, month_first = iso(year, b or 99, a or 99), iso(year, a or 99, b or 99)
    if day_first == month_first or not (day_first and month_first):
        return day_first or month_first
    if mark != "/":  # with dots and dashes the day comes first by custom
        return day_first
    fitting = [value for value in (day_first, month_first) if date.fromisoformat(value).weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else ""

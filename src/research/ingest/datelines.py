"""Date lines: lines beside a headline that say when the article was published, and mostly nothing else."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from research.ingest import dates
from research.ingest.blocks import ends_sentence, is_prose
from research.ingest.lexicon import DROPPED, REMEMBERED, WORD, lexicon

TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:UTC|GMT)\s*[+-]\s*\d{1,2}(?::\d\d)?",
    re.IGNORECASE,
)
MAX_WORDS = 18
MAX_NAMES = 6
# WASHINGTON, March 17, 2020 (Agency) - ...
OPENING = re.compile(r"^[^\W\d_][^.\n]{1,60}?[,/(\s]\s{0,3}(?P<date>[^()\n]{6,40}?)\)?\s{0,3}(?:\([^()\n]{1,40}\)\s{0,3})?(?:--|[-–—]|:)\s")
TIMELINE = 3  # so many dates over paragraphs make a text a list of days


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line: its date (empty if its words do not fix one) and what stands beside it.

    label: published, updated or empty; byline: somebody's name after "by" stands in it; named: another name does;
    publisher: the name before the date, if it is clearly one.
    """

    value: str
    label: str
    byline: bool
    named: bool
    publisher: str

    @property
    def bare(self) -> bool:
        """Whether the line is but a date."""
        return not (self.label or self.byline or self.named)


def is_timeline(paragraphs: list[str]) -> bool:
    """Tell whether bare dates stand over paragraphs as headings: they are then the days told of, not that of publication."""
    found = 0
    for paragraph, following in itertools.pairwise(paragraphs):
        line = read_date_line(paragraph)
        found += bool(line and line.bare and is_prose(following))
    return found >= TIMELINE


@lru_cache(maxsize=REMEMBERED)
def read_date_line(line: str) -> DateLine | None:
    """Return what a date line says, or None if the line is none.

    Beside dates, times and weekdays a date line holds only labels, sections, by-lines and at most six names; a line with any
    other word in lower case is running text, and its date may be that of an event.
    """
    if len(line) > 200 or line.count(" ") >= 24:
        return None
    found = list(dates.find(line))
    if not found:
        return None
    rest = _without(line, found)
    names = _names(rest)
    if names is None or len(names) > MAX_NAMES or (names and ends_sentence(rest)):
        return None
    by = bool(re.search(r"\bby\b", rest, re.IGNORECASE))
    if len(found[0].value) == 7 and names and not by:  # "Baghdad Bombing January 2020" may be a headline
        return None
    return DateLine(found[0].value, _label(line[: found[0].start]), by, bool(names), _publisher(line, found[0], by))


def opening_date(paragraph: str) -> str:
    """Return the full date in the dateline of a first sentence ("WASHINGTON, March 17, 2020 - ..."); empty if there is none."""
    match = OPENING.match(paragraph)
    if not match or not paragraph[:2].isupper():
        return ""
    head = match.group()
    found = list(dates.find(head))
    return found[0].value if len(found) == 1 and len(found[0].value) == 10 else ""


def _without(line: str, found: list[dates.Found]) -> str:
    kept, position = [], 0
    for date in found:
        kept.append(line[position : date.start])
        position = date.end
    kept.append(line[position:])
    return TIME.sub(" ", " ".join(kept))


def _names(rest: str) -> list[str] | None:
    sets = lexicon().sets
    names = []
    after_by = False
    for word in WORD.findall(dates.WEEKDAY.sub(" ", rest).translate(DROPPED)):
        lower = word.lower()
        after_by = after_by or lower == "by"
        known = any(lower in sets[key] for key in ("date_words", "section_words", "chrome_words", "byline_words"))
        if known or re.fullmatch(r"\d{1,3}[a-z]{0,3}", lower):
            continue
        if not word[0].isupper() and not after_by:
            return None
        names.append(word)
    return names


def _label(before: str) -> str:
    sets = lexicon().sets
    found = set(WORD.findall(before.lower()))
    if found & sets["updated_words"]:
        return "updated"
    return "published" if found & sets["published_words"] else ""


def _publisher(line: str, date: dates.Found, by: bool) -> str:
    if by:
        return ""
    name = dates.WEEKDAY.sub("", line[: date.start]).strip(" ,|·•-–—/:")
    parts = WORD.findall(name)
    sets = lexicon().sets
    is_name = 2 <= len(parts) <= 5 and all(part[0].isupper() for part in parts)
    if not is_name or not any(part.lower() in sets["publisher_words"] for part in parts):
        return ""
    return "" if all(part.lower() in sets["section_words"] | sets["date_words"] for part in parts) else name

"""A corpus of any size for the bench: the shipped articles again and again, each time with other dates, places and numbers."""

import csv
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from research import codebook, ingest
from research.paths import MANIFEST_NAME, RAW

FIRST, DAYS = date(2004, 1, 5), 21 * 364  # a span in which the copies lie; whole weeks, so that a Monday stays a Monday
TO_A_FOLDER = 1000  # files, as crawlers leave them
MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}
LONG = "January February March April May June July August September October November December".split()
MONTH_DAY = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2})(, (\d{4}))?\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
NUMBER = re.compile(rf"\b(?:{'|'.join(SMALL)}|[2-9]|[1-9]\d)\b(?!\d|[.,:]\d|-year)")
KINDS = ("base", "town", "city")  # places that change with others of their kind
PUBLISHERS = [f"Gazette {number:02d}" for number in range(60)]
COLUMNS = ("file", "title", "publisher", "published")


def write(folder: Path, count: int, first: int = 0) -> None:
    """Write articles `first` to `count` of the corpus below `folder`, and a manifest of all; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / MANIFEST_NAME).open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(COLUMNS)
        for number, (title, published, text) in enumerate(_articles(count)):
            file = f"{number // TO_A_FOLDER:04d}/{number:07d}.txt"
            rows.writerow((file, title, PUBLISHERS[number * 7 % len(PUBLISHERS)], published))
            if number >= first:
                path = folder / file
                path.parent.mkdir(exist_ok=True)
                path.write_text(f"{title}\n\n{text}\n\n", encoding="utf-8")


def _articles(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield title, day of publication and text of each article."""
    read = ingest.read_folder(RAW)
    shipped = read.articles.merge(read.texts, on="article_id").sort_values("file")
    dated = shipped[shipped["published"].fillna("").str.len() == 10]
    sources = list(dated[["title", "published", "text"]].itertuples(index=False, name=None))
    kinds = _names()
    for number in range(count):
        title, published, text = sources[number % len(sources)]
        chance = random.Random(number)
        shift = _shift(published, chance)
        body = text.removeprefix(title).strip()
        changed = [_changed(words, published, shift, kinds, random.Random(number)) for words in (title, body)]
        yield changed[0], (date.fromisoformat(published) + shift).isoformat(), f"{changed[1]}\n\nItem {number} of the day."


def _shift(published: str, chance: random.Random) -> timedelta:
    new = FIRST + timedelta(days=7 * chance.randrange(DAYS // 7))
    old = date.fromisoformat(published)
    return timedelta(days=(new - old).days // 7 * 7)


def _names() -> list[list[str]]:
    """Return the names of places that may stand for each other, kind by kind."""
    places = codebook.load().places.values()
    return [sorted({place.name for place in places if place.kind == kind and len(place.name) > 4}) for kind in KINDS]


def _changed(text: str, published: str, shift: timedelta, kinds: list[list[str]], chance: random.Random) -> str:
    """Return a text with its dates moved, its places exchanged and its numbers drawn anew; title and body alike."""
    parts = []
    behind = 0
    for match in MONTH_DAY.finditer(text):
        parts += [_numbers(text[behind : match.start()], chance, shift), _moved(match, published, shift)]
        behind = match.end()
    found = "".join([*parts, _numbers(text[behind:], chance, shift)])
    order = random.Random(shift.days)
    for names in kinds:
        others = order.sample(names, len(names))
        swap = dict(zip(names, others, strict=True))
        found = re.sub("|".join(map(re.escape, names)), partial(_swapped, swap), found)
    return found


def _swapped(swap: dict[str, str], match: re.Match[str]) -> str:
    return swap[match.group()]


def _numbers(text: str, chance: random.Random, shift: timedelta) -> str:
    text = YEAR.sub(lambda match: str(int(match.group()) + round(shift.days / 365)), text)
    return NUMBER.sub(lambda match: str(chance.randrange(2, 60)) if match.group().isdecimal() else chance.choice(SMALL), text)


def _moved(match: re.Match[str], published: str, shift: timedelta) -> str:
    year = int(match[4] or published[:4])
    try:
        day = date(year, MONTHS[match[1]], int(match[2])) + shift
    except ValueError:  # no such day
        return match.group()
    return f"{LONG[day.month - 1]} {day.day}" + (f", {day.year}" if match[3] else "")

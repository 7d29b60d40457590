"""Changes of raw articles: a number, a place, a weekday, a group, a negation; and of their manifest."""

import re
from collections.abc import Iterator
from pathlib import Path

from research import codebook
from tests.planted.change import Spot
from tests.planted.words import TURNED, other_number, other_word

FAMILY = "articles"
SUFFIXES = {".txt", ".md", ".html"}
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\w/,.-]\d|\w)")
SPOKEN = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
# What is said not to be, and what then is.
DENIED = {
    "No ": "Several ", "no ": "several ", "did not ": "did ", "has not ": "has ", "had not ": "had ", "was not ": "was ",
    "were not ": "were ", "Nobody ": "Everybody ", "nobody ": "everybody ", "without ": "with ", "is not ": "is ", "are not ": "are ",
}  # fmt: skip
PUBLISHED = re.compile(r",(\d{4}-\d\d-\d)(\d),\d{4}-\d\d-\d\d,")


def changes(root: Path) -> Iterator[Spot]:
    """Give every change of the articles and of their manifest."""
    book = codebook.load()
    places = _names([place.name for place in book.places.values()])
    groups = _names([name for group in book.groups.values() for name in (group.name, *group.aliases)])
    for path in sorted((root / "data" / "raw").iterdir()):
        if path.suffix in SUFFIXES and path.name != "README.md":
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            yield from _of_article(root, path, text, places, groups)
    path = root / "data" / "raw" / "manifest.csv"
    text = path.read_bytes().decode("utf-8")
    for found in PUBLISHED.finditer(text):
        digit = str((int(found[2]) + 1) % 9 or 1)
        yield Spot(FAMILY, "day of the manifest", path, root, text, *found.span(2), digit)


def _names(names: list[str]) -> re.Pattern[str]:
    plain = sorted({name for name in names if re.fullmatch(r"[A-Z][\w' -]{4,}", name)}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, plain))})\b")


def _of_article(root: Path, path: Path, text: str, places: re.Pattern[str], groups: re.Pattern[str]) -> Iterator[Spot]:
    def change(kind: str, found: re.Match[str], new: str) -> Spot:
        return Spot(FAMILY, kind, path, root, text, *found.span(), new)

    for found in NUMBER.finditer(text):
        yield change("number", found, other_number(found[0]))
    for found in SPOKEN.finditer(text):
        yield change("number", found, other_word(found[0]) if found[0].lower() in TURNED else found[0])
    for found in re.finditer("|".join(DAYS), text):
        yield change("weekday", found, DAYS[(DAYS.index(found[0]) + 2) % 7])
    for found in re.finditer("|".join(rf"\b{words}" for words in DENIED), text):
        yield change("negation", found, DENIED[found[0]])
    for found in places.finditer(text):
        yield change("place", found, "Diwaniyah" if found[0] != "Diwaniyah" else "Tikrit")
    for found in groups.finditer(text):
        yield change("group", found, "Harakat al-Nujaba" if found[0] != "Harakat al-Nujaba" else "Ashab al-Kahf")

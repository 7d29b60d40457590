"""What the layouts of the news databases share: labels at the start of lines, days, and the part that a cut-out article becomes."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from research.ingest import dates
from research.ingest.blocks import Facts, one_line
from research.ingest.item import Part
from research.ingest.limits import MAX_CELL_CHARS, MAX_TITLE_CHARS

FILE = Path(__file__).with_name("layouts.toml")
LABEL = re.compile(r"([A-Za-z][A-Za-z /()-]{1,29}?)\s?:(?:\s+|$)")


@cache
def layouts() -> dict[str, Any]:
    """Return layouts.toml, its lists as sets."""
    tables = tomllib.loads(FILE.read_text("utf-8"))
    return {name: {key: frozenset(values) for key, values in table.items()} for name, table in tables.items()}


def label_of(line: str) -> tuple[str, str]:
    """Return the label at the start of a line, in lower case, and what follows it; an empty label if there is none."""
    match = LABEL.match(line)
    return (match.group(1).lower().strip(), line[match.end() :].strip()) if match else ("", line)


def day_of(line: str) -> str:
    """Return the first day (or month) that a line names; empty if there is none."""
    return next((found.value for found in dates.find(line) if found.value), "")


def is_day_line(line: str) -> bool:
    """Tell whether a line is short and holds a full date and little else."""
    return len(line) <= 60 and len(day_of(line)) == 10


def part(segment: str, body: list[str], title: str, publisher: str, published: str, **told: str) -> Part:
    """Return a cut-out article.

    Args:
        segment: all of it as it stands in the export; its bytes name the article.
        body: the lines of its running text, empty ones between paragraphs.
        title: its headline.
        publisher: as the export names it, empty where it does not.
        published: ISO day, empty where the export names none.
        told: byline, dateline, length, load_date as the export names them.
    """
    text = "\n".join(body).strip()
    place = told.get("dateline", "")
    if place and text and not text.lower().startswith(place.lower()[:10]):
        text = f"{place} – {text}"
    facts = Facts(one_line(title)[:MAX_TITLE_CHARS].strip(), one_line(publisher)[:MAX_CELL_CHARS], dates=[published] if published else [])
    known = {name: one_line(value)[:MAX_CELL_CHARS] for name, value in told.items() if value.strip()}
    return Part("text", text, segment.strip().encode("utf-8", "backslashreplace"), facts, told=known)

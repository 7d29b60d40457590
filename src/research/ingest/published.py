"""The day of publication and the publisher, as far as the raw text or its address tells them."""

from dataclasses import dataclass

from research.ingest import dates
from research.ingest.blocks import Block, Facts, is_prose
from research.ingest.datelines import DateLine, is_timeline, opening_date, read_date_line
from research.ingest.headline import repeats
from research.ingest.noise import furniture

HEAD_BLOCKS = 14
TAIL_BLOCKS = 5
# How much a date is trusted, the best first. A page also holds the day on which it was saved or printed (a masthead).
MACHINE, LABELLED, BYLINE, NAMED, AFTER_TITLE, OPENING, BEFORE_TITLE, UPDATED = range(8)


@dataclass(frozen=True, slots=True)
class Published:
    """When (ISO day, month or year; empty if not known), on what basis (text, url, none), and by whom (empty if not clear)."""

    value: str
    basis: str
    publisher: str


def find_published(blocks: list[Block], facts: Facts, title: str, url: str, retrieved: str) -> Published:
    """Return date and publisher of an article.

    Args:
        blocks: the raw blocks, furniture included.
        facts: what the page says of itself in machine-readable form.
        title: the headline, empty if there is none.
        url: the address, whose path may hold a date.
        retrieved: the day on which the raw file was saved: a later date cannot be that of publication.
    """
    lines = [(number, block, read_date_line(block.text)) for number, block in enumerate(blocks)]
    ranked = [(MACHINE, number, value) for number, value in enumerate(facts.dates)]
    ranked += _from_head(lines, title) + _from_tail(lines)
    publisher = next((line.publisher for _, _, line in lines[:HEAD_BLOCKS] if line and line.publisher), "")
    for _, _, value in sorted(ranked):
        if value and not _after(value, retrieved):
            return Published(value, "text", facts.publisher or publisher)
    value = dates.from_url(url)
    known = bool(value) and not _after(value, retrieved)
    return Published(value if known else "", "url" if known else "none", facts.publisher or publisher)


def _from_head(lines: list[tuple[int, Block, DateLine | None]], title: str) -> list[tuple[int, int, str]]:
    at = next((number for number, block, _ in lines if repeats(block.text, title)), 0)
    masthead = any(furniture(block.text, "head") for _, block, line in lines[:at] if not line)
    timeline = is_timeline([block.text for _, block, _ in lines])
    ranked = []
    prose = 0
    for number, block, line in lines[:HEAD_BLOCKS]:
        if block.time and prose < 2:
            ranked.append((LABELLED, number, dates.from_machine(block.time)))
        if line:
            rank = _rank(line, number < at)
            misleading = (timeline and line.bare) or (masthead and rank == BEFORE_TITLE) or (prose and rank in (NAMED, AFTER_TITLE))
            if not misleading:
                ranked.append((rank, number, line.value))
        elif number > at and is_prose(block.text) and not furniture(block.text, "head"):
            if not prose:
                ranked.append((OPENING, number, opening_date(block.text)))
            prose += 1
            if prose > 2:
                break
    return ranked


def _from_tail(lines: list[tuple[int, Block, DateLine | None]]) -> list[tuple[int, int, str]]:
    tail = [(number, line) for number, _, line in lines[HEAD_BLOCKS:][-TAIL_BLOCKS:] + lines[:HEAD_BLOCKS][-TAIL_BLOCKS:] if line]
    return [(NAMED if line.label == "published" else UPDATED, number, line.value) for number, line in tail if line.label]


def _rank(line: DateLine, before_title: bool) -> int:
    if line.label == "updated":
        return UPDATED
    if line.label:
        return LABELLED
    if line.byline:
        return BYLINE
    if line.named:
        return NAMED
    return BEFORE_TITLE if before_title else AFTER_TITLE


def _after(value: str, retrieved: str) -> bool:
    return bool(retrieved) and value > retrieved[: len(value)]

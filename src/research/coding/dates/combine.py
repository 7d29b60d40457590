"""Pieces -> phrases: which belong together, as in "Friday, March 11", "March 11 to 14", "Monday night into Tuesday"."""

from collections import deque
from itertools import pairwise

import research.coding.dates.words as w
from research.coding.dates.prefix import FILLERS, Phrase, opener, read_prefixes
from research.coding.dates.types import Frame, Piece

CALENDAR = frozenset({"date", "month", "year"})
DASHES = frozenset({"–", "—"})
NO_END = frozenset({"duration", "vague", "offset"})  # phrases that are no end of a range
# What may stand between a weekday and its date.
APPOSED = frozenset({(), (",",), ("(",), (".",), (".", ","), ("the",), ("on",), (",", "on"), (",", "the"), ("|",), ("/",)})
APPOSED_AFTER = frozenset({(",", "a"), (",", "which", "was", "a"), ("(",), ("/",)})
OVERNIGHT_LINKS = frozenset({(), ("on",), ("between",), ("from",)})


def phrases(frame: Frame, pieces: list[Piece]) -> list[Phrase]:
    """Return the phrases that the pieces of a sentence make, in order."""
    _share_years(frame, pieces)
    merged = _merge(frame, pieces)
    rest = deque(piece for piece in merged if piece.form != "clock")
    found: list[Phrase] = []
    while rest:
        first = rest.popleft()
        last = rest.popleft() if rest and _is_range(frame, first, rest[0]) else None
        found.append(Phrase(first.i, last.j if last else first.j, first, last, "range" if last else ""))
    if frame.clocks:
        taken = {k for phrase in found for k in range(phrase.i, phrase.j)}
        found += [Phrase(piece.i, piece.j, piece) for piece in merged if piece.form == "clock" and piece.i not in taken]
    found.sort(key=lambda phrase: phrase.i)
    read_prefixes(frame, found)
    return found


def _gap(frame: Frame, a: Piece, b: Piece) -> tuple[str, ...]:
    """Return the words between two pieces, times of day left out."""
    return tuple(frame.low[k] for k in range(a.j, b.i) if k not in frame.clocks)


def _share_years(frame: Frame, pieces: list[Piece]) -> None:
    """Give a date without a year the year of its neighbour in a list or range: "March 11 and March 16, 2020"."""
    if not any(piece.year for piece in pieces):
        return
    linked = [(a, b) for a, b in pairwise(pieces) if a.month and b.month and _linked(frame, a, b)]
    for a, b in reversed(linked):
        if a.year is None and not a.shift and b.month and a.month:
            a.year, a.shift = (_nearest_year(b.year, b.month, a.month) if b.year else None), b.shift
    for a, b in linked:
        if b.year is None and not b.shift and a.year and a.month and b.month and _gap(frame, a, b) != (",",):
            b.year = _nearest_year(a.year, a.month, b.month)


def _nearest_year(year: int, month: int, other: int) -> int:
    """Return the year in which month `other` lies nearest to `month` of `year`: December before January 2020 is of 2019."""
    return year + (other - month < -6) - (other - month > 6)


def _linked(frame: Frame, a: Piece, b: Piece) -> bool:
    if a.form not in CALENDAR or b.form not in CALENDAR:
        return False
    gap = [word for word in _gap(frame, a, b) if word not in FILLERS]
    return not gap or (len(gap) <= 2 and all(word in w.LIST_LINKS or word in w.RANGE_LINKS for word in gap))


def _merge(frame: Frame, pieces: list[Piece]) -> list[Piece]:
    """Make one piece of a weekday and its date, "Thursday (August 13)", and of a night, "Thursday overnight"."""
    merged: list[Piece] = []
    for piece in pieces:
        before = merged[-1] if merged else None
        if before and piece.i < before.j:
            continue
        if before and _is_night_of(frame, before, piece):
            kept = piece if before.form == "overnight" else before
            kept.i, kept.j, kept.named = before.i, piece.j, True
            merged[-1] = kept
        elif before and _names_one_day(frame, before, piece):
            merged[-1] = _one_day(frame, before, piece)
        else:
            merged.append(piece)
    return merged


def _one_day(frame: Frame, a: Piece, b: Piece) -> Piece:
    """Return the piece that gives the day more exactly, over the tokens of both; "today, Wednesday" stays today."""
    if b.form == "weekday" and (a.form in ("date", "either") or (a.form == "fixed" and a.kind == "point")):
        a.j, a.weekday = b.j, b.weekday
        return a
    closed = frame.low[b.j] == ")" and "(" in frame.low[a.j : b.i]
    b.i, b.j = a.i, b.j + closed
    b.weekday = b.weekday if b.form == "weekday" else a.weekday
    return b


def _is_night_of(frame: Frame, a: Piece, b: Piece) -> bool:
    """Tell whether "overnight" goes with the day beside it: "overnight on Thursday", "Thursday overnight"."""
    if a.form == "overnight":
        return b.form in ("weekday", "date") and _gap(frame, a, b) in OVERNIGHT_LINKS
    return b.form == "overnight" and a.form in ("weekday", "date") and not _gap(frame, a, b)


def _names_one_day(frame: Frame, a: Piece, b: Piece) -> bool:
    """Tell whether two pieces name one day: "Friday, March 13", "March 13 (Friday)", "today, Wednesday"."""
    gap = _gap(frame, a, b)
    if a.form == "weekday" and b.form in ("date", "either"):
        return gap in APPOSED and not a.shift.endswith("-week") and (bool(gap) or not frame.touches(b.i))
    if a.form in ("date", "either") and b.form == "weekday" and a.day:
        return gap in APPOSED_AFTER or (not gap and a.form == "either")
    if a.form == "fixed" and a.kind in ("point", "deictic") and b.form in ("weekday", "date"):
        return gap == (",",) and not b.shift and frame.low[b.j] in w.AFTER_LISTED_DAY
    return False


def _is_range(frame: Frame, a: Piece, b: Piece) -> bool:
    """Tell whether two pieces are the ends of one stretch of time."""
    if a.kind in NO_END or b.kind in NO_END:
        return False
    before, whole = opener(frame, a.i), _gap(frame, a, b)
    gap = [word for word in whole if word not in FILLERS]
    if len(gap) > 1 and gap[0] == "," and before in ("from", "between"):  # from 17 October 2023, to ...
        gap = gap[1:]
    if not gap:
        return not whole and frame.touches(b.i) and a.form == b.form
    if gap == ["and"]:
        return before == "between"
    if gap == ["or"]:
        return a.form == b.form and a.form in ("weekday", "date")
    if any(word not in w.RANGE_LINKS for word in gap):
        return False
    if gap[0] in DASHES and before not in ("from", "between"):
        close = frame.sentence.starts[b.i] - frame.sentence.ends[a.j - 1] <= 1
        return a.form == b.form and (close or a.form == "date")
    one_kind = a.form == b.form or {a.form, b.form} <= {"date", "weekday"}
    return one_kind or before == "from" or gap[-1] == "into" or a.form == "overnight"

"""Pieces -> phrases: which belong together (Friday, March 11; March 11 to 14), and what stands before them (since, until)."""

from dataclasses import dataclass

import research.coding.dates_words as w
from research.coding.dates_types import Frame, Piece

FILLERS = frozenset("the on early late about around at least night of in evening morning day".split())
CALENDAR = frozenset({"date", "month", "year"})
DASHES = ("–", "—")


def phrases(frame: Frame, pieces: list[Piece]) -> list[Phrase]:
    """Return the phrases that the pieces of a sentence make, in order."""
    _share_years(frame, pieces)
    merged = _merge(frame, pieces)
    found: list[Phrase] = []
    rest = [piece for piece in merged if piece.form != "clock"]
    while rest:
        piece = rest.pop(0)
        if rest and _is_range(frame, piece, rest[0]):
            after = rest.pop(0)
            found.append(Phrase(piece.i, after.j, piece, after, "range"))
        else:
            found.append(Phrase(piece.i, piece.j, piece))
    found += [Phrase(piece.i, piece.j, piece) for piece in merged if piece.form == "clock" and not _inside(piece, found)]
    found.sort(key=lambda phrase: phrase.i)
    for phrase, floor in zip(found, [0, *(phrase.j for phrase in found)], strict=False):
        _prefix(frame, phrase, floor)
    _since_clauses(frame, found)
    return found


def _inside(piece: Piece, found: list[Phrase]) -> bool:
    return any(phrase.i <= piece.i and piece.j <= phrase.j for phrase in found)


def _gap(frame: Frame, a: Piece, b: Piece) -> list[str]:
    """Return the words between two pieces, times of day left out."""
    return [frame.low[k] for k in range(a.j, b.i) if k not in frame.clocks]


def _share_years(frame: Frame, pieces: list[Piece]) -> None:
    """Give a date without a year the year of its neighbour in a list or range: "March 11 and March 16, 2020"."""
    for a, b in reversed(list(zip(pieces, pieces[1:], strict=False))):
        if a.form in CALENDAR and b.form in CALENDAR and _linked(frame, a, b) and b.month and a.month and not a.shift:
            if a.year is None and b.year is not None:
                a.year = _nearest_year(b.year, b.month, a.month)
            elif a.year is None and b.shift:
                a.shift = b.shift
    for a, b in zip(pieces, pieces[1:], strict=False):
        if a.form in CALENDAR and b.form in CALENDAR and _linked(frame, a, b) and b.month and a.month and _gap(frame, a, b) != [","]:
            if b.year is None and a.year is not None and not b.shift:
                b.year = _nearest_year(a.year, a.month, b.month)


def _nearest_year(year: int, month: int, other: int) -> int:
    """Return the year in which month `other` lies nearest to `month` of `year`: December before January 2020 is of 2019."""
    return year + (other - month < -6) - (other - month > 6)


def _linked(frame: Frame, a: Piece, b: Piece) -> bool:
    gap = [word for word in _gap(frame, a, b) if word not in FILLERS]
    return not gap or (len(gap) <= 2 and all(word in w.LIST_LINKS or word in w.RANGE_LINKS for word in gap))


def _merge(frame: Frame, pieces: list[Piece]) -> list[Piece]:
    """Make one piece of a weekday and the date that belongs to it: "Friday, March 13", "Thursday (August 13)", "today, Wednesday"."""
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
            piece.i, piece.weekday = before.i, before.weekday if piece.form != "weekday" else piece.weekday
            if piece.form == "weekday" and before.form != "weekday":
                before.j, before.weekday = piece.j, piece.weekday
                continue
            if frame.low[piece.j] == ")" and "(" in frame.low[piece.i : piece.j]:
                piece.j += 1
            merged[-1] = piece
        else:
            merged.append(piece)
    return merged


def _is_night_of(frame: Frame, a: Piece, b: Piece) -> bool:
    """Tell whether "overnight" goes with the day beside it: "overnight on Thursday", "Thursday overnight"."""
    if a.form == "overnight":
        return b.form in ("weekday", "date") and _gap(frame, a, b) in ([], ["on"], ["between"], ["from"])
    return b.form == "overnight" and a.form in ("weekday", "date") and not _gap(frame, a, b)


def _names_one_day(frame: Frame, a: Piece, b: Piece) -> bool:
    gap = _gap(frame, a, b)
    plain = gap in ([], [","], ["("], ["."], [".", ","], ["the"], ["on"], [",", "on"], [",", "the"], ["|"], ["/"])
    if a.form == "weekday" and not a.shift.endswith("-week"):
        return b.form in ("date", "either") and plain and (bool(gap) or not frame.touches(b.i))
    if a.form in ("date", "either") and b.form == "weekday" and a.day:
        return gap in ([",", "a"], [",", "which", "was", "a"], ["("], ["/"]) or (gap == [] and a.form == "either")
    if a.form == "fixed" and a.kind in ("point", "deictic") and b.form in ("weekday", "date"):
        return gap == [","] and (b.form == "date" or b.shift == "") and b.day != 0 and frame.low[b.j] in w.AFTER_LISTED_DAY and a.prec != 9
    return False


def _is_range(frame: Frame, a: Piece, b: Piece) -> bool:
    if a.form == "clock" or b.form == "clock" or a.kind in ("duration", "vague", "offset") or b.kind in ("duration", "vague", "offset"):
        return False
    gap = [word for word in _gap(frame, a, b) if word not in FILLERS]
    opener = _opener(frame, a.i)
    if gap and gap[0] == "," and opener in ("from", "between"):
        gap = gap[1:] or [","]
    tight = frame.sentence.starts[b.i] - frame.sentence.ends[a.j - 1]
    if not gap:
        return not _gap(frame, a, b) and frame.touches(b.i) and a.form == b.form
    if gap == ["and"]:
        return opener == "between"
    if gap == ["or"]:
        return a.form == b.form and a.form in ("weekday", "date")
    if gap[0] in DASHES:
        return len(gap) == 1 and a.form == b.form and (tight <= 1 or a.form == "date" or opener in ("from", "between"))
    if gap[0] not in w.RANGE_LINKS or any(word not in w.RANGE_LINKS for word in gap):
        return False
    return opener == "from" or gap[-1] == "into" or a.form == b.form or {a.form, b.form} <= {"date", "weekday"} or a.form == "overnight"


def _opener(frame: Frame, i: int) -> str:
    """Return the word before a phrase, words such as "late" and "the night of" left out."""
    while i and (frame.low[i - 1] in FILLERS or i - 1 in frame.clocks):
        i -= 1
    return frame.low[i - 1]

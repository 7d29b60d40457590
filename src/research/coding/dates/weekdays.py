"""Weekdays and words for days, counted from the day of publication: Friday, last Tuesday, yesterday, overnight into Sunday."""

from datetime import date

import research.coding.dates.words as w
from research.coding.dates.calendar import Interval, shift, shift_interval, week_span
from research.coding.dates.types import Frame, Piece

WEEKS = {"last-week": -1, "this-week": 0, "next-week": 1}
FROM_LAST = frozenset({"previous", "preceding", "following", "that-week", "same"})  # measured from the last date told


def weekday_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of the weekday at token k; none where it is part of a name, a habit or another word."""
    low, name = frame.low, frame.low[k]
    if not frame.capital(k) and name in w.SHORT_WEEKDAYS:
        return []
    if low[k + 1] in w.WEEKDAY_NAMES_AFTER or low[k - 1] in w.WEEKDAY_NAMES_BEFORE:
        return []
    if name in w.SHORT_WEEKDAYS and not _short_is_meant(frame, k):
        return []
    piece = Piece(k, k + 1, "weekday", weekday=w.WEEKDAYS[name], basis="relative")
    if low[k - 1] in w.LAST or low[k - 1] in w.NEXT or low[k - 1] in ("this", "same"):
        piece.shift, piece.i = low[k - 1], k - 1
    if low[k + 1] in ("before", "after") and low[k + 2] not in ("last", "next") and low[k - 1] == "the":
        piece.shift, piece.j = ("previous" if low[k + 1] == "before" else "following"), k + 2
    _take_week(frame, piece)
    return [piece]


def _short_is_meant(frame: Frame, k: int) -> bool:
    """Tell whether Sun, Sat or Wed is a day: a date follows, or a word such as "on" goes before."""
    after = k + 1
    while frame.low[after] in (".", ",", "|"):
        after += 1
    number = frame.number(after) is not None or frame.low[after] in w.MONTHS
    return number or frame.low[k - 1] in w.WEEKDAY_CUES


def _take_week(frame: Frame, piece: Piece) -> None:
    """Read "Tuesday of last week", "Monday last week"."""
    at = piece.j + 1 if frame.low[piece.j] == "of" else piece.j
    if frame.low[at] in ("last", "this", "that", "next") and frame.low[at + 1] == "week":
        piece.shift, piece.j = frame.low[at] + "-week", at + 2


def weekday_days(frame: Frame, piece: Piece) -> Interval | None:
    """Return the day that a weekday means, or None where it cannot be known."""
    number = piece.weekday
    if number is None:
        return None
    if piece.shift in FROM_LAST and frame.last:
        return _from_last(frame.last, number, piece)
    today = frame.published.day
    if not today or piece.shift in ("following", "that-week"):
        return None
    if piece.shift in WEEKS:
        monday = shift(today, 7 * WEEKS[piece.shift] - today.weekday())
        return shift_interval((monday, monday), number, number) if monday else None
    back = (today.weekday() - number) % 7
    if piece.shift in w.LAST:
        back = back or 7
    elif piece.shift in w.NEXT:
        back = back - 7
    found = shift(today, -back)
    return (found, found) if found else None


def _from_last(last: Interval, number: int, piece: Piece) -> Interval | None:
    piece.kind = "deictic"
    start, end = last
    found: date | None
    if piece.shift in ("previous", "preceding"):
        found = shift(start, -((start.weekday() - number) % 7 or 7))
    elif piece.shift == "following":
        found = shift(end, (number - end.weekday()) % 7 or 7)
    else:
        week = week_span(end)
        found = shift(week[0], number) if week else None
    return (found, found) if found else None


def day_word_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of today, yesterday, tonight, overnight at token k."""
    low, name = frame.low, frame.low[k]
    if name == "today" and k and frame.capital(k) and frame.capital(k - 1) and not frame.sentence.text.isupper():
        return []  # a name such as USA Today
    if name == "overnight":
        return [Piece(k, k + 1, "overnight", basis="relative")]
    first, last = w.DAY_WORDS[name]
    i = k
    if low[k - 1] in ("before", "after") and low[k - 2] == "day":  # the day before yesterday
        step = -1 if low[k - 1] == "before" else 1
        first, last, i = first + step, last + step, k - 2 - (low[k - 3] == "the")
    return [Piece(i, k + 1, "fixed", days=_about(frame, first, last), basis="relative")]


def _about(frame: Frame, first: int, last: int) -> Interval | None:
    today = frame.published.day
    return shift_interval((today, today), first, last) if today else None


def overnight_days(frame: Frame) -> Interval | None:
    """Return the night before the article: the day before it and its own."""
    return _about(frame, -1, 0)


def named_day_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of a day with a name, such as Christmas Day, at token k."""
    for tail, month, day in w.NAMED_DAYS[frame.low[k]]:
        if tuple(frame.low[k : k + len(tail)]) == tail:
            return [Piece(k, k + len(tail), "date", month=month, day=day, basis="relative")]
    return []

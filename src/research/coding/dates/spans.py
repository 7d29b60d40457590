"""Phrases -> spans with their days, and what the sentences after them may be measured from."""

from datetime import date

from research.coding.dates.calendar import Interval, ordered, precision
from research.coding.dates.flags import is_anniversary, is_dateline, is_said
from research.coding.dates.prefix import Phrase
from research.coding.dates.resolve import days_of, range_days
from research.coding.dates.types import DateSpan, Frame, Piece

OWN_DATES = frozenset({"date", "either", "weekday", "month"})


def make_span(frame: Frame, phrase: Phrase) -> DateSpan:
    """Return the span of a phrase: its days as far as text and publication date settle them, its kind and its flags."""
    first, last = phrase.first, phrase.last
    kind = phrase.kind or first.kind
    days = range_days(frame, first, last) if last else days_of(frame, first, ahead=kind == "until")
    start, end = days or (None, None)
    if kind == "since":
        start, end = _open(frame, first, days)
    elif kind == "until":
        start = None
    span = DateSpan(
        phrase.i, phrase.j, start, end, precision(start, end) if start and end else None, _basis(phrase, kind), kind,
        frame.sentence.span_text(phrase.i, phrase.j), days, first.month, None if first.bad else first.day, first.offset,
    )  # fmt: skip
    if kind != "clock":
        span.anniversary = kind == "anniversary" or is_anniversary(frame, phrase.i, phrase.j)
        span.said = is_said(frame, phrase.i)
        span.dateline = kind == "point" and first.form in OWN_DATES and is_dateline(frame, phrase.i, phrase.j)
    return span


def _basis(phrase: Phrase, kind: str) -> str:
    if kind == "clock":
        return ""
    relative = phrase.first.basis == "relative" or (phrase.last is not None and phrase.last.basis == "relative")
    return "relative" if relative else "stated"


def _open(frame: Frame, piece: Piece, days: Interval | None) -> tuple[date | None, date | None]:
    """Return the bounds of a period that runs from a piece until publication."""
    if not days:
        return None, None
    start, end = piece.since or days[0], frame.published.day
    return (start, end) if ordered(start, end) else (start, None)


def remember(frame: Frame, span: DateSpan, phrase: Phrase, dated: bool) -> bool:
    """Keep in the context what sentences after this one may be measured from; return whether an event's day was kept.

    A day on which somebody spoke counts only where the sentence has dated no event (`dated`).
    """
    context = frame.context
    if span.dateline or span.anniversary or frame.sentence.role == "caption" or not span.days:
        return False
    if span.kind in ("point", "since", "until", "range"):
        context.mention = frame.mention = span.days
    if span.kind == "since" and span.days[0] == span.days[1]:
        context.opened = span.days
    if span.kind == "since" and "when" in frame.low[span.j : span.j + 2]:  # since Friday, when ...
        context.last = frame.last = span.days
        return True
    if not (span.start and span.end and span.prec) or _is_ahead(frame, span.start):
        return False
    if phrase.first.year and span.prec <= 3 and span.kind in ("point", "range"):
        _keep_stated(frame, span.start, phrase.first.form == "date")
    if span.kind not in ("point", "range", "deictic") or span.prec > 4 or (span.said and dated):
        return False
    context.last = frame.last = (span.start, span.end)
    context.opened = None
    return not span.said


def _keep_stated(frame: Frame, day: date, is_full: bool) -> None:
    """Keep a date that was told with its year, for those after it without one."""
    context = frame.context
    if is_full:
        context.stated = (day, frame.sentence.no)
    if context.anchor is None and day.year == context.year:
        context.anchor = day


def _is_ahead(frame: Frame, day: date) -> bool:
    """Tell whether a day lies after publication: nothing that was told can have happened on it."""
    last = frame.published.last
    return last is not None and (day - last).days > 1

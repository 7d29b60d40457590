"""Dates in a sentence: every phrase of time with the days it stands for, how exact it is, and what kind of phrase it is.

The scale of precision is that of UCDP GED (1 exact day ... 5 a year or longer). Conventions:
a weekday is the last one before publication, that day included; a day and month without a year is the nearest not after
publication; early, mid and late are days 1-10, 11-20 and 21 to the end; "since mid-October" opens on the 15th;
"overnight" is the day of publication and the one before; "the past six weeks" end on the day of publication.
Nothing is guessed: what publication date and text do not settle has no days.
"""

from collections.abc import Callable, Sequence
from datetime import date

import research.coding.dates_words as w
from research.coding.dates_figures import numeric_pieces
from research.coding.dates_months import month_pieces
from research.coding.dates_years import year_pieces
from research.coding.dates_calendar import Interval, Published, ordered, precision, published
from research.coding.dates_clock import clock_pieces
from research.coding.dates_combine import Phrase, phrases
from research.coding.dates_flags import anniversary_pieces, is_anniversary, is_dateline, is_said
from research.coding.dates_resolve import days_of, range_days
from research.coding.dates_types import DateContext, DateSpan, Frame, Piece
from research.coding.dates_units import unit_pieces
from research.coding.dates_weekdays import day_word_pieces, named_day_pieces, weekday_pieces
from research.coding.text import Sentence

__all__ = ["DateContext", "DateSpan", "article_year", "date_tokens", "find_dates"]

Reader = Callable[[Frame, int], list[Piece]]


def _then(frame: Frame, k: int) -> list[Piece]:
    return [Piece(k, k + 1, "fixed", days=frame.last, basis="relative", kind="deictic")] if frame.low[k - 1] == "since" else []


READERS: dict[str, Reader] = {
    "anniversary": anniversary_pieces,
    "then": _then,
    **dict.fromkeys(w.CLOCK_WORDS, clock_pieces),
    **dict.fromkeys(w.UNITS, unit_pieces),
    **dict.fromkeys(w.YEARS, year_pieces),
    **dict.fromkeys(w.NAMED_DAYS, named_day_pieces),
    **dict.fromkeys(w.DAY_WORDS, day_word_pieces),
    **dict.fromkeys(w.WEEKDAYS, weekday_pieces),
    **dict.fromkeys(w.MONTHS, month_pieces),
}
TRIGGERS = frozenset(READERS) | {"oclock"}
OPENING = 4  # sentences in which an article gives its year
HOURS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
FIGURES = frozenset("0123456789")


def find_dates(sentence: Sentence, published_on: str, context: DateContext) -> list[DateSpan]:
    """Return the phrases of time of a sentence in order; `context` is brought up to date for the sentences after it.

    Args:
        published_on: '' (unknown), a year, a month (2021-06) or an ISO day.
        context: made once for each article, with its `year` from article_year.
    """
    if _has_none(sentence):
        return []
    frame = Frame(sentence, published(published_on), context)
    pieces = _pieces(frame)
    if not pieces:
        return []
    spans: list[DateSpan] = []
    dated = False
    for phrase in phrases(frame, pieces):
        span = _span(frame, phrase)
        spans.append(span)
        dated = _remember(frame, span, phrase, dated) or dated
    return spans


def date_tokens(sentence: Sentence) -> set[int]:
    """Return the tokens of a sentence that belong to dates, times of day and phrases of time."""
    if _has_none(sentence):
        return set()
    frame = Frame(sentence, Published(), DateContext())
    return {k for piece in _pieces(frame) for k in range(piece.i, piece.j)}


def _has_none(sentence: Sentence) -> bool:
    return TRIGGERS.isdisjoint(sentence.lower) and not any(word[:1] in FIGURES and len(word) > 3 for word in sentence.lower)


def article_year(sentences: Sequence[Sentence], published_on: str) -> int | None:
    """Return the year of publication, or else the latest year that a date in title, lead or first sentences states, or None.

    A bare year counts only where it bounds what the article is about ("since the beginning of 2021", "the first week of 2022").
    """
    known = published(published_on)
    if known.first and known.last and known.first.year == known.last.year:
        return known.first.year
    years: list[int] = []
    for sentence in [sentence for sentence in sentences if sentence.role != "caption"][:OPENING]:
        for span in find_dates(sentence, "", DateContext()):
            if span.start and not span.anniversary and (span.prec is None or span.prec <= 4 or span.kind == "since"):
                years.append(span.start.year)
    return max(years, default=None)


def _pieces(frame: Frame) -> list[Piece]:
    """Read the sentence from left to right; a piece that overlaps one before it is dropped, unless it is the longer one."""
    pieces: list[Piece] = []
    done = 0
    for k, word in enumerate(frame.sentence.lower):
        reader = READERS.get(word)
        if k < done:
            continue
        if reader:
            found = reader(frame, k)
        elif word[:1] in FIGURES and word[:1]:
            found = _figures(frame, k, word)
        elif word in HOURS and frame.low[k + 1] in ("in", "oclock"):
            found = clock_pieces(frame, k)
        else:
            continue
        for piece in found:
            while pieces and pieces[-1].j > piece.i and pieces[-1].form in ("clock", "year"):
                pieces.pop()
            if not pieces or pieces[-1].j <= piece.i:
                pieces.append(piece)
                if piece.form == "clock":
                    frame.clocks.update(range(piece.i, piece.j))
                done = piece.j
                _note(frame, piece)
    frame.last, frame.mention = frame.context.last, frame.context.mention
    return pieces


def _figures(frame: Frame, k: int, word: str) -> list[Piece]:
    if len(word) >= 6 or (len(word) <= 2 and frame.touches(k + 1)):
        found = numeric_pieces(frame, k)
        if found:
            return found
    return clock_pieces(frame, k) if len(word) <= 5 else []


def _note(frame: Frame, piece: Piece) -> None:
    """Let what follows in the sentence ("the next day") be measured from this piece."""
    if piece.kind in ("point", "deictic") and frame.low[piece.i - 1] not in ("since", "until", "before"):
        frame.last = days_of(frame, piece) or frame.last
        frame.mention = frame.last if piece.kind == "point" else frame.mention


def _span(frame: Frame, phrase: Phrase) -> DateSpan:
    first, last = phrase.first, phrase.last
    kind = phrase.kind or first.kind
    days = range_days(frame, first, last) if last else days_of(frame, first, ahead=kind == "until")
    start, end = days or (None, None)
    if kind == "since":
        start, end = _open(frame, first, days)
    elif kind == "until":
        start = None
    basis = "" if kind == "clock" else "relative" if "relative" in (first.basis, last.basis if last else "") else "stated"
    span = DateSpan(
        phrase.i, phrase.j, start, end, precision(start, end) if start and end else None, basis, kind,
        frame.sentence.span_text(phrase.i, phrase.j), days, first.month, None if first.bad else first.day, first.offset,
    )  # fmt: skip
    if kind != "clock":
        span.anniversary = kind == "anniversary" or is_anniversary(frame, phrase.i, phrase.j)
        span.said = is_said(frame, phrase.i)
        span.dateline = first.form in ("date", "either", "weekday", "month") and kind == "point" and is_dateline(frame, phrase.i, phrase.j)
    return span


def _open(frame: Frame, piece: Piece, days: Interval | None) -> tuple[date | None, date | None]:
    """Return the bounds of a period that runs from a piece until publication."""
    if not days:
        return None, None
    start = piece.since or days[0]
    end = frame.published.day
    return (start, end) if end is None or ordered(start, end) else (start, None)


def _remember(frame: Frame, span: DateSpan, phrase: Phrase, dated: bool) -> bool:
    """Keep in the context what sentences after this one may be measured from; return whether the last date was set."""
    context, days = frame.context, (span.start, span.end)
    if span.dateline or span.anniversary:
        return False
    if span.days and span.kind in ("point", "since", "until", "range"):
        context.mention = frame.mention = span.days
    if not (days[0] and days[1]) or span.prec is None or _is_ahead(frame, days[0]):
        return False
    if span.basis == "stated" and phrase.first.year and span.prec <= 3 and span.kind in ("point", "range"):
        if phrase.first.form == "date":
            context.stated = (days[0], frame.sentence.no)
        if context.anchor is None and days[0].year == context.year:
            context.anchor = days[0]
    if span.kind == "since" and span.days and "when" in frame.low[span.j : span.j + 2]:  # since Friday, when ...
        context.last = frame.last = span.days
        return True
    if span.kind not in ("point", "range", "deictic") or span.prec > 4 or (span.said and dated):
        return False
    context.last = frame.last = (days[0], days[1])
    return not span.said


def _is_ahead(frame: Frame, day: date) -> bool:
    """Tell whether a day lies after publication: nothing that was told can have happened on it."""
    last = frame.published.last
    return last is not None and (day - last).days > 1

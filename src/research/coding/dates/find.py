"""Dates in a sentence: every phrase of time with the days it stands for, how exact it is, and what kind of phrase it is.

The scale of precision is that of UCDP GED (1 exact day ... 5 a year or longer). Conventions:
a weekday is the last one before publication, that day included; a day and month without a year is the nearest not after
publication; early, mid and late are days 1-10, 11-20 and 21 to the end; "since mid-October" opens on the 15th;
"overnight" is the day of publication and the one before; "the past six weeks" end on the day of publication.
Nothing is guessed: what publication date and text do not settle has no days.
"""

import re
from collections.abc import Callable, Sequence

import research.coding.dates.words as w
from research.coding.dates.clock import clock_pieces
from research.coding.dates.combine import phrases
from research.coding.dates.figures import numeric_pieces
from research.coding.dates.flags import anniversary_pieces
from research.coding.dates.months import month_pieces
from research.coding.dates.resolve import days_of
from research.coding.dates.spans import make_span, remember
from research.coding.dates.types import DateContext, DateSpan, Frame, Piece, Published, published
from research.coding.dates.units import unit_pieces
from research.coding.dates.weekdays import day_word_pieces, named_day_pieces, weekday_pieces
from research.coding.dates.years import year_pieces
from research.coding.text import Sentence

__all__ = ["DateContext", "DateSpan", "article_year", "date_tokens", "find_dates"]


def _then(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of "since then"."""
    return [Piece(k, k + 1, "fixed", days=frame.last, basis="relative", kind="deictic")] if frame.low[k - 1] == "since" else []


READERS: dict[str, Callable[[Frame, int], list[Piece]]] = {
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
TRIGGERS = frozenset(READERS) | {"oclock", "am", "pm", "a.m.", "p.m."}
FIGURES = frozenset("0123456789")
FIGURE = re.compile("[0-9]")
HOURS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
NO_ANCHOR = frozenset({"since", "until", "before"})  # what follows is not measured from these dates
READ = frozenset(READERS) | HOURS
OPENING = 4  # sentences in which an article gives its year


def find_dates(sentence: Sentence, published_on: str, context: DateContext) -> list[DateSpan]:
    """Return the phrases of time of a sentence in order; `context` is brought up to date for the sentences after it.

    Args:
        sentence: one sentence; those of an article are to be read in order.
        published_on: '' (unknown), a year, a month (2021-06) or an ISO day.
        context: made once for each article, with its `year` from article_year.
    """
    if _has_none(sentence):
        return []
    frame = Frame(sentence, published(published_on), context)
    pieces = _pieces(frame)
    if not pieces:
        return []
    frame.last, frame.mention = context.last, context.mention
    spans: list[DateSpan] = []
    dated = False
    for phrase in phrases(frame, pieces):
        span = make_span(frame, phrase)
        spans.append(span)
        dated = remember(frame, span, phrase, dated) or dated
    return spans


def date_tokens(sentence: Sentence) -> set[int]:
    """Return the tokens of a sentence that belong to dates, times of day and phrases of time."""
    if _has_none(sentence):
        return set()
    frame = Frame(sentence, Published(), DateContext())
    return {k for piece in _pieces(frame) for k in range(piece.i, piece.j)}


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


def _has_none(sentence: Sentence) -> bool:
    """Tell whether no token of the sentence can belong to a date, so that reading it can be spared."""
    if not TRIGGERS.isdisjoint(sentence.lower):
        return False
    return FIGURE.search(sentence.text) is None or not any(word[:1] in FIGURES and len(word) > 3 for word in sentence.lower)


def _pieces(frame: Frame) -> list[Piece]:
    """Read the sentence from left to right; of two pieces that overlap the first stays, but a time of day or a bare year gives way."""
    pieces: list[Piece] = []
    done = 0
    for k, word in enumerate(frame.sentence.lower):
        if k < done or not (word in READ or word[:1] in FIGURES):
            continue
        for piece in _read(frame, k, word):
            while pieces and pieces[-1].j > piece.i and pieces[-1].form in ("clock", "year"):
                pieces.pop()
            if not pieces or pieces[-1].j <= piece.i:
                pieces.append(piece)
                done = piece.j
                _note(frame, piece)
    return pieces


def _read(frame: Frame, k: int, word: str) -> list[Piece]:
    """Return the pieces that the reader in charge of a word finds around it."""
    reader = READERS.get(word)
    if reader:
        return reader(frame, k)
    if word[0] in FIGURES:
        return _read_figures(frame, k, word)
    return clock_pieces(frame, k) if word in HOURS and frame.low[k + 1] in ("in", "oclock") else []


def _read_figures(frame: Frame, k: int, word: str) -> list[Piece]:
    if len(word) >= 6 or (len(word) <= 2 and frame.low[k + 2] in w.YEARS and frame.touches(k + 1)):
        found = numeric_pieces(frame, k)
        if found:
            return found
    return clock_pieces(frame, k) if len(word) <= 5 else []


def _note(frame: Frame, piece: Piece) -> None:
    """Let what follows in the sentence ("the next day") be measured from this piece."""
    if piece.form == "clock":
        frame.clocks.update(range(piece.i, piece.j))
    elif piece.kind in ("point", "deictic") and (frame.low[piece.i - 1] not in NO_ANCHOR or piece.form == "weekday"):
        frame.last = days_of(frame, piece) or frame.last
        frame.mention = frame.last if piece.kind == "point" else frame.mention

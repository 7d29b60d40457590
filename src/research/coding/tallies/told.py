"""Periods told by another one: over the same period, the month before, of the year, before a day."""

from collections.abc import Sequence

from research.coding.model import Annotated
from research.coding.tallies.lengths import Period

SAME_OF = frozenset({"period", "periods", "months", "month", "weeks", "time", "days", "quarter", "half", "span", "stretch"})
LASTS = frozenset({"last", "this", "previous"})
INSIDE = frozenset({"in", "during", "throughout", "over", "for", "through"})
PARTS = frozenset({"year", "month", "week"})
MONTH = 4  # precision of a month
BEFORE_REACH = 10  # tokens
BACK_MONTHS = {"month": 1, "quarter": 3, "year": 12}
TOLD = PARTS | {"period", "quarter"}  # "during the month", of one told before
SAME_IN = (["of"], ["last"], ["a"], ["the"], ["in"])


def find_told(note: Annotated) -> list[Period]:
    """Return the periods of a sentence that are told by another one, or by the statement's own year, month or week."""
    return [*_before(note), *_same(note), *_part(note.sentence.lower)]


def _same(note: Annotated) -> list[Period]:
    """Find "over the same period" and "the month before", of a period told before."""
    low = note.sentence.lower
    year = next((d.start.year for d in note.dates if d.start and (d.prec or 0) > MONTH and low[d.i] in LASTS - {"this"}), 0)
    back = None if year else 0
    ends = (k for k in range(3, len(low)) if low[k] in SAME_OF and low[k - 1] == "same" and low[k - 3] in INSIDE)
    found = [Period(k - 1, k + 1, None, year=year, back=back) for k in ends if low[k + 1 : k + 2] not in SAME_IN]
    told = (k for k in range(2, len(low)) if low[k] in TOLD and low[k - 1] == "the" and low[k - 2] in INSIDE)
    alone = (k for k in told if low[k + 1 : k + 2] not in SAME_IN and not any(word.isdigit() for word in low[k + 1 : k + 2]))
    found += [Period(k - 2, k + 1, None, back=0) for k in alone]
    spans = (
        k for k in range(1, len(low) - 1) if low[k] in BACK_MONTHS and low[k + 1] in ("before", "earlier") and low[k - 1] in ("a", "the")
    )
    return found + [Period(k - 1, k + 2, None, back=BACK_MONTHS[low[k]]) for k in spans]


def _part(low: Sequence[str]) -> list[Period]:
    """Find "of the year": from the first day of a part of the calendar."""
    ends = (k for k in range(2, len(low)) if low[k] in PARTS and low[k - 1] == "the" and low[k - 2] in ("of", "for"))
    return [Period(k - 2, k + 1, None, part=low[k]) for k in ends]


def _before(note: Annotated) -> list[Period]:
    """Find "before American planes bombed sites on October 26": a period that ends there and starts where another one did."""
    low = note.sentence.lower
    for k, word in enumerate(low):
        for span in note.dates if word == "before" else ():
            if k < span.i <= k + BEFORE_REACH and span.prec == 1 and span.start and "," not in low[k : span.i]:
                return [Period(k, span.j, None, span.start, open=False)]
    return []

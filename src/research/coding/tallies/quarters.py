"""Quarters of a year that are told without their months: in the fourth quarter, in the last quarter of 2020."""

from research.coding.model import Annotated
from research.coding.tallies.lengths import Period, quarter

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
YEAR = 5  # precision of a year
OF_REACH = (2, 3)  # tokens from "quarter" to its year: "of 2020", "of the year 2020"


def find_quarters(note: Annotated) -> list[Period]:
    """Return the quarters that a sentence names: with a year, or the latest of that number before the statement."""
    low, found = note.sentence.lower, []
    for k in range(2, len(low)):
        if low[k] != "quarter" or low[k - 1] not in ORDINALS or low[k - 2] != "the":
            continue
        number, of = ORDINALS[low[k - 1]], low[k + 1 : k + 2] == ["of"]
        year = next((d for d in note.dates if of and d.i - k in OF_REACH and d.prec == YEAR and d.start), None)
        if year is not None and year.start:
            first, last = quarter(year.start.year, number)
            found.append(Period(k - 2, year.j, first, last, open=False, dated=True))
        elif not of and low[k - 1] != "last":
            found.append(Period(k - 2, k + 1, None, quarter=number, dated=True))
    return found

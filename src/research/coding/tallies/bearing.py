"""On which counts of its sentence a period bears."""

from collections.abc import Sequence

from research.coding.model import Annotated
from research.coding.tallies.counts import Count
from research.coding.tallies.lengths import Period

EXPLAINS = (["when"], ["after"])


def governs(note: Annotated, period: Period, count: Count) -> bool:
    """Tell whether a period may be that of a count: not where a clause that only explains its day gives the count.

    "Since June 27, when planes killed four men" says nothing on four since June 27.
    """
    low, behind = note.sentence.lower, period.j + (note.sentence.lower[period.j : period.j + 1] == [","])
    if count.at < period.j or low[behind : behind + 1] not in EXPLAINS:
        return True
    return "," in low[behind : count.at]


def taken(note: Annotated, period: Period, count: Count, counts: Sequence[Count]) -> bool:
    """Tell whether another count between a count and a period has that period: "three rockets fell, the third attack in a week"."""
    between = [o for o in counts if count.j <= o.at and o.j <= period.i and o.form in ("ordinal", "total")]
    return bool(between) and "," in note.sentence.lower[count.j : between[0].at]


def parted(note: Annotated, period: Period, count: Count) -> bool:
    """Tell whether a comma stands between a period and a count."""
    return "," in note.sentence.lower[min(period.j, count.j) : max(period.i, count.i)]


def gap(period: Period, count: Count) -> int:
    """Return the number of tokens between a period and a count."""
    return max(period.i - count.j, count.i - period.j, 0)

"""One value from several: the rules conservative, representative and informative, for one column (or columns that belong together).

Named after the R package eventreport (van Baalen and Höglund 2026, Trials and Triangulations: Analyzing Aggregation Sensitivity in
Event Data on Political Violence, International Studies Quarterly 70:sqag014, doi 10.1093/isq/sqag014). As there, the representative
rule takes the most frequent value, breaks a tie first by a better source, and takes the smallest of tied numbers; the conservative
rule takes the least precise place, the widest dates and the lowest counts; the informative rule the most precise and the highest.
Other than there, a value that is not said never wins over one that is, and bounds stay bounds: low <= best <= high.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value", bound=Hashable)
Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Telling(Generic[Value]):
    """What one report says, whether it tells the event as news (not as background), and who published it (empty: not known)."""

    value: Value
    news: bool
    publisher: str


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Value]):
    """The value chosen; None where nothing is said, or where `tied` tells that nothing broke the tie."""

    value: Value | None
    tied: bool = False


def most_frequent(tellings: Sequence[Telling[Value]], finer: Callable[[Value], float] | None = None) -> Verdict[Value]:
    """Return the value told most often. A tie goes to the value told more often as news, then by more publishers, then to the finer."""
    if not tellings:
        return Verdict(None)
    votes = Counter(t.value for t in tellings)
    news = Counter(t.value for t in tellings if t.news)
    publishers = Counter(value for value, name in {(t.value, t.publisher) for t in tellings} if name)

    def rank(value: Value) -> tuple[float, ...]:
        return votes[value], news[value], publishers[value], -(finer(value) if finer else 0)

    best = max(map(rank, votes))
    winners = [value for value in votes if rank(value) == best]
    return Verdict(winners[0]) if len(winners) == 1 else Verdict(None, tied=True)


def unanimous(tellings: Sequence[Telling[Value]]) -> Verdict[Value]:
    """Return the value if all that say one agree: the cautious choice; else nothing, as a tie."""
    values = {t.value for t in tellings}
    return Verdict(values.pop()) if len(values) == 1 else Verdict(None, tied=bool(values))


def extreme(tellings: Sequence[Telling[Value]], key: Callable[[Value], float]) -> Verdict[Value]:
    """Return the most frequent among the values for which `key` is least."""
    least = min((key(t.value) for t in tellings), default=0.0)
    return most_frequent([t for t in tellings if key(t.value) == least])


def category(rule: str, tellings: Sequence[Telling[str]]) -> Verdict[str]:
    """Return one coded value. Conservative: what all agree on; representative and informative: the most frequent that says anything."""
    return unanimous(tellings) if rule == "conservative" else most_frequent(tellings)


def count(rule: str, tellings: Sequence[Telling[int]]) -> int | None:
    """Return one number: the lowest, the most frequent (the lowest of tied ones), or the highest."""
    values = [t.value for t in tellings]
    if not values:
        return None
    if rule == "conservative":
        return min(values)
    if rule == "informative":
        return max(values)
    return _frequent(tellings, lambda value: value)


def bounds(rule: str, tellings: Sequence[Telling[Bounds]]) -> Bounds:
    """Return one (low, best, high).

    Conservative: lowest low, lowest best, highest high (empty, if a report gives no upper bound). Representative: the most frequent
    triple, of tied ones that with the lowest best. Informative: the highest of each.
    """
    values = [t.value for t in tellings]
    if not values:
        return None, None, None
    if rule == "representative":
        return _frequent(tellings, lambda v: (v[1] is None, v[1] or 0, v[0] or 0, v[2] is None, v[2] or 0))
    low, best, high = ([n for n in column if n is not None] for column in zip(*values, strict=True))
    if rule == "conservative":
        least = min(best, default=None)
        return min([*low, *best], default=None) if low else None, least, max([*high, *best]) if len(high) == len(values) else None
    most = max([*best, *low]) if best else None
    return max(low, default=None), most, max([*high, *best, *low]) if high else None


def munitions(rule: str, tellings: Sequence[Telling[tuple[int | None, int | None]]]) -> tuple[int | None, int | None]:
    """Return one (low, high).

    Conservative: lowest low, highest high (empty, if a report gives no upper bound). Representative: the most frequent pair, of tied
    ones the lowest. Informative: the narrowest, then the most frequent, then the highest.
    """
    values = [t.value for t in tellings]
    if not values:
        return None, None
    if rule == "conservative":
        lows, highs = ([n for n in column if n is not None] for column in zip(*values, strict=True))
        return (min(lows) if len(lows) == len(values) else None), (max(highs) if len(highs) == len(values) else None)
    if rule == "representative":
        return _frequent(tellings, lambda v: (v[0] or 0, v[1] is None, v[1] or 0))
    width = min(map(_width, values))
    return _frequent([t for t in tellings if _width(t.value) == width], lambda v: (-(v[0] or 0), -(v[1] or 0)))


def _width(pair: tuple[int | None, int | None]) -> int:
    return 10**9 if pair[0] is None or pair[1] is None else pair[1] - pair[0]


def _frequent(tellings: Sequence[Telling[Value]], lowest: Callable[[Value], object]) -> Value:
    votes, news = Counter(t.value for t in tellings), Counter(t.value for t in tellings if t.news)
    best = max((votes[v], news[v]) for v in votes)
    return min((v for v in votes if (votes[v], news[v]) == best), key=lowest)  # type: ignore[arg-type]

"""What speaks for and against two reports telling one event, as a sum of log odds (Fellegi and Sunter 1969).

The three kinds of evidence, place, time and type, are those by which MELTT matches event data (Donnay, Dunford, McGrath, Backer and
Cunningham 2019, Journal of Conflict Resolution 63:1337-1364); here each also weighs how much is known.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from math import exp, log, log2

from rapidfuzz import fuzz

from research.linking.facts import Fact
from research.linking.places import Atlas
from research.linking.weights import agreement, difference, weights

NAME_LIKENESS = 80  # Soleimani, Suleimani, Soliemani


@dataclass(slots=True)
class Evidence:
    """The sum so far, and the reasons in words."""

    total: float = 0.0
    reasons_for: list[str] = field(default_factory=list)
    reasons_against: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        """Count `weight` for (positive) or against (negative) the pair."""
        self.total += weight
        if weight and reason:
            (self.reasons_for if weight > 0 else self.reasons_against).append(reason)

    @property
    def reasons(self) -> str:
        """The reasons in one line: those for, then those against."""
        against = ["against: " + ", ".join(self.reasons_against)] if self.reasons_against else []
        return "; ".join([*self.reasons_for, *against]) or "nothing compared"


def compare(a: Fact, b: Fact, atlas: Atlas) -> Evidence | None:
    """Return the evidence that `a` and `b` tell one event, None where they cannot: another time, another place, or one article."""
    if a.article_id == b.article_id:
        return None
    where = atlas.relate(a.where, b.where)
    if where is None:
        return None
    evidence = Evidence(weights()["link"]["prior"])
    if not _time(a, b, evidence):
        return None
    evidence.add(where.weight, where.reason)
    for step in STEPS:
        step(a, b, evidence)
    return evidence


def probability(log_odds: float) -> float:
    """Return log odds as a probability, 0 to 1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))


def _time(a: Fact, b: Fact, evidence: Evidence) -> bool:
    w, slack = weights()["date"], weights()["link"]["slack"]
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > slack:
        return False
    _hint(a, b, evidence)
    _hint(b, a, evidence)
    if not (a.dated or b.dated) or a.span > 400 or b.span > 400:
        evidence.add(0.0 if a.dated and b.dated else w["undated"], "no day given")
        return True
    length = max(a.span, b.span) + 2 * slack
    weight = max(0.0, log(w["horizon"] / length))
    if gap > 0:
        evidence.add(weight * w["off_by_one"], "next day")
    elif not (a.dated and b.dated):
        evidence.add(weight, "day within the time of the other article")
    else:
        evidence.add(weight, "same day" if a.span == b.span == 1 else "dates overlap")
    return True


def _hint(told: Fact, other: Fact, evidence: Evidence) -> None:
    """Weigh the day of the month, or else the weekday, that an undated report names against the exact date of the other."""
    if told.dated or not (other.dated and other.span == 1):
        return
    w = weights()["words"]
    if told.month_day is not None:
        days = map(date.fromordinal, range(other.first - 1, other.first + 2))
        near = told.month_day in [(day.month, day.day) for day in days]
        evidence.add(w["day_of_month" if near else "other_day_of_month"], "day of the month" if near else "day of the month differs")
    elif told.weekday is not None:
        apart = (told.weekday - date.fromordinal(other.first).weekday()) % 7
        evidence.add({0: w["weekday"], 1: 0.0, 6: 0.0}.get(apart, w["other_weekday"]), "weekday" if apart == 0 else "weekday differs")


def _kind_of(column: str) -> Callable[[Fact, Fact, Evidence], None]:
    def step(a: Fact, b: Fact, evidence: Evidence) -> None:
        x, y = getattr(a, column), getattr(b, column)
        if x and y:
            name = column.replace("_", " ")
            evidence.add(agreement(column, x), f"{name} {x}") if x == y else evidence.add(difference(column, x, y), f"{name} differs")

    return step


def _munitions(a: Fact, b: Fact, evidence: Evidence) -> None:
    w = weights()["number"]
    (low, high), (low_b, high_b) = a.munitions, b.munitions
    if (low is None and high is None) or (low_b is None and high_b is None):
        return
    if a.munitions == b.munitions and low == high and low is not None:
        evidence.add(w["munitions"] if low > 1 else w["munitions_one"], f"munitions {low}")
    elif max(low or 0, low_b or 0) <= min(_top(high), _top(high_b)):
        evidence.add(w["overlap"], "munitions compatible")
    else:
        evidence.add(weights()["differ"]["munitions"], "munitions differ")


def _people(column: str) -> Callable[[Fact, Fact, Evidence], None]:
    def step(a: Fact, b: Fact, evidence: Evidence) -> None:
        w = weights()["number"]
        (low, best, high), (low_b, best_b, high_b) = getattr(a, column), getattr(b, column)
        if best is None or best_b is None:
            return
        if best == best_b:
            weight = min(w["most"], w[column] + w["per_doubling"] * log2(best)) if best else w["none"]
            evidence.add(weight, f"{column} {best}")
        elif max(low or 0, low_b or 0) <= min(_top(high), _top(high_b)):
            evidence.add(w["overlap"], f"{column} compatible")
        else:
            far = not best or not best_b or max(best, best_b) > 2 * min(best, best_b)
            evidence.add(weights()["differ"][column] * (2 if far else 1), f"{column} differ")

    return step


def _attacks(a: Fact, b: Fact, evidence: Evidence) -> None:
    if a.n_attacks == b.n_attacks:
        evidence.add(weights()["number"]["n_attacks"] if a.n_attacks > 1 else 0.0, f"{a.n_attacks} attacks")
    else:
        evidence.add(weights()["differ"]["n_attacks"], "number of attacks differs")


def _authors(a: Fact, b: Fact, evidence: Evidence) -> None:
    w, militias = weights()["who"], sorted(a.militias & b.militias)
    if militias:
        evidence.add(w["same_group"], f"group {militias[0]}")
    elif a.states & b.states:
        evidence.add(w["same_state"], f"state {min(a.states & b.states)}")
    elif (a.militias or a.states) and (b.militias or b.states):
        evidence.add(w["other_group"], "groups differ")


def _names(a: Fact, b: Fact, evidence: Evidence) -> None:
    if "person" not in (a.target, b.target):
        return
    shared = sorted({x for x in a.names for y in b.names if fuzz.ratio(x, y) >= NAME_LIKENESS})
    if shared:
        once = a.target == b.target and a.killed[1] and b.killed[1]  # nobody is killed twice
        evidence.add(weights()["words"]["name_of_killed" if once else "name"], f"name {shared[0].capitalize()}")


def _top(bound: int | None) -> int:
    return 10**9 if bound is None else bound


STEPS: tuple[Callable[[Fact, Fact, Evidence], None], ...] = (
    _kind_of("weapon"), _kind_of("target"), _kind_of("target_side"), _kind_of("outcome"),
    _munitions, _people("killed"), _people("wounded"), _attacks, _authors, _names,
)  # fmt: skip

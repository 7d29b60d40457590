"""How often and when that changed: periods, stretches of one rate, changes, worked out anew from the processed tables."""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from research.analysis.segmentation import reach, segment
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_world import World, iso, length, ordinal, spread

Found = list[dict[str, Any]]


def ids(incidents: Any) -> dict[str, set[str]]:
    return {"incidents": {i.id for i in incidents}}


@cache
def _stretches(world: World) -> tuple[list[tuple[str, str]], list[tuple[str, str]], Any]:
    if not world.counted:
        return [(world.start, world.end)], [], None
    series = np.array(spread(world.counted, world.start, world.end))
    cut = segment(series, 14)
    bounds, at = [*cut.starts, len(series)], ordinal(world.start)
    windows = [(iso(at + a), iso(at + b - 1)) for a, b in pairwise(bounds)]
    limits = [reach(series, cut, number) for number in range(1, len(cut.starts))]
    return windows, [(iso(at + a), iso(at + b)) for a, b in limits], cut


@cache
def comparisons(world: World) -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    halves, windows = world.halves(), _stretches(world)[0]
    return ({"halves": halves} if halves else {}) | {after[0]: (before, after) for before, after in pairwise(windows)}


def parts(world: World) -> list[tuple[str, tuple[str, str]]]:
    found = [("whole window", (world.start, world.end))]
    if halves := world.halves():
        found += [("first half", halves[0]), ("second half", halves[1])]
    windows = _stretches(world)[0]
    return found + ([(f"stretch {n}", window) for n, window in enumerate(windows, 1)] if len(windows) > 1 else [])


def rated(count: int, days: int) -> dict[str, float]:
    low, high = statistics.poisson(count)
    found = {"low": low, "high": high}
    for name, unit in (("per_day", 1), ("per_week", 7)):
        found |= {name: count * unit / days, f"{name}_low": low * unit / days, f"{name}_high": high * unit / days}
    return found


def tempo(world: World) -> Found:
    spread_ = statistics.around(world, world.counted, _stretches(world)[0], world.p["frequency"])
    index = spread_.index if spread_.p is not None and spread_.p < 0.05 else None
    rows = []
    for name, start, end, partial in world.periods():
        inside = [i for i in world.counted if start <= i.first and i.last <= end]
        touching = [i for i in world.counted if i.first <= end and start <= i.last]
        vague = sum(
            (min(ordinal(i.last), ordinal(end)) - max(ordinal(i.first), ordinal(start)) + 1) / length(i.first, i.last)
            for i in touching
            if i not in inside
        )
        wide = statistics.negative_binomial(len(inside), index) if index else (None, None)
        rows.append(
            {
                "period": name,
                "period_start": start,
                "period_end": end,
                "days": length(start, end),
                "partial": partial,
                "incidents": len(inside),
                "attacks": sum(i.attacks for i in inside),
                **rated(len(inside), length(start, end)),
                "imprecise": vague,
                "expected": len(inside) + vague,
                "at_most": len(touching),
                "nb_low": wide[0],
                "nb_high": wide[1],
                "_rows": {
                    "*": ids(inside),
                    "imprecise": ids(i for i in touching if i not in inside),
                    "expected": ids(touching),
                    "at_most": ids(touching),
                },
            }
        )
    return rows


def one_mean(world: World) -> Any:
    counts = [row["incidents"] for row in tempo(world) if not row["partial"]]
    return statistics.measure([(np.array(counts, dtype=float), np.ones(len(counts)))]), counts


def overall(world: World) -> Found:
    found, _ = one_mean(world)
    n, days = len(world.counted), length(world.start, world.end)
    wide = statistics.negative_binomial(n, found.index) if found.p is not None and found.p < 0.05 else (None, None)
    return [
        {
            "start": world.start,
            "end": world.end,
            "days": days,
            "incidents": n,
            "attacks": sum(i.attacks for i in world.counted),
            **rated(n, days),
            "nb_low": wide[0],
            "nb_high": wide[1],
            "intervals": found.intervals,
            "per_week_nb_low": None if wide[0] is None else wide[0] * 7 / days,
            "per_week_nb_high": None if wide[1] is None else wide[1] * 7 / days,
            "_rows": {"*": ids(world.counted)},
        }
    ]


def dispersion(world: World) -> Found:
    cases = [("one mean", *one_mean(world))]
    for name, windows in (("the mean of each half", world.halves()), ("the mean of each stretch", _stretches(world)[0])):
        if windows:
            counts = [c for w in windows for c in statistics.binned(world, world.counted, w, world.p["frequency"])[0]]
            cases.append((name, statistics.around(world, world.counted, windows, world.p["frequency"]), counts))
    return [
        {
            "around": name,
            "periods": len(counts),
            "mean": np.mean(counts),
            "variance": np.var(counts, ddof=1),
            "index": found.index,
            "p": found.p,
            "regression_t": found.regression_t,
            "regression_p": found.regression_p,
            "intervals": found.intervals,
            "p_said": found.p,
            "regression_p_said": found.regression_p,
            "_rows": {"*": ids(world.counted)},
        }
        for name, found, counts in cases
    ]


def stretches(world: World) -> Found:
    windows, rows = _stretches(world)[0], []
    left = statistics.around(world, world.counted, windows, world.p["frequency"])
    for number, window in enumerate(windows, 1):
        n, days, over = len(world.inside(*window)), length(*window), statistics.over_edge(world.counted, window)
        low, high = statistics.negative_binomial(n, left.index) if left.p is not None and left.p < 0.05 else statistics.poisson(n)
        rows.append(
            {
                "stretch": f"stretch {number}",
                "start": window[0],
                "end": window[1],
                "incidents": n,
                "days": days,
                "straddling": len(over),
                "per_week": n * 7 / days,
                "per_week_low": low * 7 / days,
                "per_week_high": high * 7 / days,
                "intervals": left.intervals,
                "_rows": {"*": ids(world.inside(*window)), "straddling": ids(over)},
            }
        )
    return rows


def changes(world: World) -> Found:
    windows, reaches, cut = _stretches(world)
    rows = []
    for number, (before, after) in enumerate(pairwise(windows)):
        told = statistics.compared(world, world.counted, before, after)
        low, high = told["limits"]
        sides = ids(world.inside(*before)), ids(world.inside(*after))
        rows.append(
            {
                "change": number + 1,
                "date": after[0],
                "date_low": reaches[number][0],
                "date_high": reaches[number][1],
                "before": told["base_incidents"],
                "after": told["later_incidents"],
                "before_per_week": told["base_incidents"] * 7 / length(*before),
                "after_per_week": told["later_incidents"] * 7 / length(*after),
                "ratio": told["ratio"],
                "ratio_low": low,
                "ratio_high": statistics.finite(high),
                "direction": told["direction"],
                "intervals": told["intervals"],
                "law": "negative binomial" if cut.alpha else "Poisson",
                "alpha": cut.alpha,
                "_rows": {
                    "*": {"incidents": sides[0]["incidents"] | sides[1]["incidents"]},
                    "before": sides[0],
                    "before_per_week": sides[0],
                    "after": sides[1],
                    "after_per_week": sides[1],
                },
            }
        )
    return rows


def attacked(world: World) -> Found:
    days = sorted({i.first for i in world.exact})
    found = {day: [i for i in world.exact if i.first == day] for day in days}
    return [{"date": day, "incidents": len(part), "_rows": {"*": ids(part)}} for day, part in found.items()]


MEASURES = {
    "tempo": tempo,
    "overall": overall,
    "dispersion": dispersion,
    "stretches": stretches,
    "changes": changes,
    "attacked": attacked,
}

"""Days with attacks and times between them, worked out anew from the processed tables."""

from collections import Counter
from itertools import pairwise
from math import exp
from typing import Any

import numpy as np
from scipy import optimize, stats

from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_tempo import Found, ids, parts
from tests.recompute.recompute_world import Incident, World, iso, length, ordinal


def truncated(n: int, days: int) -> tuple[float | None, float | None, float | None]:
    """Return mean and likelihood-ratio limits of counts above 0: a Poisson law whose zeros are cut off."""
    if not days:
        return None, None, None

    def logl(rate: float) -> float:
        return n * np.log(rate) - days * rate - days * np.log1p(-np.exp(-rate))

    mean = n / days
    best = optimize.brentq(lambda r: r / -np.expm1(-r) - mean, 1e-9, mean) if n > days else 1e-9
    top = logl(best) if n > days else 0.0
    fall = stats.chi2.ppf(0.95, 1) / 2
    as_mean = lambda r: r / -np.expm1(-r)  # noqa: E731
    high = as_mean(optimize.brentq(lambda r: top - logl(r) - fall, best, best + 50))
    low = 1.0
    if n > days and top - logl(1e-8) > fall:
        low = as_mean(optimize.brentq(lambda r: top - logl(r) - fall, 1e-8, best))
    return mean, low, high


def attack_days(world: World) -> Found:
    rows = []
    for name, (start, end) in parts(world):
        inside = world.inside(start, end, exact=True)
        vague = [i for i in world.counted if i.first != i.last and start <= i.first <= end]
        days = Counter(i.first for i in inside)
        n = length(start, end)
        low, high = statistics.share(len(days), n)
        mean, mean_low, mean_high = truncated(len(inside), len(days))
        rows.append(
            {
                "part": name,
                "start": start,
                "end": end,
                "days": n,
                "attack_days": len(days),
                "share": len(days) / n,
                "share_low": low,
                "share_high": high,
                "incidents": len(inside),
                "per_attack_day": mean,
                "per_attack_day_low": mean_low,
                "per_attack_day_high": mean_high,
                "attacks": sum(i.attacks for i in inside),
                "most": max(days.values(), default=0),
                "imprecise": len(vague),
                "_rows": {"*": ids(inside), "imprecise": ids(vague)},
            }
        )
    return rows


CLASSES = ((0, 0), (1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, None))


def _gaps(world: World) -> list[tuple[int, Incident]]:
    ordered = sorted(world.exact, key=lambda i: (i.first, i.id))
    return [(ordinal(b.first) - ordinal(a.first), b) for a, b in pairwise(ordered)]


def waiting_classes(world: World) -> Found:
    gaps = _gaps(world)
    mean = sum(gap for gap, _ in gaps) / len(gaps) if gaps else 0
    rate = 1 / mean if mean else 0.0

    def later(days: int) -> float:
        return 1.0 if days == 0 else (1 - exp(-rate)) / rate * exp(-rate * (days - 1))

    rows = []
    for low, high in CLASSES:
        part = [i for gap, i in gaps if gap >= low and (high is None or gap <= high)]
        due = (later(low) - (later(high + 1) if high is not None else 0)) * len(gaps) if rate else None
        name = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
        rows.append(
            {
                "gap": name,
                "low": low,
                "high": high,
                "observed": len(part),
                "expected": due,
                "_rows": {"*": ids(world.exact), "observed": ids(part)},
            }
        )
    return rows


def waiting(world: World) -> Found:
    gaps = _gaps(world)
    days = sorted(gap for gap, _ in gaps)
    row: dict[str, Any] = {"gaps": len(days), "_rows": {"*": ids(world.exact)}}
    if not days:
        return [row]
    n = len(days)
    inner = max((k for k in range(n // 2 + 1) if k == 0 or stats.binom.cdf(k - 1, n, 0.5) <= 0.025), default=0)
    longest = next((gap, i) for gap, i in gaps if gap == max(days))
    since = iso(ordinal(longest[1].first) - longest[0])
    row |= {
        "median": float(np.median(days)),
        "median_low": days[max(inner - 1, 0)],
        "median_high": days[min(n - inner, n - 1)],
        "mean": np.mean(days),
        "longest": longest[0],
        "longest_from": since,
        "longest_to": longest[1].first,
    }
    if n > 1 and sum(days):
        row["variation"] = np.std(days, ddof=1) / np.mean(days)
        row["p"] = row["p_said"] = _fits(waiting_classes(world))
    ends = ids(i for i in world.exact if i.first in (since, longest[1].first))
    row["_rows"] |= dict.fromkeys(("longest", "longest_from", "longest_to"), ends)
    return [row]


def _fits(classes: Found) -> float | None:
    pooled, seen, due = [], 0.0, 0.0
    for row in classes:
        seen, due = seen + row["observed"], due + row["expected"]
        if due >= 5:
            pooled.append([seen, due])
            seen = due = 0.0
    if pooled:
        pooled[-1] = [pooled[-1][0] + seen, pooled[-1][1] + due]
    free = len(pooled) - 2
    return float(stats.chi2.sf(sum((o - e) ** 2 / e for o, e in pooled), free)) if free > 0 else None


MEASURES = {"attack_days": attack_days, "waiting": waiting, "waiting_classes": waiting_classes}

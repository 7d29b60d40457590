"""How often: counts and rates per period with their intervals, two windows compared, and what the incidents were."""

from datetime import date
from math import isinf

import pandas as pd
from scipy import stats

from research.analysis.calendar import periods
from research.analysis.intervals import garwood, rate_ratio, wilson
from research.analysis.selection import Selection

WEEK = 7
DIRECTIONS = ("rose", "fell", "did not change distinguishably")


def tempo(selection: Selection) -> pd.DataFrame:
    """Return one row per period of the window, also where nothing happened.

    Columns: those of calendar.periods; incidents, attacks (an incident may stand for several); low, high (95 % Poisson interval of
    incidents, Garwood 1936); per_day, per_day_low, per_day_high, per_week, per_week_low, per_week_high (rates of incidents); imprecise.

    An incident whose date reaches over several periods is not in `incidents` and `attacks`. `imprecise` holds such ones, each spread
    over the periods by days: an expected number, not a count. `incidents` and `imprecise` of all periods add up to the selection.
    """
    table = periods(selection.start, selection.end, selection.parameters.frequency)
    counts, attacks, imprecise = [0] * len(table), [0] * len(table), [0.0] * len(table)
    edges = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in zip(table["period_start"], table["period_end"], strict=True)]
    for first, last, n in _intervals(selection.incidents):
        hit = [i for i, (begin, stop) in enumerate(edges) if begin <= last and first <= stop]
        if len(hit) == 1:
            counts[hit[0]] += 1
            attacks[hit[0]] += n
            continue
        for i in hit:
            begin, stop = edges[i]
            imprecise[i] += ((min(stop, last) - max(begin, first)).days + 1) / ((last - first).days + 1)
    table["incidents"], table["attacks"] = counts, attacks
    table = _with_rates(table)
    table["imprecise"] = [round(value, 3) for value in imprecise]
    return table


def _intervals(incidents: pd.DataFrame) -> list[tuple[date, date, int]]:
    ends = incidents["date_end"].fillna(incidents["date_start"])
    numbers = incidents["n_attacks"].fillna(1)
    rows = zip(incidents["date_start"], ends, numbers, strict=True)
    return [(date.fromisoformat(a), date.fromisoformat(b), int(n)) for a, b, n in rows]


def _with_rates(table: pd.DataFrame) -> pd.DataFrame:
    limits = [garwood(count) for count in table["incidents"]]
    table["low"] = [round(low, 3) for low, _ in limits]
    table["high"] = [round(high, 3) for _, high in limits]
    for name, length in (("per_day", 1), ("per_week", WEEK)):
        scale = [length / days for days in table["days"]]
        table[name] = [round(count * s, 4) for count, s in zip(table["incidents"], scale, strict=True)]
        table[name + "_low"] = [round(low * s, 4) for (low, _), s in zip(limits, scale, strict=True)]
        table[name + "_high"] = [round(high * s, 4) for (_, high), s in zip(limits, scale, strict=True)]
    return table


def overall(selection: Selection) -> pd.DataFrame:
    """Return one row for the whole window: start, end, days, incidents, attacks, low, high and the rates of `tempo`.

    All incidents of the selection count here, those with an imprecise date too. Without incidents and window the table is empty.
    """
    if not (selection.start and selection.end):
        return pd.DataFrame(columns=["start", "end", "days", "incidents", "attacks", "low", "high"])
    days = (date.fromisoformat(selection.end) - date.fromisoformat(selection.start)).days + 1
    attacks = int(selection.incidents["n_attacks"].fillna(1).sum())
    row = {"start": selection.start, "end": selection.end, "days": days, "incidents": len(selection.incidents), "attacks": attacks}
    return _with_rates(pd.DataFrame([row]))


def compare(selection: Selection, base: tuple[str, str], later: tuple[str, str]) -> pd.DataFrame:
    """Return one row that compares the rate of incidents in the window `later` with that in `base` (ISO days, inclusive).

    Columns: base_start, base_end, base_days, base_incidents, later_start, later_end, later_days, later_incidents, straddling (incidents
    whose date reaches over the edge of a window: in neither count), ratio, ratio_low, ratio_high (95 %, Przyborowski and Wilenski
    1940; empty where it has no limit), direction. The direction is `rose` or `fell` only if the interval leaves out 1.

    Raises:
        ValueError: a window lies outside the selection's, or the two overlap.
    """
    _check_windows(selection, base, later)
    counts, straddling = [], 0
    for start, end in (base, later):
        first, last = selection.incidents["date_start"], selection.incidents["date_end"].fillna(selection.incidents["date_start"])
        inside = (first >= start) & (last <= end)
        straddling += int(((first <= end) & (last >= start) & ~inside).sum())
        counts.append((int(inside.sum()), (date.fromisoformat(end) - date.fromisoformat(start)).days + 1))
    (n0, t0), (n1, t1) = counts
    ratio, low, high = rate_ratio(n1, t1, n0, t0)
    direction = DIRECTIONS[0] if low > 1 else DIRECTIONS[1] if high < 1 else DIRECTIONS[2]
    row = {
        "base_start": base[0], "base_end": base[1], "base_days": t0, "base_incidents": n0,
        "later_start": later[0], "later_end": later[1], "later_days": t1, "later_incidents": n1, "straddling": straddling,
        "ratio": None if ratio is None else round(ratio, 3), "ratio_low": round(low, 3),
        "ratio_high": None if isinf(high) else round(high, 3), "direction": direction,
    }  # fmt: skip
    return pd.DataFrame([row]).astype({"ratio": "Float64", "ratio_high": "Float64"})


def _check_windows(selection: Selection, base: tuple[str, str], later: tuple[str, str]) -> None:
    for start, end in (base, later):
        if start > end or (selection.start and start < selection.start) or (selection.end and end > selection.end):
            raise ValueError(f"window {start} to {end} is not inside {selection.start} to {selection.end}: choose days within it")
    if base[0] <= later[1] and later[0] <= base[1]:
        raise ValueError(f"windows {base[0]} to {base[1]} and {later[0]} to {later[1]} overlap: an incident would count in both")


def dispersion(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row: periods, mean, variance, index, p of the counts of a table made by `tempo`, whole periods only.

    The index of dispersion, variance over mean, is 1 for independent events; p is the chance of so much clustering or more (Fisher's
    chi-squared test of a Poisson law). Above 1, the intervals of this package are too narrow.
    """
    counts = table.loc[~table["partial"], "incidents"]
    mean = float(counts.mean()) if len(counts) else 0.0
    variance = index = p = None
    if len(counts) > 1 and mean > 0:
        variance = float(counts.var(ddof=1))
        index = round(variance / mean, 3)
        p = round(float(stats.chi2.sf(variance / mean * (len(counts) - 1), len(counts) - 1)), 4)
        variance = round(variance, 4)
    row = {"periods": len(counts), "mean": round(mean, 4), "variance": variance, "index": index, "p": p}
    return pd.DataFrame([row]).astype({"variance": "Float64", "index": "Float64", "p": "Float64"})


def breakdown(selection: Selection, column: str) -> pd.DataFrame:
    """Return one row per value of `column` (weapon, place_id, target, country, ...), the most frequent first.

    Columns: the column itself (`unknown` where nothing is said), incidents, attacks, low, high (Garwood 1936), share, share_low,
    share_high (of all incidents, Wilson 1927).

    Raises:
        ValueError: `incidents` has no such column.
    """
    if column not in selection.incidents:
        raise ValueError(f"incidents have no column {column!r}: use one of {', '.join(selection.incidents.columns)}")
    values = selection.incidents[column].astype("string").fillna("unknown")
    attacks = selection.incidents["n_attacks"].fillna(1).astype("int64")
    sums = pd.DataFrame({column: values, "attacks": attacks}).groupby(column)["attacks"].agg(["size", "sum"])
    rows = [_share(str(value), int(n), int(total), len(values)) for value, n, total in sums.itertuples()]
    names = [column, "incidents", "attacks", "low", "high", "share", "share_low", "share_high"]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values(["incidents", column], ascending=[False, True]).reset_index(drop=True)


def _share(value: str, count: int, attacks: int, total: int) -> tuple[str | int | float, ...]:
    low, high = garwood(count)
    share_low, share_high = wilson(count, total)
    return value, count, attacks, round(low, 3), round(high, 3), round(count / total, 4), round(share_low, 4), round(share_high, 4)

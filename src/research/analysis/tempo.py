"""How often: counts and rates per period with their intervals, two windows compared, and what the incidents were."""

from datetime import date
from math import isinf
from typing import Any

import pandas as pd

from research.analysis.calendar import periods
from research.analysis.daily import intervals, length
from research.analysis.intervals import garwood, rate_ratio, wilson
from research.analysis.negative_binomial import interval, ratio_interval
from research.analysis.overdispersion import around_one_mean, row, tabled
from research.analysis.selection import Selection
from research.analysis.windows import Window, around_means, within

WEEK = 7
DIRECTIONS = ("rose", "fell", "did not change distinguishably")


def tempo(selection: Selection) -> pd.DataFrame:
    """Return one row per period of the window, also where nothing happened.

    Columns: those of calendar.periods; incidents, attacks (an incident may stand for several); low, high (95 % Poisson interval of
    incidents, Garwood 1936); per_day, per_day_low, per_day_high, per_week, per_week_low, per_week_high (rates of incidents);
    imprecise, expected, at_most.

    An incident whose date reaches over several periods is not in `incidents` and `attacks`. `imprecise` holds such ones, each spread
    over the periods by days: an expected number, not a count. `incidents` and `imprecise` of all periods add up to the selection, and
    so does `expected`, their sum. `incidents` to `at_most` is the band that the dates leave open: all that must be in a period, and
    all that may be.
    """
    table = periods(selection.start, selection.end, selection.parameters.frequency)
    counts, attacks, imprecise, possible = [0] * len(table), [0] * len(table), [0.0] * len(table), [0] * len(table)
    edges = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in zip(table["period_start"], table["period_end"], strict=True)]
    for (first, last), n in zip(intervals(selection.incidents), selection.incidents["n_attacks"].fillna(1), strict=True):
        hit = [i for i, (begin, stop) in enumerate(edges) if begin <= last and first <= stop]
        for i in hit:
            possible[i] += 1
            if len(hit) == 1:
                counts[i] += 1
                attacks[i] += int(n)
            else:
                begin, stop = edges[i]
                imprecise[i] += ((min(stop, last) - max(begin, first)).days + 1) / ((last - first).days + 1)
    table["incidents"], table["attacks"] = counts, attacks
    table = _with_rates(table)
    table["imprecise"] = [round(value, 3) for value in imprecise]
    table["expected"] = [round(count + value, 3) for count, value in zip(counts, imprecise, strict=True)]
    return table.assign(at_most=possible)


def _with_rates(table: pd.DataFrame) -> pd.DataFrame:
    limits = [garwood(count) for count in table["incidents"]]
    table["low"] = [round(low, 3) for low, _ in limits]
    table["high"] = [round(high, 3) for _, high in limits]
    for name, unit in (("per_day", 1), ("per_week", WEEK)):
        scale = [unit / days for days in table["days"]]
        table[name] = [round(count * s, 4) for count, s in zip(table["incidents"], scale, strict=True)]
        table[name + "_low"] = [round(low * s, 4) for (low, _), s in zip(limits, scale, strict=True)]
        table[name + "_high"] = [round(high * s, 4) for (_, high), s in zip(limits, scale, strict=True)]
    return table


def overall(selection: Selection) -> pd.DataFrame:
    """Return one row for the whole window: start, end, days, incidents, attacks, low, high and the rates of `tempo`.

    Further columns: nb_low, nb_high, per_week_nb_low, per_week_nb_high, the negative-binomial interval, for which counts
    by period vary as much as they do around one mean; empty where that is not more than chance. `intervals` says which one counts.
    All incidents of the selection count here, those with an imprecise date too. Without incidents and window the table is empty.
    """
    if not (selection.start and selection.end):
        return pd.DataFrame(columns=["start", "end", "days", "incidents", "attacks", "low", "high"])
    days = length(selection.start, selection.end)
    attacks = int(selection.incidents["n_attacks"].fillna(1).sum())
    row = {"start": selection.start, "end": selection.end, "days": days, "incidents": len(selection.incidents), "attacks": attacks}
    found = around_one_mean(tempo(selection))
    limits = (None, None) if found.excess is None else interval(len(selection.incidents), found.excess)
    wide: dict[str, float | None] = {}
    for side, limit in zip(("low", "high"), limits, strict=True):
        wide[f"nb_{side}"] = None if limit is None else round(limit, 3)
        wide[f"per_week_nb_{side}"] = None if limit is None else round(limit * WEEK / days, 4)
    figures = pd.DataFrame([wide]).astype("Float64")
    return pd.concat([_with_rates(pd.DataFrame([row])), figures], axis=1).assign(intervals=found.intervals)


def compare(selection: Selection, base: Window, later: Window) -> pd.DataFrame:
    """Return one row that compares the rate of incidents in the window `later` with that in `base` (ISO days, inclusive).

    Columns: base_start, base_end, base_days, base_incidents, later_start, later_end, later_days, later_incidents, straddling (incidents
    whose date reaches over the edge of a window: in neither count), ratio, ratio_low, ratio_high (95 %, Przyborowski and Wilenski
    1940; empty where it has no limit), direction, dispersion, dispersion_p (of the counts by period around the mean of each window),
    nb_low, nb_high (the ratio's negative-binomial interval), intervals (which of the two counts: the second where the first is called
    too narrow by dispersion_p below 0.05). The direction is `rose` or `fell` only if the interval that counts leaves out 1.

    Raises:
        ValueError: a window lies outside the selection's, or the two overlap.
    """
    figures = ("ratio", "ratio_high", "dispersion", "dispersion_p", "nb_low", "nb_high")
    return pd.DataFrame([compared(selection, base, later)]).astype(dict.fromkeys(figures, "Float64"))


def compared(selection: Selection, base: Window, later: Window) -> dict[str, Any]:
    """Return the row of `compare` as a mapping, for those who compare many times; None where it is empty."""
    _check_windows(selection, base, later)
    counted = [within(selection, *window) for window in (base, later)]
    (n0, n1), (t0, t1) = (len(part.dates) for part in counted), (length(*window) for window in (base, later))
    touching = sum(part.touching for part in counted)
    ratio, low, high = rate_ratio(n1, t1, n0, t0)
    found = around_means(counted)
    excess = found.excess
    wide = (low, high) if excess is None else ratio_interval(n1, t1, n0, t0, excess)
    return {
        "base_start": base[0], "base_end": base[1], "base_days": t0, "base_incidents": n0,
        "later_start": later[0], "later_end": later[1], "later_days": t1, "later_incidents": n1, "straddling": touching,
        "ratio": _limit(ratio), "ratio_low": round(low, 3), "ratio_high": _limit(high), "direction": direction(*wide),
        "dispersion": _limit(found.index), "dispersion_p": None if found.p is None else round(found.p, 4),
        "nb_low": None if excess is None else round(wide[0], 3), "nb_high": None if excess is None else _limit(wide[1]),
        "intervals": found.intervals,
    }  # fmt: skip


def direction(low: float, high: float) -> str:
    """Return the verb that the interval of a ratio of rates allows."""
    return DIRECTIONS[0] if low > 1 else DIRECTIONS[1] if high < 1 else DIRECTIONS[2]


def _limit(value: float | None) -> float | None:
    return None if value is None or isinf(value) else round(value, 3)


def _check_windows(selection: Selection, base: tuple[str, str], later: tuple[str, str]) -> None:
    for start, end in (base, later):
        if start > end or (selection.start and start < selection.start) or (selection.end and end > selection.end):
            raise ValueError(f"window {start} to {end} is not inside {selection.start} to {selection.end}: choose days within it")
    if base[0] <= later[1] and later[0] <= base[1]:
        raise ValueError(f"windows {base[0]} to {base[1]} and {later[0]} to {later[1]} overlap: an incident would count in both")


def dispersion(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row of overdispersion.COLUMNS: how much the counts of a table made by `tempo` vary around one mean, whole periods only.

    The index of dispersion, variance over mean, is 1 for independent events; p is the chance of so much clustering or more (Fisher's
    chi-squared test of a Poisson law). Above 1, Poisson intervals are too narrow.
    """
    return tabled([row("one mean", table.loc[~table["partial"], "incidents"].to_numpy(dtype=float), around_one_mean(table))])


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

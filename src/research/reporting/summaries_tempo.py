"""The result tables of the tempo notebook, made in one call, each under the name of its file in a report."""

from itertools import pairwise

import pandas as pd

from research.analysis import (
    attack_days,
    casualties,
    change_points,
    combinations,
    coverage,
    overdispersion,
    sensitivity,
    tempo,
    waiting_times,
)
from research.analysis.calendar import periods
from research.analysis.daily import intervals
from research.analysis.selection import Selection
from research.analysis.windows import Window, around_means, halves, within
from research.reporting import summaries, summaries_map, traces
from research.reporting.sentences import plain
from research.reporting.traces import IDS, joined

WHOLE, FIRST, SECOND = "whole window", "first half", "second half"
HALVES = "halves"  # the name of a comparison; that of a change of tempo is the day on which it falls


def results(selection: Selection) -> dict[str, pd.DataFrame]:
    """Return the tables of the tempo notebook by name; those that need a window are empty where nothing is counted."""
    parts, found = halves(selection.start, selection.end), change_points.find(selection)
    windows = named_windows(selection, found)
    counts = tempo.tempo(selection)
    spread = [within(selection, *window) for window in found.windows]
    comparisons = ({HALVES: parts} if parts else {}) | {after[0]: (before, after) for before, after in pairwise(found.windows)}
    cases = list(sensitivity.readings(selection)) if len(selection.incidents) else []
    varied = sensitivity.sensitivity(cases, comparisons)
    crossed = combined(selection, parts)
    return {
        "accounting": summaries.accounting(selection),
        "overall": tempo.overall(selection),
        "tempo": traces.by_period(selection, overdispersion.widened(counts, around_means(spread))),
        "change": tempo.compare(selection, *parts) if parts else tempo.overall(selection).head(0),
        "dispersion": dispersion(selection, counts, parts, found),
        "stretches": inside(selection, change_points.stretches(selection, found)),
        "changes": change_points.changes(selection, found),
        "attack_days": inside(selection, attack_days.attack_days(selection, windows), exact=True),
        "waiting": waiting_times.waiting_times(selection).assign(p_said=lambda table: table["p"].map(chance)),
        "waiting_classes": waiting_times.classes(selection),
        "coverage": published(selection),
        "coverage_parts": coverage_parts(selection, windows),
        "coverage_change": coverage.compared(selection, comparisons),
        "sensitivity": varied,
        "survival": sensitivity.survival(varied),
        "combinations": crossed,
        "agreement": combinations.agreement(crossed),
        "mapped": summaries_map.mapped(summaries_map.where_known(selection)),
        "weapons": summaries.kinds(selection, "weapon"),
        "places": summaries.places(selection),
        "targets": summaries.kinds(selection, "target"),
        "casualties": casualties.casualties(selection),
    }


def combined(selection: Selection, parts: tuple[Window, Window] | None) -> pd.DataFrame:
    """Return combinations.combinations of the halves with `row`, which names a row; empty where there are none."""
    if not parts or selection.incidents.empty:
        return pd.DataFrame(columns=["row", *combinations.COLUMNS]).astype({"same": "bool"})
    table = combinations.combinations(selection, *parts)
    return table.assign(row=table["definition"] + ", " + table["aggregation"] + ", without " + table["dropped"])


def named_windows(selection: Selection, found: change_points.Stretches) -> list[tuple[str, Window]]:
    """Return the whole window, its halves and, where the tempo changes, its stretches, each with its name."""
    if not selection.start:
        return []
    named = [(WHOLE, (selection.start, selection.end))]
    if parts := halves(selection.start, selection.end):
        named += zip((FIRST, SECOND), parts, strict=True)
    if len(found.windows) > 1:
        named += [(f"stretch {number}", window) for number, window in enumerate(found.windows, 1)]
    return named


def dispersion(
    selection: Selection, counts: pd.DataFrame, parts: tuple[Window, Window] | None, found: change_points.Stretches
) -> pd.DataFrame:
    """Return tempo.dispersion with two more rows: how counts by period vary around the mean of each half, and of each stretch.

    p_said and regression_p_said are its p-values in words.
    """
    rows = [tempo.dispersion(counts)]
    for around, windows in (("the mean of each half", parts), ("the mean of each stretch", found.windows)):
        if windows:
            spread = [within(selection, *window) for window in windows]
            every = pd.concat([pd.Series(part.counts) for part in spread]).to_numpy(dtype=float)
            rows.append(overdispersion.tabled([overdispersion.row(around, every, around_means(spread))]))
    table = pd.concat(rows, ignore_index=True)
    return table.assign(p_said=table["p"].map(chance), regression_p_said=table["regression_p"].map(chance))


def chance(p: float | None) -> str:
    """Return a p-value as people write it, for two decimals of a small one would say 0."""
    value = plain(p)
    return "" if value is None else "under 0.0001" if value < 0.0001 else f"{value:.2g}"


def published(selection: Selection) -> pd.DataFrame:
    """Return summaries.coverage with period_start and period_end."""
    edges = periods(selection.start, selection.end, selection.parameters.frequency)[["period", "period_start", "period_end"]]
    return edges.merge(summaries.coverage(selection), on="period", validate="1:1")


def coverage_parts(selection: Selection, windows: list[tuple[str, Window]]) -> pd.DataFrame:
    """Return coverage.coverage of each window with its name, `part`, in front, and `incident_ids`."""
    table = coverage.coverage(selection, [window for _, window in windows])
    table.insert(0, "part", [name for name, _ in windows])
    return inside(selection, table)


def inside(selection: Selection, table: pd.DataFrame, exact: bool = False) -> pd.DataFrame:
    """Return a table whose rows have a start and an end with `incident_ids`: incidents whose whole date lies between them.

    With `exact`, only those that are dated to the day.
    """
    dates = [(first.isoformat(), last.isoformat()) for first, last in intervals(selection.incidents)]
    ids = selection.incidents["incident_id"]
    rows = []
    for start, end in zip(table["start"], table["end"], strict=True):
        mask = [start <= first and last <= end and (first == last or not exact) for first, last in dates]
        rows.append(joined(ids[mask]))
    return table.assign(**{IDS: rows})


def attacked(selection: Selection) -> pd.DataFrame:
    """Return date, incidents, incident_ids: one row for each day to which incidents are dated."""
    exact = selection.incidents["date_end"].fillna(selection.incidents["date_start"]) == selection.incidents["date_start"]
    rows = [(day, len(part), joined(part["incident_id"])) for day, part in selection.incidents[exact].groupby("date_start")]
    return pd.DataFrame(rows, columns=["date", "incidents", IDS])

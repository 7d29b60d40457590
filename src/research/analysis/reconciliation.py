"""Counts of the corpus under each definition, set beside the running totals that articles report and that officials published.

A count of this package and an official total are not the same thing: an official total rests on reports that nobody outside sees, and
counts what the counter's own definition says. A share of one in the other says how much of a campaign the corpus holds, not how right
either is. On reconciling event data with official figures: Price and Ball 2014 (SAIS Review 34:9-20),
Weidmann 2015 (Journal of Conflict Resolution 59:1129-1149).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from research.analysis.intervals import wilson
from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation_totals import FIELD, TOGETHER
from research.analysis.selection import Selection, select

SIDES = ("us_coalition",)
Counted = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Share:
    """What part of an official figure the corpus has: 0 to 1 and its limits, None where nothing can be said."""

    share: float | None
    low: float | None
    high: float | None


def comparable(selection: Selection) -> Selection:
    """Return the selection narrowed to what official totals speak of, where its parameters leave that open.

    They count attacks on U.S. and coalition targets (SIDES) in Iraq, Syria and Jordan (FIELD); what else a corpus tells of has no total.
    """
    p = selection.parameters
    return select(selection.tables, replace(p, countries=p.countries or FIELD, target_sides=p.target_sides or SIDES))


def counted(selection: Selection) -> dict[str, pd.DataFrame]:
    """Return by definition the incidents that meet it, at whatever time: incident_id, country, first, last (ISO days), attacks.

    Window aside, the parameters of `selection` apply. A total may count from a day before the window, so the window is left to the
    functions that count. `attacks` is n_attacks, 1 where nothing is said.
    """
    found = {}
    for name in DEFINITIONS:
        incidents = select(selection.tables, replace(selection.parameters, definition=name, start="", end="")).incidents
        found[name] = pd.DataFrame({
            "incident_id": incidents["incident_id"], "country": incidents["country"], "first": incidents["date_start"],
            "last": incidents["date_end"].fillna(incidents["date_start"]), "attacks": incidents["n_attacks"].fillna(1).astype("int64"),
        })  # fmt: skip
    return found


def within(incidents: pd.DataFrame, since: str, day: str, country: str = TOGETHER) -> pd.DataFrame:
    """Return those rows of a table of `counted` whose whole interval lies from `since` to `day`, both included, in `country`."""
    inside = (incidents["first"] >= since) & (incidents["last"] <= day)
    if country != TOGETHER:
        inside &= incidents["country"] == country
    return incidents[inside.fillna(False).astype(bool)]


def cumulative(found: Counted, since: str, until: str) -> pd.DataFrame:
    """Return since, day, definition, country, count, high: attacks counted from `since` up to and with `day`.

    `country` is TOGETHER or the name of one in which something is counted. There is a row for each day on which a count changes, and for
    the first and the last day of the time; in between a count stays as it is, and it never falls. `count` holds incidents whose whole
    interval is over by the day, `high` also those that had begun: between them lies what imprecise dates leave open. Without a time
    the table is empty.
    """
    rows = []
    for name, incidents in found.items() if since and until else ():
        inside = within(incidents, since, until)
        for country in (TOGETHER, *sorted(set(inside["country"].dropna()))):
            part = inside if country == TOGETHER else inside[inside["country"] == country]
            rows += [(since, day, name, country, low, high) for day, low, high in _steps(part, since, until)]
    types = {"since": "string", "day": "string", "definition": "string", "country": "string", "count": "int64", "high": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _steps(part: pd.DataFrame, since: str, until: str) -> list[tuple[str, int, int]]:
    over, begun = (part.groupby(column)["attacks"].sum() for column in ("last", "first"))
    days = sorted({since, until, *over.index, *begun.index})
    counts = (sums.reindex(days, fill_value=0).cumsum() for sums in (over, begun))
    return [(day, int(low), int(high)) for day, low, high in zip(days, *counts, strict=True)]


def beside(found: Counted, totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals with a column for each definition: the attacks that the corpus counts in the very time and country of the total."""
    windows = totals[["since", "day", "country"]].drop_duplicates()
    for name, incidents in found.items():
        keys = zip(windows["since"], windows["day"], windows["country"], strict=True)
        windows[name] = [int(within(incidents, *key)["attacks"].sum()) for key in keys]
    return totals.merge(windows.astype(dict.fromkeys(found, "int64")), on=["since", "day", "country"], how="left")


def share(part: int, whole: int, low: int, high: int | None) -> Share:
    """Return part over whole with limits that hold two doubts at once.

    One is what chance does to a share (Wilson 1927, 95 %), as if each attack had one chance to get into the corpus. The other is how far
    the official figure is known, `low` to `high`: the lower limit is taken of the highest figure, the upper of the lowest. Where the corpus
    counts more than a figure, the definitions differ, and the limit is the mere quotient. No upper limit of the figure: none below here.
    """
    if whole <= 0:
        return Share(None, None, None)
    least = None if high is None or high <= 0 else wilson(part, high)[0] if part <= high else part / high
    most = None if low <= 0 else wilson(part, low)[1] if part <= low else part / low
    return Share(round(part / whole, 4), None if least is None else round(least, 4), None if most is None else round(most, 4))

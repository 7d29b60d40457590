"""How much of an official count the corpus holds: month by month, and over the whole time of each published series."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from research.analysis.calendar import periods
from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation import Counted, share, within
from research.analysis.reconciliation_totals import TOGETHER

LONGEST = 45  # days between two totals over which the official count is spread evenly; over more it is not known by month
KEYS = ["series", "since", "country"]


class Curve:
    """The running totals of one series, first day and country, as a count that never falls.

    `at` gives the official count by the end of a day: that of the last total, and between two totals at most LONGEST days apart what is
    due by the day if attacks were spread evenly. `limits` gives the least and the most that the totals around the day allow.
    """

    def __init__(self, since: str, totals: pd.DataFrame) -> None:
        before = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
        rows = totals.sort_values(["day", "count"]).drop_duplicates("day", keep="last")
        self.days = [before, *rows["day"]]
        self.counts = [0, *(int(count) for count in rows["count"].cummax())]
        self.lows = [0, *(int(low) for low in rows["low"])]
        self.highs: list[int | None] = [0, *(None if pd.isna(high) else int(high) for high in rows["high"])]

    def at(self, day: str) -> int | None:
        """Return the count by the end of `day`, None where it is not known."""
        if day in self.days:
            return self.counts[self.days.index(day)]
        after = next((n for n, other in enumerate(self.days) if other > day), 0)
        if not after:
            return None
        one, other, now = (date.fromisoformat(text).toordinal() for text in (self.days[after - 1], self.days[after], day))
        if other - one > LONGEST:
            return None
        return round(self.counts[after - 1] + (self.counts[after] - self.counts[after - 1]) * (now - one) / (other - one))

    def limits(self, day: str) -> tuple[int, int | None]:
        """Return the least and the most by the end of `day`, None for no upper limit."""
        low = max(low for other, low in zip(self.days, self.lows, strict=True) if other <= day)
        later = [high for other, high in zip(self.days, self.highs, strict=True) if other >= day and high is not None]
        return low, max(low, min(later)) if later else None


def coverage(found: Counted, totals: pd.DataFrame) -> pd.DataFrame:
    """Return how many attacks officials counted in each month, and how many of that time the corpus has.

    One row for each series, month and country; a month goes from `start` to `end`, and ends before its time where the series does.
    Columns: row (names it), series, month, start, end, country, official (increase of the running total), official_low, official_high
    (empty: no limit), a column for each definition (attacks), `<definition>_share` with `_low` and `_high` (of reconciliation.share),
    incident_ids (those reported). An incident counts on the last day on which it may have happened, so that months add up to the whole.
    A month at whose edges the total is not known (Curve) is left out.
    """
    rows = [row for curve in _curves(totals) for row in _months(found, *curve)]
    return _typed(pd.DataFrame(rows, columns=["row", "series", "month", "start", "end", "country", *_measures()]))


def published(found: Counted, totals: pd.DataFrame) -> pd.DataFrame:
    """Return the last total of each series, first day and country, beside the counts of its time; columns as in `coverage`.

    Also source, definition and qualifier of the total; `row` names it, `start` and `end` are the total's first and last day.
    """
    rows = []
    for series, since, country, part in _curves(totals):
        last = part.sort_values(["day", "count"]).iloc[-1]
        low, high = int(last["low"]), None if pd.isna(last["high"]) else int(last["high"])
        measured = _measured(found, since, since, str(last["day"]), country, int(last["count"]), low, high)
        named = {name: last[name] for name in ("source", "definition", "qualifier")}
        place = {"row": f"{series} {since} {country}", "series": series, "start": since, "end": last["day"], "country": country}
        rows.append(place | named | measured)
    columns = ["row", "series", "source", "definition", "start", "end", "country", "qualifier", *_measures()]
    return _typed(pd.DataFrame(rows, columns=columns))


def _curves(totals: pd.DataFrame) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    """Yield series, since, country and totals of each published curve, all together before the countries."""
    groups = totals[totals["origin"] == "published"].groupby(KEYS)
    parts = [(str(series), str(since), str(country), part) for (series, since, country), part in groups]
    yield from sorted(parts, key=lambda part: (part[0], part[1], part[2] != TOGETHER, part[2]))


def _months(found: Counted, series: str, since: str, country: str, part: pd.DataFrame) -> Iterator[dict[str, object]]:
    curve = Curve(since, part)
    for month in periods(since, curve.days[-1], "M").to_dict("records"):
        start, end = str(month["period_start"]), str(month["period_end"])
        before = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
        first, last = curve.at(before), curve.at(end)
        if first is None or last is None:
            continue
        (low0, high0), (low1, high1) = curve.limits(before), curve.limits(end)
        low = 0 if high0 is None else max(0, low1 - high0)
        high = None if high1 is None else max(low, high1 - low0)
        named = {"row": f"{series} {month['period']} {country}", "series": series, "month": month["period"]}
        yield (
            named | {"start": start, "end": end, "country": country} | _measured(found, since, start, end, country, last - first, low, high)
        )


def _measured(
    found: Counted, since: str, start: str, end: str, country: str, official: int, low: int, high: int | None
) -> dict[str, object]:
    row: dict[str, object] = {"official": official, "official_low": low, "official_high": high}
    for name, incidents in found.items():
        inside = within(incidents, since, end, country)
        inside = inside[inside["last"] >= start]
        row[name] = int(inside["attacks"].sum())
        part = share(int(inside["attacks"].sum()), official, low, high)
        row |= {f"{name}_share": part.share, f"{name}_share_low": part.low, f"{name}_share_high": part.high}
        if name == "reported":
            row["incident_ids"] = " ".join(sorted(inside["incident_id"]))
    return row


def _measures() -> list[str]:
    shares = [f"{name}_share{edge}" for name in DEFINITIONS for edge in ("", "_low", "_high")]
    return ["official", "official_low", "official_high", *DEFINITIONS, *shares, "incident_ids"]


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    shares = [name for name in table if "_share" in str(name)]
    whole = {"official": "int64", "official_low": "int64", "official_high": "Int64", **dict.fromkeys(DEFINITIONS, "int64")}
    return table.astype({**whole, **dict.fromkeys(shares, "Float64")})

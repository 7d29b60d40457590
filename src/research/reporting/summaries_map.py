"""What the map shows: each incident where it is known to have been, how exactly, and in which periods it may have been."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from research.analysis.calendar import periods
from research.analysis.daily import intervals
from research.analysis.intervals import wilson
from research.analysis.selection import Selection
from research.codebook import borders
from research.codebook.geography import distance_km
from research.reporting.labels import place, spoken
from research.reporting.sentences import plain
from research.reporting.summaries import NOT_SAID
from research.reporting.traces import IDS, joined

SITE, NEAR, REGION, COUNTRY = "Named place", "Near it, or in its district", "Only governorate or region", "Only the country"
KINDS = {1: SITE, 2: NEAR, 3: NEAR, 4: REGION, 5: REGION, 6: COUNTRY}  # by UCDP's scale of precision; 7 is the sea
MAPPED = (SITE, NEAR, REGION, COUNTRY)
BEYOND, NOWHERE = "Beyond the map's edge", "No place on land"
ONE, SEVERAL = "Dated within the period", "Share of a longer date"
CLAIMS = {"claimed": "claimed", "attributed": "attributed", "neither": ""}
COLUMNS = (
    "incident_ids", "day", "period", "part", "dated", "place", "country", "kind", "spot", "longitude", "latitude", "weapon", "claim",
)  # fmt: skip
LABELLED, APART = 8, 75.0  # places that bear their name on the map, and the km between two of them


@dataclass(frozen=True)
class Drawn:
    """What a map is drawn from.

    Attributes:
        marks: COLUMNS, of `marks`.
        named: of `named`, the places that bear their name.
        calendar: the periods of the window, those without incidents too.
        description: in words what is shown, for those who do not see it.
    """

    marks: pd.DataFrame
    named: pd.DataFrame
    calendar: tuple[str, ...]
    description: str


def drawn(selection: Selection) -> Drawn:
    """Return what the map of a selection is drawn from."""
    known = where_known(selection)
    calendar = tuple(periods(selection.start, selection.end, selection.parameters.frequency)["period"])
    return Drawn(marks(selection, known), named(known), calendar, described(known))


def where_known(selection: Selection) -> pd.DataFrame:
    """Return incident_id, place, country, kind, spot, longitude, latitude: one row per incident.

    kind: one of MAPPED, BEYOND or NOWHERE; spot names a symbol of the map, empty for the last two. An incident of which only the
    country is known stands at the country's name, for at a point it would seem known to the place.
    """
    book, rows = borders.load(), []
    for row in selection.incidents.to_dict("records"):
        precision, country = plain(row["where_prec"]), str(plain(row["country"]) or NOT_SAID)
        kind = KINDS.get(precision, NOWHERE) if precision else NOWHERE
        at = (plain(row["longitude"]), plain(row["latitude"]))
        if kind == COUNTRY:
            at = book.labels.get(country, at)
        name = country if kind == COUNTRY else place(str(row["place_id"])) if plain(row["place_id"]) else plain(row["admin1"]) or country
        if kind in MAPPED and None in at:
            kind = NOWHERE
        elif kind in MAPPED and not book.holds(*at):
            kind = BEYOND
        spot = f"{name} · {kind.lower()}" if kind in MAPPED else ""
        rows.append((row["incident_id"], name, country, kind, spot, *(at if spot else (None, None))))
    columns = ["incident_id", "place", "country", "kind", "spot", "longitude", "latitude"]
    return pd.DataFrame(rows, columns=columns).astype({"longitude": "Float64", "latitude": "Float64"})


def mapped(known: pd.DataFrame) -> pd.DataFrame:
    """Return precision, incidents, share, share_low, share_high, incident_ids: how exactly places are known, a row for each kind.

    `known` is that of where_known; shares are of all incidents (95 %, Wilson 1927).
    """
    rows = []
    for kind in (*MAPPED, BEYOND, NOWHERE):
        ids = known.loc[known["kind"] == kind, "incident_id"]
        if len(ids) or kind in MAPPED:
            low, high = wilson(len(ids), len(known))
            share = round(len(ids) / len(known), 4) if len(known) else None
            rows.append((kind, len(ids), share, round(low, 4), round(high, 4), joined(ids)))
    return pd.DataFrame(rows, columns=["precision", "incidents", "share", "share_low", "share_high", IDS]).astype({"share": "Float64"})


def marks(selection: Selection, known: pd.DataFrame) -> pd.DataFrame:
    """Return COLUMNS: one row for each incident and each period of the window in which it may have been.

    `part` is the share of the incident that falls to the period, its days in it over its days; the parts of an incident add up to 1.
    """
    about = known.set_index("incident_id").to_dict("index")
    calendar = periods(selection.start, selection.end, selection.parameters.frequency)
    edges = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in zip(calendar["period_start"], calendar["period_end"], strict=True)]
    names, rows = calendar["period"].tolist(), []
    for row, (first, last) in zip(selection.incidents.to_dict("records"), intervals(selection.incidents), strict=True):
        hit = [number for number, (begin, stop) in enumerate(edges) if begin <= last and first <= stop]
        for number in hit:
            days = (min(edges[number][1], last) - max(edges[number][0], first)).days + 1
            part = days / ((last - first).days + 1)
            rows.append(_mark(row, about[row["incident_id"]], names[number], part, ONE if len(hit) == 1 else SEVERAL))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"part": "float64", "longitude": "float64", "latitude": "float64"})


def _mark(row: dict[Any, Any], where: dict[Any, Any], period: str, part: float, dated: str) -> tuple[object, ...]:
    first, last = str(row["date_start"]), str(plain(row["date_end"]) or row["date_start"])
    day = first if first == last else f"{first} to {last[5:] if last[:4] == first[:4] else last}"
    told = (row["incident_id"], day, period, round(part, 6), dated)
    return *told, *(where[name] for name in COLUMNS[5:11]), spoken(str(plain(row["weapon"]) or "unknown")), CLAIMS[str(row["claim_status"])]


def named(known: pd.DataFrame) -> pd.DataFrame:
    """Return place, longitude, latitude: the places with most incidents, at most LABELLED, none within APART km of one with more."""
    exact = known[known["kind"] == SITE]
    sizes = exact.groupby(["place", "longitude", "latitude"]).size().rename("n").reset_index()
    chosen: list[tuple[str, float, float]] = []
    for row in sizes.sort_values(["n", "place"], ascending=[False, True]).to_dict("records"):
        at = (float(row["longitude"]), float(row["latitude"]))
        if len(chosen) < LABELLED and all(distance_km(at[1], at[0], other[2], other[1]) > APART for other in chosen):
            chosen.append((str(row["place"]), *at))
    return pd.DataFrame(chosen, columns=["place", "longitude", "latitude"])


def described(known: pd.DataFrame) -> str:
    """Return in words what the map shows, for those who do not see it."""
    shown = known[known["kind"].isin(MAPPED)]
    counts = shown["kind"].value_counts()
    kinds = "; ".join(f"{kind.lower()}: {counts[kind]}" for kind in MAPPED if kind in counts)
    most = shown.groupby("spot").size().rename("n").reset_index().sort_values(["n", "spot"], ascending=[False, True]).head(5)
    top = ", ".join(f"{row.spot} ({row.n})" for row in most.itertuples())
    missing = len(known) - len(shown)
    left = f" {missing} more are not on the map." if missing else ""
    if shown.empty:
        return f"Map of Iraq, Syria and Jordan without any incident.{left}"
    return (
        f"Map of {len(shown)} incidents at {shown['spot'].nunique()} symbols. How exactly the place is known: {kinds}. Most: {top}.{left}"
    )

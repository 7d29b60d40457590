"""Small result tables that notebooks show beside those of research.analysis: what is counted, what is left out, what there was to read."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from research.analysis.calendar import periods
from research.analysis.selection import Selection
from research.analysis.tempo import breakdown
from research.reporting.labels import countries, place, spoken
from research.reporting.traces import by_value, period_of

ALL, COUNTED, NOT_SAID = "all incidents", "counted", "not said"


def accounting(selection: Selection) -> pd.DataFrame:
    """Return reason, incidents, attacks: all incidents, those left out for each reason, those counted; the first is the sum of the rest."""
    attacks = selection.tables["incidents"]["n_attacks"].fillna(1)
    whole = pd.DataFrame([(ALL, len(attacks), int(attacks.sum()))], columns=["reason", "incidents", "attacks"])
    kept = pd.DataFrame([(COUNTED, len(selection.incidents), int(selection.incidents["n_attacks"].fillna(1).sum()))], columns=whole.columns)
    return pd.concat([whole, selection.left_out, kept], ignore_index=True)


def narrowed(selection: Selection) -> dict[str, pd.DataFrame]:
    """Return all tables, `reports` and `articles` only those that tell a counted incident."""
    tables = selection.tables
    links = tables["incident_reports"]
    used = links.loc[links["incident_id"].isin(selection.incidents["incident_id"]), "report_id"]
    reports = tables["reports"][tables["reports"]["report_id"].isin(used)]
    articles = tables["articles"][tables["articles"]["article_id"].isin(reports["article_id"])]
    return {**tables, "reports": reports.reset_index(drop=True), "articles": articles.reset_index(drop=True)}


def reading(selection: Selection) -> pd.DataFrame:
    """Return step, number: how the files of the corpus become the articles, publishers and reports that the counted incidents rest on."""
    tables, used = selection.tables, narrowed(selection)
    articles, reports = tables["articles"], tables["reports"]
    telling = articles["article_id"].isin(reports["article_id"])
    steps = {
        "files": len(articles) + len(tables["rejected"]),
        "files rejected": len(tables["rejected"]),
        "articles read": len(articles),
        "near-duplicates": int(articles["duplicate_of"].notna().sum()),
        "without a day of publication": int((articles["published"].str.len() != 10).fillna(True).sum()),
        "not in English": int(articles["language"].fillna("en").ne("en").sum()),
        "tell no incident": int((~telling).sum()),
        "tell only incidents not counted": int(telling.sum()) - len(used["articles"]),
        "articles used": len(used["articles"]),
        "publishers used": used["articles"]["publisher"].nunique(),
        "reports used": len(used["reports"]),
        "incidents counted": len(selection.incidents),
    }
    return listed("step", steps)


def coverage(selection: Selection) -> pd.DataFrame:
    """Return period, articles, publishers: what the corpus holds from each period of the window, whatever it tells.

    Articles go by their day of publication; where only the month is known they count if periods are months.
    """
    calendar = periods(selection.start, selection.end, selection.parameters.frequency)
    articles = selection.tables["articles"].dropna(subset=["published"])
    by_day = articles["published"].str.len().eq(10) & articles["published"].between(selection.start, selection.end)
    by_month = articles["published"].str.len().eq(7) & articles["published"].between(selection.start[:7], selection.end[:7])
    inside = articles[by_day | by_month] if selection.parameters.frequency == "M" else articles[by_day]
    days = inside["published"].where(inside["published"].str.len() == 10, inside["published"] + "-01")
    when = days.where(days > selection.start, selection.start)  # a month may begin before the window
    groups = inside.groupby(period_of(calendar, when))
    found = pd.DataFrame({"articles": groups.size(), "publishers": groups["publisher"].nunique()})
    return calendar[["period"]].join(found, on="period").fillna(0).astype({"articles": "int64", "publishers": "int64"})


def kinds(selection: Selection, column: str) -> pd.DataFrame:
    """Return tempo.breakdown of weapon or target with `incident_ids` and `label`, the codes as a reader meets them."""
    table = by_value(selection, breakdown(selection, column))
    return table.assign(label=table[column].map(lambda code: NOT_SAID if code == "unknown" else spoken(str(code))))


def places(selection: Selection) -> pd.DataFrame:
    """Return tempo.breakdown of place_id with `incident_ids` and `label`; where only the country is known, the place is unknown."""
    vague = selection.incidents["place_id"].isin(countries())
    known = replace(selection, incidents=selection.incidents.assign(place_id=selection.incidents["place_id"].mask(vague)))
    table = by_value(known, breakdown(known, "place_id"))
    return table.assign(label=table["place_id"].map(lambda code: NOT_SAID if code == "unknown" else place(str(code))))


def support(selection: Selection) -> pd.DataFrame:
    """Return tempo.breakdown of n_publishers with `incident_ids`, the lowest number first."""
    table = by_value(selection, breakdown(selection, "n_publishers"))
    return table.sort_values("n_publishers", key=lambda numbers: numbers.astype("int64")).reset_index(drop=True)


def listed(name: str, numbers: Mapping[str, int]) -> pd.DataFrame:
    """Return the columns `name` and number: a row for each of `numbers`."""
    return pd.DataFrame({name: list(numbers), "number": list(numbers.values())}).astype({"number": "int64"})

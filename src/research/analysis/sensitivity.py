"""Does a finding survive other readings of the same articles: other definitions, rules and periods, and without a publisher?"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from research.analysis.overdispersion import NEGATIVE_BINOMIAL
from research.analysis.parameters import DEFINITIONS, FREQUENCIES
from research.analysis.selection import Selection, Tables, select
from research.analysis.tempo import compare
from research.analysis.windows import Window
from research.linking import aggregate
from research.schemas import AGGREGATIONS

HEADLINE = "as counted here"
MOST_PUBLISHERS = 5
PERIODS = {"D": "days", "W": "weeks", "M": "months"}
VARIED = {"definition": DEFINITIONS, "aggregation": AGGREGATIONS, "frequency": FREQUENCIES}
FIGURES = ("ratio", "low", "high")
COLUMNS = ("reading", "varied", "base_incidents", "later_incidents", *FIGURES, "intervals", "direction", "same")

Reading = tuple[str, str, Selection]  # its name, what differs, the incidents that it counts


def readings(selection: Selection) -> Iterator[Reading]:
    """Yield the selection as it is, then with one choice changed at a time, all in the same window.

    Every other definition, rule of aggregation and length of periods; background the other way round; only incidents dated to the day;
    and without each of the publishers that tell most of the counted incidents, what the others tell being aggregated anew.
    """
    chosen = replace(selection.parameters, start=selection.start, end=selection.end)
    yield HEADLINE, "", selection
    for name, values in VARIED.items():
        for value in values:
            if value != getattr(chosen, name):
                shown = f"in {PERIODS[value]}" if name == "frequency" else f"{name} {value}"
                yield shown, name, select(selection.tables, replace(chosen, **{name: value}))
    told = "without" if chosen.include_background else "with"
    yield f"{told} background", "background", select(selection.tables, replace(chosen, include_background=not chosen.include_background))
    exact = selection.incidents["date_end"].fillna(selection.incidents["date_start"]) == selection.incidents["date_start"]
    yield "dated to the day", "dates", replace(selection, incidents=selection.incidents[exact].reset_index(drop=True))
    for publisher in publishers(selection):
        yield f"without {publisher}", "publisher", select(without(selection.tables, publisher, chosen.aggregation), chosen)


def publishers(selection: Selection) -> list[str]:
    """Return the publishers that tell most of the counted incidents, at most MOST_PUBLISHERS, the first of them first."""
    links = selection.tables["incident_reports"].merge(selection.tables["reports"][["report_id", "article_id"]], on="report_id")
    links = links[links["incident_id"].isin(selection.incidents["incident_id"])]
    told = links.merge(selection.tables["articles"][["article_id", "publisher"]], on="article_id").dropna(subset=["publisher"])
    counts = told.groupby("publisher")["incident_id"].nunique().to_dict()
    return sorted(counts, key=lambda name: (-counts[name], name))[:MOST_PUBLISHERS]


def without(tables: Tables, publisher: str, rule: str) -> dict[str, pd.DataFrame]:
    """Return the tables as they were had nothing of `publisher` been read; incidents are made anew by `rule`, linked as they are."""
    articles = tables["articles"][tables["articles"]["publisher"].fillna("") != publisher]
    reports = tables["reports"][tables["reports"]["article_id"].isin(articles["article_id"])]
    claims = tables["claims"][tables["claims"]["article_id"].isin(articles["article_id"])]
    links = tables["incident_reports"][tables["incident_reports"]["report_id"].isin(reports["report_id"])]
    parts = {"articles": articles, "reports": reports, "claims": claims, "incident_reports": links}
    return {**tables, **parts, "incidents": aggregate(reports, claims, articles, links, rule)}


def sensitivity(cases: list[Reading], base: Window, later: Window) -> pd.DataFrame:
    """Return one row per reading: COLUMNS; the first is the headline, `same` says whether a reading has the same direction.

    ratio, low, high: the rate in `later` over that in `base` with the interval (95 %) that counts there (`intervals`, see
    tempo.compare). The windows stay those of the headline, even where they were chosen for its counts.
    """
    rows = []
    for name, varied, selection in cases:
        told = compare(selection, base, later).iloc[0]
        limits = ("nb_low", "nb_high") if told["intervals"] == NEGATIVE_BINOMIAL else ("ratio_low", "ratio_high")
        counts = [int(told[f"{side}_incidents"]) for side in ("base", "later")]
        rows.append((name, varied, *counts, told["ratio"], *(told[limit] for limit in limits), told["intervals"], told["direction"], True))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(FIGURES, "Float64"))
    return table.assign(same=table["direction"] == table["direction"].iloc[0] if len(table) else table["same"])


def survival(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return comparison, direction, readings, same, differ: for each named table of `sensitivity`, how many other readings agree."""
    rows = []
    for name, table in tables.items():
        others = table.iloc[1:]
        rows.append((name, table["direction"].iloc[0], len(others), int(others["same"].sum()), int((~others["same"]).sum())))
    return pd.DataFrame(rows, columns=["comparison", "direction", "readings", "same", "differ"])

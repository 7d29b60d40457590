"""Does a finding survive other readings of the same articles: other definitions, rules and periods, and without a publisher?"""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pandas as pd

from research.analysis.overdispersion import NEGATIVE_BINOMIAL
from research.analysis.parameters import DEFINITIONS, FREQUENCIES
from research.analysis.selection import Selection, Tables, select
from research.analysis.tempo import compared
from research.analysis.windows import Window
from research.linking import aggregate
from research.schemas import AGGREGATIONS

HEADLINE = "as counted here"
MOST_PUBLISHERS = 5
PERIODS = {"D": "days", "W": "weeks", "M": "months"}
VARIED = {"definition": DEFINITIONS, "aggregation": AGGREGATIONS, "frequency": FREQUENCIES}
FIGURES = ("ratio", "low", "high")
COLUMNS = ("case", "comparison", "reading", "varied", "base_incidents", "later_incidents", *FIGURES, "intervals", "direction", "same")

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
                yield shown, name, select(selection.tables, {**asdict(chosen), name: value})
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
    counts = {str(name): int(n) for name, n in told.groupby("publisher")["incident_id"].nunique().items()}
    return sorted(counts, key=lambda name: (-counts[name], name))[:MOST_PUBLISHERS]


def without(tables: Tables, publisher: str, rule: str) -> dict[str, pd.DataFrame]:
    """Return the tables as they were had nothing of `publisher` been read; incidents that it tells are made anew by `rule`."""
    own = tables["articles"]["publisher"].fillna("") == publisher
    gone = tables["reports"]["article_id"].isin(tables["articles"].loc[own, "article_id"])
    links = tables["incident_reports"]
    lost = links["report_id"].isin(tables["reports"].loc[gone, "report_id"])
    touched = links["incident_id"].isin(links.loc[lost, "incident_id"])
    parts = {
        "articles": tables["articles"][~own], "reports": tables["reports"][~gone], "incident_reports": links[~lost],
        "claims": tables["claims"][tables["claims"]["article_id"].isin(tables["articles"].loc[~own, "article_id"])],
    }  # fmt: skip
    left = links[touched & ~lost]
    retold = parts["reports"][parts["reports"]["report_id"].isin(left["report_id"])]
    anew = aggregate(retold, parts["claims"], parts["articles"], left, rule)
    kept = tables["incidents"][~tables["incidents"]["incident_id"].isin(links.loc[touched, "incident_id"])]
    return {**tables, **parts, "incidents": pd.concat([kept, anew], ignore_index=True)}


def sensitivity(cases: list[Reading], comparisons: dict[str, tuple[Window, Window]]) -> pd.DataFrame:
    """Return one row for each named comparison of two windows (base, later) under each reading: COLUMNS, the headline first.

    ratio, low, high: the rate in the later window over that in the base with the interval (95 %) that counts there (`intervals`, see
    tempo.compare). `same`: the reading has the direction of the headline. The windows stay those of the headline, even where they were
    chosen for its counts.
    """
    rows = []
    for comparison, windows in comparisons.items():
        verbs = []
        for name, varied, selection in cases:
            told = compared(selection, *windows)
            verbs.append(told["direction"])
            limits = ("nb_low", "nb_high") if told["intervals"] == NEGATIVE_BINOMIAL else ("ratio_low", "ratio_high")
            counts = [int(told[f"{side}_incidents"]) for side in ("base", "later")]
            figures = (told["ratio"], *(told[limit] for limit in limits), told["intervals"], told["direction"], verbs[0] == verbs[-1])
            rows.append((f"{comparison}: {name}", comparison, name, varied, *counts, *figures))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({**dict.fromkeys(FIGURES, "Float64"), "same": "bool"})


def survival(table: pd.DataFrame) -> pd.DataFrame:
    """Return comparison, direction, readings, same, differ: how many other readings agree with the headline of each comparison."""
    rows = []
    for name, part in table.groupby("comparison", sort=False):
        others = part.iloc[1:]
        rows.append((name, part["direction"].iloc[0], len(others), int(others["same"].sum()), int((~others["same"]).sum())))
    return pd.DataFrame(rows, columns=["comparison", "direction", "readings", "same", "differ"])

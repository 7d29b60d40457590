"""The findings of the tempo notebook: how often, whether that changed, with what, where, on whom, at what cost."""

from collections.abc import Callable, Mapping

import pandas as pd

from research.analysis.selection import Selection
from research.reporting.labels import period_name, place, spoken
from research.reporting.scope import scope, where, window
from research.reporting.sentences import Cells, Findings, Parts, Sentence, listed, sentence, verb
from research.reporting.summaries import COUNTED

PERIODS = {"D": "day", "W": "week", "M": "month"}
MOST_LEADERS = 3  # more that share the first place are no finding


def findings(selection: Selection, results: Mapping[str, pd.DataFrame]) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `results` holds overall, tempo, change (empty where the window has but a day), weapons, places, targets, casualties, dispersion
    and accounting.
    """
    if results["overall"].empty or not len(selection.incidents):
        count = Cells("accounting", results["accounting"], "reason").count(COUNTED, "incidents", "incident")
        return Findings([sentence(count, f" {window(selection)}{where(selection)} are counted."), scope(selection)])
    parts = [
        _how_often(selection, results["overall"]),
        _change(results["change"]),
        _peak(results["tempo"], PERIODS[selection.parameters.frequency]),
        _leading(results["weapons"], "weapons", "weapon", spoken),
        _leading(results["places"], "places", "place", place),
        _leading(results["targets"], "targets", "target", spoken),
        *(_cost(results["casualties"], measure) for measure in ("killed", "wounded")),
        _clustering(results["dispersion"], PERIODS[selection.parameters.frequency]),
        scope(selection),
    ]
    return Findings([part for part in parts if part])


def _how_often(selection: Selection, overall: pd.DataFrame) -> Sentence:
    cells, row = Cells("overall", overall, "start"), selection.start
    said = verb(cells.value(row, "incidents"), "is", "are")
    count: Parts = [cells.count(row, "incidents", "incident"), *cells.interval(row)]
    return sentence(
        f"{window(selection)}{where(selection)}, ", count, f" {said} counted, that is ", cells.rate(row, "per_week"), " a week."
    )


def _change(change: pd.DataFrame) -> Sentence | None:
    if change.empty:
        return None
    row = change["base_start"].iloc[0]
    cells = Cells("change", change, "base_start")
    direction = cells.fact(row, "direction", str(cells.value(row, "direction")))
    counts: Parts = [cells.number(row, "later_incidents"), " against ", cells.number(row, "base_incidents"), " incidents"]
    opening = "In the second half of that time, the rate of incidents "
    if cells.value(row, "ratio") is None:
        return sentence(opening, direction, ": ", counts, ".")
    ratio: Parts = [cells.number(row, "ratio"), " times that of the first half", *cells.interval(row, "ratio_low", "ratio_high")]
    return sentence(opening, direction, ": it was ", ratio, ", ", counts, ".")


def _peak(tempo: pd.DataFrame, period: str) -> Sentence | None:
    cells = Cells("tempo", tempo, "period")
    highest = tempo.loc[tempo["incidents"] == tempo["incidents"].max(), "period"].tolist()
    if len(tempo) < 2 or len(highest) > MOST_LEADERS:
        return None
    names = listed([cells.fact(name, "period", period_name(str(name))) for name in highest])
    each = " each" if len(highest) > 1 else ""
    said = f"The {period} with the most incidents was " if len(highest) == 1 else f"The {period}s with the most incidents were "
    return sentence(said, names, ": ", cells.number(highest[0], "incidents"), each, *cells.interval(highest[0]), ".")


def _leading(table: pd.DataFrame, name: str, kind: str, words: Callable[[str], str]) -> Sentence | None:
    """Name the values that most incidents share, unless too many do; say for how many incidents the value is not known."""
    column = table.columns[0]
    cells = Cells(name, table, column)
    known = table[~table[column].isin(["unknown", "other"])]
    leaders = known.loc[known["incidents"] == known["incidents"].max(), column].tolist()
    if not leaders or len(leaders) > MOST_LEADERS:
        return None
    named = listed([cells.fact(value, column, words(str(value))) for value in leaders])
    opening = f"The {kind} told of most often is " if len(leaders) == 1 else f"The {kind}s told of most often are "
    each = " each" if len(leaders) > 1 else ""
    share: Parts = [", ", *cells.shared(leaders[0], " of all")]
    missing: Parts = []
    if "unknown" in table[column].tolist():
        missing = ["; for ", cells.count("unknown", "incidents", "incident"), f" the {kind} is not known"]
    return sentence(opening, named, ": ", cells.count(leaders[0], "incidents", "incident"), each, share, missing, ".")


def _cost(casualties: pd.DataFrame, measure: str) -> Sentence:
    cells = Cells("casualties", casualties, "measure")
    silent: Parts = [
        cells.count(measure, "unknown", "incident"),
        f" {verb(cells.value(measure, 'unknown'), 'says', 'say')} nothing of them",
    ]
    if not cells.value(measure, "known"):
        return sentence(f"No article gives a number of {measure}: ", silent, ".")
    low, best, high = (cells.value(measure, bound) for bound in ("low", "best", "high"))
    spread: Parts = [] if low == best == high else [" (", cells.number(measure, "low"), " to ", cells.number(measure, "high"), ")"]
    people: Parts = [cells.count(measure, "best", "person", "people"), *spread]
    told: Parts = [
        " in the ",
        cells.count(measure, "known", "incident"),
        " that give a number; " if cells.value(measure, "known") != 1 else " that gives a number; ",
    ]
    return sentence(people, f" {verb(best, 'was', 'were')} {measure}", told, silent, ".")


def _clustering(dispersion: pd.DataFrame, period: str) -> Sentence | None:
    cells, row = Cells("dispersion", dispersion, "periods"), dispersion["periods"].iloc[0]
    index, p = cells.value(row, "index"), cells.value(row, "p")
    if index is None or p is None or p >= 0.05:
        return None
    chance = "under 0.0001" if p < 0.0001 else f"{p:.2g}"
    return sentence(
        f"Incidents come in series: counts by {period} vary ", cells.number(row, "index"), " times as much as independent events would (p ",
        cells.fact(row, "p", chance), "), so the intervals here are too narrow.",
    )  # fmt: skip

"""The findings of the tempo notebook: how often, whether that changed, with what, where, on whom, at what cost."""

from collections.abc import Callable, Mapping

import pandas as pd

from research.analysis.overdispersion import NEGATIVE_BINOMIAL
from research.analysis.selection import Selection
from research.reporting import findings_tempo_change
from research.reporting.labels import period_name, place, spoken
from research.reporting.scope import scope, where, window
from research.reporting.sentences import Cells, Findings, Parts, Sentence, listed, sentence, verb
from research.reporting.summaries import COUNTED
from research.reporting.summaries_map import COUNTRY, NEAR, REGION, SITE

PERIODS = {"D": "day", "W": "week", "M": "month"}
MOST_LEADERS = 3  # more that share the first place are no finding


def findings(selection: Selection, results: Mapping[str, pd.DataFrame]) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `results` are those of summaries_tempo.results.
    """
    if results["overall"].empty or not len(selection.incidents):
        count = Cells("accounting", results["accounting"], "reason").count(COUNTED, "incidents", "incident")
        return Findings([sentence(count, f" {window(selection)}{where(selection)} are counted."), scope(selection)])
    period = PERIODS[selection.parameters.frequency]
    parts = [
        _how_often(selection, results["overall"]),
        findings_tempo_change.series(results["dispersion"], period),
        *findings_tempo_change.changes(results["changes"], results["coverage_change"]),
        findings_tempo_change.halves(results["change"], results["coverage_change"]),
        *findings_tempo_change.survival(results["survival"], results["sensitivity"]),
        findings_tempo_change.combined(results["agreement"]),
        *findings_tempo_change.attack_days(results["attack_days"], results["waiting"]),
        _peak(results["tempo"], period),
        _leading(results["weapons"], "weapons", "weapon", spoken),
        _leading(results["places"], "places", "place", place),
        _exactness(results["mapped"]),
        _leading(results["targets"], "targets", "target", spoken),
        *(_cost(results["casualties"], measure) for measure in ("killed", "wounded")),
        scope(selection),
    ]
    return Findings([part for part in parts if part])


def _how_often(selection: Selection, overall: pd.DataFrame) -> Sentence:
    cells, row = Cells("overall", overall, "start"), selection.start
    said = verb(cells.value(row, "incidents"), "is", "are")
    mark = "nb_" if cells.value(row, "intervals") == NEGATIVE_BINOMIAL else ""
    count: Parts = [cells.count(row, "incidents", "incident"), *cells.interval(row, f"{mark}low", f"{mark}high")]
    rate: Parts = [cells.number(row, "per_week"), *cells.interval(row, f"per_week_{mark}low", f"per_week_{mark}high")]
    return sentence(f"{window(selection)}{where(selection)}, ", count, f" {said} counted, that is ", rate, " a week.")


def _peak(tempo: pd.DataFrame, period: str) -> Sentence | None:
    cells = Cells("tempo", tempo, "period")
    highest = tempo.loc[tempo["incidents"] == tempo["incidents"].max(), "period"].tolist()
    if len(tempo) < 2 or len(highest) > MOST_LEADERS:
        return None
    names = listed([cells.fact(name, "period", period_name(str(name))) for name in highest])
    each = " each" if len(highest) > 1 else ""
    interval = cells.interval(highest[0], *(("low", "high") if cells.value(highest[0], "nb_low") is None else ("nb_low", "nb_high")))
    said = f"The {period} with the most incidents was " if len(highest) == 1 else f"The {period}s with the most incidents were "
    return sentence(said, names, ": ", cells.number(highest[0], "incidents"), each, *interval, ".")


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


def _exactness(mapped: pd.DataFrame) -> Sentence:
    """Say for how many incidents the very place is known, and for how many no more than the governorate or the country."""
    cells = Cells("mapped", mapped, "precision")
    site: Parts = [cells.count(SITE, "incidents", "incident"), ", ", *cells.shared(SITE, " of all"), ", are told of a named place"]
    near: Parts = ["; ", cells.number(NEAR, "incidents"), " more of somewhere near one or in a district"]
    vague: Parts = ["; of ", cells.number(REGION, "incidents"), " only the governorate or region is known, of "]
    return sentence(site, near, vague, cells.number(COUNTRY, "incidents"), " only the country.")


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

"""The findings of the reconciliation notebook: what the corpus has of official counts, and where totals contradict each other."""

from collections.abc import Iterator, Mapping

import pandas as pd

from research.analysis.reconciliation_contradictions import FIRM, SPLIT
from research.analysis.reconciliation_totals import TOGETHER, campaign
from research.analysis.selection import Selection
from research.reporting.findings_reconciliation_shares import (
    by_country,
    days,
    in_country,
    months,
    other_definitions,
    other_series,
    total,
    whole,
)
from research.reporting.scope import scope, where, window
from research.reporting.sentences import Cells, Fact, Findings, Parts, Sentence, listed, sentence, verb, written

Tables = Mapping[str, pd.DataFrame]
MOST = 3  # contradictions that are told; the table has them all


def findings(selection: Selection, results: Tables) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `selection` is that of reconciliation.comparable, `results` are those of summaries_reconciliation.reconcile.
    """
    chosen, official = selection.parameters.definition, results["published"]
    main = main_row(results)
    parts: list[Sentence | None] = [] if len(results["totals"]) else [_nothing(selection, results["reconciled"])]
    if main:
        parts += [whole(official, main, chosen), other_definitions(official, main, chosen)]
        parts += [months(results["coverage"], str(Cells("published", official, "row").value(main, "series")), chosen)]
        parts += [by_country(official, main, chosen)]
    parts += [_of_articles(results["reconciled"]), _agreement(results["reconciled"])]
    parts += [other_series(official, row, chosen) for row in official["row"] if not _same_series(official, row, main)]
    parts += [_contradicted(results["reconciled"]), *_pairs(results["contradictions"]), _caveat(main), scope(selection)]
    parts += [_left_out(results["reconciled"], results["left_out"])]
    return Findings([part for part in parts if part])


def main_row(results: Tables) -> str:
    """Return the `row` of the published series that the findings lead with, empty where there is none.

    It is the one with most totals among those of the campaign that most totals speak of; all together goes before one country.
    """
    totals = results["totals"]
    near = campaign(totals)[1]
    official = near[near["origin"] == "published"]
    sizes = (official if len(official) else totals[totals["origin"] == "published"]).groupby(["series", "since"])["day"].nunique()
    if sizes.empty:
        return ""
    series, since = sorted(sizes[sizes == sizes.max()].index)[0]
    table = results["published"]
    rows = table[(table["series"] == series) & (table["start"] == since)]
    together = rows[rows["country"] == TOGETHER]
    return str((together if len(together) else rows)["row"].iloc[0])


def _nothing(selection: Selection, reconciled: pd.DataFrame) -> Sentence:
    count = Cells("reconciled", reconciled, "measure").count("totals used", "number", "running total")
    return sentence(count, f" of attacks {window(selection)}{where(selection)} can be set beside the counts of the corpus.")


def _of_articles(reconciled: pd.DataFrame) -> Sentence | None:
    cells, row = Cells("reconciled", reconciled, "measure"), "of these reached by the corpus"
    if not cells.value("totals of articles", "number"):
        return None
    reached = cells.value(row, "number")
    none = cells.fact(row, "number", "none") if not reached else cells.number(row, "number")
    return sentence(
        "the articles themselves give ", cells.count("totals of articles", "number", "running total"), " with a first and a last day; for ",
        none, " of them the corpus counts at least as many attacks in the same days and country.",
    )  # fmt: skip


def _agreement(reconciled: pd.DataFrame) -> Sentence | None:
    cells, row, agree = Cells("reconciled", reconciled, "measure"), "article totals with a published one", "of these that agree with it"
    both = cells.value(row, "number")
    if not both:
        return None
    number = cells.fact(agree, "number", "all" if both == cells.value(agree, "number") else written(cells.value(agree, "number")))
    speaks = verb(both, "speaks of the days and country of a published total", "speak of the days and country of a published total")
    agrees = verb(cells.value(agree, "number"), "agrees", "agree")
    return sentence(cells.number(row, "number"), f" of these {speaks}, and ", number, f" of them {agrees}.")


def _same_series(official: pd.DataFrame, row: str, main: str) -> bool:
    """Tell whether a row speaks of the series and time that the findings lead with."""
    cells = Cells("published", official, "row")
    return bool(main) and all(cells.value(row, name) == cells.value(main, name) for name in ("series", "start"))


def _contradicted(reconciled: pd.DataFrame) -> Sentence | None:
    cells, firm, loose = Cells("reconciled", reconciled, "measure"), "contradictions", "differences that the wording leaves room for"
    if not cells.value("totals used", "number"):
        return None
    official = "of these between published totals"
    tail: Parts = [", ", cells.number(official, "number"), " of them published ones"] if cells.value(official, "number") else []
    differ = verb(cells.value(loose, "number"), "differs", "differ")
    further: Parts = ["; ", cells.count(loose, "number", "further pair"), f" {differ} by more than a tenth"]
    room = further if cells.value(loose, "number") else []
    opening = cells.count(firm, "number", "pair")
    return sentence(opening, f" of totals {verb(cells.value(firm, 'number'), 'excludes', 'exclude')} each other", tail, room, ".")


def _pairs(table: pd.DataFrame) -> Iterator[Sentence]:
    cells = Cells("contradictions", table, "row")
    for row in table["row"].astype(str).head(MOST):
        sides = [_side(cells, row, side) for side in ("a", "b")]
        verbs = " stands against " if cells.value(row, "firmness") == FIRM else " differs from "
        why = cells.fact(row, "why", str(cells.value(row, "why")))
        yield sentence(sides[0], verbs, sides[1], ": ", why, ".")


def _side(cells: Cells, row: str, side: str) -> Parts:
    source = cells.value(row, f"{side}_source")
    who: Parts = [] if source is None else [", by ", cells.fact(row, f"{side}_source", str(source))]
    number: Parts = [total(cells, row, side, f"{side}_qualifier"), *in_country(cells, row, f"{side}_country")]
    if cells.value(row, "what") == SPLIT and side == "a":
        return ["a split of ", *number]
    return [*number, " ", *days(cells, row, f"{side}_since", f"{side}_day"), *who]


def _caveat(main: str) -> Sentence | None:
    if not main:
        return None
    return sentence(
        "A share is a count of the corpus over an official count: attacks are not matched one by one, each counter has its own definition, "
        "and the interval joins what chance does to a share (Wilson) with how far the official figure itself is known."
    )


def _left_out(reconciled: pd.DataFrame, left_out: pd.DataFrame) -> Sentence | None:
    cells, reasons = Cells("reconciled", reconciled, "measure"), Cells("left_out", left_out, "reason")
    if not cells.value("totals left out", "number"):
        return None
    why: list[Fact] = [
        reasons.fact(reason, "totals", f"{reasons.value(reason, 'totals')} ({reason})") for reason in left_out["reason"].astype(str)
    ]
    are = verb(cells.value("totals left out", "number"), "is", "are")
    return sentence(
        "of ", cells.count("totals found", "number", "total"), " found, ", cells.number("totals left out", "number"),
        f" {are} set beside nothing: ", listed(why), ".",
    )  # fmt: skip

"""The findings of the notebook on coders: what the coder finds of the gold, how right it is, where it errs, how full the tables are."""

from collections.abc import Mapping, Sequence

import pandas as pd

from research.reporting.sentences import Cells, Findings, Parts, Sentence, sentence, verb
from research.reporting.summaries_quality import RELIABLE

Results = Mapping[str, pd.DataFrame]
FILLED = (
    ("date_start", "the date"), ("place_id", "the place or at least the country"), ("weapon", "the weapon"), ("outcome", "the outcome"),
)  # fmt: skip
COUNTS = (("munitions_low", "munitions"), ("killed_best", "the killed"), ("wounded_best", "the wounded"))


def findings(results: Results) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `results` holds material, found, alphas, reliability, error_kinds and fill_rates; coders_found and coders_alphas where there is a
    second coder.
    """
    cells = Cells("material", results["material"], "measure")
    parts: list[Sentence | None] = []
    if cells.value("of these coded", "number"):
        parts += [_found(results), _others(results), _reliability(results), _differing(results), _errors(results)]
    else:
        parts.append(sentence(cells.count("of these coded", "number", "article"), " with gold: precision and recall are not known."))
    parts += [_second(results), _filled(results), _counts(results)]
    return Findings(part for part in parts if part)


def _found(results: Results) -> Sentence:
    cells, row = Cells("found", results["found"], "what"), "incidents"
    files = Cells("material", results["material"], "measure").count("of these coded", "number", "article")
    hits = cells.number(row, "hits")
    wanted = cells.count(row, "wanted", "incident")
    given: Parts = ["; of ", cells.number(row, "given"), " that it gives, ", hits, " stand there", *_bracketed(cells, row, "precision")]
    return sentence(
        "of ", wanted, " that the gold tells in ", files, ", the coder finds ", hits, _bracketed(cells, row, "recall"), given, "."
    )


def _others(results: Results) -> Sentence:
    cells = Cells("found", results["found"], "what")
    exact = "exact incidents"
    parts: Parts = [cells.share(exact, "recall"), " of them", *_interval(cells, exact, "recall")]
    for row, words in (("claims, however said", "of the claims"), ("running totals", "of the running totals")):
        if cells.value(row, "wanted"):
            parts += [f"; {words} ", cells.share(row, "recall"), *_interval(cells, row, "recall")]
    return sentence("with date, place and weapon all right it finds ", parts, ".")


def _reliability(results: Results) -> Sentence | None:
    cells = Cells("reliability", results["reliability"], "measure")
    whole = cells.value("columns with alpha", "number")
    if not whole:
        return None
    high = f"alpha {RELIABLE:.2f} and more"
    return sentence(
        "Krippendorff's alpha between gold and coder is ", f"{RELIABLE:.2f} or more in ", cells.number(high, "number"), " of ",
        cells.count("columns with alpha", "number", "column"), ", below 0.667 in ", cells.number("alpha below 0.667", "number"), ".",
    )  # fmt: skip


def _differing(results: Results) -> Sentence | None:
    """Say on which column they differ most often: alpha alone would name one in which nearly all incidents have the same value."""
    known = results["alphas"].dropna(subset=["agreement"])
    known = known[known["agreement"] < 1]
    if known.empty:
        return None
    row = known.sort_values(["agreement", "column"])["column"].iloc[0]
    cells = Cells("alphas", results["alphas"], "column")
    name = cells.fact(row, "column", str(row).replace("_", " "))
    alpha: Parts = [] if cells.value(row, "alpha") is None else ["; alpha is ", *_two(cells, row)]
    return sentence(
        "the coder and the gold differ most often on ", name, ": of ", cells.count(row, "incidents", "incident"), " they give ",
        cells.share(row, "agreement"), " the same value", *alpha, ".",
    )  # fmt: skip


def _errors(results: Results) -> Sentence:
    cells = Cells("material", results["material"], "measure")
    kinds = results["error_kinds"]
    if kinds.empty:
        return sentence("There are ", cells.count("errors", "number", "error"), ".")
    first = Cells("error_kinds", kinds, "what")
    named: list[Parts] = [[first.fact(what, "what", str(what)), " (", first.number(what, "number"), ")"] for what in kinds["what"].head(3)]
    parts: Parts = []
    for position, item in enumerate(named):
        parts += [*([", "] if position else []), *item]
    are = verb(cells.value("errors", "number"), "it is", "the most frequent kinds are")
    return sentence(
        cells.count("errors", "number", "error"), f" {verb(cells.value('errors', 'number'), 'is', 'are')} listed; {are} ", parts, "."
    )


def _second(results: Results) -> Sentence | None:
    if "coders_found" not in results:
        return None
    cells, row = Cells("coders_found", results["coders_found"], "what"), "incidents"
    files = Cells("material", results["material"], "measure").count("articles of both coders", "number", "article")
    hits = cells.number(row, "hits")
    wanted, given = cells.count(row, "wanted", "incident"), cells.number(row, "given")
    return sentence(
        "in ", files, " the first coder tells ", wanted, " and the second ", given, "; ", hits, " are the same",
        _bracketed(cells, row, "recall", " of the first coder's"), ".",
    )  # fmt: skip


def _filled(results: Results) -> Sentence | None:
    cells = Cells("fill_rates", results["fill_rates"], "cell")
    if not cells.value("reports.weapon", "rows"):
        return None
    items: list[Parts] = [[f"{words} of ", cells.share(f"reports.{column}", "share")] for column, words in FILLED]
    return sentence("of the tables' ", cells.count("reports.weapon", "rows", "report"), ", the coder gives ", _joined(items), ".")


def _counts(results: Results) -> Sentence | None:
    cells = Cells("fill_rates", results["fill_rates"], "cell")
    if not cells.value("reports.weapon", "rows"):
        return None
    items: list[Parts] = [[f"{words} for ", cells.share(f"reports.{column}", "share")] for column, words in COUNTS]
    return sentence("it gives the number of ", _joined(items), " of them; what an article does not say stays empty, and is not 0.")


def _joined(items: Sequence[Parts]) -> Parts:
    parts: Parts = []
    for position, item in enumerate(items):
        parts += [*(["" if not position else " and " if position == len(items) - 1 else ", "]), *item]
    return parts


def _bracketed(cells: Cells, row: str, column: str, of: str = "") -> Parts:
    """Return " (91%, 95% interval 86% to 95%)"."""
    if cells.value(row, column) is None:
        return []
    return [
        " (",
        cells.share(row, column),
        of,
        ", 95% interval ",
        cells.share(row, f"{column}_low"),
        " to ",
        cells.share(row, f"{column}_high"),
        ")",
    ]


def _interval(cells: Cells, row: str, column: str) -> Parts:
    return [" (95% interval ", cells.share(row, f"{column}_low"), " to ", cells.share(row, f"{column}_high"), ")"]


def _two(cells: Cells, row: str) -> Parts:
    """Return "0.61 (95% interval 0.50 to 0.72)"."""
    texts = {name: cells.fact(row, name, _decimals(cells.value(row, name))) for name in ("alpha", "alpha_low", "alpha_high")}
    if cells.value(row, "alpha_low") is None:
        return [texts["alpha"]]
    return [texts["alpha"], " (95% interval ", texts["alpha_low"], " to ", texts["alpha_high"], ")"]


def _decimals(value: float | None) -> str:
    return "unknown" if value is None else f"{round(value, 2) + 0.0:.2f}"  # no -0.00

"""The findings of the sources notebook: what there was to read, and on how little or much the incidents rest."""

from collections.abc import Mapping

import pandas as pd

from research.analysis.selection import Selection
from research.reporting.scope import scope, where, window
from research.reporting.sentences import Cells, Findings, Parts, Sentence, sentence, verb


def findings(selection: Selection, results: Mapping[str, pd.DataFrame]) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `results` holds reading, publishers (of the articles used) and support (incidents by number of publishers).
    """
    read = Cells("reading", results["reading"], "step")
    parts = [
        _used(selection, read),
        _corpus(read),
        _unused(read),
        _undated(read),
        _repeats(read),
        _support(results["support"]),
        _first(results["publishers"]),
        scope(selection),
    ]
    return Findings([part for part in parts if part])


def _corpus(read: Cells) -> Sentence:
    rejected = read.value("files rejected", "number")
    tail: Parts = ["all of them could be read"] if not rejected else [read.number("files rejected", "number"), " could not be read"]
    return sentence("the corpus holds ", read.count("files", "number", "file"), "; ", tail, ".")


def _used(selection: Selection, read: Cells) -> Sentence:
    incidents = read.count("incidents counted", "number", "incident")
    if not read.value("articles used", "number"):
        return sentence(incidents, f" {window(selection)}{where(selection)} are counted, and so no article is used.")
    articles: Parts = [read.count("articles used", "number", "article"), " by ", read.count("publishers used", "number", "named publisher")]
    tell = f" {verb(read.value('articles used', 'number'), 'tells', 'tell')} of "
    return sentence(
        articles, tell, incidents, f" {window(selection)}{where(selection)}, in ", read.count("reports used", "number", "report"), "."
    )


def _unused(read: Cells) -> Sentence:
    without, other = ("tell no incident", "tell only incidents not counted")
    tells = verb(read.value(without, "number"), "tells", "tell")
    some = read.fact(other, "number", "none") if not read.value(other, "number") else read.number(other, "number")
    return sentence(read.count(without, "number", "article"), f" {tells} no incident, ", some, " only incidents that are not counted here.")


def _undated(read: Cells) -> Sentence | None:
    row = "without a day of publication"
    if not read.value(row, "number"):
        return None
    have = verb(read.value(row, "number"), "has", "have")
    return sentence(
        read.count(row, "number", "article"), f" {have} no known day of publication, so that a mere weekday cannot be dated there."
    )


def _repeats(read: Cells) -> Sentence | None:
    row = "near-duplicates"
    if not read.value(row, "number"):
        return None
    said = verb(read.value(row, "number"), "nearly repeats an earlier one and counts", "nearly repeat earlier ones and count")
    return sentence(read.count(row, "number", "article"), f" {said} as no source of {verb(read.value(row, 'number'), 'its', 'their')} own.")


def _support(support: pd.DataFrame) -> Sentence | None:
    if "1" not in support["n_publishers"].astype("string").tolist():
        return None
    cells = Cells("support", support, "n_publishers")
    said = verb(cells.value("1", "incidents"), "rests", "rest")
    return sentence(
        cells.count("1", "incidents", "incident"), ", ", cells.shared("1", " of those counted"), f", {said} on a single publisher."
    )


def _first(publishers: pd.DataFrame) -> Sentence | None:
    named = publishers[publishers["publisher"] != "unknown"]
    if named.empty or int((named["articles"] == named["articles"].max()).sum()) > 1:
        return None
    cells, first = Cells("publishers", publishers, "publisher"), named.sort_values("articles", ascending=False)["publisher"].iloc[0]
    return sentence(
        "of the articles used, most are by ", cells.fact(first, "publisher", str(first)), ": ", cells.number(first, "articles"), "."
    )

"""A corpus of four small articles in our own words, and executed notebooks, from which pages are built in tests."""

from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from research.reporting.page import build_page
from research.reporting.sentences import FINDINGS_MIME
from research.tables import frame

MIME = "application/vnd.vegalite.v5+json"
DEPOT, RIVER = "2021-05-03-harir-aaaa", "2021-05-01-nowhere-cccc"
PARAMETERS = {"start": "2021-01-01", "end": "2021-12-31", "countries": ["Iraq"], "definition": "reported", "aggregation": "representative"}
PROVENANCE = {"commit": "0123abc", "inputs": {"a.txt": "ff" * 32}, "versions": {"python": "3.11"}, "citation": "Test report, edition ff."}
TEXTS = {
    "a": (
        "Rockets at the depot\n\nFour rockets fell on the depot near Harir on Monday, wounding two guards. The weather was mild that day. "
        "A band calling itself the Lantern Brigade said that it had fired them."
    ),
    "b": "Depot shelled\n\nFive rockets struck the depot on Monday. Nobody was hurt, the governor said.",
    "c": "Drone over the river\n\nA drone came down by the bridge in May 2021 🚧 without harm, 12 km from the depot.",
}
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>{{ 7*7 }}{% raw %}[x](javascript:window.hacked=1)"
ARTICLES = {
    "a": ("The Courier", "2021-05-04", "Rockets at the depot"),
    "b": ("Evening Wire", "2021-05-05", "Depot shelled"),
    "c": ("The Courier", "2021-05", "Drone over the river"),
}


def article_id(key: str) -> str:
    return key * 16


def span(key: str, words: str, texts: dict[str, str] = TEXTS) -> tuple[int, int]:
    start = texts[key].index(words)
    return start, start + len(words)


def tables(texts: dict[str, str] = TEXTS, articles: dict[str, tuple[str, str, str]] = ARTICLES) -> dict[str, pd.DataFrame]:
    """Return all processed tables: two incidents, three reports, one claim, one tally, one rejected file."""
    return {name: frame(name, rows) for name, rows in _rows(texts, articles).items()}


def _rows(texts: dict[str, str], articles: dict[str, tuple[str, str, str]]) -> dict[str, list[dict[str, Any]]]:
    depot = _event("2021-05-03", "2021-05-03", 1, "harir", "rocket", "military_base", "hit")
    river = _event("2021-05-01", "2021-05-31", 4, None, "drone", "unknown", "missed")
    told = {
        "ar0": ("a", {**depot, "munitions_low": 4, "munitions_high": 4, "wounded_low": 2, "wounded_best": 2, "wounded_high": 2}, 1),
        "br0": ("b", {**depot, "munitions_low": 5, "munitions_high": 5, "wounded_low": 0, "wounded_best": 0, "wounded_high": 0}, 1),
        "cr0": ("c", river, 1),
    }
    common = {"n_reports": 2, "n_publishers": 2, "aggregation": "representative", "competing": False}
    incidents = [
        {
            **told["ar0"][1], **common, "incident_id": "2021-05-03-harir-aaaa", "wounded_low": 0, "claim_status": "claimed",
            "claimed_by": "Lantern Brigade", "disagreement": "munitions_low:indeterminate;wounded_best",
        },
        {**river, **common, "incident_id": "2021-05-01-nowhere-cccc", "n_reports": 1, "n_publishers": 1, "claim_status": "neither"},
    ]  # fmt: skip
    return {
        "articles": [_article(key, *articles[key]) for key in texts],
        "texts": [{"article_id": article_id(key), "text": text} for key, text in texts.items()],
        "sentences": [row for key, text in texts.items() for row in _sentences(key, text)],
        "reports": [
            {**values, "report_id": name, "article_id": article_id(key), "sentence_no": number, "quote": texts[key][:20]}
            for name, (key, values, number) in told.items()
        ],
        "claims": [_claim(texts)],
        "tallies": [_tally(texts)],
        "assertions": _assertions(texts),
        "relations": [],
        "incidents": incidents,
        "incident_reports": [
            {"incident_id": incidents["c" in name]["incident_id"], "report_id": name, "score": 1.0, "reasons": "same day"} for name in told
        ],
        "rejected": [{"file": "torn.html", "reason": "no text", "detail": "the page holds no article: save it again <b>whole</b>"}],
    }


def _event(start: str, end: str, prec: int, place: str | None, weapon: str, target: str, outcome: str) -> dict[str, Any]:
    return {
        "date_start": start, "date_end": end, "date_prec": prec, "date_basis": "relative", "country": "Iraq", "place_id": place,
        "where_prec": 2, "weapon": weapon, "target": target, "target_side": "us_coalition", "outcome": outcome, "n_attacks": 1,
        "is_background": False,
    }  # fmt: skip


def _article(key: str, publisher: str, published: str, title: str) -> dict[str, Any]:
    return {
        "article_id": article_id(key), "file": f"{key}.txt", "title": title, "publisher": publisher, "url": f"https://example.org/{key}",
        "published": published, "published_basis": "manifest", "language": "en", "n_words": 30, "sha256": key * 64, "licence": "CC BY 4.0",
    }  # fmt: skip


def _sentences(key: str, text: str) -> list[dict[str, Any]]:
    rows, start = [], 0
    title, body = text.split("\n\n", 1)
    rows.append((0, len(title)))
    start = len(title) + 2
    for part in body.replace(". ", ".\0").split("\0"):
        rows.append((start, start + len(part)))
        start += len(part) + 1
    return [{"article_id": article_id(key), "sentence_no": n, "start": a, "end": b} for n, (a, b) in enumerate(rows)]


def _said(row: str, key: str, column: str, value: str, words: str, number: int, texts: dict[str, str]) -> dict[str, Any]:
    start, end = span(key, words, texts)
    return {
        "assertion_id": f"{row}.{column}", "article_id": article_id(key), "row_id": row, "column": column, "value": value, "rule": "test",
        "sentence_no": number, "start": start, "end": end, "quote": words,
    }  # fmt: skip


def _assertions(texts: dict[str, str]) -> list[dict[str, Any]]:
    """Some spans overlap: "Four rockets" is a weapon, "rockets fell" an outcome."""
    return [
        _said("ar0", "a", "weapon", "rocket", "Four rockets", 1, texts),
        _said("ar0", "a", "munitions_low", "4", "Four", 1, texts),
        _said("ar0", "a", "outcome", "hit", "rockets fell", 1, texts),
        _said("ar0", "a", "date_start", "2021-05-03", "Monday", 1, texts),
        _said("ar0", "a", "wounded_best", "2", "two guards", 1, texts),
        _said("ar0", "a", "place_id", "harir", "near Harir", 1, texts),
        _said("br0", "b", "place_id", "harir", "Depot shelled", 0, texts),
        _said("br0", "b", "weapon", "rocket", "Five rockets", 1, texts),
        _said("br0", "b", "wounded_best", "0", "Nobody was hurt", 2, texts),
        _said("cr0", "c", "weapon", "drone", "drone", 1, texts),
        _said("cr0", "c", "where_description", "12 km", "12 km from the depot", 1, texts),
    ]


def _claim(texts: dict[str, str]) -> dict[str, Any]:
    start, end = span("a", "Lantern Brigade", texts)
    return {
        "claim_id": "ac0", "article_id": article_id("a"), "report_id": "ar0", "group_text": "Lantern Brigade", "statement": "claimed",
        "by": "the band", "medium": "a leaflet", "sentence_no": 3, "start": start, "end": end, "quote": "Lantern Brigade",
    }  # fmt: skip


def _tally(texts: dict[str, str]) -> dict[str, Any]:
    start, end = span("b", "Five rockets", texts)
    return {
        "tally_id": "bt0", "article_id": article_id("b"), "count": 1234, "qualifier": "at_least", "unit": "rockets", "country": "Iraq",
        "period_start": "2021-01-01", "period_end": "2021-05-05", "source": "the governor", "sentence_no": 1, "start": start, "end": end,
        "quote": "Five rockets",
    }  # fmt: skip


def chart(title: str = "Incidents by month", values: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return a Vega-Lite spec: bars whose data name the incidents behind them."""
    rows = values or [
        {"month": "2021-04", "n": 0, "incident_ids": ""},
        {"month": "2021-05", "n": 2, "incident_ids": "2021-05-03-harir-aaaa 2021-05-01-nowhere-cccc"},
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "subtitle": "Both of them"},
        "width": 640,
        "height": 150,
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "black"},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "title": "Month"},
            "y": {"field": "n", "type": "quantitative", "title": "Incidents"},
        },
    }


def wide_chart() -> dict[str, Any]:
    """Return a Vega-Lite spec of two views side by side, far wider than a phone."""
    view = chart()
    parts = {key: view[key] for key in ("mark", "encoding", "data")}
    return {"title": "Two views", "hconcat": [{**parts, "width": 500, "height": 80}, {**parts, "width": 400, "height": 80}]}


def show(data: dict[str, Any], tags: tuple[str, ...] = (), name: tuple[str, str] | None = None, **more: Any) -> Any:
    """Return a code cell that shows `data`, as `name` (kind and name) if it is given, with `more` in the output's metadata."""
    metadata = {"research": {**dict([name]), **more}} if name else {}
    output = new_output("display_data", data={"text/plain": "", **data}, metadata=metadata)
    return new_code_cell("secret_code()", outputs=[output], metadata={"tags": list(tags)})


def findings() -> Any:
    """Return a cell that shows a finding of which one number comes from a cell of the table `tempo`."""
    fact = {"text": "2 incidents", "value": 2, "table": "tempo", "key": "window", "row": "all", "column": "incidents"}
    parts = ["The corpus tells ", fact, "; the verb <b>rose</b> is text."]
    return show({FINDINGS_MIME: [{"text": "", "parts": parts}], "text/markdown": "- not shown"}, name=("findings", "tempo"))


def table() -> Any:
    """Return a cell that shows the result table `tempo`."""
    head, body = "<tr><th>window</th><th>incidents</th></tr>", "<tr><td>all</td><td>2</td></tr>"
    html = f'<table class="result"><thead>{head}</thead><tbody>{body}</tbody></table>'
    data = {"text/html": html, "text/csv": f"window,incidents,incident_ids\nall,2,{DEPOT} {RIVER}\n"}
    return show(data, name=("table", "tempo"), columns=["window", "incidents"])


def write_notebook(path: Path, *cells: Any) -> Path:
    """Write an executed notebook of these cells; a string is a Markdown cell."""
    made = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    nbformat.write(new_notebook(cells=made), path)
    return path


def notebook(folder: Path) -> Path:
    """Write a notebook of everything that a page shows."""
    return write_notebook(
        folder / "2_attack_tempo.ipynb",
        "# Tempo\n\nHow often.",
        "## Findings",
        findings(),
        "## By month\n\nWords before the chart: $5 and $6.",
        show({MIME: chart()}, name=("chart", "by_month")),
        show({MIME: wide_chart()}),
        table(),
    )


def make(folder: Path, **changes: object) -> Path:
    """Build a page in `folder` and return it; `changes` replace arguments of build_page."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = {
        "title": "Depots", "description": "A test.", "notebooks": [notebook(folder)], "tables": tables(),
        "parameters": PARAMETERS, "provenance": PROVENANCE, "out": folder / "out",
    }  # fmt: skip
    build_page(**{**arguments, **changes})  # type: ignore[arg-type]
    return folder / "out" / "index.html"

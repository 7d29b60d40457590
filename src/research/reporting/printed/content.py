"""What a print edition holds, as JSON can hold it: findings first, figures and tables, incidents, methods, articles, provenance."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pandas import DataFrame

from research.reporting.drawing import svg
from research.reporting.page.charts import Figure
from research.reporting.page.evidence import Incident, incidents
from research.reporting.page.frames import rows_of, used
from research.reporting.page.notebooks import Section, section
from research.reporting.page.results import ResultTable, results
from research.reporting.page.words import WORDS, day, parameters_in_words, word
from research.reporting.printed.nodes import Node, nodes

INCIDENTS = ("Date", "Place", "Weapon", "Target", "Outcome", "Killed", "Wounded", "Claim", "Reports")
ARTICLES = ("Article", "Publisher", "Published", "Licence")
LONGEST = 20  # entries of one kind of provenance that are printed

TERMS = [
    ["Report and incident", "A report is one incident as one article tells it. An incident is the event in the world; several reports may "
     "tell it."],
    ["Claimed, attributed, neither", "Claimed: a group says that it did it. Attributed only: somebody else says so, or the article states "
     "it. Neither: no article says who did it."],
    ["Numbers", "3 (2–5) is the best figure with the lowest and the highest; 3+ has no upper bound. A dash means that nothing is said: it "
     "is not 0."],
]  # fmt: skip


def content(
    title: str,
    description: str,
    notebooks: Sequence[Path],
    tables: Mapping[str, DataFrame],
    parameters: Mapping[str, Any],
    provenance: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what is printed; the arguments are those of build_page."""
    plain = used(rows_of(tables), parameters.get("start") or "", parameters.get("end") or "", parameters.get("countries") or ())
    found = results(notebooks)
    sections: list[Section] = []
    for path in notebooks:
        sections.append(section(path, found, sum(isinstance(block, Figure) for part in sections for block in part.blocks)))
    dates = (row[column] for row in plain["incidents"] for column in ("date_start", "date_end"))
    return {
        "title": title,
        "description": description,
        "scope": [list(pair) for pair in parameters_in_words(parameters, dates)],
        "findings": [{"title": part.title, "c": [n for html in part.findings for n in nodes(html)]} for part in sections if part.findings],
        "sections": [{"title": part.title, "blocks": list(_blocks(part))} for part in sections],
        "incidents": _table(INCIDENTS, [_incident(row) for row in incidents(plain)], numeric=(5, 6, 8)),
        "terms": _terms(parameters),
        "articles": _table(
            ARTICLES, [_article(row) for row in sorted(plain["articles"], key=lambda row: (row["file"], row["article_id"]))]
        ),
        "rejected": _table(("File", "Reason"), [[row["file"], row["reason"]] for row in plain["rejected"]]),
        "provenance": list(_flat(provenance)),
    }


def _blocks(part: Section) -> Iterable[Node]:
    for block in part.blocks:
        if isinstance(block, Figure):
            yield _figure(block)
        elif isinstance(block, ResultTable):
            yield from (_named(node, block.result.name) for node in nodes(block.html))
        elif isinstance(block, Markup):
            yield from nodes(block)


def _figure(block: Figure) -> Node:
    drawn = "" if block.empty else svg(block.spec)
    return {"k": "figure", "number": block.number, "title": block.title, "subtitle": block.subtitle, "alt": block.alt, "svg": drawn}


def _named(node: Node, name: str) -> Node:
    return {**node, "name": name} if isinstance(node, dict) and node["k"] == "table" else node


def _table(head: Iterable[str], rows: list[list[str]], numeric: Iterable[int] = ()) -> dict[str, Any]:
    names = list(head)
    marked = set(numeric)
    return {"k": "table", "caption": "", "head": names, "numeric": [n in marked for n in range(len(names))], "rows": rows, "notes": []}


def _incident(found: Incident) -> list[str]:
    where = ", ".join(name for name in (found.place, found.within) if name)
    claim = f"{word('claim_status', found.row['claim_status'])} {found.claim}".strip()
    outcome, reports = word("outcome", found.row["outcome"]), str(len(found.tellings))
    return [found.date or "no date", where, found.weapon, found.target, outcome, found.killed or "–", found.wounded or "–", claim, reports]


def _article(row: Mapping[str, Any]) -> list[str]:
    return [row["title"] or row["file"], row["publisher"] or "not known", day(row["published"]) or "not known", row["licence"] or "–"]


def _terms(parameters: Mapping[str, Any]) -> list[list[str]]:
    named = [[WORDS["parameter"][name], word(name, parameters[name])] for name in ("definition", "aggregation") if parameters.get(name)]
    return [TERMS[0], *named, *TERMS[1:]]


def _flat(value: Mapping[str, Any], before: str = "") -> Iterable[list[str]]:
    """Yield provenance as pairs of words and value; of many checksums only how many there are, for report.json lists them."""
    for key, inner in value.items():
        name = f"{before}{str(key).replace('_', ' ')}"
        if isinstance(inner, Mapping):
            if len(inner) > LONGEST:
                yield [name, f"{len(inner)} entries, listed in report.json"]
            else:
                yield from _flat(inner, f"{name}: ")
        else:
            yield [name, ", ".join(map(str, inner)) if isinstance(inner, list | tuple) else "–" if inner in (None, "") else str(inner)]

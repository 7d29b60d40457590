"""Executed notebooks and processed tables -> index.html, one file that needs nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pandas import DataFrame

from research.analysis.selection import Selection
from research.reporting.behind import Context
from research.reporting.page import inline
from research.reporting.page.charts import Figure
from research.reporting.page.downloads import packed
from research.reporting.page.evidence import Incident, incidents
from research.reporting.page.files import PageError
from research.reporting.page.frames import Rows, keyed, rows_of, used
from research.reporting.page.inputs import account
from research.reporting.page.notebooks import Section, section
from research.reporting.page.numbers import Numbers
from research.reporting.page.results import Result, results, told
from research.reporting.page.since import Since, shown
from research.reporting.page.template import write_page
from research.reporting.page.words import WORDS, parameters_in_words, word
from research.schemas import TABLES

__all__ = ["PageError", "Since", "build_page"]
FILTERS = {"weapon": "Weapon", "target": "Target", "country": "Country", "outcome": "Outcome", "claim_status": "Claim"}


def build_page(
    title: str,
    description: str,
    notebooks: Sequence[Path],
    tables: Mapping[str, DataFrame],
    parameters: Mapping[str, Any],
    provenance: Mapping[str, Any],
    out: Path,
    since: Since | None = None,
    selection: Selection | None = None,
    printed: str = "",
) -> None:
    """Write `out`/index.html: findings, a section for each notebook, the evidence of every incident, methods, data, sources.

    The same arguments give the same bytes. Nothing of an article can run: its text is escaped, the page's policy allows the page's
    own scripts only, and no request leaves the page.

    Args:
        title: the heading of the page.
        description: one or two sentences below it, as text.
        notebooks: executed notebooks in the order of their sections; see `research.reporting.page.notebooks.section`.
        tables: processed tables by name (research.schemas). `incidents` are the rows to show; of the other tables only what
            those incidents rest on goes into the page, and the tallies of the window and the countries of `parameters`.
        parameters: the report's parameters by name, as given to the notebooks.
        provenance: what the page was made from (commit, checksums, versions); nested dicts and lists are shown as such.
            The key `citation`, where there is one, is how to cite the report.
        out: folder of the page; made if missing.
        since: what has changed since the last edition that was kept; None where none was.
        selection: what the notebooks count, in which the rows behind their numbers are looked up; None: only those that a result table
            or a chart names itself, in the column `incident_ids`.
        printed: the file of the print edition beside the page; empty for none.

    Raises:
        PageError: a notebook cannot be read, or holds a cell that failed. Nothing is written then.
    """
    window = parameters.get("start") or "", parameters.get("end") or ""
    plain = used(rows_of(tables), *window, parameters.get("countries") or ())
    found = results(notebooks)
    sections = _sections(notebooks, found)
    glance = _glance(plain)
    scope = parameters_in_words(parameters, (row[column] for row in plain["incidents"] for column in ("date_start", "date_end")))
    rows = incidents(plain)
    numbers = _numbers(notebooks, found, sections, glance, parameters, selection)
    style, early, late = inline.styles(), inline.scripts(inline.EARLY), inline.scripts(inline.LATE)
    vega = inline.vega() if any(isinstance(block, Figure) and not block.empty for part in sections for block in part.blocks) else ""
    write_page(
        "page.html.j2",
        out / "index.html",
        title=title,
        description=description,
        printed=printed,
        sections=sections,
        tables=plain,
        incidents=rows,
        articles=keyed(plain["articles"], "article_id"),
        unused=_unused(tables, plain),
        inputs=account(tables),
        choices=_choices(rows),
        glance=glance,
        parameters=scope,
        values=parameters,
        provenance=dict(provenance),
        since=since and shown(since, {block.name: block.number for part in sections for block in part.blocks if isinstance(block, Figure)}),
        dictionary=[table for name, table in TABLES.items() if name not in ("texts", "sentences")],
        words=WORDS,
        data=packed(plain),
        numbers=numbers.packed(parameters, scope, tables, plain),
        style=inline.block(style),
        early=inline.block(early),
        vega=inline.block(vega),
        late=inline.block(late),
        policy=inline.policy(style, [code for code in (early, vega, late) if code]),
    )


def _sections(notebooks: Sequence[Path], tables: Mapping[str, Result]) -> list[Section]:
    sections: list[Section] = []
    for path in notebooks:
        sections.append(section(path, tables, sum(isinstance(block, Figure) for part in sections for block in part.blocks)))
    return sections


def _numbers(
    notebooks: Sequence[Path],
    tables: Mapping[str, Result],
    sections: Sequence[Section],
    glance: Sequence[tuple[int, str]],
    parameters: Mapping[str, Any],
    selection: Selection | None,
) -> Numbers:
    """Return the recipes and rows of the page's size, its result tables (the rows shown or told of) and its charts."""
    plain = {name: result.rows for name, result in tables.items()}
    numbers = Numbers(Context(selection, plain, str(parameters.get("totals") or "")) if selection else None)
    size = tuple({"what": name.removesuffix("s"), "number": str(number)} for number, name in glance)
    every = {"size": Result("size", "", size, len(size)), **tables}
    for name, cells in told(notebooks, every).items():
        numbers.table(every[name], cells)
    for part in sections:
        for block in part.blocks:
            if isinstance(block, Figure):
                numbers.figure(block)
    return numbers


def _glance(tables: Rows) -> list[tuple[int, str]]:
    """Return the size of the report: numbers with what they count."""
    told = {row["article_id"] for row in tables["reports"]}
    publishers = {row["publisher"] for row in tables["articles"] if row["article_id"] in told and row["publisher"]}
    counts = [
        (len(tables["incidents"]), "incident"),
        (len(tables["reports"]), "report"),
        (len(told), "article"),
        (len(publishers), "publisher"),
    ]
    return [(number, name if number == 1 else f"{name}s") for number, name in counts]


def _choices(rows: Sequence[Incident]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Return the filters of the evidence table: (column, label, [(code, words, number of incidents)]), most frequent first."""
    result = []
    for column, label in FILTERS.items():
        counts = Counter(str(row.row[column]) for row in rows if row.row[column] is not None)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        result.append((column, label, [(code, word(column, code) if column in WORDS else code, number) for code, number in ordered]))
    return result


def _unused(tables: Mapping[str, DataFrame], plain: Rows) -> int:
    """Return how many articles of the corpus the report rests on in nothing."""
    return len(tables["articles"]) - len(plain["articles"]) if "articles" in tables else 0

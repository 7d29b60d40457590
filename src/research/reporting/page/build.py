"""Executed notebooks and processed tables -> index.html, one file that needs nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pandas import DataFrame

from research.reporting.page import inline
from research.reporting.page.charts import Figure
from research.reporting.page.downloads import packed
from research.reporting.page.evidence import Incident, incidents
from research.reporting.page.files import PageError
from research.reporting.page.frames import Rows, keyed, rows_of, used
from research.reporting.page.notebooks import Section, section
from research.reporting.page.results import results
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

    Raises:
        PageError: a notebook cannot be read, or holds a cell that failed. Nothing is written then.
    """
    window = parameters.get("start") or "", parameters.get("end") or ""
    plain = used(rows_of(tables), *window, parameters.get("countries") or ())
    sections = _sections(notebooks)
    rows = incidents(plain)
    style, early, late = inline.styles(), inline.scripts(inline.EARLY), inline.scripts(inline.LATE)
    vega = inline.vega() if any(isinstance(block, Figure) and not block.empty for part in sections for block in part.blocks) else ""
    write_page(
        "page.html.j2",
        out / "index.html",
        title=title,
        description=description,
        sections=sections,
        tables=plain,
        incidents=rows,
        articles=keyed(plain["articles"], "article_id"),
        unused=_unused(tables, plain),
        choices=_choices(rows),
        glance=_glance(plain),
        parameters=parameters_in_words(parameters, (row[column] for row in plain["incidents"] for column in ("date_start", "date_end"))),
        values=parameters,
        provenance=dict(provenance),
        since=since and shown(since, {block.name: block.number for part in sections for block in part.blocks if isinstance(block, Figure)}),
        dictionary=[table for name, table in TABLES.items() if name not in ("texts", "sentences")],
        words=WORDS,
        data=packed(plain),
        style=inline.block(style),
        early=inline.block(early),
        vega=inline.block(vega),
        late=inline.block(late),
        policy=inline.policy(style, [code for code in (early, vega, late) if code]),
    )


def _sections(notebooks: Sequence[Path]) -> list[Section]:
    sections: list[Section] = []
    tables = results(notebooks)
    for path in notebooks:
        sections.append(section(path, tables, sum(isinstance(block, Figure) for part in sections for block in part.blocks)))
    return sections


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

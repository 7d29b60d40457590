"""The coded articles of a build -> its tables, in one pass in order of the ids; then the incidents that their reports tell."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from research.codebook import Codebook
from research.coding.corpus import CODED_TABLES
from research.ingest.folder import rejected_rows
from research.linking.authors import Claim
from research.linking.incidents import Incidents
from research.linking.link import linked
from research.linking.places import Atlas
from research.linking.told import CLAIM, Told
from research.pipeline.overlay import Overlay
from research.pipeline.packing import Cells
from research.pipeline.progress import Progress
from research.pipeline.store import Articles
from research.pipeline.workshop import Workshop
from research.schemas import TABLES
from research.table_files import TableFile

Say = Callable[[str], None]
NAMES = {name: table.names for name, table in TABLES.items()}
CLAIM_AT = [NAMES["claims"].index(name) for name in CLAIM]
LINKED = ("incident_reports", "incidents")
LINK_TABLES = """
CREATE TABLE links (no INTEGER PRIMARY KEY, cells TEXT);
CREATE TABLE incidents (incident_id TEXT PRIMARY KEY, cells TEXT) WITHOUT ROWID;
"""
ABOUT = 50_000  # articles of which publication and publisher are held in memory


class Output:
    """The files of all tables in the making, beside their places in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.files = {name: TableFile(folder, name) for name in TABLES}

    def add(self, name: str, rows: Iterable[Cells]) -> None:
        """Append rows of cells to a table."""
        self.files[name].add(rows)

    def finish(self, names: Iterable[str]) -> None:
        """Write what is left of some tables."""
        for name in names:
            self.files[name].close()

    def files_made(self) -> list[tuple[Path, Path]]:
        """Return for each file where it is and where it belongs."""
        return [pair for file in self.files.values() for pair in file.parts]

    def rows(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        return {name: file.rows for name, file in self.files.items()}

    def drop(self) -> None:
        """Let go of the files and remove what is not whole."""
        for file in self.files.values():
            file.drop()
            for part, _ in file.parts:
                part.unlink(missing_ok=True)


def write_articles(articles: Articles, workshop: Workshop, overlay: Overlay, out: Output, told: Told, say: Say) -> None:
    """Write the tables whose rows belong to one article each, and take its reports in for linking."""
    progress = Progress("tables", workshop.count(), say)
    for listed, packed in articles:
        coded = packed.coded | overlay.rows.get(listed.article_id, {})
        out.add("articles", [[packed.row.get(name) for name in NAMES["articles"]]])
        out.add("texts", [[listed.article_id, packed.text]])
        for name in CODED_TABLES:
            if name in coded:
                out.add(name, coded[name])
        if coded.get("reports"):
            reports = [dict(zip(NAMES["reports"], cells, strict=True)) for cells in coded["reports"]]
            claims = [[cells[at] for at in CLAIM_AT] for cells in coded.get("claims", ())]
            told.add(listed.article_id, listed.published or "", reports, claims)
        progress.add(1)
    rejected = sorted(rejected_rows(workshop.refusals), key=lambda row: row["file"])
    out.add("rejected", ([row[name] for name in NAMES["rejected"]] for row in rejected))
    out.files["corrections"].add_frame(overlay.corrections)
    out.finish(name for name in TABLES if name not in LINKED)


def write_incidents(workshop: Workshop, told: Told, overlay: Overlay, rule: str, book: Codebook, out: Output, say: Say) -> None:
    """Link the reports, and write which tells which incident, and the incidents.

    Raises:
        DecisionError: two decisions contradict each other.
    """
    base = workshop.base
    base.executescript(LINK_TABLES)
    about = _about(workshop)
    incidents = Incidents(rule, book)
    progress = Progress("linking", len(told), say)
    for group in linked(told, Atlas(book), overlay.decisions, progress.add):
        reports = [told.report(no) for no in group.members]
        said = {row["report_id"]: _said(told, no) for no, row in zip(group.members, reports, strict=True)}
        row = incidents.row(group.incident_id, reports, said, about)
        base.execute("INSERT INTO incidents VALUES (?, ?)", (group.incident_id, _cells("incidents", row)))
        links = ((no, _cells("incident_reports", row)) for no, row in zip(group.members, group.rows, strict=True))
        base.executemany("INSERT INTO links VALUES (?, ?)", links)
    for name, table, key in zip(LINKED, ("links", "incidents"), ("no", "incident_id"), strict=True):
        for (cells,) in base.execute(f"SELECT cells FROM {table} ORDER BY {key}"):
            out.add(name, [json.loads(cells)])
        out.finish([name])


def _said(told: Told, no: int) -> list[Claim]:
    return [Claim(group_id or group_text or "", statement) for _, group_id, group_text, statement in told.claims(no)]


def _cells(name: str, row: dict[str, Any]) -> str:
    return json.dumps([row.get(column) for column in NAMES[name]], ensure_ascii=False, separators=(",", ":"))


def _about(workshop: Workshop) -> Callable[[str], dict[str, str | None]]:
    @lru_cache(maxsize=ABOUT)
    def about(article_id: str) -> dict[str, str | None]:
        found = workshop.article(article_id)
        return {"published": found.published, "publisher": found.publisher, "duplicate_of": found.duplicate_of} if found else {}

    return about

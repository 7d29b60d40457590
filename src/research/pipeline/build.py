"""One build: from the raw files to tables that stand beside their places, each step with little in memory."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from research import codebook as codebooks
from research import fingerprint, shelf
from research.coders import Request
from research.ingest.folder import rejected_rows
from research.pipeline import engines, others
from research.pipeline.copies import find_copies
from research.pipeline.engines import Engine
from research.pipeline.output import Output
from research.pipeline.overlay import overlay
from research.pipeline.pieces import Pieces, Spoilt, throw_away
from research.pipeline.progress import Say
from research.pipeline.reading import Reading
from research.pipeline.standing import Standing
from research.pipeline.store import Articles
from research.pipeline.worker import Task
from research.pipeline.workshop import Workshop
from research.pipeline.writing import Tools, write_articles, write_incidents

# With codebook and environment, what decides what an article comes to, and then how its rows are written and linked.
CODE = ("ingest", "coding", "codebook", "pipeline/worker.py", "pipeline/packing.py", "schemas.py")
LATER = ("linking", "codebook", "corrections", "pipeline", "schemas.py", "tables.py", "table_files.py")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build is made from.

    raw: the folder; digests: the SHA-256 of each of its files, brought up to date where a file changes while it is read; manifest: None
    for the usual one; corrections, decisions: files, None where there is none.
    """

    raw: Path
    digests: dict[str, str]
    manifest: Path | None
    codebook: Path
    corrections: Path | None
    decisions: Path | None
    aggregation: str
    coder: Request


class Built(NamedTuple):
    """What came out: rows of each table, and rejected inputs.

    moves: for each new file where it is and where it belongs; files: the SHA-256 of every file of the tables, those that stay where they
    stand included; gone: files of an earlier build that are not among them.
    """

    rows: dict[str, int]
    rejected: list[dict[str, str]]
    moves: list[tuple[Path, Path]]
    files: dict[str, str]
    gone: list[str]


class NoArticles(LookupError):
    """There is nothing to read."""


def build(sources: Sources, engine: Engine, jobs: int, out: Path, checksums: dict[str, str], say: Say) -> Built:
    """Make the tables in `out`, beside their places. What was coded stays on a shelf there, also when the build fails.

    checksums: of the tables that stand there, by file.

    Raises:
        NoArticles: the raw folder holds no input.
        CodebookError, IngestError, CoderError, CorrectionError, DecisionError, EngineError: as the steps raise them.
        OSError: the disk is full, or a folder cannot be written to.
    """
    later = fingerprint.of_value([fingerprint.code(*LATER), fingerprint.folder(sources.codebook), fingerprint.environment()])
    standing = Standing(out, checksums, later)
    try:
        return _build(sources, engine, jobs, standing, say)
    except shelf.Broken as broken:
        say(f"shelf: thrown away, for it is not whole ({broken}); all is coded anew")
        shelf.throw_away(out / shelf.FOLDER)
        return _build(sources, engine, jobs, standing, say)
    except Spoilt:
        throw_away(out / shelf.FOLDER)
        return _build(sources, engine, jobs, standing, say)


def _build(sources: Sources, engine: Engine, jobs: int, standing: Standing, say: Say) -> Built:
    book = codebooks.load(sources.codebook)
    rules = sources.coder.is_rules
    version = fingerprint.of_value([fingerprint.code(*CODE), fingerprint.folder(sources.codebook), fingerprint.environment(), rules])
    with _bench(standing) as (workshop, kept, pieces):
        task = Task(sources.codebook if rules else None, version)
        Reading(sources.raw, sources.manifest, sources.digests, task, engine, workshop, kept, say).run()
        count = workshop.count()
        if not count and not workshop.refusals:
            raise NoArticles
        say(f"ingest: {count} articles read, {len(rejected_rows(workshop.refusals))} rejected")
        find_copies(workshop, kept, fingerprint.code("ingest"))
        instead = None if rules else others.code(sources.coder, Articles(workshop, kept), workshop, book, jobs, say)
        kept.commit()
        tools = Tools(engines.make(jobs), pieces, book, say)
        built = _write(sources, Articles(workshop, kept, instead), workshop, tools, Output(standing))
        kept.tidy()
        pieces.tidy()
        return built


def _write(sources: Sources, articles: Articles, workshop: Workshop, tools: Tools, out: Output) -> Built:
    ruled = overlay(articles, sources.corrections, sources.decisions, tools.book)
    for line in ruled.lines:
        tools.say(line)
    try:
        keys = write_articles(articles.under(ruled.rows), ruled, workshop, tools, out)
        rows = out.written()
        tools.say(f"coding: {rows['reports']} reports, {rows['claims']} claims, {rows['tallies']} tallies, {rows['assertions']} assertions")
        write_incidents(keys, ruled, sources.aggregation, workshop, tools, out)
        out.finish()
    except BaseException:
        out.drop()
        raise
    tools.say(f"linking: {out.rows['incidents']} incidents ({sources.aggregation})")
    return Built(out.rows, sorted(rejected_rows(workshop.refusals), key=lambda row: row["file"]), out.moves, out.files, out.gone())


@contextmanager
def _bench(standing: Standing) -> Iterator[tuple[Workshop, shelf.Shelf, Pieces]]:
    """Lend a workshop, the shelf and the pieces; the first is thrown away, the others closed."""
    folder = standing.folder / shelf.FOLDER
    with closing(Workshop(folder)) as workshop, closing(shelf.Shelf(folder)) as kept, closing(Pieces(folder, standing.version)) as pieces:
        yield workshop, kept, pieces

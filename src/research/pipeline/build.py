"""One build: from the raw files to tables that stand beside their places, each step with little in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from research import codebook as codebooks
from research import fingerprint, shelf
from research.coders import Request
from research.ingest.folder import rejected_rows
from research.linking.told import Told
from research.pipeline import others
from research.pipeline.copies import find_copies
from research.pipeline.engines import Engine
from research.pipeline.overlay import overlay
from research.pipeline.progress import Say
from research.pipeline.reading import Reading
from research.pipeline.store import Articles
from research.pipeline.worker import Task
from research.pipeline.workshop import Workshop
from research.pipeline.writing import Output, write_articles, write_incidents

CODE = ("ingest", "coding", "codebook", "pipeline", "schemas.py")  # with the environment, what decides what an article comes to


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
    """What came out: rows of each table, rejected inputs, and for each file where it is and where it belongs."""

    rows: dict[str, int]
    rejected: list[dict[str, str]]
    files: list[tuple[Path, Path]]


class NoArticles(LookupError):
    """There is nothing to read."""


def build(sources: Sources, engine: Engine, jobs: int, out: Path, say: Say) -> Built:
    """Make the tables in `out`, beside their places. What was coded stays on a shelf there, also when the build fails.

    Raises:
        NoArticles: the raw folder holds no input.
        CodebookError, IngestError, CoderError, CorrectionError, DecisionError, EngineError: as the steps raise them.
        OSError: the disk is full, or a folder cannot be written to.
    """
    try:
        return _build(sources, engine, jobs, out, say)
    except shelf.Broken as broken:
        say(f"shelf: thrown away, for it is not whole ({broken}); all is coded anew")
        shelf.throw_away(out / shelf.FOLDER)
        return _build(sources, engine, jobs, out, say)


def _build(sources: Sources, engine: Engine, jobs: int, out: Path, say: Say) -> Built:
    book = codebooks.load(sources.codebook)
    rules = sources.coder.is_rules
    version = fingerprint.of_value([fingerprint.code(*CODE), fingerprint.folder(sources.codebook), fingerprint.environment(), rules])
    with _bench(out / shelf.FOLDER) as (workshop, kept):
        task = Task(sources.codebook if rules else None, version)
        Reading(sources.raw, sources.manifest, sources.digests, task, engine, workshop, kept, say).run()
        count = workshop.count()
        if not count and not workshop.refusals:
            raise NoArticles
        say(f"ingest: {count} articles read, {len(rejected_rows(workshop.refusals))} rejected")
        find_copies(workshop, kept, fingerprint.code("ingest"))
        instead = None if rules else others.code(sources.coder, Articles(workshop, kept), workshop, book, jobs, say)
        built = _write(sources, Articles(workshop, kept, instead), workshop, book, out, say)
        kept.tidy()
        return built


def _write(sources: Sources, articles: Articles, workshop: Workshop, book: codebooks.Codebook, out: Path, say: Say) -> Built:
    ruled = overlay(articles, sources.corrections, sources.decisions, book)
    for line in ruled.lines:
        say(line)
    output, told = Output(out), Told(workshop.base, book)
    try:
        write_articles(articles, workshop, ruled, output, told, say)
        rows = output.rows()
        say(f"coding: {rows['reports']} reports, {rows['claims']} claims, {rows['tallies']} tallies, {rows['assertions']} assertions")
        write_incidents(workshop, told, ruled, sources.aggregation, book, output, say)
    except BaseException:
        output.drop()
        raise
    rows = output.rows()
    say(f"linking: {rows['incidents']} incidents ({sources.aggregation})")
    return Built(rows, sorted(rejected_rows(workshop.refusals), key=lambda row: row["file"]), output.files_made())


@contextmanager
def _bench(folder: Path) -> Iterator[tuple[Workshop, shelf.Shelf]]:
    """Lend a workshop and the shelf; the first is thrown away, the second closed."""
    workshop = Workshop(folder)
    try:
        kept = shelf.Shelf(folder)
        try:
            yield workshop, kept
        finally:
            kept.close()
    finally:
        workshop.close()

"""The way of the data: a folder of raw articles -> ingest -> coding -> linking -> processed tables. Nothing changed, nothing done."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from research import fingerprint
from research.coders.request import BY_RULES, Request
from research.paths import CODEBOOK

RECORD = "build.json"  # what the tables of a folder were made from, and what came out; it holds no clock
STEPS = ("ingest", "coding", "corrections", "linking", "pipeline", "schemas.py", "tables.py", "table_files.py", "build.py")
DECIDED = ("corrections", "decisions")  # files in which people overrule the coder
Say = Callable[[str], None]
EngineName = tuple[str, str]  # local or dask, and the address of a scheduler


class NothingToDo(LookupError):
    """The raw folder holds no article."""


class BuildError(ValueError):
    """The folders given cannot be used; the message names the mend."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to code and where to: folders `raw`, `out`, `codebook`; the manifest's file (None: the one in `raw`); the aggregation rule.

    `corrections` and `decisions` are files too (None: corrections.csv and decisions.csv beside the folder `raw`, where they are there;
    they speak of what the rules say, and so only count for another `coder` where they are given).
    """

    raw: Path
    out: Path
    manifest: Path | None = None
    codebook: Path = CODEBOOK
    aggregation: str = "representative"
    corrections: Path | None = None
    decisions: Path | None = None
    coder: Request = BY_RULES

    def beside(self, name: str) -> Path | None:
        """Return the file `name` ("corrections" or "decisions") that counts, None where there is none."""
        given: Path | None = getattr(self, name)
        usual = self.raw.resolve().parent / f"{name}.csv"
        return given or (usual if self.coder.is_rules and usual.is_file() else None)

    def fingerprint(self) -> dict[str, Any]:
        """Return checksums of everything that the tables depend on, by kind: data, codebook, code, parameters, environment."""
        data = fingerprint.folder(self.raw)
        if self.manifest:
            data["(manifest)"] = fingerprint.of_file(self.manifest)
        data |= {f"({name})": fingerprint.of_file(path) for name in DECIDED if (path := self.beside(name))}
        return {
            "data": data,
            "codebook": fingerprint.folder(self.codebook),
            "code": fingerprint.sources(*STEPS),
            "parameters": {"aggregation": self.aggregation},
            "environment": fingerprint.environment(),
            **self.coder.fingerprint(),
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done: rows of each table, the inputs that could not be read (file, reason, detail), and whether anything was done at all."""

    rows: dict[str, int]
    rejected: list[dict[str, str]]
    unchanged: bool


def code_folder(job: Job, jobs: int = 1, say: Say = lambda line: None, engine: EngineName = ("local", "")) -> Summary:
    """Bring the tables of `job.out` up to date with `job.raw`, and return what came out.

    Args:
        job: what to code and where to.
        jobs: worker processes of the engine local; articles that another coder than the rules works on at the same time.
        say: takes lines of progress.
        engine: local or dask, and the address of Dask's scheduler.

    Raises:
        BuildError: a folder is not there, `out` lies within `raw`, another build is at work there, or the disk is full.
        NothingToDo: `raw` holds no article.
    """
    from research import lock, moving, shelf
    from research.pipeline.workshop import is_full

    _check(job)
    cache = job.out / shelf.FOLDER
    try:
        with lock.lock(job.out, cache):
            moving.finish(job.out)
            moving.clear(job.out)
            return _up_to_date(job, jobs, engine, say)
    except lock.Locked as error:
        raise BuildError(str(error)) from None
    except (BuildError, NothingToDo):
        if not shelf.holds_codings(cache):
            _leave_nothing(job.out, cache)
        raise
    except (OSError, sqlite3.Error) as error:
        if not is_full(error):
            raise
        raise BuildError(f"the disk of {job.out} is full: make room, then run the same again; what is coded is kept") from None


def _up_to_date(job: Job, jobs: int, engine: EngineName, say: Say) -> Summary:
    inputs = job.fingerprint()
    record = fingerprint.read_json(job.out / RECORD)
    standing = _standing(job, record)
    if not job.coder.ask and not stale(job, record, inputs, standing):
        return Summary(record["rows"], record["rejected"], unchanged=True)
    return _make(job, inputs, standing, jobs, engine, say)


def _standing(job: Job, record: dict[str, Any]) -> dict[str, str]:
    """Return the checksums of the tables that a record names, as they stand."""
    return fingerprint.of_files((path for name in record.get("files", ()) if (path := job.out / name).is_file()), job.out)


def _leave_nothing(out: Path, cache: Path) -> None:
    """Remove what a build that failed before it coded anything has left, and the folder if nothing else is in it."""
    shutil.rmtree(cache, ignore_errors=True)
    with suppress(OSError):
        out.rmdir()


def stale(
    job: Job, record: dict[str, Any] | None = None, inputs: dict[str, Any] | None = None, standing: dict[str, str] | None = None
) -> list[str]:
    """Return why the tables of `job.out` are out of date, a few words for each kind of input that changed; [] if they are not."""
    record = fingerprint.read_json(job.out / RECORD) if record is None else record
    if not record:
        return ["not made yet"]
    now = inputs or job.fingerprint()
    reasons = fingerprint.reasons(record["inputs"], now)
    return reasons + fingerprint.reasons({"tables": record["files"]}, {"tables": _standing(job, record) if standing is None else standing})


def _check(job: Job) -> None:
    if problem := job.coder.problem():
        raise BuildError(problem)
    if not job.raw.is_dir():
        raise BuildError(f"{job.raw} is no folder: name the folder that holds the raw articles")
    if job.out.resolve().is_relative_to(job.raw.resolve()):
        raise BuildError(f"{job.out} lies within {job.raw}, so the tables would be read as articles: name a folder outside it")
    if job.manifest and not job.manifest.is_file():
        raise BuildError(f"{job.manifest} is no file: name a manifest, or leave --manifest out")
    for name in DECIDED:
        if (path := job.beside(name)) and not path.is_file():
            raise BuildError(f"{path} is no file: name one with the heading of docs/corrections.md, or leave --{name} out")
    for name in ("places.csv", "groups.csv"):
        if not (job.codebook / name).is_file():
            raise BuildError(
                f"the codebook {job.codebook} holds no {name}: copy it from {CODEBOOK.name}/ of the package and change it there"
            )


def _make(job: Job, inputs: dict[str, Any], standing: dict[str, str], jobs: int, engine: EngineName, say: Say) -> Summary:
    """Make the tables, move them to their places together with the record of what they were made from, and sum up."""
    from research import codebook, ingest, linking, moving, pipeline
    from research.coders import CoderError
    from research.corrections import CorrectionError
    from research.ingest.kinds import READ
    from research.pipeline import engines

    try:
        decided = (job.beside("corrections"), job.beside("decisions"))
        sources = pipeline.Sources(job.raw, inputs["data"], job.manifest, job.codebook, *decided, job.aggregation, job.coder)
        built = pipeline.build(sources, engines.make(jobs, *engine), jobs, job.out, standing, say)
    except pipeline.NoArticles:
        raise NothingToDo(f"{job.raw} holds no article: put articles there, as {READ}") from None
    except (
        codebook.CodebookError, ingest.IngestError, CoderError, CorrectionError, linking.DecisionError, engines.EngineError,
    ) as error:  # fmt: skip
        raise BuildError(str(error)) from None
    inputs = job.fingerprint() | {"data": inputs["data"]} if job.coder.ask else inputs  # answers that were recorded are inputs
    files = dict(sorted(built.files.items()))
    record = job.out / f".{RECORD}.part"
    fingerprint.write_json(record, {"inputs": inputs, "rows": built.rows, "rejected": built.rejected, "files": files})
    moving.move_all(job.out, [*built.moves, (record, job.out / RECORD)], built.gone)
    say(f"tables: {len(built.rows)} tables, {sum(built.rows.values())} rows")
    return Summary(built.rows, built.rejected, unchanged=False)

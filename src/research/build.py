"""The way of the data: a folder of raw articles -> ingest -> coding -> linking -> processed tables. Nothing changed, nothing done."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from research import fingerprint
from research.coders.request import BY_RULES, Request
from research.paths import CODEBOOK
from research.schemas import TABLES

RECORD = "build.json"  # what the tables of a folder were made from, and what came out; it holds no clock
STEPS = ("ingest", "coding", "corrections", "linking", "schemas.py", "tables.py", "build.py")
DECIDED = ("corrections", "decisions")  # files in which people overrule the coder
Say = Callable[[str], None]


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


def code_folder(job: Job, jobs: int = 1, say: Say = lambda line: None) -> Summary:
    """Bring the tables of `job.out` up to date with `job.raw`, and return what came out.

    Raises:
        BuildError: a folder is not there, or `out` lies within `raw`.
        NothingToDo: `raw` holds no article.
    """
    _check(job)
    inputs = job.fingerprint()
    record = fingerprint.read_json(job.out / RECORD)
    if not job.coder.ask and not stale(job, record, inputs):
        return Summary(record["rows"], record["rejected"], unchanged=True)
    frames = _make(job, jobs, say)
    return _store(job, job.fingerprint() if job.coder.ask else inputs, frames, say)  # answers that were recorded are inputs


def stale(job: Job, record: dict[str, Any] | None = None, inputs: dict[str, Any] | None = None) -> list[str]:
    """Return why the tables of `job.out` are out of date, a few words for each kind of input that changed; [] if they are not."""
    record = fingerprint.read_json(job.out / RECORD) if record is None else record
    if not record:
        return ["not made yet"]
    now = inputs or job.fingerprint()
    reasons = fingerprint.reasons(record["inputs"], now)
    tables = {name: checksum for name, checksum in fingerprint.folder(job.out, [RECORD]).items() if name in record["files"]}
    return reasons + fingerprint.reasons({"tables": record["files"]}, {"tables": tables})


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


def _make(job: Job, jobs: int, say: Say) -> dict[str, Any]:
    from research import codebook, coders, coding, ingest, linking
    from research.corrections import CorrectionError, overrule
    from research.ingest.kinds import READ

    try:
        book = codebook.load(job.codebook)
        read = ingest.read_folder(job.raw, manifest=job.manifest, jobs=jobs, say=say)
    except (codebook.CodebookError, ingest.IngestError) as error:
        raise BuildError(str(error)) from None
    if read.articles.empty and read.rejected.empty:
        raise NothingToDo(f"{job.raw} holds no article: put articles there, as {READ}")
    say(f"ingest: {len(read.articles)} articles read, {len(read.rejected)} rejected")
    try:
        if job.coder.is_rules:
            coded = coding.code_articles(read.articles, read.texts, job.codebook, jobs=jobs)
        else:
            read, coded = coders.code_read(coders.make(job.coder, read.articles, book), read, jobs, say)
    except coders.CoderError as error:
        raise BuildError(str(error)) from None
    reports, claims = coded["reports"], coded["claims"]
    say(f"coding: {len(reports)} reports, {len(claims)} claims, {len(coded['tallies'])} tallies, {len(coded['assertions'])} assertions")
    try:
        ruled = overrule({**coded, "texts": read.texts}, job.beside("corrections"), job.beside("decisions"), book)
        for line in ruled.lines:
            say(line)
        reports, claims = ruled.tables["reports"], ruled.tables["claims"]
        links = linking.link(reports, read.articles, claims, ruled.decisions, codebook=book)
    except (CorrectionError, linking.DecisionError) as error:
        raise BuildError(str(error)) from None
    incidents = linking.aggregate(reports, claims, read.articles, links, job.aggregation, codebook=book)
    say(f"linking: {len(incidents)} incidents ({job.aggregation})")
    made = {
        "articles": read.articles,
        "rejected": read.rejected,
        **ruled.tables,
        "incident_reports": links,
        "incidents": incidents,
    }
    return {name: made[name] for name in TABLES}


def _store(job: Job, inputs: dict[str, Any], frames: dict[str, Any], say: Say) -> Summary:
    from research import tables

    (job.out / RECORD).unlink(missing_ok=True)
    written = tables.write(job.out, frames)
    rows = {name: len(frame) for name, frame in frames.items()}
    rejected = [{key: str(row[key]) for key in ("file", "reason", "detail")} for row in frames["rejected"].to_dict("records")]
    files = fingerprint.of_files(written, job.out)
    fingerprint.write_json(job.out / RECORD, {"inputs": inputs, "rows": rows, "rejected": rejected, "files": files})
    say(f"tables: {len(rows)} tables, {sum(rows.values())} rows")
    return Summary(rows, rejected, unchanged=False)

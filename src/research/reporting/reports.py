"""Build reports: notebooks run in parallel, what they show carried off, a page written; each report appears whole or stays as it was."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from research import fingerprint
from research.pipeline.engines import end_with
from research.reporting.finish import NOTEBOOKS, MadeFrom, finish
from research.reporting.freshness import RECORD, stale
from research.reporting.leftovers import clear
from research.reporting.specs import Spec

TRIES = 10  # to take a place that other builds take at the same moment
INDEX = "index.json"  # what the index page shows
Say = Callable[[str], None]


@dataclass
class _Work:
    """One report in the making: where, from what (as it is before a notebook runs), which notebooks are left, what went wrong."""

    spec: Spec
    part: Path
    made_from: MadeFrom
    left: set[str]
    kept: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


def build(specs: Iterable[Spec], built: Path, jobs: int = 2, say: Say = lambda line: None) -> dict[str, str]:
    """Build those of `specs` that are stale into folders of `built`; return {name: message} of the reports that failed.

    Of a stale report, only the notebooks run on which something that changed has a bearing. A report is made beside its place and
    moved there when it is whole: after a failure the one built before is as it was.
    """
    clear(built)
    works = [_begin(spec, built, reasons, say) for spec in specs if (reasons := stale(spec, built))]
    if not works:
        say("reports: all up to date")
        return {}
    try:
        # One process finishes all reports, for what it loads first costs more than a report.
        with _pool(jobs) as runners, _pool(1) as finisher:
            for future, work in _finished(works, runners, finisher, say):
                _deliver(work, future.exception(), built, say)
    finally:
        for work in works:
            shutil.rmtree(work.part, ignore_errors=True)
        clear(built)  # again, for the workers of a build that was killed a moment ago end a moment later
    return {work.spec.name: "\n".join(work.errors) for work in works if work.errors}


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return worker processes that end when this one is killed; they would go on writing, else."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with, initargs=(os.getpid(),))


def _begin(spec: Spec, built: Path, reasons: list[str], say: Say) -> _Work:
    """Lay out the folder of a report, with those of its executed notebooks that would come out the same."""
    say(f"report {spec.name}: stale because {'; '.join(reasons)}")
    made_from = MadeFrom.of(spec)
    work = _Work(spec, built / f".{spec.name}.{os.getpid()}.part", made_from, {path.name for path in spec.notebooks})
    (work.part / NOTEBOOKS).mkdir(parents=True)
    record = fingerprint.read_json(built / spec.name / RECORD)
    for name, run in made_from.runs.items():
        place = f"{NOTEBOOKS}/{name}"
        before = built / spec.name / place
        same = record.get("runs", {}).get(name) == run and before.is_file()
        if same and fingerprint.of_file(before) == record["files"].get(place):
            shutil.copyfile(before, work.part / place)
            work.kept.add(name)
            say(f"report {spec.name}: {name} kept, for nothing that it depends on has changed")
    work.left -= work.kept
    return work


def _finished(
    works: list[_Work], runners: ProcessPoolExecutor, finisher: ProcessPoolExecutor, say: Say
) -> Iterator[tuple[Future[None], _Work]]:
    """Run every notebook; finish a report as soon as its last notebook is done, or give the error of one as its end."""
    running: dict[Future[None], tuple[_Work, str]] = {}
    for work in works:
        for notebook in work.spec.notebooks:
            if notebook.name in work.left:
                running[runners.submit(_run_one, notebook, work.part, work.spec.parameters)] = work, notebook.name
    finishing = {_finish(work, finisher): work for work in works if not work.left}
    for future in as_completed(running):
        work, name = running[future]
        work.left.discard(name)
        if future.exception():
            yield future, work
            continue
        say(f"report {work.spec.name}: {name} run")
        if not work.left and not work.errors:
            finishing[_finish(work, finisher)] = work
    for future in as_completed(finishing):
        yield future, finishing[future]


def _finish(work: _Work, finisher: ProcessPoolExecutor) -> Future[None]:
    return finisher.submit(finish, work.spec, work.made_from, work.part)


def _deliver(work: _Work, error: BaseException | None, built: Path, say: Say) -> None:
    """Move a whole report to its place, or say what went wrong."""
    name = work.spec.name
    if error is None:
        _swap(work.part, built / name)
        say(f"report {name}: built, {len(work.spec.notebooks) - len(work.kept)} of {len(work.spec.notebooks)} notebooks run")
        return
    clear = isinstance(error, RuntimeError | ValueError)  # our own errors; of others the kind says more than the words
    work.errors.append(str(error) if clear else f"{type(error).__name__}: {error}")
    kept = ", the one built before is kept" if (built / name).exists() else ""
    say(f"report {name} failed{kept}: {work.errors[-1]}")


def _run_one(notebook: Path, part: Path, parameters: dict[str, Any]) -> None:
    from research.reporting.execute import run

    run(notebook, part / NOTEBOOKS / notebook.name, parameters)


def _swap(new: Path, place: Path) -> None:
    """Put a new folder in the place of an old one, which goes aside first; another build may do the same at this moment."""
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    for left in reversed(range(TRIES)):
        with suppress(FileNotFoundError):
            place.replace(old)
        try:
            new.replace(place)
        except OSError:  # another build was quicker: once more
            if old.exists() and not place.exists():
                old.replace(place)
            shutil.rmtree(old, ignore_errors=True)
            if not left:
                raise
        else:
            shutil.rmtree(old, ignore_errors=True)
            return


def build_index(names: Iterable[str], built: Path) -> bool:
    """Write index.html over the named reports that are built; return whether there was anything to do."""
    records = [record for name in names if (record := fingerprint.read_json(built / name / RECORD))]
    wanted = {"reports": [record["card"] for record in records], "code": fingerprint.code("reporting/page")}
    if not records or (fingerprint.read_json(built / INDEX) == wanted and (built / "index.html").exists()):
        return False
    from research.reporting.page import build_index as write_index

    write_index(wanted["reports"], built)
    fingerprint.write_json(built / INDEX, wanted)
    return True

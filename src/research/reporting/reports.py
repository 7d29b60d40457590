"""Build reports: notebooks run in parallel, what they show carried off, a page written; each report appears whole or stays as it was."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from research import fingerprint
from research.reporting.freshness import RECORD, inputs, stale
from research.reporting.specs import Spec

INDEX = "index.json"  # what the index page shows
Say = Callable[[str], None]


@dataclass
class _Work:
    """One report in the making: where, from what (as it is before a notebook runs), how many notebooks are left, what went wrong."""

    spec: Spec
    part: Path
    made_from: dict[str, Any]
    left: int
    errors: list[str] = field(default_factory=list)


def build(specs: Iterable[Spec], built: Path, jobs: int = 2, say: Say = lambda line: None) -> dict[str, str]:
    """Build those of `specs` that are stale into folders of `built`; return {name: message} of the reports that failed.

    A report is made beside its place and moved there when it is whole: after a failure the one built before is as it was.
    """
    waiting = [spec for spec in specs if stale(spec, built)]
    if not waiting:
        say("reports: all up to date")
    works = [_Work(spec, built / f".{spec.name}.{os.getpid()}.part", inputs(spec), len(spec.notebooks)) for spec in waiting]
    spawn = get_context("spawn")
    try:
        # One process finishes all reports, for what it loads first costs more than a report.
        with ProcessPoolExecutor(jobs, mp_context=spawn) as runners, ProcessPoolExecutor(1, mp_context=spawn) as finisher:
            for future, work in _finished(works, runners, finisher):
                _deliver(work, future.exception(), built, say)
    finally:
        for work in works:
            shutil.rmtree(work.part, ignore_errors=True)
    return {work.spec.name: "\n".join(work.errors) for work in works if work.errors}


def _finished(works: list[_Work], runners: ProcessPoolExecutor, finisher: ProcessPoolExecutor) -> Iterator[tuple[Future[None], _Work]]:
    """Run every notebook; finish a report as soon as its last notebook is done, or give the error of one as its end."""
    running: dict[Future[None], _Work] = {}
    for work in works:
        (work.part / "notebooks").mkdir(parents=True)
        for notebook in work.spec.notebooks:
            running[runners.submit(_run_one, notebook, work.part, work.spec.parameters)] = work
    finishing: dict[Future[None], _Work] = {}
    for future in as_completed(running):
        work = running[future]
        work.left -= 1
        if future.exception():
            yield future, work
        elif not work.left and not work.errors:
            finishing[finisher.submit(_finish, work.spec, work.made_from, work.part)] = work
    for future in as_completed(finishing):
        yield future, finishing[future]


def _deliver(work: _Work, error: BaseException | None, built: Path, say: Say) -> None:
    """Move a whole report to its place, or say what went wrong."""
    name = work.spec.name
    if error is None:
        _swap(work.part, built / name)
        say(f"report {name}: {len(work.spec.notebooks)} notebooks")
        return
    clear = isinstance(error, RuntimeError | ValueError)  # our own errors; of others the kind says more than the words
    work.errors.append(str(error) if clear else f"{type(error).__name__}: {error}")
    kept = ", the one built before is kept" if (built / name).exists() else ""
    say(f"report {name} failed{kept}: {work.errors[-1]}")


def _run_one(notebook: Path, part: Path, parameters: dict[str, Any]) -> None:
    from research.reporting.execute import run

    run(notebook, part / "notebooks" / notebook.name, parameters)


def run_in_place(notebooks: Iterable[Path], jobs: int = 2, say: Say = lambda line: None) -> dict[str, str]:
    """Run notebooks with their default parameters and store their outputs in them; return {name: message} of those that failed."""
    from research.reporting.execute import run

    failures: dict[str, str] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(run, path, path, {}): path for path in notebooks}
        for future in as_completed(running):
            if error := future.exception():
                failures[running[future].name] = str(error)
            else:
                say(f"{running[future].name}: run")
    return failures


def _finish(spec: Spec, made_from: dict[str, Any], part: Path) -> None:
    """Write charts, tables, page and report.json from the executed notebooks in `part`."""
    from research.reporting import artefacts
    from research.reporting.inputs import load
    from research.reporting.page import build_page

    notebooks = [part / "notebooks" / path.name for path in spec.notebooks]
    found = artefacts.collect(notebooks)
    artefacts.write(found, part)
    selection = load(**spec.parameters)
    evidence = {**selection.tables, "incidents": selection.incidents}
    build_page(spec.title, spec.description, notebooks, evidence, spec.parameters, made_from, part)
    card = {
        "name": spec.name,
        "title": spec.title,
        "description": spec.description,
        "findings": found.leads,
        "facts": [(len(selection.incidents), "incident" if len(selection.incidents) == 1 else "incidents")],
        "links": [(path.stem, f"notebooks/{path.name}") for path in notebooks],
    }
    findings = [item["text"] for item in found.findings]
    files = fingerprint.folder(part, [RECORD])
    fingerprint.write_json(part / RECORD, {"card": card, "findings": findings, "inputs": made_from, "files": files})


def _swap(new: Path, place: Path) -> None:
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    if place.exists():
        place.replace(old)
    new.replace(place)
    shutil.rmtree(old, ignore_errors=True)


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

"""Build reports: notebooks run in parallel, what they show carried off, a page written; each report appears whole or stays as it was."""

import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from research import fingerprint
from research.reporting.freshness import RECORD, inputs, stale
from research.reporting.specs import Spec

INDEX = "index.json"  # what the index page shows
Say = Callable[[str], None]


def build(specs: Iterable[Spec], built: Path, jobs: int = 2, say: Say = lambda line: None) -> dict[str, str]:
    """Build those of `specs` that are stale into folders of `built`; return {name: message} of the reports that failed.

    A report is made beside its place and moved there when it is whole: after a failure the one built before is as it was.
    """
    waiting = {spec.name: spec for spec in specs if stale(spec, built)}
    if not waiting:
        say("reports: all up to date")
        return {}
    built.mkdir(parents=True, exist_ok=True)
    parts = {name: built / f".{name}.{os.getpid()}.part" for name in waiting}
    failures: dict[str, str] = {}
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            _run_all(pool, waiting, parts, failures, built, say)
    finally:
        for part in parts.values():
            shutil.rmtree(part, ignore_errors=True)
    return failures


def _run_all(
    pool: ProcessPoolExecutor, waiting: dict[str, Spec], parts: dict[str, Path], failures: dict[str, str], built: Path, say: Say
) -> None:
    """Run every notebook; as soon as the last one of a report is done, finish that report in the pool too."""
    left = {name: len(spec.notebooks) for name, spec in waiting.items()}
    made_from = {name: inputs(spec) for name, spec in waiting.items()}  # before a notebook runs: what changes later is not in the report
    running: dict[Future[None], str] = {}
    for name, spec in waiting.items():
        (parts[name] / "notebooks").mkdir(parents=True)
        for notebook in spec.notebooks:
            running[pool.submit(_run_one, notebook, parts[name], spec.parameters)] = name
    finishing: dict[Future[None], str] = {}
    for future in as_completed(running):
        name = running[future]
        left[name] -= 1
        if error := future.exception():
            failures[name] = "\n".join(filter(None, [failures.get(name), str(error)]))
        if not left[name] and name not in failures:
            finishing[pool.submit(_finish, waiting[name], made_from[name], parts[name])] = name
    for future in as_completed(finishing):
        name = finishing[future]
        if error := future.exception():
            failures[name] = f"{type(error).__name__}: {error}"
        else:
            _swap(parts[name], built / name)
            say(f"report {name}: {len(waiting[name].notebooks)} notebooks")
    for name, message in failures.items():
        say(
            f"report {name} failed, the one built before is kept: {message}"
            if (built / name).exists()
            else f"report {name} failed: {message}"
        )


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

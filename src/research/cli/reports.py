"""`research report` and `research status`: what is stale, why, and built again."""

import sys
from collections.abc import Iterable
from typing import Any

import click

from research import paths
from research.cli.coding import code_tables
from research.cli.terminal import DONE, JOBS, REJECTED, UNUSABLE, Nothing, Unusable, out, say


@click.command()
@click.argument("spec", nargs=-1)
@JOBS
def report(spec: tuple[str, ...], jobs: int) -> None:
    """Build the reports of reports/specs/SPEC.toml that are stale; all of them if no SPEC is named.

    The tables are brought up to date with data/raw first. A report appears whole or stays as it was; where one fails, the others are built.

    \b
    Examples:
      research report
      research report iraq-2020
    """  # noqa: D301
    specs, wrong = wanted_specs(spec)
    status = code_own() if any(on_own_tables(s) for s in specs) else DONE
    failures = _build(specs, jobs)
    for line in wrong:
        say(f"not built: {line}")
    sys.exit(UNUSABLE if wrong else REJECTED if failures else status)


@click.command()
def status() -> None:
    """Say what is stale, and why: a line for the tables and one for each report.

    Exit status 0 if all is fresh, 1 if something is stale.
    """
    specs, wrong = wanted_specs(())
    lines = staleness(specs)
    for name, reasons in lines.items():
        out(f"{name}: {'stale because ' + '; '.join(reasons) if reasons else 'fresh'}")
    for line in wrong:
        out(f"report {line}")
    sys.exit(UNUSABLE if wrong else REJECTED if any(lines.values()) else DONE)


def wanted_specs(names: Iterable[str]) -> tuple[list[Any], list[str]]:
    """Return the usable specifications and, for each that is not, what is wrong with it."""
    from research.reporting.specs import SpecError, find, load

    found, wrong = [], []
    try:
        files = find(names)
    except SpecError as error:
        raise Unusable(str(error)) from None
    if not files:
        raise Nothing("reports/specs holds no specification: write one, such as all.toml")
    for path in files:
        try:
            found.append(load(path))
        except SpecError as error:
            wrong.append(str(error))
    return found, wrong


def _build(specs: list[Any], jobs: int) -> dict[str, str]:
    from research.reporting.reports import build, build_index
    from research.reporting.specs import find

    failures = build(specs, paths.BUILT, jobs, say)
    build_index([path.stem for path in find()], paths.BUILT)
    return failures


def code_own() -> int:
    """Bring data/processed up to date with data/raw; without raw articles, take the tables as they are."""
    if not paths.RAW.is_dir() and (paths.PROCESSED / "incidents.parquet").exists():
        say("tables: taken as they are, for there is no data/raw")
        return DONE
    if not paths.RAW.is_dir():
        raise Nothing("data/raw is not there: make it, and put articles into it")
    return code_tables(own_job(), 1)


def own_job() -> Any:
    """Return the coding of data/raw into data/processed."""
    from research.build import Job

    return Job(paths.RAW, paths.PROCESSED)


def on_own_tables(spec: Any) -> bool:
    """Tell whether a report is on the tables of data/processed."""
    return (paths.ROOT / spec.parameters["tables"]).resolve() == paths.PROCESSED.resolve()


def staleness(specs: list[Any]) -> dict[str, list[str]]:
    """Return why the tables and each report are stale, [] where they are not."""
    from research.build import stale as stale_tables
    from research.reporting.freshness import stale as stale_report

    lines = {f"report {spec.name}": stale_report(spec, paths.BUILT) for spec in specs}
    if paths.RAW.is_dir():
        lines = {"tables": stale_tables(own_job())} | lines
        for spec in specs:
            if lines["tables"] and on_own_tables(spec):
                lines[f"report {spec.name}"].append(f"its tables are stale: {'; '.join(lines['tables'])}")
    return lines

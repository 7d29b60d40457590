"""`research diff`, `research without` and `research keep`: what changed, what would fall, and what is kept to be compared with."""

import sys
from pathlib import Path
from typing import Any

import click

from research import paths
from research.cli.reports import on_own_tables, own_job, staleness, wanted_specs
from research.cli.terminal import DONE, JOBS, PLACE, REJECTED, Nothing, Unusable, out, say


@click.command()
@click.argument("old", type=PLACE)
@click.argument("new", type=PLACE)
def diff(old: Path, new: Path) -> None:
    """Say what changed between two folders of tables (a line for each row or cell) or two builds of a report, and which inputs did it.

    A build is a folder such as reports/built/all, or an edition that was kept; told are incidents, rows of result tables, charts and
    sentences, with what moved them. Exit status 0 if nothing differs, 1 if something does.

    \b
    Examples:
      research diff data/processed ~/tables
      research diff reports/editions/all/1-spring.json reports/built/all
    """  # noqa: D301
    from research.reporting import editions

    sys.exit(_diff_builds(old, new) if editions.is_one(old) or editions.is_one(new) else _diff_tables(old, new))


def _diff_builds(old: Path, new: Path) -> int:
    from research.reporting import changes, editions

    try:
        found = changes.between(editions.read(old), editions.read(new))
    except editions.EditionError as error:
        raise Nothing(str(error)) from None
    for change in found.moved:
        out(changes.line(change))
    say(f"because {'; '.join(found.causes) or 'no input that is on record'}: {', '.join(found.counts)}" if found.moved else "0 differences")
    return REJECTED if found.moved else DONE


def _diff_tables(old: Path, new: Path) -> int:
    from research.build import RECORD
    from research.fingerprint import read_json, reasons
    from research.quality.differences import differences
    from research.tables import TableError

    try:
        found = differences(old, new)
    except TableError as error:
        raise Nothing(str(error)) from None
    _say_rows(found)
    before, after = (read_json(folder / RECORD).get("inputs") for folder in (old, new))
    why = reasons(before, after) if before and after else []
    say(f"{len(found)} differences" + (f", because {'; '.join(why)}" if len(found) and why else ""))
    return REJECTED if len(found) else DONE


def _say_rows(rows: Any) -> None:
    for row in rows.fillna("").to_dict("records"):
        change = f"{row['old']!r} -> {row['new']!r}" if row["change"] == "changed" else row["change"]
        out(f"{row['table']} {row['key']} {row['column']}: {change}" if row["column"] else f"{row['table']} {row['key']}: {change}")


@click.command()
@click.argument("article")
@click.argument("spec", nargs=-1)
@JOBS
def without(article: str, spec: tuple[str, ...], jobs: int) -> None:
    """Say what would fall with ARTICLE: its rows, the incidents lost or changed, and what the reports (or those of SPEC) would say.

    Tables and reports are made again without it in a folder of their own, and compared; no data and no report are touched. To withdraw
    it, take the file out of data/raw, its row out of manifest.csv and its lines out of corrections.csv.

    \b
    Examples:
      research without 2020-03-11-taji.txt
      research without 3f2a91 iraq-2020
    """  # noqa: D301
    from research.build import BuildError, NothingToDo
    from research.coding.explain.find import ExplainError
    from research.corrections import CorrectionError
    from research.reporting.changes import line
    from research.reporting.withdrawal import WithdrawalError, withdraw

    specs, wrong = wanted_specs(spec)
    if wrong:
        raise Unusable("\n".join(wrong))
    own = [one for one in specs if on_own_tables(one)]
    if stale := [name for name, reasons in staleness(own).items() if reasons]:
        raise Nothing(f"{', '.join(stale)}: stale, so that there is nothing to compare with: run `make report` first")
    try:
        found = withdraw(article, own_job(), own, jobs, say)
    except (WithdrawalError, ExplainError, NothingToDo) as error:
        raise Nothing(str(error)) from None
    except (BuildError, CorrectionError) as error:
        raise Unusable(str(error)) from None
    behind = found.rows["table"].isin(["texts", "sentences", "assertions"])
    _say_rows(found.rows[~behind])
    out(f"{int(behind.sum())} rows of texts, sentences and assertions")
    for name, changes in found.reports.items():
        for change in changes.moved:
            if change.kind != "table":
                out(f"report {name}: {line(change)}")
        out(f"report {name}: {', '.join(changes.counts) or 'nothing'}")
    sys.exit(REJECTED if found.failures else DONE)


@click.command()
@click.argument("name")
@click.argument("spec", nargs=-1)
def keep(name: str, spec: tuple[str, ...]) -> None:
    """Keep what the reports (or those of SPEC) say now, as the edition NAME, in reports/editions.

    From then on their pages tell what has changed since, and why. Keep these small files under version control.

    \b
    Examples:
      research keep spring
      research keep second-draft iraq-2020
    """  # noqa: D301
    from research.reporting.editions import EditionError
    from research.reporting.editions import keep as keep_edition
    from research.reporting.freshness import stale as stale_report

    specs, wrong = wanted_specs(spec)
    if wrong:
        raise Unusable("\n".join(wrong))
    for one in specs:
        if reasons := stale_report(one, paths.BUILT):
            raise Nothing(f"report {one.name} is stale because {'; '.join(reasons)}: run `make report` first")
    try:
        for one in specs:
            say(f"kept: {keep_edition(one.name, name, paths.BUILT).relative_to(paths.ROOT).as_posix()}")
    except EditionError as error:
        raise Unusable(str(error)) from None

"""What would fall with one article: the tables and reports made again without it, beside their place, and compared. No data are touched."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from research.build import Job, code_folder
from research.coding.explain.find import find
from research.corrections import files
from research.ingest.manifest import key, without
from research.paths import BUILT, MANIFEST_NAME, ROOT
from research.quality.differences import differences
from research.reporting.changes import Changes, between
from research.reporting.editions import read
from research.reporting.reports import build
from research.reporting.specs import Spec

Say = Callable[[str], None]


class WithdrawalError(LookupError):
    """The article is not in the folder of raw articles; the message names the mend."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """What falls with an article: `file`, the rows of all tables that differ (as `differences`), and what each report says otherwise."""

    file: str
    rows: pd.DataFrame
    reports: dict[str, Changes]
    failures: dict[str, str]


def withdraw(article: str, job: Job, specs: Iterable[Spec], jobs: int = 2, say: Say = lambda line: None) -> Fallen:
    """Return what would fall with `article` (a raw file's name, or the first digits of its article_id) of the tables and reports.

    `job` is that of the tables, which are up to date, as the reports of `specs` are.

    Raises:
        WithdrawalError: the article is not in the raw folder.
        ExplainError: no article goes by that name, or several do, or it cannot be read.
        BuildError, NothingToDo: nothing can be made without it.
    """
    row = find(article, raw=job.raw).row
    if not (job.raw / row["file"]).is_file():
        raise WithdrawalError(f"{article} is not in {job.raw.name}: name an article that is")

    def told(line: str) -> None:
        say(f"without it: {line}")

    with _beside() as folder:
        rest = replace(
            job, raw=_raw(job, row["file"], folder / "raw"), out=folder / "processed",
            corrections=_others(job.beside("corrections"), row["article_id"], folder), decisions=job.beside("decisions"),
        )  # fmt: skip
        shutil.copytree(job.out, rest.out)
        code_folder(rest, say=told)
        tables = rest.out.relative_to(ROOT).as_posix()
        moved = [replace(spec, parameters={**spec.parameters, "tables": tables}) for spec in specs]
        failures = build(moved, folder / "built", jobs, told)
        whole = [spec.name for spec in moved if spec.name not in failures]
        reports = {name: between(read(BUILT / name), read(folder / "built" / name)) for name in whole}
        return Fallen(row["file"], differences(job.out, rest.out), reports, failures)


@contextmanager
def _beside() -> Iterator[Path]:
    """Give a folder below the project, where notebooks find tables, and remove it at the end."""
    folder = BUILT / f".without.{os.getpid()}.part"
    (folder / "built").mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _raw(job: Job, file: str, folder: Path) -> Path:
    """Lay out the raw folder without one file and without its row of the manifest; the other files are links to the same bytes."""
    manifest = job.manifest or job.raw / MANIFEST_NAME
    for path in sorted(job.raw.rglob("*")):
        name = path.relative_to(job.raw)
        if path.is_file() and key(name.as_posix()) != key(file) and path != manifest:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _link(path, folder / name)
    folder.mkdir(exist_ok=True)
    if manifest.is_file():
        (folder / MANIFEST_NAME).write_text(without(manifest, file), encoding="utf-8", newline="")
    return folder


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(path, target)


def _others(corrections: Path | None, article_id: str, folder: Path) -> Path | None:
    """Write a file of the corrections of other articles: those of this one would have no row to correct."""
    if not corrections:
        return None
    target = folder / corrections.name
    target.write_text(files.without(corrections, article_id), encoding="utf-8", newline="")
    return target

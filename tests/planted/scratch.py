"""A copy of the project in which changes are planted and taken out again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.planted.change import Change
from tests.planted.forked import copy_over

ROOT = Path(__file__).resolve().parents[2]
MADE = ("data/processed", "reports/built")
EARLY = 1_000_000_000  # a file's time: each change has another, so that Python does not take it for the module it compiled before


def snapshot(target: Path, source: Path = ROOT) -> None:
    """Copy a project as it is now: what git knows or would add, and what was built."""
    names = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=source, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (source / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, target / name)
    for made in MADE:
        copy_over(source / made, target / made)


class Scratch:
    """A copy, below `place`, of a project whose tables are built."""

    def __init__(self, place: Path, source: Path) -> None:
        self.folder, self._kept = place / "project", place / "kept"
        self._times = count(EARLY)
        copy_over(source, self.folder)
        for made in MADE:
            copy_over(source / made, self._kept / made)

    @contextmanager
    def planted(self, change: Change) -> Iterator[None]:
        """Plant a change, and leave everything as it was."""
        path = self.folder / change.file
        old, status = path.read_bytes(), path.stat()
        new = change.apply(old.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        try:
            path.write_bytes(new)
            moment = next(self._times)
            os.utime(path, (moment, moment))
            yield
        finally:
            path.write_bytes(old)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            for made in MADE:
                copy_over(self._kept / made, self.folder / made)

    def changed_tables(self) -> list[str]:
        """Return the names of the tables that are not what they are without a change."""
        names = sorted(path.stem for path in (self._kept / MADE[0]).glob("*.csv"))
        return [name for name in names if not self._same(f"{MADE[0]}/{name}.csv")]

    def _same(self, name: str) -> bool:
        new = self.folder / name
        return new.exists() and new.read_bytes() == (self._kept / name).read_bytes()

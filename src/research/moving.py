"""Files that are made beside their places and take them together: all of them, even where the machine stops in between.

Before the first file is moved, the list of all is written down. A run that was killed while it moved is finished by the next one.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

LIST = ".moving.json"  # what is to be moved; there only while files are being moved
Pair = tuple[Path, Path]


def move_all(folder: Path, pairs: Iterable[Pair], gone: Iterable[str] = ()) -> None:
    """Move each part to its final place in `folder`, or below it; the files in `gone` are removed first."""
    below = [[path.relative_to(folder).as_posix() for path in pair] for pair in pairs]
    names = [["", name] for name in gone] + below
    listed = folder / LIST
    waiting = listed.with_suffix(".part")
    with waiting.open("w", encoding="utf-8") as stream:
        json.dump(names, stream)
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(listed)
    finish(folder)


def finish(folder: Path) -> bool:
    """Finish the moves that were begun in `folder`; return whether there were any."""
    listed = folder / LIST
    if not listed.is_file():
        return False
    for part, final in json.loads(listed.read_text(encoding="utf-8")):
        if not part:
            _remove(folder, folder / final)
        elif os.path.lexists(folder / part):
            (folder / final).parent.mkdir(parents=True, exist_ok=True)
            _move(folder / part, folder / final)
            _prune(folder, folder / part)
    listed.unlink()
    return True


def clear(folder: Path) -> None:
    """Remove what a run that was killed has left beside the places: parts that are not whole, and old folders."""
    for pattern in (".*.part", ".*.old"):
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _remove(folder: Path, path: Path) -> None:
    """Remove a file below `folder`, and the folders that are empty without it."""
    if path.is_file():
        path.unlink()
        _prune(folder, path)


def _prune(folder: Path, path: Path) -> None:
    """Remove the folders below `folder` that are empty without `path`."""
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()


def _move(part: Path, final: Path) -> None:
    """Move a file or folder; a folder that is in its way goes aside first, for folders cannot be replaced."""
    if part.is_dir() or final.is_dir():
        old = final.with_name(f".{final.name}.old")
        if final.exists():
            final.replace(old)
        part.replace(final)
        shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
    else:
        part.replace(final)

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


def move_all(folder: Path, pairs: Iterable[Pair]) -> None:
    """Move each part to its final place in `folder`."""
    names = [[part.name, final.name] for part, final in pairs]
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
        if os.path.lexists(folder / part):
            _move(folder / part, folder / final)
    listed.unlink()
    return True


def clear(folder: Path) -> None:
    """Remove what a run that was killed has left beside the places: parts that are not whole, and old folders."""
    for pattern in (".*.part", ".*.old"):
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


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

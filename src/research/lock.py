"""One build at a time in a folder: the second one is told so. The system lets go of the lock when its holder ends, however it ends."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NAME = "lock"
PATIENCE = 3.0  # seconds in which the workers of a build that was killed end
STEP = 0.2


class Locked(RuntimeError):
    """Another process is at work in the folder; the message names it and what to do."""


@contextmanager
def lock(folder: Path, place: Path) -> Iterator[None]:
    """Hold the lock of `folder`, a file in the folder `place`, which is made if it is not there.

    Raises:
        Locked: another build holds it.
    """
    place.mkdir(parents=True, exist_ok=True)
    with (place / NAME).open("a+", encoding="utf-8") as stream:
        until = time.monotonic() + PATIENCE
        while not _take(stream, place / NAME):
            if time.monotonic() >= until:
                stream.seek(0)
                holder = stream.read().strip() or "unknown"
                raise Locked(f"another build is at work in {folder} (process {holder}): wait until it is done, or name another folder")
            time.sleep(STEP)
        stream.seek(0)
        stream.truncate()
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        try:
            yield
        finally:
            with suppress(OSError):
                stream.truncate(0)


def _take(stream: Any, place: Path) -> bool:
    try:
        import fcntl
    except ImportError:  # not on Windows, where two builds at once are the user's own care
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(stream.fileno()).st_ino == place.stat().st_ino  # not so where the folder was removed in between
    except OSError:
        return False

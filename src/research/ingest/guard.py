"""Processor time and memory for one input have an end, whatever a broken file does to the library that reads it."""

import contextlib
import resource
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from research.ingest.limits import MAX_MEMORY, MAX_SECONDS
from research.ingest.overtime import TooSlow, watched

PAGE = resource.getpagesize()
STATM = Path("/proc/self/statm")
_guarded = False


@contextlib.contextmanager
def guard(seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY) -> Iterator[None]:
    """Stop what runs inside after some processor time (TooSlow) or where it asks for too much memory (MemoryError).

    The memory of a process is that of all its threads, so that only the main one is told to do with less; a worker of a Dask cluster,
    which reads in other threads, has a limit of its own. Within another guard it does nothing.
    """
    global _guarded
    if threading.current_thread() is not threading.main_thread():
        with watched(seconds):
            yield
        return
    if _guarded:
        yield
        return
    _guarded = True
    handler = signal.signal(signal.SIGVTALRM, _stop)
    before = _limit_memory(memory)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)  # again and again, should the first be caught
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        _guarded = False
        signal.signal(signal.SIGVTALRM, handler)
        if before:
            resource.setrlimit(resource.RLIMIT_AS, before)


def _stop(number: int, frame: Any) -> None:
    raise TooSlow


def _limit_memory(memory: int) -> tuple[int, int] | None:
    """Let the process grow by `memory` bytes at most; return the limits before, None where the system does not tell its size."""
    if not STATM.exists():
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = int(STATM.read_text().split()[0]) * PAGE + memory
    limits = [value for value in (size, soft, hard) if value != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    return soft, hard

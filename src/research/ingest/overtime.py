"""Stops a thread that is not the main one: no signal reaches it, so another thread looks on and raises TooSlow in it."""

import contextlib
import ctypes
import threading
import time
from collections.abc import Iterator

AGAIN = 0.5  # seconds until TooSlow is raised once more, should the first be caught
_here = threading.local()


class TooSlow(BaseException):  # no Exception, for libraries that swallow those
    """The input took more processor time than any article does."""


@contextlib.contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raise TooSlow in this thread after some processor time of its own. Within another of these it does nothing.

    It is raised between two steps of Python; a library that works long in one step of machine code comes to its end first.
    """
    if getattr(_here, "watched", False) or not hasattr(time, "pthread_getcpuclockid"):  # macOS tells no such clock
        yield
        return
    _here.watched = True
    watch = _Watch(threading.get_ident(), seconds)
    watch.start()
    try:
        yield
    finally:
        watch.stop()
        _here.watched = False


class _Watch(threading.Thread):
    """Looks at the clock of another thread, and sleeps as long as that can't have used up its time."""

    def __init__(self, thread: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self.thread = thread
        self.clock = time.pthread_getcpuclockid(thread)
        self.end = time.clock_gettime(self.clock) + seconds
        self.done = threading.Event()
        self.turn = threading.Lock()  # so that nothing is raised in a thread that has gone on to something else

    def run(self) -> None:
        while not self.done.wait(max(AGAIN, self.end - time.clock_gettime(self.clock))):
            with self.turn:
                if not self.done.is_set() and time.clock_gettime(self.clock) >= self.end:
                    _raise(self.thread, ctypes.py_object(TooSlow))

    def stop(self) -> None:
        with self.turn:
            self.done.set()
            _raise(self.thread, None)


def _raise(thread: int, error: ctypes.py_object | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)

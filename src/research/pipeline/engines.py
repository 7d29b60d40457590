"""Where batches are worked on: in this process, in worker processes, or on a Dask cluster. The same functions, the same results."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")
AHEAD = 3  # batches for each worker that wait or run, so that none idles and no corpus is sent before it is its turn
TRIES = 3  # times that a batch is tried when workers die under it
WATCH = 1.0  # seconds


class EngineError(RuntimeError):
    """The workers cannot be had, or die again and again; the message says what mends it."""


class Engine(Protocol):
    """Runs a function over batches."""

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result]]:
        """Yield each batch with its result, in order."""


class Here:
    """This process."""

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result]]:
        """Yield each batch with its result, in order."""
        for batch in batches:
            yield batch, function(batch)


class Processes:
    """Worker processes of this machine. Where one dies (the system may kill what takes too much memory), its batches are tried again."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result]]:
        """Yield each batch with its result, in order.

        Raises:
            EngineError: a batch has killed its worker TRIES times.
        """
        coming = iter(batches)
        waiting: deque[Batch] = deque(islice(coming, 2))
        if len(waiting) < 2:  # a pool costs more than one batch
            yield from Here().run(function, waiting)
            return
        tries = 0
        while waiting:
            try:
                for batch, result in self._pool(function, waiting, coming):
                    tries = 0
                    yield batch, result
            except BrokenProcessPool:
                tries += 1
                if tries == TRIES:
                    raise EngineError(f"worker processes died {TRIES} times: give them more memory, or fewer --jobs") from None

    def _pool(self, function: Callable[[Batch], Result], waiting: deque[Batch], coming: Iterator[Batch]) -> Iterator[tuple[Batch, Result]]:
        """Work in one pool. `waiting` holds what is not done yet, in order, so that another pool can go on."""
        with ProcessPoolExecutor(self.jobs, initializer=end_with, initargs=(os.getpid(),)) as pool:
            running: deque[Future[Result]] = deque(pool.submit(function, batch) for batch in waiting)
            try:
                while waiting:
                    for batch in islice(coming, max(0, AHEAD * self.jobs - len(running))):
                        waiting.append(batch)
                        running.append(pool.submit(function, batch))
                    result = running[0].result()
                    running.popleft()
                    yield waiting.popleft(), result
            finally:
                for future in running:
                    future.cancel()


def end_with(parent: int) -> None:
    """Let this worker end when its parent is killed, which cannot tell it to."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Dask:
    """A Dask cluster, whose workers see the raw files and the codebook under the same paths and have this package."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise EngineError("Dask is not there: install the extra, pip install '.[dask]', or use --engine local") from None
        try:
            self.client: Any = Client(address, timeout="20s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(f"there is no Dask scheduler at {address} ({error}): start one, or mend --scheduler") from None

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result]]:
        """Yield each batch with its result, in order.

        Raises:
            EngineError: a batch has killed its workers again and again, or the cluster is gone.
        """
        from distributed import CancelledError, KilledWorker

        running: deque[tuple[Batch, Any]] = deque()
        coming = iter(batches)
        try:
            while True:
                ahead = AHEAD * max(1, sum(self.client.nthreads().values()))
                for batch in islice(coming, max(0, ahead - len(running))):
                    running.append((batch, self.client.submit(function, batch, pure=False, retries=TRIES)))
                if not running:
                    return
                batch, future = running.popleft()
                yield batch, future.result()
        except (KilledWorker, CancelledError, TimeoutError) as error:
            raise EngineError(f"the Dask cluster lost its work ({type(error).__name__}): look at its workers, then run again") from None
        finally:
            self.client.close()


def make(jobs: int = 1, name: str = "local", scheduler: str = "") -> Engine:
    """Return the engine that is asked for.

    Raises:
        EngineError: the cluster cannot be reached, or the arguments do not go together.
    """
    if name == "dask":
        if not scheduler:
            raise EngineError("--engine dask needs --scheduler ADDRESS, such as tcp://127.0.0.1:8786")
        return Dask(scheduler)
    if scheduler:
        raise EngineError("--scheduler is for --engine dask: add it, or leave --scheduler out")
    return Processes(jobs) if jobs > 1 else Here()

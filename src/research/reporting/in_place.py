"""Run the notebooks of notebooks/ in place, so that their stored outputs are those of their default parameters."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path


def run_in_place(notebooks: Iterable[Path], jobs: int = 2, say: Callable[[str], None] = lambda line: None) -> dict[str, str]:
    """Run notebooks with their default parameters and store their outputs in them; return {name: message} of those that failed."""
    from research.reporting.execute import run

    failures: dict[str, str] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(run, path, path, {}): path for path in notebooks}
        for future in as_completed(running):
            if error := future.exception():
                failures[running[future].name] = str(error)
            else:
                say(f"{running[future].name}: run")
    return failures

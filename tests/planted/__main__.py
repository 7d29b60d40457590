"""Plant small changes in a copy of the project, one at a time, and see which check catches each.

  python -m tests.planted --changes 200 --seed 1 --jobs 2     the whole campaign; the same again goes on where it was stopped
  python -m tests.planted --only charts --changes 20          one family
  python -m tests.planted --again missed                      once more what was missed, after a test was mended
  python -m tests.planted --list                              what would be planted
  python -m tests.planted --show                              the table and the misses of what is done, and nothing else

Families: articles (numbers, places, weekdays, groups, negations in data/raw, days in its manifest), codebook (aliases, cells, word
lists, numbers), coder (comparisons, constants, and/or, not, defaults in coding and linking), measures (the same in analysis), charts
(titles, encodings, scales, sorts, colours, sizes), findings (words of sentences, recipes, templates), notebooks (parameters, numbers,
titles, columns and cells of their code). The seed decides what is drawn from the project as it is now.

The checks, the first failure ending: the tables are built anew where they depend on the file; nbval on the notebooks that can tell, which
is asked before all tests so that its share is what it catches alone; the tests nearest to the file (by what imports what; those of its own
step first; about 12 seconds of them); the other quick tests that reach the file; the slow ones, among them every number of the reports
worked out anew. A change is caught where a check fails with it (a test: twice) and passes without it (nbval: before all changes and after
them). What makes no difference is listed in tests/planted/explained.toml with the reason.

Status 0: every change was caught or is explained; 1: some were missed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.planted import checks, forked, results
from tests.planted.change import Change, Gone
from tests.planted.draw import FAMILIES, draw
from tests.planted.graph import Graph
from tests.planted.scratch import ROOT, Scratch, snapshot
from tests.planted.trial import NBVAL, STAGES, Trial, unsound

FILE = ROOT / "build" / "planted.jsonl"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("python -m tests.planted", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=200, help="how many (200)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (1)")
    parser.add_argument("--jobs", type=int, default=1, help="copies of the project that are worked on at the same time (1)")
    parser.add_argument("--only", action="append", choices=list(FAMILIES), help="a family; several times for several")
    parser.add_argument("--stages", default=",".join(STAGES), help=f"which checks ({', '.join(STAGES)})")
    parser.add_argument("--again", choices=["missed", "all"], help="what of the file of results to plant once more")
    parser.add_argument("--results", type=Path, default=FILE, help="a line of JSON for each change (build/planted.jsonl)")
    parser.add_argument("--list", action="store_true", help="say what would be planted")
    parser.add_argument("--show", action="store_true", help="say what came of what is done")
    return parser.parse_args()


def wanted(chosen: argparse.Namespace) -> list[Change]:
    """Return the changes to plant."""
    done = results.read(chosen.results)
    families = chosen.only or list(FAMILIES)
    if chosen.again:
        again = results.missed(done.values()) if chosen.again == "missed" else list(done.values())
        return [results.change_of(result) for result in again if result["family"] in families]
    return [change for change in draw(ROOT, chosen.changes, chosen.seed, families) if change.key not in done]


def sound(project: Path, changes: list[Change], share: slice) -> None:
    """See to it that nbval passes a share of the notebooks without any change.

    Raises:
        SystemExit: it does not.
    """
    if failed := unsound(project, changes, share):
        raise SystemExit(f"{failed} fails without any change: make notebooks")


def plant(project: Path, changes: list[Change], stages: tuple[str, ...], file: Path) -> None:
    """Plant changes in one copy of a project, one at a time."""
    with tempfile.TemporaryDirectory(prefix="planted-") as place:
        scratch = Scratch(Path(place), project)
        trial = Trial(scratch, Graph(scratch.folder), {})
        for change in changes:
            try:
                result = trial.run(change, stages)
            except Gone:
                print(f"gone: {change.said()}", file=sys.stderr, flush=True)
                continue
            results.write(file, change, result)
            print(results.said({**change.as_json(), **result}), file=sys.stderr, flush=True)


def spread(jobs: int, work: Callable[[slice], None]) -> None:
    """Do shares of a work at the same time, each in a child.

    Raises:
        SystemExit: one of them failed.
    """
    pids = []
    for number in range(jobs):
        pid = os.fork()
        if not pid:
            status = 1
            try:
                work(slice(number, None, jobs))
                status = 0
            except SystemExit as error:
                print(error, file=sys.stderr)
            finally:
                os._exit(status)
        pids.append(pid)
    if any([os.waitpid(pid, 0)[1] for pid in pids]):
        raise SystemExit(2)


def campaign(changes: list[Change], stages: tuple[str, ...], file: Path, jobs: int) -> None:
    """Plant changes in copies of the project as it is now, whatever becomes of it meanwhile.

    Raises:
        SystemExit: the project does not pass without changes.
    """
    forked.warm()
    with tempfile.TemporaryDirectory(prefix="planted-") as place:
        project = Path(place) / "project"
        snapshot(project)
        if wrong := checks.build(project).said:
            raise SystemExit(f"the tables cannot be built: {wrong}")
        compared = changes if NBVAL in stages else []
        spread(jobs, lambda share: sound(project, compared, share))
        spread(jobs, lambda share: plant(project, changes[share], stages, file))
        spread(jobs, lambda share: sound(project, compared, share))


def main() -> None:
    """Do what the arguments ask for."""
    chosen = arguments()
    forked.restarted_with_fixed_hashes()
    changes = [] if chosen.show else wanted(chosen)
    if chosen.list:
        print("\n".join(f"{change.family}: {change.said()}" for change in changes))
        return
    chosen.results.parent.mkdir(parents=True, exist_ok=True)
    if changes:
        campaign(changes, tuple(chosen.stages.split(",")), chosen.results, chosen.jobs)
    done = list(results.read(chosen.results).values())
    print(results.table(done))
    left = results.missed(done)
    for result in left:
        print(f"missed: {results.change_of(result).said()}")
    raise SystemExit(1 if left else 0)


if __name__ == "__main__":
    main()

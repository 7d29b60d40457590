"""One change on trial: which check is the first to catch it. nbval is asked before all tests: its share is what it catches alone."""

import time
from pathlib import Path
from typing import Any

from research.build import STEPS
from tests.planted import checks
from tests.planted.change import Change
from tests.planted.checks import Outcome
from tests.planted.graph import Graph
from tests.planted.scratch import Scratch

BUILD, NEAR, NBVAL, REST, REPORTS = "tables", "tests", "nbval", "other tests", "reports"
STAGES = (BUILD, NBVAL, NEAR, REST, REPORTS)
QUICK, LONG = "not slow and not browser", "slow or browser"
NEAREST = 12.0  # seconds that the nearest tests may take together, by what they took before
UNKNOWN = 1.0
MADE_FROM = (*(f"src/research/{step}" for step in (*STEPS, "codebook")), "data/raw", "data/corrections.csv", "data/decisions.csv")


class Trial:
    """The checks on one copy of the project; `costs` are the seconds that test files took, which it learns."""

    def __init__(self, scratch: Scratch, graph: Graph, costs: dict[str, float]) -> None:
        self.scratch, self.graph, self.costs = scratch, graph, costs
        self.fine: dict[str, bool] = {}  # whether a test passes without a change

    def run(self, change: Change, stages: tuple[str, ...] = STAGES) -> dict[str, Any]:
        """Return what came of a change: `caught` (a stage, or empty), `by` and `said`, the tables that changed, seconds."""
        begun = time.monotonic()
        result: dict[str, Any] = {"caught": "", "by": "", "said": "", "tables": [], "cpu": 0.0}
        with self.scratch.planted(change):
            for stage in stages:
                if result["caught"]:
                    break
                outcome = self._stage(stage, change, result)
                result["cpu"] = round(result["cpu"] + outcome.cpu, 1)
                if outcome.failed and self._again(stage, outcome, result):
                    result |= {"caught": stage, "by": outcome.failed, "said": outcome.said}
        if result["caught"] in (NEAR, REST, REPORTS) and not self._passes(result["by"]):
            return self._without(result["by"], change, stages)
        return result | {"seconds": round(time.monotonic() - begun, 1)}

    def _without(self, name: str, change: Change, stages: tuple[str, ...]) -> dict[str, Any]:
        """Try again without a test that fails anyway."""
        self.fine[name] = False
        return self.run(change, stages)

    def _stage(self, stage: str, change: Change, result: dict[str, Any]) -> Outcome:
        folder = self.scratch.folder
        if stage == BUILD:
            if not change.file.startswith(MADE_FROM):
                return Outcome()
            outcome = checks.build(folder)
            result["tables"] = self.scratch.changed_tables()
            return outcome
        if stage == NBVAL:
            return self._nbval(change, result)
        near, rest = self._split(change)
        if stage == REPORTS:
            return self._tests([*near, *rest], LONG) if not change.file.startswith(MADE_FROM) else Outcome()
        return self._tests(near if stage == NEAR else rest, QUICK)

    def _split(self, change: Change) -> tuple[list[str], list[str]]:
        """Return the tests nearest to the file, those of its own step before others, and the rest of what reaches it."""
        step = Path(change.file).parts[2] if change.file.startswith("src/") else Path(change.file).parts[0]
        names = sorted(self.graph.tests(change.file), key=lambda name: Path(name).parts[1] != step)
        near: list[str] = []
        for name in names:
            if sum(self.costs.get(known, UNKNOWN) for known in [*near, name]) <= NEAREST or not near:
                near.append(name)
        return near, [name for name in names if name not in near]

    def _tests(self, names: list[str], marked: str) -> Outcome:
        broken = [argument for name, fine in self.fine.items() if not fine for argument in ("--deselect", name)]
        outcome = checks.tests(self.scratch.folder, [*broken, *names], marked) if names else Outcome()
        stopped = outcome.failed.split("::")[0]
        self.costs |= {name: cost for name, cost in outcome.costs.items() if name != stopped and marked == QUICK}
        return outcome

    def _nbval(self, change: Change, result: dict[str, Any]) -> Outcome:
        cpu = 0.0
        for name in notebooks(self.scratch.folder, self.graph, change, bool(result["tables"])):
            outcome = checks.notebook(self.scratch.folder, name)
            cpu += outcome.cpu
            if outcome.failed:
                return Outcome(outcome.failed, outcome.said, {}, cpu)
        return Outcome(cpu=cpu)

    def _again(self, stage: str, outcome: Outcome, result: dict[str, Any]) -> bool:
        """Tell whether a test fails again: one that fails now and then catches nothing. nbval is tried without changes, first and last."""
        if stage in (BUILD, NBVAL):
            return True
        again = checks.tests(self.scratch.folder, [outcome.failed])
        result["cpu"] = round(result["cpu"] + again.cpu, 1)
        return bool(again.failed)

    def _passes(self, name: str) -> bool:
        """Tell whether a test passes without a change."""
        if name not in self.fine:
            self.fine[name] = not checks.tests(self.scratch.folder, [name]).failed
        return self.fine[name]


def notebooks(folder: Path, graph: Graph, change: Change, tables: bool) -> list[str]:
    """Return the notebooks that can tell of a change: all where a table changed, else those that use its file."""
    every = sorted(path.relative_to(folder).as_posix() for path in (folder / "notebooks").glob("*.ipynb"))
    if tables:
        return every
    if change.file.startswith("data/"):  # notebooks see articles by the tables only
        return []
    return [change.file] if change.file in every else graph.notebooks(change.file)


def unsound(folder: Path, changes: list[Change], share: slice) -> str:
    """Return the first cell of which nbval says that it fails without any change, in a share of the notebooks that can tell of some."""
    graph = Graph(folder)
    names = {name for change in changes for name in notebooks(folder, graph, change, change.file.startswith(MADE_FROM))}
    outcomes = (checks.notebook(folder, name) for name in sorted(names)[share])
    return next((outcome.failed for outcome in outcomes if outcome.failed), "")

"""Builds of a report that are killed: `research report` as a process of its own, with its kernels, ended after a random time.

After each kill the report in its place is a whole one, from before or from after (or, killed in the moment between two moves, aside
until the next run); and the next run gives, byte for byte, the tables and the report of a build that nothing disturbed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests import project
from tests.project import bytes_of

NAME = "spring"
SPEC = project.SPEC.replace('"2_attack_tempo", "3_claimed_groups"', '"3_claimed_groups"')
EXTRA = "Rockets hit Balad\n\nTwo rockets hit Balad air base on April 23, 2021, the army said. Nobody claimed the attack.\n"
PATIENCE = 120.0  # seconds in which what a killed build had started has to end by itself


class ReportAccident(AssertionError):
    """A build left something that it must not leave."""


class Project:
    """A project that changes between two states, and what undisturbed builds make of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = project.make(folder / "project", {NAME: SPEC})
        self.state = 0
        self.wanted = [self._undisturbed(folder / f"state{state}", state) for state in (0, 1)]

    def _undisturbed(self, folder: Path, state: int) -> dict[str, bytes]:
        other = shutil.copytree(self.folder, folder)
        _set(other, state)
        self.lasts = finish(other)
        return made(other)

    def change(self) -> None:
        """Add an article, or take it away again."""
        self.state = 1 - self.state
        _set(self.folder, self.state)

    def check_whole(self) -> bool:
        """Return whether a report stands in its place.

        Raises:
            ReportAccident: it is not a whole one of either state.
        """
        place = self.folder / "reports" / "built" / NAME
        if not place.exists():
            return False
        left = bytes_of(place)
        if left not in [_below(wanted, f"reports/built/{NAME}/") for wanted in self.wanted]:
            raise ReportAccident("the report in its place is not whole")
        return True

    def check_done(self) -> None:
        """Raise ReportAccident where tables or reports are not those of this state, or anything else was left."""
        left, wanted = made(self.folder), self.wanted[self.state]
        if wrong := sorted(name for name in {*left, *wanted} if left.get(name) != wanted.get(name)):
            raise ReportAccident(f"not as an undisturbed build: {', '.join(wrong[:5])}")


def _set(folder: Path, state: int) -> None:
    extra = folder / "data" / "raw" / "extra.txt"
    if state:
        extra.write_text(EXTRA, encoding="utf-8")
    else:
        extra.unlink(missing_ok=True)


def _below(files: dict[str, bytes], start: str) -> dict[str, bytes]:
    return {name.removeprefix(start): data for name, data in files.items() if name.startswith(start)}


def made(folder: Path) -> dict[str, bytes]:
    """Return every file that builds have made in a project."""
    return {f"{part}/{name}": data for part in ("data/processed", "reports/built") for name, data in bytes_of(folder / part).items()}


def finish(folder: Path) -> float:
    """Build undisturbed and return the seconds that it took; status 1: one of the articles is unreadable."""
    begun = time.monotonic()
    done = project.research(folder, "report")
    if done.returncode != 1:
        raise ReportAccident(f"a build that nothing disturbed ends with {done.returncode}: {done.stderr[-500:]}")
    return time.monotonic() - begun


def kill_once(there: Project, chance: random.Random) -> bool:
    """Start a build and kill it, alone or with all it has started but its kernels, after a random time; return whether it was killed."""
    command = [sys.executable, "-m", "research.cli", "report"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = project.environment(there.folder)
    process = subprocess.Popen(command, cwd=there.folder.parent, env=environment, start_new_session=True, **quiet)
    try:
        process.wait(chance.random() * there.lasts)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if chance.random() < 0.5 else os.kill(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def alive(folder: Path) -> list[str]:
    """Return the commands of the processes that work below a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:200])
    return found


def reports(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Kill `count` builds of a report; return how many were killed before their end, were done, and had the report aside then."""
    chance = random.Random(seed)
    there = Project(folder)
    finish(there.folder)
    ends = {"killed": 0, "done": 0, "aside": 0}
    for _ in range(count):
        there.change()
        if chance.random() < 0.3:
            shutil.rmtree(there.folder / "reports" / "built" / NAME)  # so that there is none before
            before = False
        else:
            before = True
        killed = kill_once(there, chance)
        ends["killed" if killed else "done"] += 1
        ends["aside"] += before and not there.check_whole()
        if chance.random() < 0.7:  # else the next one is killed too
            there.lasts = min(there.lasts, finish(there.folder))
            there.check_done()
    finish(there.folder)
    there.check_done()
    end = time.monotonic() + PATIENCE
    while left := alive(folder):
        if time.monotonic() > end:
            raise ReportAccident(f"still running: {left[:3]}")
        time.sleep(1)
    return ends

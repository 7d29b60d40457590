"""Accidents that builds have to outlive: killed at any moment, and a disk that fills up.

By hand: python -m tests.pipeline.accidents --kills 200 --seed 1 --disks 20 --reports 40. The tests run a few of the first two.
A kill comes after a random time, or at a random one of the moments at which Python tells of opening, moving or removing a file or of a
call of the database. After each, every table that stands in its place must be a whole one, from before or from after; and the next
build must give what a build from nothing gives.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

from research import lock, shelf
from research.build import BuildError, Job, code_folder
from research.quality.bench_corpus import write
from tests.pipeline.report_accidents import reports
from tests.project import bytes_of

COUNT = 24  # articles
SECONDS = 120.0  # that a build may take on a busy machine
WATCHED = ("open", "os.", "shutil.", "sqlite3.")
FULL = "is full: make room, then run the same again"
Tables = dict[str, bytes]


class Accident(AssertionError):
    """A build left something that it must not leave."""


class Corpus:
    """A raw folder that changes between two states, and the tables that a build from nothing makes of each."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.out = folder / "raw", folder / "out"
        write(self.raw, COUNT)
        self.state = 0
        self.extra = self.raw / "extra.txt"
        self.wanted = [self._wanted(folder / "short")]
        self.change()
        self.wanted.append(self._wanted(folder / "long"))
        self.change()

    def _wanted(self, out: Path) -> Tables:
        code_folder(Job(self.raw, out))
        return bytes_of(out)

    def change(self) -> None:
        """Add an article, or take it away again."""
        self.state = 1 - self.state
        if self.state:
            self.extra.write_text("Rockets hit Balad\n\nTwo rockets hit Balad air base on June 3, 2021, the army said.\n", encoding="utf-8")
        else:
            self.extra.unlink(missing_ok=True)

    def check_whole(self) -> None:
        """Raise Accident where a file of a table in its place is not a whole one of either state."""
        for name in self.wanted[0].keys() | self.wanted[1].keys():
            path = self.out / name
            if path.exists() and path.read_bytes() not in [wanted.get(name) for wanted in self.wanted]:
                raise Accident(f"{name} is not whole")

    def check_there(self) -> None:
        """Raise Accident where a file of a table that both states have is gone."""
        if gone := [name for name in self.wanted[0].keys() & self.wanted[1].keys() if not (self.out / name).exists()]:
            raise Accident(f"{gone[0]} was there and is gone")

    def check_done(self) -> None:
        """Raise Accident where the tables are not those of this state, or anything else was left."""
        left = bytes_of(self.out)
        if wrong := sorted(name for name in {*left, *self.wanted[self.state]} if left.get(name) != self.wanted[self.state].get(name)):
            raise Accident(f"not as from nothing: {', '.join(wrong[:5])}")


def in_child(work: Callable[[], None]) -> int:
    """Start `work` in a process of its own, at the head of a group of its own; return its id."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    with suppress(BaseException):
        os.setsid()
        work()
        status = 0
    os._exit(status)


def build(corpus: Corpus, jobs: int) -> None:
    """Build the tables."""
    code_folder(Job(corpus.raw, corpus.out), jobs=jobs)


def kill_at_moment(corpus: Corpus, jobs: int, moment: int) -> None:
    """Build the tables, and be killed at one of the moments of which Python tells."""
    parent, left = os.getpid(), moment

    def hook(event: str, arguments: object) -> None:
        nonlocal left
        if event.startswith(WATCHED) and os.getpid() == parent:
            left -= 1
            if not left:
                os.kill(parent, signal.SIGKILL)

    sys.addaudithook(hook)
    build(corpus, jobs)


def moments(corpus: Corpus) -> int:
    """Return how many moments a build of this corpus has."""
    reader, writer = os.pipe()

    def count() -> None:
        seen = 0

        def hook(event: str, arguments: object) -> None:
            nonlocal seen
            seen += event.startswith(WATCHED)

        sys.addaudithook(hook)
        build(corpus, 1)
        os.write(writer, str(seen).encode())

    pid = in_child(count)
    os.waitpid(pid, 0)
    return int(os.read(reader, 20))


def kill_once(corpus: Corpus, chance: random.Random, longest: float, most: int) -> str:
    """Kill one build at random, and say how it ended."""
    jobs = chance.choice((1, 1, 2))
    if chance.random() < 0.5:
        pid = in_child(lambda: kill_at_moment(corpus, jobs, chance.randrange(1, most + 1)))
    else:
        pid = in_child(lambda: build(corpus, jobs))
        time.sleep(chance.random() * longest)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL) if chance.random() < 0.5 else os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return "killed" if os.WIFSIGNALED(status) else "done" if not os.WEXITSTATUS(status) else "failed"


def kills(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Kill `count` builds; return how many were killed before their end, and how many had come to it."""
    chance = random.Random(seed)
    corpus = Corpus(folder)
    lock.PATIENCE = SECONDS
    build(corpus, 1)
    begun = time.monotonic()
    corpus.change()
    most = moments(corpus)
    longest = time.monotonic() - begun
    ends = {"killed": 0, "done": 0, "failed": 0}
    while sum(ends.values()) < count:
        corpus.change()
        if chance.random() < 0.2:
            shutil.rmtree(corpus.out / shelf.FOLDER)  # so that all is coded anew, which takes longer
        ends[kill_once(corpus, chance, longest, most)] += 1
        corpus.check_whole()
        corpus.check_there()
        if chance.random() < 0.7:  # else the next one is killed too
            build(corpus, 1)
            corpus.check_done()
    build(corpus, 1)
    corpus.check_done()
    return ends


@contextmanager
def small_disk(folder: Path, size: int):
    """Mount a file system of `size` bytes in memory.

    Raises:
        OSError: this is not allowed here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False)
    if done.returncode:
        raise OSError("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def disks(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Build on `count` disks that are too small, make room, build again; return how often the disk was full."""
    chance = random.Random(seed)
    corpus = Corpus(folder)
    needed = sum(map(len, corpus.wanted[1].values()))
    ends = {"full": 0, "enough": 0}
    for number in range(count):
        disk = folder / f"disk{number}"
        with small_disk(disk, 64 << 20):
            corpus.out = disk / "out"
            build(corpus, 1)  # tables that must outlive what follows
            used = shutil.disk_usage(disk).used
            room = used + int(chance.uniform(0.02, 0.8) * needed)
            corpus.change()
            subprocess.run(["mount", "-o", f"remount,size={room}", str(disk)], check=True)
            try:
                build(corpus, chance.choice((1, 2)))
                ends["enough"] += 1
            except BuildError as error:
                if FULL not in str(error):
                    raise
                ends["full"] += 1
            corpus.check_whole()
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
            build(corpus, 1)
            corpus.check_done()
    return ends


def main() -> None:
    """Run a campaign and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--disks", type=int, default=20)
    parser.add_argument("--reports", type=int, default=40, help="builds of a report that are killed")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for name, campaign, count in (("kills", kills, asked.kills), ("disks", disks, asked.disks), ("reports", reports, asked.reports)):
            if count:
                print(
                    f"{name}, seed {asked.seed}: {campaign(Path(place) / name, count, asked.seed)}, nothing lost, nothing half-written",
                    flush=True,
                )


if __name__ == "__main__":
    main()

"""How time and memory grow with the corpus: tables are built of corpora of several sizes, and a line printed for each."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from research.quality.bench_corpus import write

STEPS = {"ingest:": "read and code", "coding:": "copies, tables", "linking:": "link"}  # the line with which each step ends
EVERY = 0.5  # seconds between two looks at the memory


@dataclass
class Build:
    """One run of `research code`: seconds by step, CPU seconds, and the most memory that its processes held together, in MiB."""

    seconds: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    steps: dict[str, float] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def measure(count: int, folder: Path, jobs: int) -> None:
    """Build the tables of `count` articles from nothing, then with one article more, then with nothing new, and print what it took."""
    raw, out = folder / "raw", folder / "out"
    write(raw, count)
    first = build(raw, out, jobs)
    click.echo(_line(f"{count:,}", count, first, _size(out)))
    write(raw, count + 1, first=count)
    more = build(raw, out, jobs)
    click.echo(_line("  one more", count + 1, more, _size(out)))
    again = build(raw, out, jobs)
    click.echo(f"  nothing new{again.seconds:>15.1f} s, CPU {again.cpu:.1f} s, peak {again.peak:,.0f} MiB")


def _line(name: str, count: int, run: Build, size: float) -> str:
    steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in run.steps.items())
    each = f"{1000 * run.seconds / count:.2f} ms and {1000 * run.cpu / count:.2f} ms CPU an article"
    return f"{name:<12}{run.seconds:>14.1f} s ({steps}), {each}, peak {run.peak:,.0f} MiB, {size:,.0f} MB on the disk"


def build(raw: Path, out: Path, jobs: int) -> Build:
    """Run `research code` in processes of its own and watch them."""
    run = Build()
    command = [sys.executable, "-m", "research.cli", "code", str(raw), "--out", str(out), "--jobs", str(jobs)]
    begun, cpu = time.monotonic(), _cpu()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        watch = threading.Thread(target=_watch, args=(process, run), daemon=True)
        watch.start()
        last = begun
        for line in process.stderr or ():
            run.lines.append(line.rstrip())
            step = STEPS.get(line.split(" ")[0]) if " articles read" in line or " reports, " in line or " incidents (" in line else None
            if step:
                run.steps[step], last = time.monotonic() - last, time.monotonic()
            elif line.startswith(("coding: ", "tables: ", "linking: ")) and " left of this step" in line and sys.stderr.isatty():
                click.echo("  " + line.rstrip(), err=True)
    run.seconds, run.cpu = time.monotonic() - begun, _cpu() - cpu
    run.steps["finish"] = time.monotonic() - last
    if process.returncode:
        raise click.ClickException("\n".join(run.lines[-5:]))
    return run


def _cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _watch(process: subprocess.Popen[str], run: Build) -> None:
    while process.poll() is None:
        run.peak = max(run.peak, sum(map(_memory, _family(process.pid))) / 1024)
        time.sleep(EVERY)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and those that come from it."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(pid: int) -> int:
    """Return the memory of a process in KiB, what it shares with others in part only; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def grow(sizes: Sequence[int], jobs: int, folder: Path | None) -> None:
    """Measure corpora of several sizes, each in a folder below `folder` (None: where temporary files go) that is removed."""
    for count in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            measure(count, Path(place), jobs)

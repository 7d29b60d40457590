"""What killed builds of reports leave is cleared away, and what was good is put back."""

import os
import subprocess
import sys
import time
from pathlib import Path

from research.reporting.leftovers import clear
from research.reporting.reports import _swap


def folder(path, text):
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_report_that_stood_aside_when_its_build_was_killed_goes_back(tmp_path):
    dead = gone()
    folder(tmp_path / f".spring.{dead}.old", "good")
    folder(tmp_path / f".spring.{dead}.part", "half")
    clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["spring"]
    assert (tmp_path / "spring" / "index.html").read_text(encoding="utf-8") == "good"


def test_what_a_build_at_work_holds_and_what_is_in_its_place_stay(tmp_path):
    mine = folder(tmp_path / f".spring.{os.getpid()}.part", "in the making")
    folder(tmp_path / "spring", "new")
    folder(tmp_path / f".spring.{gone()}.old", "old")
    clear(tmp_path)
    assert sorted(tmp_path.iterdir()) == [mine, tmp_path / "spring"]
    assert (tmp_path / "spring" / "index.html").read_text(encoding="utf-8") == "new"


def test_a_new_report_takes_the_place_of_the_old_one(tmp_path):
    folder(tmp_path / "spring", "old")
    _swap(folder(tmp_path / "new", "new"), tmp_path / "spring")
    assert [path.name for path in tmp_path.iterdir()] == ["spring"]
    assert (tmp_path / "spring" / "index.html").read_text(encoding="utf-8") == "new"


BUILD = """
import os, sys, time
from research.reporting.reports import _pool

if __name__ == "__main__":
    pool = _pool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 600)
    time.sleep(600)
"""


def test_workers_end_when_their_build_is_killed(tmp_path):
    script = tmp_path / "build.py"
    script.write_text(BUILD, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        worker = int(process.stdout.readline())
        process.kill()
    end = time.monotonic() + 60
    while alive(worker):
        assert time.monotonic() < end, "the worker goes on without its build"
        time.sleep(0.1)


def alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False

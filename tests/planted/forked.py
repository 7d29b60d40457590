"""Work done in a forked child: it finds the heavy libraries imported, and takes the project's own modules from another folder."""

import gc
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

LIBRARIES = """
altair bleach click hypothesis ipykernel.inprocess.ipkernel ipykernel.inprocess.manager jinja2 jsonschema lxml.html mistune nbclient
nbformat nbval.plugin
numpy pandas pandas.testing pandera.pandas papermill py3langid pyarrow.parquet pypdf pytest rapidfuzz scipy.stats scipy.optimize
statsmodels.api statsmodels.stats.proportion statsmodels.stats.rates trafilatura vl_convert
""".split()
OWN = ("research", "tests")
CPU = 240  # seconds that a child may use: what hangs is stopped
PATIENCE = 900  # seconds on the clock, for what waits for ever


@dataclass(frozen=True, slots=True)
class Done:
    """What a child gave back, None if it did not come to its end, and the seconds of processor that it and its children used."""

    value: Any
    cpu: float


def warm() -> None:
    """Import what is heavy and no part of the project, once for all children."""
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def run(folder: Path, work: Callable[[], Any]) -> Done:
    """Do `work` in a child in whose eyes the project lies in `folder`; what it returns must be JSON, what it prints goes to a file."""
    answer, log = (folder.parent / f"{os.getpid()}.{suffix}" for suffix in ("json", "log"))
    answer.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        _child(folder, work, answer, log)
    stop = Timer(PATIENCE, _kill, [pid])
    stop.start()
    _, _, used = os.wait4(pid, 0)
    stop.cancel()
    _kill(pid)  # what it may have left running
    value = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else None
    return Done(value, round(used.ru_utime + used.ru_stime, 1))


def _kill(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _child(folder: Path, work: Callable[[], Any], answer: Path, log: Path) -> None:
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 10))
        with log.open("wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        _move(folder)
        answer.write_text(json.dumps(work()), encoding="utf-8")
    except BaseException as error:  # whatever it is, no child may go on as if it were the parent
        os.write(2, repr(error).encode())
    finally:
        sys.stdout.flush()
        os._exit(0)


def _move(folder: Path) -> None:
    """Let Python take the project's modules from `folder`, here and in what is started from here."""
    here = Path(__file__).resolve().parents[2]
    for name in [name for name in sys.modules if name.split(".")[0] in OWN]:
        del sys.modules[name]
    old = {str(here), str(here / "src"), str(here / "tests"), ""}
    sys.path[:] = [str(folder / "src"), str(folder), *(path for path in sys.path if path not in old)]
    os.environ["PYTHONPATH"] = str(folder / "src")
    os.environ.setdefault("RESEARCH_SHARED", str(here.parent / "shared"))
    os.chdir(folder)
    importlib.invalidate_caches()


def restarted_with_fixed_hashes() -> None:
    """Start this very command again if hashes are not those of the tests; children inherit them."""
    os.environ.update(TZ="UTC", LC_ALL="C.UTF-8")
    time.tzset()
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, "-m", "tests.planted", *sys.argv[1:]])


def copy_over(source: Path, target: Path) -> None:
    """Make `target` what `source` is, with its times, so that nothing counts as newer."""
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)

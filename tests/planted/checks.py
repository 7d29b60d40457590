"""The checks, each in a child of its own: the tables built, tests, and nbval on one notebook."""

import os
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.planted import forked

PLAIN = ["-q", "-x", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"]
DIED = "(died or hung)"


@dataclass(slots=True)
class Outcome:
    """The first test that failed (empty: none), what it said, the seconds of each test file that ran to its end, seconds of processor."""

    failed: str = ""
    said: str = ""
    costs: dict[str, float] = field(default_factory=dict)
    cpu: float = 0.0


class Watch:
    """A plugin of pytest that notes the first failure, and how long each file took."""

    def __init__(self) -> None:
        self.failed = ""
        self.said = ""
        self.costs: dict[str, float] = defaultdict(float)

    def pytest_collectreport(self, report: Any) -> None:
        """Note a file that cannot even be read."""
        if report.failed:
            self._note(report)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a test that fails."""
        self.costs[report.nodeid.split("::")[0]] += report.duration
        if report.failed:
            self._note(report)

    def _note(self, report: Any) -> None:
        if not self.failed:
            self.failed = report.nodeid
            lines = [line for line in report.longreprtext.splitlines() if line.strip()]
            self.said = (lines or [""])[-1][:200]


def build(folder: Path) -> Outcome:
    """Bring the tables of the project in `folder` up to date."""

    def work() -> str:
        from research.build import Job, code_folder
        from research.paths import PROCESSED, RAW

        try:
            code_folder(Job(RAW, PROCESSED))
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:200]
        return ""

    done = forked.run(folder, work)
    return Outcome("" if done.value == "" else "make tables", done.value if done.value is not None else DIED, {}, done.cpu)


def tests(folder: Path, names: list[str], marked: str = "") -> Outcome:
    """Run tests (files, or single ones) of the project in `folder` until the first failure; `marked` chooses among them."""
    return _run(folder, [*PLAIN, *(["-m", marked] if marked else []), *names], own_kernels=True)


def notebook(folder: Path, name: str) -> Outcome:
    """Compare one notebook of the project in `folder` with its stored outputs, with nbval; its kernel is the child itself."""
    return _run(folder, [*PLAIN, "--nbval", "--nbval-current-env", "-p", "tests.conftest", name], own_kernels=False)


def _run(folder: Path, arguments: list[str], own_kernels: bool) -> Outcome:
    def work() -> dict[str, Any]:
        import pytest

        watch = Watch()
        with _kernel_within(not own_kernels):
            code = pytest.main(arguments, plugins=[watch])
        if not watch.failed and code not in (0, 5):
            watch.failed, watch.said = arguments[-1], f"pytest ended with {int(code)}"
        return {"failed": watch.failed, "said": watch.said, "costs": {name: round(cost, 2) for name, cost in watch.costs.items()}}

    done = forked.run(folder, work)
    if done.value is None:
        return Outcome(arguments[-1], DIED, {}, done.cpu)
    return Outcome(**done.value, cpu=done.cpu)


@contextmanager
def _kernel_within(wanted: bool):
    """Let nbval run cells in this process: a kernel of its own would import everything anew for each notebook."""
    if wanted:
        import nbval.kernel
        import nbval.plugin
        from ipykernel.inprocess.ipkernel import InProcessKernel
        from ipykernel.inprocess.manager import InProcessKernelManager

        class Kernel(InProcessKernel):
            def set_parent(self, ident: Any, parent: Any, channel: str = "shell") -> None:
                super().set_parent(ident, parent, channel)
                self.stdout.set_parent(parent)
                self.stderr.set_parent(parent)

            @contextmanager
            def _redirected_io(self):
                with super()._redirected_io():
                    try:
                        yield
                    finally:
                        self.stdout.flush()  # before the cell counts as done, as a kernel of its own does
                        self.stderr.flush()

        class Running(nbval.kernel.RunningKernel):
            def __init__(self, name: str, cwd: str, startup_timeout: float = 60) -> None:
                os.chdir(cwd)
                self.km = InProcessKernelManager()
                self.km.kernel = Kernel(parent=self.km, session=self.km.session)
                self.kc = self.km.client()
                self.kc.start_channels()

            def stop(self) -> None:
                """Leave it: the process ends."""

        nbval.plugin.RunningKernel = Running
    yield

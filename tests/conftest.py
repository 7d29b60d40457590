"""What every test stands on: a pinned clock and locale, nbval's rules, and what only some machines have."""

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# Here as well as in the Makefile, for a pytest run by hand; kernels and commands that tests start inherit them.
os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
time.tzset()

# A slow machine is no failure, and the same commit gives the same result.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

# Notebooks among the tests are material of tests; only those of notebooks/ are compared.
collect_ignore_glob = ["*.ipynb"]


class NotebookRules:
    """How nbval compares the notebooks; a plugin, because hooks of this file are not asked about files outside tests/."""

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Compare no warnings."""
        if hasattr(collector, "skip_compare"):
            collector.skip_compare += ("stderr",)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Fail a cell without stored outputs: nbval would let it pass, whatever it prints."""
        cell = getattr(item, "cell", None)
        if cell is not None and cell.source.strip() and cell.execution_count is None:
            pytest.fail("This cell was never run: make notebooks, and look at what it stores", pytrace=False)


def pytest_configure(config: pytest.Config) -> None:
    """Register the rules; a cell that hangs stops after two minutes, not after nbval's half hour."""
    config.pluginmanager.register(NotebookRules())
    config.option.nbval_cell_timeout = min(config.option.nbval_cell_timeout, 120.0)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of research material that is not published with the code; RESEARCH_SHARED names it."""
    folder = Path(os.environ.get("RESEARCH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder of unpublished material: RESEARCH_SHARED can name it")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; CHROMIUM names another."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on this machine: install it, or name it in CHROMIUM")

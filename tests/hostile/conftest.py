"""A project of hostile articles, coded once, and one Chromium for all tests of what shows them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser

from tests.hostile import corpus


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The project, and what `research code` printed."""
    made = corpus.make(tmp_path_factory.mktemp("hostile") / "project")
    return made, corpus.code(made)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once."""
    with Browser(chromium) as started:
        yield started

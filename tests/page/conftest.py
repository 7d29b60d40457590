"""A page built once, and one Chromium for all tests of pages."""

from collections.abc import Iterator
from pathlib import Path

import page_corpus
import pytest
from browser import Browser

from research.reporting.page import build_page

PARAMETERS = {"start": "2021-01-01", "end": "2021-12-31", "countries": ["Iraq"], "definition": "reported", "aggregation": "representative"}
PROVENANCE = {"commit": "0123abc", "inputs": {"a.txt": "ff" * 32}, "versions": {"python": "3.11"}, "citation": "Test report, edition ff."}


def make(folder: Path, **changes: object) -> Path:
    """Build a page in `folder` and return it; `changes` replace arguments of build_page."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = {
        "title": "Depots", "description": "A test.", "notebooks": [page_corpus.notebook(folder)], "tables": page_corpus.tables(),
        "parameters": PARAMETERS, "provenance": PROVENANCE, "out": folder / "out",
    }  # fmt: skip
    build_page(**{**arguments, **changes})  # type: ignore[arg-type]
    return folder / "out" / "index.html"


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the small corpus."""
    return make(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once."""
    with Browser(chromium) as started:
        yield started

"""A page built once, and one Chromium for all tests of pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from page_corpus import make


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the small corpus."""
    return make(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once."""
    with Browser(chromium) as started:
        yield started

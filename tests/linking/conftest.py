"""Fixtures of the linking tests."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from linking_rows import Corpus, corpus  # noqa: E402


@pytest.fixture
def make() -> Callable[..., Corpus]:
    return corpus

"""Lets the tests here import the rows beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collections.abc import Callable  # noqa: E402

import pytest  # noqa: E402
from linking_rows import Corpus, corpus  # noqa: E402


@pytest.fixture
def make() -> Callable[..., Corpus]:
    """Make a corpus."""
    return corpus

"""Lets the tests here import the rows beside them, and makes corpora."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def make() -> Callable[..., object]:
    from linking_rows import corpus

    return corpus

"""No regular expression of the package can be made to backtrack (tests/patterns.py says how that is tried)."""

import re

import pytest

from tests import patterns


def test_no_pattern_can_be_made_to_backtrack():
    found = patterns.patterns()
    assert len(found) > 100
    slow = [f"{place}: {pattern[0][:80]}" for pattern, place in found.items() if patterns.slowest(pattern, place)[0] >= patterns.LIMIT]
    assert not slow


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s+$", r"\S+@\S+"])
def test_patterns_that_backtrack_are_found(pattern, monkeypatch):
    monkeypatch.setattr(patterns, "_ways", lambda place: ["finditer"])
    assert patterns.slowest((pattern, re.NOFLAG), "")[0] >= patterns.LIMIT

"""No regular expression of the package can be made to backtrack (tests/patterns.py says how that is tried)."""

import re
import subprocess
import sys

import pytest

from research.paths import ROOT
from tests import patterns


def test_no_pattern_can_be_made_to_backtrack():
    # In a process of its own: what another test has imported is not compiled again.
    done = subprocess.run([sys.executable, "-m", "tests.patterns"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 100


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s+$", r"\S+@\S+"])
def test_patterns_that_backtrack_are_found(pattern, monkeypatch):
    monkeypatch.setattr(patterns, "_ways", lambda place: ["finditer"])
    assert patterns.slowest((pattern, re.NOFLAG), "")[0] >= patterns.LIMIT

"""A few of the accidents of accidents.py, which runs hundreds by hand."""

import pytest

from tests.pipeline.accidents import disks, kills

pytestmark = pytest.mark.slow


def test_builds_that_are_killed_lose_nothing(tmp_path):
    ends = kills(tmp_path, 5, seed=3)
    assert sum(ends.values()) == 5
    assert ends["killed"]
    assert not ends["failed"]


def test_builds_on_a_full_disk_lose_nothing(tmp_path):
    try:
        ends = disks(tmp_path, 2, seed=1)
    except OSError as error:
        pytest.skip(str(error))
    assert ends["full"]

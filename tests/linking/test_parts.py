"""Where very much happens on one day, the work of linking grows with the reports and not with their square."""

import pytest

from research.linking import parts
from research.linking.weights import weights

LIMITS = {"crowd": 8, "chain": 20}


@pytest.fixture
def compared(monkeypatch):
    """The number of pairs that are weighed to find which reports belong together, under small limits."""
    count = [0]
    real = parts.compare

    def compare(*arguments):
        count[0] += 1
        return real(*arguments)

    monkeypatch.setattr(parts, "compare", compare)
    for name, limit in LIMITS.items():
        monkeypatch.setitem(weights()["link"], name, limit)
    return count


def crowd(make, count):
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [letters[k // 26] + letters[k % 26] for k in range(count)]
    return make([{"report_id": f"{name}1", "day": "2023-10-18", "place_id": "ain-al-asad"} for name in names])


def test_a_crowded_day_costs_each_report_no_more_than_the_limit(make, compared):
    costs = []
    for count in (60, 120):
        compared[0] = 0
        groups = crowd(make, count).partition()
        assert max(map(len, groups)) <= LIMITS["chain"]
        assert sum(map(len, groups)) == count
        costs.append(compared[0])
        assert compared[0] <= count * LIMITS["crowd"]
    assert costs[1] < 2.2 * costs[0]

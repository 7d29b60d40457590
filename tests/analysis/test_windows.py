from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from research.analysis.windows import halves


@given(st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(0, 400))
def test_two_halves_cover_a_window_and_do_not_overlap(first, length):
    last = first + timedelta(days=length)
    found = halves(str(first), str(last))
    if length == 0:
        assert found is None
        return
    (a, b), (c, d) = found
    assert (a, d) == (str(first), str(last))
    assert date.fromisoformat(c) - date.fromisoformat(b) == timedelta(days=1)

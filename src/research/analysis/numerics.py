"""The one piece of numerics that scipy.special lacks; to import scipy.optimize would cost each kernel more than it saves here."""

from collections.abc import Callable

STEPS = 200  # more than a float has bits: the search ends where two neighbours are left


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function that changes sign once between `low` and `high` is 0, by bisection.

    Raises:
        ValueError: the function has the same sign at both ends.
    """
    below = function(low)
    if below == 0:
        return low
    if (below > 0) == (function(high) > 0):
        raise ValueError(f"no change of sign between {low} and {high}")
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (function(middle) > 0) == (below > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2

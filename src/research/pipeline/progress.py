"""How far a build is, in lines for people: how many of how many, how fast, and an honest guess of the time left."""

import time
from collections.abc import Callable

Say = Callable[[str], None]
EVERY = 10.0  # seconds between two lines
BEGIN = 5.0  # seconds before the first guess: the first seconds start processes and read word lists


class Progress:
    """Counts one step of a build and says a line now and then; a step that is short says nothing.

    The guess goes by the time since the step began and by what was done in it, not by what an earlier build had done already.
    """

    def __init__(self, step: str, total: int, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        self.step, self.total, self.done = step, total, 0
        self._say, self._clock = say, clock
        self._begun = self._last = clock()

    def skip(self) -> None:
        """Leave one out that need not be done."""
        self.total -= 1

    def add(self, count: int) -> None:
        """Count what was done."""
        self.done += count
        now = self._clock()
        if now - self._last >= EVERY and now - self._begun >= BEGIN and self.done < self.total:
            self._last = now
            rate = self.done / (now - self._begun)
            left = (self.total - self.done) / rate
            self._say(f"{self.step}: {self.done:,} of {self.total:,}, {rate:,.0f} a second, about {lasting(left)} left of this step")


def lasting(seconds: float) -> str:
    """Return a time in words that claim no more than is known."""
    if seconds < 90:
        return f"{max(1, round(seconds / 10)) * 10} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"

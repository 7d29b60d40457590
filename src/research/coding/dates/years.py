"""Years that stand alone, and the words before a month or year that name a part of it: in 2019, early 2020, the first week of 2022."""

import research.coding.dates.words as w
from research.coding.dates.types import Frame, Piece
from research.coding.numbers.read import read


def part_before(frame: Frame, k: int) -> tuple[str, int]:
    """Return which part of the month or year at token k is meant, and where the phrase starts: "the end of", "early"."""
    low = frame.low
    if low[k - 1] in w.PARTS:
        return w.PARTS[low[k - 1]], k - 1
    if low[k - 1] in ("in", "on") and low[k - 2] in w.PARTS:
        return w.PARTS[low[k - 2]], k - 2
    if low[k - 1] == "of":
        if low[k - 2] in w.PART_NOUNS:
            return w.PART_NOUNS[low[k - 2]], k - 2
        return _counted_part(frame, k)
    return "", k


def _counted_part(frame: Frame, k: int) -> tuple[str, int]:
    """Read "the first week of", "the second half of", "the first days of" before token k."""
    which, unit = frame.low[k - 3], frame.low[k - 2]
    number = w.ORDINALS.get(which)
    if unit == "week" and (which == "last" or (number and number <= 5)):
        return "weeklast" if which == "last" else f"week{number}", k - 3
    if unit == "half" and number in (1, 2):
        return f"half{number}", k - 3
    if unit == "quarter" and number and number <= 4:
        return f"quarter{number}", k - 3
    if unit in ("days", "weeks", "months") and which in ("first", "early", "opening", "last", "final", "closing"):
        return ("early" if which in ("first", "early", "opening") else "late"), k - 3
    count = read(frame.low, k - 3)
    if unit in ("days", "weeks", "months") and count and frame.low[k - 4] in ("first", "last", "final"):
        return f"{'first' if frame.low[k - 4] == 'first' else 'last'} {count[0]} {unit}", k - 4
    return "", k


def year_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the piece of a year that stands alone at token k, if the words before it say that it is one."""
    low, before = frame.low, frame.low[k - 1]
    if before == "©" or before.endswith("copyright") or (before == ")" and low[k - 2] == "c") or before == "/" or low[k + 1] == "/":
        return []
    if low[k + 1].isalpha() and frame.glued(k + 1):  # 1980s
        return []
    part, i = part_before(frame, k)
    if not part and before not in w.YEARS_AFTER_CUE and not (frame.touches(k) and before in w.YEARS) and before not in ("–", "—"):
        return []
    return [Piece(i, k + 1, "year", year=w.YEARS[low[k]], part=part)]

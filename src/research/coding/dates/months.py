"""Dates with the name of a month: 11 March 2020, March 11-14, the 11th of March, early January."""

import research.coding.dates.words as w
from research.coding.dates.types import Frame, Piece
from research.coding.dates.years import part_before

Days = list[tuple[int, int, int]]  # start, end and number of each day that is written with a month
DASHES = frozenset({"–", "—"})
LINKS = frozenset({"to", "until", "through"}) | DASHES
MOST = 6  # days in one list


def month_pieces(frame: Frame, k: int) -> list[Piece]:
    """Return the pieces of the date or dates around the month name at token k, in order; none if it is no month here."""
    if frame.low[k] in w.NEED_CUE and not _can_be_month(frame, k):
        return []
    days, after = _days(frame, k)
    if not days and not _is_month(frame, k, after):
        return []
    month = w.MONTHS[frame.low[k]]
    pieces = [Piece(i, j, "date", month=month, day=day, bad=day > 31) for i, j, day in days] or [_bare_month(frame, k, month)]
    year, end, shift = _year_after(frame, after)
    first, last = pieces[0], pieces[-1]
    if frame.low[first.i - 1] == "of" and frame.low[first.i - 2] == "week" and days:
        first.part, first.i = "whole-week", first.i - 2  # the week of October 17
    last.j, last.year, last.shift = max(end, last.j), year, shift or last.shift
    return [] if frame.low[end] in w.NAMES_AFTER and frame.capital(end) else pieces


def _can_be_month(frame: Frame, k: int) -> bool:
    """Tell whether a name such as May or March may be a month at all: with a capital, and no verb after it."""
    return frame.capital(k) and not (frame.low[k] == "may" and frame.low[k + 1] in w.AFTER_VERB_MAY)


def _days(frame: Frame, k: int) -> tuple[Days, int]:
    """Return the days before or after the month name at token k, and the token after all; a year decides for those after it."""
    left = _left_days(frame, k)
    right, after = _right_days(frame, k)
    if left and not (right and _is_year_next(frame, after)):
        return left, _after_name(frame, k)
    if right:
        right[0] = (k, *right[0][1:])
    return right, after


def _after_name(frame: Frame, k: int) -> int:
    return k + 2 if frame.low[k + 1] == "." and frame.low[k] in w.NEED_CUE and frame.low[k] not in ("may", "march") else k + 1


def _is_month(frame: Frame, k: int, after: int) -> bool:
    """Tell whether a month name that stands without a day is meant as a month."""
    name, before, beside = frame.low[k], frame.low[k - 1], frame.low[k - 2]
    if not frame.capital(k):
        return name != "august"
    if name not in w.NEED_CUE or _is_year_next(frame, after):
        return True
    if before == "the" and frame.low[after] in w.EVENTS:
        return True
    return before in w.MONTH_CUES or (before in ("and", "or", "to", "–") and beside in w.MONTHS)


def _day_at(frame: Frame, k: int) -> tuple[int, int] | None:
    """Return (day, token after) of a day number or ordinal at token k."""
    number = frame.number(k)
    if number is None:
        return _ordinal_at(frame, k)
    if frame.low[k + 1] in w.SUFFIXES and frame.glued(k + 1):
        return number, k + 2
    if not 1 <= number <= 39 or (frame.low[k + 1][:1].isalnum() and frame.glued(k + 1)):
        return None
    return number, k + 1


def _ordinal_at(frame: Frame, k: int) -> tuple[int, int] | None:
    day = w.ORDINALS.get(frame.low[k])
    if frame.low[k] in ("twenty", "thirty") and w.ORDINALS.get(frame.low[k + 1], 10) < 10:
        return (20 if frame.low[k] == "twenty" else 30) + w.ORDINALS[frame.low[k + 1]], k + 2
    return (day, k + 1) if day else None


def _day_before(frame: Frame, end: int) -> tuple[int, int] | None:
    """Return (token, day) of a day that ends right before token `end`: 11, 11th, the eleventh."""
    for start in (end - 1, end - 2):
        found = _day_at(frame, start) if start >= 0 else None
        if found and found[1] == end:
            named = frame.touches(start) and frame.low[start - 1].isalpha()  # F-16 March
            return None if named else (start, found[0])
    return None


def _left_days(frame: Frame, k: int) -> Days:
    """Return (start, end, day) of the days before a month name: 11 March, the 11th of March, 11 and 14 March, 11-14 March."""
    stop = k - 1 if frame.low[k - 1] == "of" else k
    found = _day_before(frame, stop)
    if not found or (stop == k and frame.number(found[0]) is None):
        return []
    if _has_month_before(frame, found[0]) and frame.number(found[0]) is not None and stop == k:
        return []  # March 11 April: the first month has the number
    days = [(found[0], k + 1, found[1])]
    while len(days) < MOST:
        first = days[0][0]
        linked = frame.number(first - 1) is not None and frame.touches(first)
        gap = first if linked else first - 1
        if not linked and not _is_link(frame.low[gap], first=len(days) == 1):
            break
        more = _day_before(frame, gap)
        if not more or more[1] > 31 or frame.number(more[0]) is None or _has_month_before(frame, more[0]):
            break
        days.insert(0, (more[0], gap, more[1]))
    return days


def _is_link(word: str, first: bool) -> bool:
    return word in LINKS or (word in w.LIST_LINKS and not (first and word == ","))


def _has_month_before(frame: Frame, k: int) -> bool:
    return frame.low[k - 1] in w.MONTHS or (frame.low[k - 1] == "." and frame.low[k - 2] in w.MONTHS)


def _right_days(frame: Frame, k: int) -> tuple[Days, int]:
    """Return (start, end, day) of the days after a month name, and the token after them: March 11, March 11 and 14."""
    after = _after_name(frame, k)
    start = after + 1 if frame.low[after] == "the" else after
    found = _day_at(frame, start)
    if not found:
        return [], after
    day, end = found
    plain = end - start == 1 and frame.number(start) is not None and not _is_year_next(frame, end)
    if plain and (frame.low[k - 1] == "in" or (day > 31 and frame.low[end][:1].isalpha())):
        return [], after  # in March 11 rockets were fired; by March 39 people
    days = [(start, end, day)]
    while len(days) < MOST and not _is_year_next(frame, end):
        more = _listed_day(frame, end)
        if not more:
            break
        days.append(more)
        end = more[1]
    return days, end


def _listed_day(frame: Frame, end: int) -> tuple[int, int, int] | None:
    """Return (start, end, day) of a further day after `end`: -14, – 14, to 14, and 14, if no counted thing follows."""
    low, link = frame.low, frame.low[end]
    tight = frame.number(end) is not None and frame.touches(end)
    if not tight and link not in w.RANGE_LINKS and link not in w.LIST_LINKS:
        return None
    start = end if tight else end + 1
    start += low[start] == "the"
    found = _day_at(frame, start)
    if not found or found[0] > 31 or frame.number(start) is None:
        return None
    day, after = found
    if low[after] in w.MONTHS or (low[after] == "of" and low[after + 1] in w.MONTHS):
        return None
    if link == ",":
        listed = low[after] in (",", "and", "&") and frame.number(after + 1) is not None
    else:
        listed = tight or link in DASHES or low[after] in w.AFTER_LISTED_DAY or low[after] in w.YEARS
    return (start, after, day) if listed else None


def _is_year_next(frame: Frame, k: int) -> bool:
    low = frame.low
    return low[k] in w.YEARS or (low[k + 1] in w.YEARS and (low[k] == "," or (low[k] == "(" and low[k + 2] == ")")))


def _year_after(frame: Frame, k: int) -> tuple[int | None, int, str]:
    """Return the year after a day and month, the token after it, and a shift where the year is named by its place."""
    if _is_year_next(frame, k):
        at = k if frame.low[k] in w.YEARS else k + 1
        return w.YEARS[frame.low[at]], at + (2 if frame.low[k] == "(" else 1), ""
    at = k + 1 if frame.low[k] == "of" else k
    if frame.low[at] in ("the", "that") and frame.low[at + 1] == "same":
        at += 1
    which = "that" if frame.low[at] == "same" else "last" if frame.low[at] in w.LAST else frame.low[at]
    if frame.low[at + 1] == "year" and which in ("last", "this", "next", "that"):
        return None, at + 2, which
    if frame.low[k] == "of" and frame.low[k + 1] in w.YEARS:
        return w.YEARS[frame.low[k + 1]], k + 2, ""
    return None, k, ""


def _bare_month(frame: Frame, k: int, month: int) -> Piece:
    part, i = part_before(frame, k)
    piece = Piece(i, k + 1, "month", month=month, part=part)
    det = frame.low[i - 1]
    if det in w.LAST or det in ("this", "next", "following"):
        piece.shift, piece.i = ("det-last" if det in w.LAST else "det-" + det), i - 1
        if not part:
            piece.part, piece.i = part_before(frame, piece.i)
    return piece

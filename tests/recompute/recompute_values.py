"""Does a text say a value? Written anew: the digits that the text shows decide how near it must be."""

import re
from typing import Any

from tests.recompute.recompute_page import TOKEN

MONTHS = "January February March April May June July August September October November December".split()
ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
WEEK = re.compile(r"(\d{4})-W(\d{2})")
STORED = 6e-4  # result tables hold three or four decimals; what is shown is rounded once more


def says(text: str, value: Any) -> bool:
    """Tell whether `text` (of a cell, a sentence, a datum) says `value`."""
    if value is None or value == "":
        return not TOKEN.search(text) or text in ("nan", "None")
    if isinstance(value, bool):
        return text.lower() in (("yes", "true") if value else ("no", "false"))
    if isinstance(value, int | float) or hasattr(value, "item"):
        return _says_number(text, float(value))
    return text == value or _says_day(text, value) or value.replace("_", " ").lower() in text.lower()


def _says_number(text: str, value: float) -> bool:
    found = TOKEN.search(text)
    if not found:
        return (value == 0 and text.lower().startswith(("no ", "none"))) or text == "all"
    token = found[0].rstrip(",")
    percent = token.endswith("%")
    number = float(token.rstrip("%").replace(",", "")) / (100 if percent else 1)
    if "under" in text or text.startswith("<"):
        return 0 <= value < number
    if "over" in text:
        return number < value <= 1
    if "-" in text[: found.start()] or "−" in text[: found.start()]:
        number = -number
    decimals = len(token.rstrip("%").partition(".")[2]) + (2 if percent else 0)
    return abs(number - value) <= 0.5 * 10**-decimals * 1.000001 + (0 if float(value).is_integer() else STORED)


def _says_day(text: str, value: str) -> bool:
    if week := WEEK.fullmatch(value):
        return text == f"week {int(week[2])} of {week[1]}"
    day = ISO.fullmatch(value)
    if not day:
        return False
    year, month, number = day.groups()
    parts = [str(int(number))] if number else []
    month_words = MONTHS[int(month) - 1] if month else ""
    return text in (" ".join([*parts, *([name] if name else []), year]) for name in (month_words, month_words[:3]))

"""Which language a text is in, as far as a list of English function words can tell."""

from functools import cache
from pathlib import Path

from research.ingest.lexicon import words

FILE = Path(__file__).with_name("english.txt")
MIN_WORDS = 20
# About four in ten words of English news are on the list; of other languages in Latin letters, fewer than one in ten.
MIN_SHARE = 0.2


@cache
def _function_words() -> frozenset[str]:
    return frozenset(FILE.read_text("utf-8").split())


def detect(text: str) -> str:
    """Return "en" for English; empty for other languages and for texts of fewer than 20 words."""
    found = words(text)
    if len(found) < MIN_WORDS:
        return ""
    listed = _function_words()
    return "en" if sum(1 for word in found if word in listed) >= MIN_SHARE * len(found) else ""

"""Which language a text is in.

English is told by its function words, in a thirtieth of a millisecond; only what is not clearly English is put to py3langid (Lui and
Baldwin 2012), which takes thirty times as long and most of a second to load.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from research.ingest.lexicon import words

FILE = Path(__file__).with_name("english.txt")
MIN_WORDS = 20
# About four in ten words of English news are on the list; of other languages in Latin letters, fewer than one in ten.
MIN_SHARE = 0.2
MIN_LETTERS = 40  # some scripts have no spaces between words
LOOKED_AT = 4_000  # characters, more than enough
SURE = 0.8  # how likely the likeliest language has to be; what is not clear is read as English


@cache
def _function_words() -> frozenset[str]:
    return frozenset(FILE.read_text("utf-8").split())


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.nb_classes if len(code) == 2])
    return identifier


def detect(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; empty where it is too short to tell."""
    found = words(text)
    listed = _function_words()
    if len(found) >= MIN_WORDS and sum(1 for word in found if word in listed) >= MIN_SHARE * len(found):
        return "en"
    start = text[:LOOKED_AT]
    letters = [char for char in start if char.isalpha()]
    if len(letters) < MIN_LETTERS or (len(found) < MIN_WORDS and _is_latin(letters)):
        return ""
    ranked = dict(_identifier().rank(start))
    likeliest = max(ranked, key=lambda code: float(ranked[code]))
    return likeliest if ranked[likeliest] >= SURE else ""


def _is_latin(letters: list[str]) -> bool:
    other = sum(1 for char in letters if char > "\u024f" and not unicodedata.name(char, "").startswith("LATIN"))
    return other <= len(letters) / 2

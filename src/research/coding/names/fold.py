"""Fold a word of a name, so that spellings of one Arabic or Kurdish name meet under one key.

`exact` removes only what never tells two names apart (case, apostrophes, accents). `loose` also levels what transliterators do
differently: q/k, dh/z, kh/k, gh/g, doubled letters, e/i/a, o/u/w, a final h. `ARTICLES` are the forms of the Arabic article.
"""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset("al el ul il ad ed ud adh edh ar er ur as es us ash esh ush at et ut ath eth an en un az ez uz".split())
# These read as English words (or names) when they stand alone: they are articles only where a hyphen ties them to the next word.
ENGLISH_ARTICLES = frozenset("ad ed as us ash at et an en un are ar er il es".split())
_STRANGE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d"})
_SPELT = (
    (re.compile(r"[aeou]ll?[ae]h$"), "ala"),  # Hizballah, Hezbollah, Ansarullah
    (re.compile(r"^(?:a|e)(?=ou|ay|ai)"), ""),
    (re.compile(r"dh"), "z"),
    (re.compile(r"kh|ck|q|x"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"th"), "t"),
    (re.compile(r"sh|ch"), "$"),
    (re.compile(r"c"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"v"), "w"),
    (re.compile(r"(?<=[aeiouy])h$"), ""),
    (re.compile(r"(?:(?<!i)i++y*+|[eu]y++)(?=[ae]$)"), "iy"),  # -iya, -iyyah, -ia, -eya
    (re.compile(r"(?<=[aeiou])y+(?=[aou])"), "j"),  # a y between vowels is a consonant: Qayyarah
)
_RUN = re.compile(r"[aeiouyw]+")
_DOUBLE = re.compile(r"([^aeiou\d])\1+")


@lru_cache(maxsize=1 << 16)
def exact(word: str) -> str:
    """Return `word` in lower case without apostrophes and accents; "U.S." becomes "us"."""
    lowered = word.lower().translate(_STRANGE)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in lowered if c.isalnum()) or word


@lru_cache(maxsize=1 << 16)
def loose(word: str) -> str:
    """Return the loose key of `word`: the same for the usual spellings of one name."""
    key = exact(word)
    if not key.isalpha() or not key.isascii():
        return key
    for pattern, by in _SPELT:
        key = pattern.sub(by, key)
    head, key = (key[0], key[1:]) if key[0] in "yw" and len(key) > 1 and key[1] in "aeiou" else ("", key)
    key = _RUN.sub(_vowel, key)
    return head + _DOUBLE.sub(r"\1", key)


def _vowel(run: re.Match[str]) -> str:
    return "o" if any(c in "ouw" for c in run.group()) else "a"


def is_article(word: str, tied: bool) -> bool:
    """Tell whether `word` is an Arabic article; `tied` says that a hyphen joins it to the next word."""
    lowered = word.lower()
    return lowered in ARTICLES and (tied or lowered not in ENGLISH_ARTICLES)


def is_alias_article(token: str) -> bool:
    """Tell whether a token of a codebook's alias is an Arabic article (the US is none)."""
    return token.lower() in ARTICLES and not (token.isupper() and len(token) > 1)

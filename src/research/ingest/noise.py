"""Tell what is not the article: buttons, menus, by-lines, pointers to other articles, notices.

The cues are data (noise.toml); the functions here only compare. A paragraph that quotes somebody is never cut by a cue.
"""

import re
from functools import lru_cache

from research.ingest.blocks import ends_sentence
from research.ingest.captions import is_caption
from research.ingest.datelines import read_date_line
from research.ingest.lexicon import REMEMBERED, Kind, Lexicon, lexicon, norm, words

NAV_SEPARATOR = re.compile(r"[|•·›»«¦]|\s>\s|<<|>>")
ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)", re.IGNORECASE)
MAIL = re.compile(r"\S@\S{1,100}\.\w{2}")
SIGNATURE = re.compile(r"^[A-Z]{2,3}/[A-Z0-9]{1,4}$")
SUPPORT = re.compile(r"^(?:SUPPORT|DONATE|SUBSCRIBE|SIGN UP|FOLLOW)\b[^a-z]{0,60}$")
NOTICE = re.compile(r"^\W{0,3}(?:©|\(c\)\s)", re.IGNORECASE)
BRACKETED = re.compile(r"^\(([^()]*)\)$|^\[([^\[\]]*)\]$")
PICTURE_FILE = re.compile(r"\S\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
BARE_LABEL = re.compile(r"^\[\s*[\w-]+(?:\s[\w-]+)?\s*\]$")  # [video]
NUMBER = re.compile(r"^\d+[a-z]{0,3}$")
ZONES = {"any": ("head", "middle", "tail"), "edge": ("head", "tail"), "tail": ("tail",)}
MAX_NAV_WORDS = 5  # of one entry of a menu


@lru_cache(maxsize=REMEMBERED)
def furniture(text: str, zone: str) -> str:
    """Return the name of the kind of furniture that a paragraph is, or "" if it belongs to the article.

    Args:
        text: the paragraph in one line.
        zone: head (before the first sentence), middle or tail.
    """
    found = words(text)
    if not found:
        return "scrap"
    lex = lexicon()
    if zone != "middle" and all(map(str.isdecimal, found)):
        return "scrap"
    if BARE_LABEL.match(text) or (len(text) <= 200 and PICTURE_FILE.search(text)):
        return "scrap"
    if is_caption(text):
        return ""
    return (
        _shape(text, found, lex)
        or (zone != "middle" and is_byline(text) and "by-line")
        or (zone == "head" and is_section(found) and "section")
        or _bracketed(text, found, lex)
        or _by_phrase(text, found, zone, lex)
    )


def stands_alone(line: str) -> bool:
    """Tell of a line that it is no part of a wrapped paragraph, wherever it stands."""
    return bool(furniture(line, "tail") or is_section(words(line)) or read_date_line(line) or is_caption(line))


def is_related_heading(text: str) -> bool:
    """Tell whether only pointers to other articles follow on this line."""
    return norm(text) in lexicon().related


def is_list_label(text: str) -> bool:
    """Tell whether this line only announces a list of the article's points."""
    return norm(text) in lexicon().list_labels


def is_section(found: list[str]) -> bool:
    """Tell whether these words only name a section, a region or an edition."""
    sets = lexicon().sets
    known = sets["section_words"]
    return 0 < len(found) <= 8 and all(word in known or word in sets["chrome_words"] or NUMBER.match(word) for word in found)


def is_byline(text: str) -> bool:
    """Tell whether a line only names who wrote, edited or sent the article."""
    if len(text) > 200:
        return False
    padded = f" {norm(text)} "
    start = next((cue for cue in lexicon().byline_starts if padded.startswith(cue)), "")
    rest = text.split()[len(start.split()) :]
    if not start or len(rest) > 14 or (ends_sentence(text) and not _all_capital(rest)):
        return False
    known = lexicon().sets["byline_words"]
    return all(word[:1].isupper() or not word[:1].isalpha() or norm(word) in known for word in rest)


def _shape(text: str, found: list[str], lex: Lexicon) -> str:
    if len(found) <= 60 and all(ADDRESS.match(part) for part in text.split()):
        return "address"
    if SIGNATURE.match(text) or (len(found) <= 15 and len(text) <= 300 and MAIL.search(text)):
        return "contact"
    if SUPPORT.match(text):
        return "donation"
    if NOTICE.match(text) and len(found) <= 40:
        return "legal"
    signs, chrome = lex.sets["chrome_signs"], lex.sets["chrome_words"]
    if len(found) <= 14 and any(word in signs for word in found) and all(word in chrome or NUMBER.match(word) for word in found):
        return "chrome"
    return "menu" if _is_menu(text) else ""


def _is_menu(text: str) -> bool:
    if len(text) > 300 or ends_sentence(text) or not NAV_SEPARATOR.search(text):
        return False
    entries = [entry.split() for entry in NAV_SEPARATOR.split(text) if entry.strip()]
    if len(entries) < 2 or any(len(entry) > MAX_NAV_WORDS or entry[-1].isdecimal() for entry in entries):
        return False  # an entry with a number is a row of a table
    return len(entries) > 2 or "|" in text or ">" in text


def _bracketed(text: str, found: list[str], lex: Lexicon) -> str:
    match = BRACKETED.match(text)
    if not match or len(found) > lex.bracketed_max_words:
        return ""
    if len(found) <= lex.credit_max_words and not ends_sentence(match.group(1) or match.group(2)):
        return "credit"
    padded = f" {' '.join(found)} "
    return "note" if any(cue in padded for cue in lex.bracketed) else ""


def _by_phrase(text: str, found: list[str], zone: str, lex: Lexicon) -> str:
    padded = f" {' '.join(found)} "
    ended = ends_sentence(text)
    quoting = ended and len(found) >= 8 and not lex.sets["quoting_words"].isdisjoint(found)
    for kind in lex.kinds:
        if len(found) > kind.max_words or (quoting and kind.name != "legal"):
            continue
        if zone in ZONES[kind.zone] and _matches(text, padded, ended, kind):
            return kind.name
    return ""


def _matches(text: str, padded: str, ended: bool, kind: Kind) -> bool:
    if any(cue in padded for cue in kind.contains):
        return True
    if kind.open_end and ended and not text.rstrip("\"'”’").endswith("?"):
        return False
    cue = next((cue for cue in kind.starts if padded.startswith(cue)), "")
    if not cue or padded.startswith(kind.exceptions):
        return False
    return not kind.colon or _colon_follows(text, len(cue.split()))


def _colon_follows(text: str, count: int) -> bool:
    before, colon, _ = text.partition(":")
    return bool(colon) and len(words(before)) == count


def _all_capital(rest: list[str]) -> bool:
    return all(word[:1].isupper() for word in rest)

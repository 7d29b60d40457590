"""Tell descriptions of pictures from the running text, and mark them."""

import re
from functools import lru_cache

from research.ingest.blocks import ends_sentence
from research.ingest.lexicon import REMEMBERED, Lexicon, lexicon, norm, words

CAPTION_START = re.compile(r"\W*(?:file )?(?:photo|picture|image|caption|illustration|video|watch)\b[^.]{0,20}:|\[.*\]$", re.IGNORECASE)
CAPTION_END = re.compile(r"\b(?:file (?:photo|picture|image)|agency picture|archive photo|handout)\W*$", re.IGNORECASE)
CREDIT_START = re.compile(r"(?<=[.)\]])\s+|\s\(")
FILE_PICTURE = re.compile(r"FILE\s*[–—-]+\s")
MAX_CAPTION_CHARS = 800
OPENING_CHARS = 60
END_CHARS = 60  # in which the end of a caption is looked for


@lru_cache(maxsize=REMEMBERED)
def is_caption(text: str) -> bool:
    """Tell whether a paragraph describes a picture."""
    if len(text) > MAX_CAPTION_CHARS:
        return False
    if is_marked_caption(text):
        return True
    lex, padded = lexicon(), f" {norm(text)} "
    if padded.startswith(lex.caption["released"]) or FILE_PICTURE.match(text):
        return True
    if padded.startswith(" in this ") and any(cue in padded[:OPENING_CHARS] for cue in lex.caption["starts"]):
        return True  # In this Jan. 3, 2020, file photo, ...
    if any(padded.startswith(cue) and text.lower().lstrip("([ ")[len(cue) - 2 :].lstrip().startswith(":") for cue in lex.caption["starts"]):
        return True
    return _closing_credit(text, lex)


def marked_caption(text: str, of_page: bool = False) -> str:
    """Return a caption so that it can be told from the running text: with its own mark, else with "Photo: " before it.

    Captions of a page (of_page) are marked at their beginning in any case.
    """
    own = bool(CAPTION_START.match(text)) if of_page else is_marked_caption(text)
    return text if own else f"Photo: {text}"


def is_marked_caption(text: str) -> bool:
    """Tell whether a paragraph says at its beginning or end that it describes a picture."""
    return bool(CAPTION_START.match(text) or CAPTION_END.search(text[-END_CHARS:]))


def _closing_credit(text: str, lex: Lexicon) -> bool:
    tail = CREDIT_START.split(text)[-1]
    if tail == text or len(tail) > END_CHARS:
        return False
    named = set(words(tail)) if tail.endswith(")") else set()
    if norm(tail) in lex.credits or named & lex.sets["credit_words"]:
        return True
    if named & lex.sets["agency_words"] and not ends_sentence(text[: -len(tail)].rstrip(" (")):
        return True
    label, colon, _ = tail.partition(":")
    return bool(colon) and norm(label) in {"photo", "picture", "pic", "image", "photograph", "credit"}

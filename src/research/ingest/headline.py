"""The headline of a text, and which paragraphs repeat it."""

import re

from rapidfuzz import fuzz

from research.ingest.blocks import Block, Facts, ends_sentence, one_line
from research.ingest.datelines import read_date_line
from research.ingest.lexicon import norm, words
from research.ingest.limits import MAX_TITLE_CHARS, MAX_TITLE_WORDS
from research.ingest.noise import furniture, is_caption, is_list_label

SUFFIX = re.compile(r"\s+(?:[|–—·•»«:-]|::)+\s+")
MAX_SUFFIX_WORDS = 5
SAME = 92  # per cent of likeness at which two headlines are one with a typing difference


def choose_title(blocks: list[Block], facts: Facts) -> str:
    """Return the headline: what the page or a Markdown heading names, else the first line that reads as one; else empty."""
    if facts.title:
        return facts.title[:MAX_TITLE_CHARS].strip()
    for block in blocks:
        if is_caption(block.text):
            if block.text.lower().startswith("video:"):  # "Video: ..." heads an article more often than it describes a film
                return block.text if _is_headline(block.text) else ""
            continue
        date_line = read_date_line(block.text)
        # A line of names and a date may be a headline ("Baghdad Airport Attack, 3 January 2020"), unless it says what it is.
        if furniture(block.text, "head") or is_list_label(block.text) or date_line:
            continue
        return block.text if _is_headline(block.text) else ""
    return ""


def cut_suffix(title: str) -> str:
    """Return the title of a page without the name of the site behind it ("Headline | World - Site")."""
    title = one_line(title)
    while True:
        marks = list(SUFFIX.finditer(title))
        if not marks or len(words(title[marks[-1].end() :])) > MAX_SUFFIX_WORDS or len(words(title[: marks[-1].start()])) < 3:
            return title
        title = title[: marks[-1].start()].rstrip()


def repeats(text: str, title: str) -> bool:
    """Tell whether a paragraph only repeats the headline, perhaps with the name of the site or a small difference."""
    if not title or len(text) > len(title) + 80:
        return False
    mine, other = norm(text), norm(title)
    if not mine or not other:
        return False
    if mine == other or norm(cut_suffix(text)) == other:
        return True
    return len(other) >= 20 and fuzz.ratio(mine, other, score_cutoff=SAME) > 0


def _is_headline(text: str) -> bool:
    found = words(text)
    return (
        2 <= len(found) <= MAX_TITLE_WORDS
        and len(text) <= MAX_TITLE_CHARS
        and not (ends_sentence(text) and text.rstrip("\"'”’").endswith("."))
    )

"""The headline of a text, and which paragraphs repeat it."""

import re

from rapidfuzz import fuzz

from research.ingest.blocks import Block, Facts, ends_sentence, one_line
from research.ingest.captions import is_marked_caption
from research.ingest.datelines import read_date_line
from research.ingest.lexicon import norm, words
from research.ingest.limits import MAX_TITLE_CHARS, MAX_TITLE_WORDS
from research.ingest.noise import furniture, is_list_label

SUFFIX = re.compile(r"(?<!\s)\s++[|–—·•»«:-]++\s++")
MAX_SUFFIX_WORDS = 5
MAX_MASTHEAD_WORDS = 3  # of the name of a site over a headline
MAX_HEAD_BLOCKS = 15
SAME = 92  # per cent of likeness at which two headlines are one with a typing difference


def choose_title(blocks: list[Block], facts: Facts) -> str:
    """Return the headline: what the page or a Markdown heading names, else the first line that reads as one; else empty."""
    if facts.title:
        return facts.title[:MAX_TITLE_CHARS].strip()
    lines = _headlines(blocks)
    repeated = next((line for line in lines if lines.count(line) > 1 and len(words(line)) > MAX_MASTHEAD_WORDS), "")
    # "The Morning Star" over "Rockets hit base outside the city": the longer line is the headline.
    longer = next((line for line in lines if len(words(line)) > MAX_MASTHEAD_WORDS), "")
    return repeated or longer or next(iter(lines), "")


def _headlines(blocks: list[Block]) -> list[str]:
    """Return the lines before the first sentence that read as headlines, up to the first one that does not."""
    found: list[str] = []
    for block in blocks[:MAX_HEAD_BLOCKS]:
        text = block.text
        # "Video: ..." heads an article more often than it describes a film.
        passed = is_marked_caption(text) and not text.lower().startswith("video:")
        if passed or block.kind in ("caption", "item") or furniture(text, "head") or is_list_label(text) or read_date_line(text):
            continue
        if not _is_headline(text):
            break
        found.append(text)
    return found


def cut_suffix(title: str) -> str:
    """Return the title of a page without the name of the site behind it ("Headline | World - Site")."""
    title = one_line(title)
    while True:
        mark = max(SUFFIX.finditer(title), key=lambda match: match.end(), default=None)
        if mark is None or not _is_site(title[mark.end() :]) or len(words(title[: mark.start()])) < MAX_MASTHEAD_WORDS:
            return title
        title = title[: mark.start()].rstrip()


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


def _is_site(name: str) -> bool:
    return len(words(name)) <= MAX_SUFFIX_WORDS and not name[:1].islower()


def _is_headline(text: str) -> bool:
    found = words(text)
    return (
        2 <= len(found) <= MAX_TITLE_WORDS
        and len(text) <= MAX_TITLE_CHARS
        and not (ends_sentence(text) and text.rstrip("\"'”’").endswith("."))
    )

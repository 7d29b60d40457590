"""Blocks -> the cleaned text into which all offsets of later steps point.

Convention: Unicode NFC; paragraphs parted by one blank line, without line feeds inside; the first paragraph is the headline
if there is one, exactly as in `articles.title`; a description of a picture is a paragraph with a mark of its own.
"""

import re

from research.ingest.blocks import Block, ends_sentence, is_prose
from research.ingest.captions import is_caption, marked_caption
from research.ingest.datelines import is_timeline, read_date_line
from research.ingest.headline import repeats
from research.ingest.lexicon import lexicon, norm, words
from research.ingest.noise import furniture, is_byline, is_list_label, is_related_heading, is_section

MAX_PASSES = 8
TAIL_SHARE = 0.3  # of the paragraphs, at least: the part in which notices may stand between sentences
MAX_POINTER_WORDS = 20
MIN_REPEAT_WORDS = 6
MIN_BROKEN_WORDS = 10  # a shorter paragraph without a full stop is a heading or a list item, not a broken sentence
MAX_MASTHEAD_WORDS = 5
MIN_TEASERS = 2
MAX_OTHER_BLOCKS = 5  # between the date lines of a list of other articles
DATELINE = re.compile(
    r"^[A-Z][A-Z'’ .-]{2,30}(?:, [A-Z][\w .'’-]{2,30})?\s*[:–—-]{0,2}$"
    r"|^[A-Z][\w'’ -]{2,30}(?: \[[A-Z][\w ]{2,30}\])?, "
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}\s*[:–—-]{0,2}$"
)


def clean(blocks: list[Block], title: str) -> str:
    """Return the cleaned text of an article.

    What is cut may bring to light what else is none of the article (a by-line under a menu), so the passes go on until nothing
    changes; cleaning a cleaned text therefore changes nothing.
    """
    current = _without_masthead([block for block in blocks if not block.outside], title)
    for _ in range(MAX_PASSES):
        following = _one_pass(current, title)
        if [block.text for block in following] == [block.text for block in current]:
            break
        current = following
    return "\n\n".join([title, *(block.text for block in current)] if title else [block.text for block in current])


def _without_masthead(blocks: list[Block], title: str) -> list[Block]:
    """Cut the short lines over the headline: the name of the site, its sections."""
    at = next((number for number, block in enumerate(blocks) if repeats(block.text, title)), 0)
    return [block for number, block in enumerate(blocks) if number >= at or len(words(block.text)) > MAX_MASTHEAD_WORDS]


def _one_pass(blocks: list[Block], title: str) -> list[Block]:
    kept = _without_furniture([block for block in blocks if not repeats(block.text, title)])
    kept = _without_repeats(kept)
    kept = _without_teasers(kept)
    return _rejoined(kept)


def zones(blocks: list[Block]) -> list[str]:
    """Return for each block whether it stands in the head (before the first sentence), the middle or the tail."""
    first = next((i for i, block in enumerate(blocks) if _is_running_text(block.text)), len(blocks))
    last = len(blocks)
    while last > first + 1 and (not is_prose(blocks[last - 1].text) or furniture(blocks[last - 1].text, "tail")):
        last -= 1
    last = min(last, max(first + 1, len(blocks) - int(TAIL_SHARE * len(blocks))))
    return ["head" if i < first else "tail" if i >= last else "middle" for i in range(len(blocks))]


def _is_running_text(text: str) -> bool:
    return is_prose(text) and not furniture(text, "head") and not is_caption(text)


def _without_furniture(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    timeline = is_timeline([block.text for block in blocks])
    pointers = False
    skipped = 0
    for number, (block, zone) in enumerate(zip(blocks, zones(blocks), strict=True)):
        if number < skipped:
            continue
        if is_related_heading(block.text):
            pointers = True
            skipped = _end_of_others(blocks, number)
        elif pointers and _is_pointer(block, zone):
            continue
        else:
            pointers = False
            if not _is_furniture(block, zone, timeline):
                kept.append(_marked(block))
    return kept


def _end_of_others(blocks: list[Block], heading: int) -> int:
    """Return where the heads of other articles, known by their dates and by-lines, end behind a heading for them."""
    end = heading
    if norm(blocks[heading].text) not in lexicon().related_lists or heading < len(blocks) / 2:
        return end + 1
    for number in range(heading + 1, len(blocks)):
        if number - end > MAX_OTHER_BLOCKS:
            break
        text = blocks[number].text
        line = read_date_line(text)
        if (line and line.label != "updated") or (text.lower().startswith("by ") and is_byline(text)):
            end = number
    return end + 1


def _is_pointer(block: Block, zone: str) -> bool:
    short = len(words(block.text)) <= MAX_POINTER_WORDS and (not ends_sentence(block.text) or block.text.endswith("?"))
    return short and not is_caption(block.text) and (zone == "tail" or block.kind in ("item", "link"))


def _is_furniture(block: Block, zone: str, timeline: bool) -> bool:
    if block.kind == "row":
        return not words(block.text)
    if block.kind == "tags" or (block.kind == "link" and not is_prose(block.text)):
        return True
    if block.kind == "caption":
        return not words(block.text)
    if furniture(block.text, zone) or is_list_label(block.text):
        return True
    date_line = read_date_line(block.text)
    return date_line is not None and (bool(date_line.label) or (zone == "head" and not (timeline and date_line.bare)))


def _marked(block: Block) -> Block:
    if block.kind == "caption":
        return Block(marked_caption(block.text, of_page=True), "caption")
    if block.kind != "row" and is_caption(block.text):
        return Block(marked_caption(block.text), "text")
    return block


def _without_repeats(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        text = norm(block.text)
        if text.count(" ") + 1 >= MIN_REPEAT_WORDS:
            # A lead that the next paragraph repeats behind its dateline.
            doubled = number + 1 < len(blocks) and number < 4 and f" {text} " in f" {norm(blocks[number + 1].text)} "
            if text in seen or doubled:
                continue
            seen.add(text)
        kept.append(block)
    return kept


def _without_teasers(blocks: list[Block]) -> list[Block]:
    """Cut headlines of other articles at the end: several lines without a full stop of which one trails off in dots."""
    start = len(blocks)
    while start > 0 and _is_teaser(blocks[start - 1].text):
        start -= 1
    tail = blocks[start:]
    trailing = any(block.text.endswith(("…", "...")) for block in tail)
    return blocks[:start] if start and len(tail) >= MIN_TEASERS and trailing else blocks


def _is_teaser(text: str) -> bool:
    return len(words(text)) <= MAX_POINTER_WORDS and not ends_sentence(text) and not text.endswith(":") and not is_caption(text)


def _rejoined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    led = False  # whether running text has begun
    for block in blocks:
        if joined and _broken(joined[-1], block):
            joined[-1] = Block(f"{joined[-1].text} {block.text}", joined[-1].kind)
        elif joined and not led and is_prose(block.text) and _is_dateline(joined[-1].text):
            place = joined[-1].text
            joined[-1] = Block(f"{place} {block.text}" if place[-1] in ":–—-" else f"{place} – {block.text}")
        else:
            joined.append(block)
        led = led or (is_prose(joined[-1].text) and not is_caption(joined[-1].text))
    return joined


def _broken(before: Block, block: Block) -> bool:
    """Tell whether a page break parted a sentence here: no end before it, a word in lower case after it."""
    if {before.kind, block.kind} & {"caption", "heading", "row"} or is_caption(before.text) or is_caption(block.text):
        return False
    text = before.text
    return (
        block.text[0].islower()
        and len(words(text)) >= MIN_BROKEN_WORDS
        and (text[-1].isalnum() or text[-1] in ",-–—")
        and not ends_sentence(text)
    )


def _is_dateline(text: str) -> bool:
    return bool(DATELINE.match(text)) and not is_section(words(text))

"""A block: one paragraph, heading, list item or line of a raw text, before it is known whether it belongs to the article."""

import re
from dataclasses import dataclass, field

SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")
ABBREVIATED_END = re.compile(r"(?:^|[\s(])(?:[A-Za-z]\.){2,}$")  # ... in the U.S.
ENDS_OPEN = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*$")
SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Block:
    """One block of text in a single line.

    kind: text, heading, item, row (of a table), caption, link, tags; time: a machine-readable date that stands in it;
    outside: it lies outside the main text of its page and can only tell facts about the article.
    """

    text: str
    kind: str = "text"
    time: str = ""
    outside: bool = False


@dataclass(slots=True)
class Facts:
    """What a raw text says of itself outside its running text; empty where it says nothing."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    dates: list[str] = field(default_factory=list)  # machine-readable dates of publication, the surest first


def one_line(text: str) -> str:
    """Return `text` with every run of white space made one space."""
    return SPACES.sub(" ", text).strip()


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does; "the U.S." and "more ..." do not count."""
    return bool(SENTENCE_END.search(text)) and not ABBREVIATED_END.search(text) and not ENDS_OPEN.search(text)


def is_prose(text: str) -> bool:
    """Tell whether `text` is running text: a sentence of at least eight words, or at least 25 words."""
    count = text.count(" ") + 1
    return count >= 25 or (count >= 8 and ends_sentence(text))

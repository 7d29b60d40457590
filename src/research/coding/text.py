"""Cleaned text -> paragraphs, sentences and tokens, each with its character offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from research.coding.tokens import bounds_of, fold, words_of

__all__ = ["Sentence", "fold", "sentence_at", "split"]

# A full stop after these does not end a sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt sgt brig adm cmdr sen rep gov st no nos vs approx est jr sr inc ltd co corp dept "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun al e.g i.e cf ca spc pfc pvt vol fig".split()
)
BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)")
PARTS = re.compile("[-–—/]")
OPENERS = "\"'“‘«([-–—•*"


@dataclass(slots=True)
class Sentence:
    """One sentence: its tokens as written, the same in lower case without apostrophes, and where each starts and ends in the article."""

    no: int
    start: int
    end: int
    text: str
    paragraph: int
    role: str  # title, lead, body or caption
    words: list[str]
    lower: list[str]
    _bounds: tuple[list[int], list[int]] | None = field(default=None, repr=False, compare=False)

    @property
    def starts(self) -> list[int]:
        """Where each token starts in the article; worked out when first asked for, as most sentences are read over."""
        return (self._bounds or self._locate())[0]

    @property
    def ends(self) -> list[int]:
        """Where each token ends in the article."""
        return (self._bounds or self._locate())[1]

    def _locate(self) -> tuple[list[int], list[int]]:
        self._bounds = bounds_of(self.text, self.words, self.start)
        return self._bounds

    def span_text(self, i: int, j: int) -> str:
        """Return the text of tokens i to j (exclusive) as it stands in the article."""
        return self.text[self.starts[i] - self.start : self.ends[j - 1] - self.start] if j > i else ""

    def joined(self, i: int) -> bool:
        """Tell whether token i is written together with, or by a hyphen joined to, the token before it."""
        if i <= 0:
            return False
        starts, ends = self._bounds or self._locate()
        start, end = starts[i], ends[i - 1]
        return start == end or (start - end <= 1 and not self.text[end - self.start].isspace())

    def glued(self, i: int) -> bool:
        """Tell whether token i follows the token before it with nothing between: the th of 11th."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


LEAST = 6  # words of a paragraph that may be the lead
STARTERS = frozenset("the a an in on at it he she they this that these those there no its his her but and we one two after before".split())
CAPTION_HEAD = re.compile(
    r"\W*(?:file )?(?:photo|picture|image|caption|file photo|illustration|video|watch)\b[^.]{0,20}:|\[.*\]$", re.IGNORECASE
)
CAPTION_TAIL = re.compile(r"\b(?:file (?:photo|picture|image)|agency picture|archive photo|handout)\W*$", re.IGNORECASE)
PICTURES = ("photo", "picture", "image", "handout")  # no CAPTION_TAIL without one of them


def split(text: str, title: str = "") -> list[Sentence]:
    """Return the sentences of a cleaned article, tokenised.

    Paragraphs are parted by blank lines. The first paragraph has the role `title` if it is the article's title; the first one
    after it is the `lead`; a paragraph that describes a picture is a `caption`.
    """
    sentences: list[Sentence] = []
    led = False
    for number, (start, end) in enumerate(_paragraphs(text)):
        role = _role(text[start:end], number, title, led)
        led = led or role == "lead"
        for first, last in _sentence_spans(text, start, end):
            part = text[first:last]
            sentences.append(Sentence(len(sentences), first, last, part, number, role, *words_of(part)))
    return sentences


def sentence_at(sentences: list[Sentence], offset: int) -> Sentence:
    """Return the sentence in which the character at `offset` stands."""
    return sentences[max(bisect_right([s.start for s in sentences], offset) - 1, 0)]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for block in text.split("\n\n"):
        inner = block.strip()
        if inner:
            start = position + block.index(inner[0])
            spans.append((start, start + len(inner)))
        position += len(block) + 2
    return spans


def _role(paragraph: str, number: int, title: str, led: bool) -> str:
    if number == 0 and title and paragraph.strip() == title.strip():
        return "title"
    if _is_caption(paragraph[:400]):
        return "caption"
    return "body" if led or not _tells(paragraph) else "lead"


def _tells(paragraph: str) -> bool:
    """Tell whether a paragraph says something: a date, a place or a section name above the text does not lead it."""
    return len(paragraph.split()) >= LEAST and any(mark in paragraph for mark in ".!?:")


def _is_caption(paragraph: str) -> bool:
    """Tell whether a paragraph describes a picture: by its first words, or by its last."""
    if CAPTION_HEAD.match(paragraph):
        return True
    folded = paragraph.lower()
    return (any(word in folded for word in PICTURES) or not paragraph.isascii()) and CAPTION_TAIL.search(paragraph) is not None


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, first = [], start
    for match in BOUNDARY.finditer(text, start, end):
        stop, after = match.span()
        if after < end and _ends_sentence(text, first, stop, after, end):
            spans.append((first, after))
            first = after
            while first < end and text[first].isspace():
                first += 1
    if first < end:
        spans.append((first, end))
    return spans


def _ends_sentence(text: str, first: int, stop: int, after: int, end: int) -> bool:
    follow = text[after : min(after + 40, end)].split(maxsplit=1)
    if not follow:
        return True
    head = follow[0].lstrip(OPENERS)
    if head and not (head[0].isupper() or head[0].isdigit()):
        return False
    if text[stop] != ".":
        return True
    words = text[max(first, stop - 24) : stop].split()
    last = PARTS.split(words[-1])[-1].lstrip(OPENERS).lower() if words else ""
    if last in ABBREVIATIONS:
        return False
    letters = last.replace(".", "")
    if len(letters) == 1 and letters.isalpha():  # an initial: Myles B. Caggins
        return False
    if "." in last and len(letters) <= 4:  # U.S., p.m.: only a word that opens sentences ends the one before
        return head.lower().strip(",") in STARTERS
    return True

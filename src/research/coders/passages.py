"""Words quoted from an article -> where they stand in it. What does not stand there is no quotation."""

from collections.abc import Sequence

from research.coding.rows import MAX_QUOTE, Row
from research.coding.text import Sentence, sentence_at

MOST_PLACES = 200  # at which the same words are looked for in one article
# Signs that are typed in more than one way, each for one character, so that offsets stay.
ALIKE = str.maketrans("‘’ʼ`´“”„«»‐‑–—−\u00a0\u202f", "'''''\"\"\"\"\"-----  ")


class Passages:
    """The text of one article, to be searched for quotations. Only white space and the typing of quotes and dashes may differ."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text, self.sentences = text, list(sentences)
        self.folded, self.offsets = _folded(text)

    def find(self, quote: str, near: int | None = None) -> Row | None:
        """Return sentence_no, start, end and quote of the words, None where they do not stand in the text.

        Of several places the one nearest to offset `near` is taken, the first if it is None. Whole words only; the words are
        returned as the text writes them, cut behind MAX_QUOTE of them.
        """
        wanted = _folded(quote)[0].strip()
        found = [self._span(at, at + len(wanted)) for at in self._places(wanted)] if wanted and self.sentences else []
        if not found:
            return None
        start, end = min(found, key=lambda span: 0 if near is None else abs(span[0] - near))
        return self.row(start, end)

    def row(self, start: int, end: int) -> Row:
        """Return sentence_no, start, end and quote of the characters from `start` to `end`, cut behind MAX_QUOTE words."""
        words = self.text[start:end].split(maxsplit=MAX_QUOTE)
        if len(words) > MAX_QUOTE:
            end -= len(words[-1])
            end = start + len(self.text[start:end].rstrip())
        return {"sentence_no": sentence_at(self.sentences, start).no, "start": start, "end": end, "quote": self.text[start:end]}

    def sentence(self, number: int) -> Row | None:
        """Return sentence_no, start, end and quote of a whole sentence, None if there is none of that number."""
        if not 0 <= number < len(self.sentences):
            return None
        return self.row(self.sentences[number].start, self.sentences[number].end)

    def _places(self, wanted: str) -> list[int]:
        places: list[int] = []
        at = self.folded.find(wanted)
        while at >= 0 and len(places) < MOST_PLACES:
            if self._whole(at, at + len(wanted)):
                places.append(at)
            at = self.folded.find(wanted, at + 1)
        return places

    def _whole(self, at: int, end: int) -> bool:
        """Tell whether no word is cut: "3" does not stand in "2023"."""
        before = at > 0 and self.folded[at - 1].isalnum() and self.folded[at].isalnum()
        return not before and not (end < len(self.folded) and self.folded[end].isalnum() and self.folded[end - 1].isalnum())

    def _span(self, at: int, end: int) -> tuple[int, int]:
        return self.offsets[at], self.offsets[end - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with single blanks and plain quotes and dashes, and for each of its characters the offset in the text."""
    kept, offsets = [], []
    blank = False
    for offset, char in enumerate(text.translate(ALIKE)):
        if char.isspace():
            if not blank:
                kept.append(" ")
                offsets.append(offset)
            blank = True
            continue
        blank = False
        kept.append(char)
        offsets.append(offset)
    return "".join(kept), offsets

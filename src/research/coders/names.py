"""Quoted words that name a place or a group -> the row of the codebook that they mean in this article."""

from collections.abc import Sequence
from typing import Any

from research.codebook import Codebook
from research.coding.names.find import NameMentions, find_names
from research.coding.rows import Row
from research.coding.text import Sentence


class Names:
    """The places and groups that the rules find in one article, to be asked which of them a quotation names."""

    def __init__(self, sentences: Sequence[Sentence], codebook: Codebook) -> None:
        self.sentences, self.codebook = list(sentences), codebook
        self.mentions: NameMentions = find_names(self.sentences, codebook)

    def place_id(self, words: Row) -> str | None:
        """Return the most exact place that a quotation names, None if the codebook knows none of them."""
        found = self._inside(self.mentions.places[words["sentence_no"]], words)
        return self.codebook.most_exact([mention.place_id for mention in found])

    def group_id(self, words: Row) -> str | None:
        """Return the first group that a quotation names, None if the codebook knows none of them."""
        found = self._inside(self.mentions.groups[words["sentence_no"]], words)
        return found[0].group_id if found else None

    def _inside(self, mentions: Sequence[Any], words: Row) -> list[Any]:
        """Return the mentions that share a character with the quotation."""
        sentence = self.sentences[words["sentence_no"]]
        return [m for m in mentions if sentence.starts[m.i] < words["end"] and sentence.ends[m.j - 1] > words["start"]]

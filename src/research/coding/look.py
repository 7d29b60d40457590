"""What is to be found in the sentences of one article, looked for when it is first asked for."""

from collections.abc import Sequence

from research.codebook import Codebook
from research.coding import lexicon
from research.coding.dates.find import DateContext, DateSpan, article_year, find_dates
from research.coding.kept import kept
from research.coding.names.find import NameMentions, find_names
from research.coding.text import Sentence


class Look:
    """A reader of one article: names and dates of a sentence depend on the others, so those of all are found at once."""

    def __init__(self, sentences: Sequence[Sentence], published: str, codebook: Codebook) -> None:
        self.sentences, self.published, self.codebook = sentences, published, codebook
        self.lexicon = lexicon.load(codebook.folder)

    @kept
    def names(self) -> NameMentions:
        """The places and groups of each sentence."""
        return find_names(self.sentences, self.codebook)

    @kept
    def dates(self) -> list[list[DateSpan]]:
        """The phrases of time of each sentence."""
        context = DateContext(year=article_year(self.sentences, self.published))
        return [find_dates(sentence, self.published, context) for sentence in self.sentences]

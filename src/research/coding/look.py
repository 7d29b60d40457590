"""What is to be found in the sentences of one article, looked for when it is first asked for."""

from collections.abc import Sequence

from research.codebook import Codebook
from research.coding import lexicon
from research.coding.dates.find import DateContext, DateSpan, article_year, find_dates
from research.coding.kept import kept
from research.coding.names.find import NameMentions, find_names
from research.coding.text import Sentence


class Look:
    """A reader of one article: names and dates of a sentence depend on the others, so they are found together."""

    def __init__(self, sentences: Sequence[Sentence], published: str, codebook: Codebook) -> None:
        self.sentences, self.published, self.codebook = sentences, published, codebook
        self.lexicon = lexicon.load(codebook.folder)
        self.dates: list[list[DateSpan]] = []  # of the sentences read so far

    @kept
    def names(self) -> NameMentions:
        """The places and groups of each sentence."""
        return find_names(self.sentences, self.codebook)

    def dates_of(self, number: int) -> list[DateSpan]:
        """Return the phrases of time of a sentence; those before it are read first, as it may be measured from them."""
        for sentence in self.sentences[len(self.dates) : number + 1]:
            self.dates.append(find_dates(sentence, self.published, self.context))
        return self.dates[number]

    @kept
    def context(self) -> DateContext:
        """What the sentences read so far have told of days."""
        return DateContext(year=article_year(self.sentences, self.published))

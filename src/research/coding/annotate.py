"""Article -> annotated sentences: names, numbers, dates and cue words, each found once and used by every later step."""

from research.codebook import Codebook
from research.coding import lexicon
from research.coding.dates.find import DateContext, article_year, find_dates
from research.coding.model import Annotated, Article
from research.coding.names.find import find_names
from research.coding.numbers.find import find_numbers
from research.coding.text import split


def annotate(article: Article, codebook: Codebook) -> list[Annotated]:
    """Return the article's sentences in order, each with its cues, dates, places, groups and numbers."""
    sentences = split(article.text, article.title)
    names = find_names(sentences, codebook)
    cues = lexicon.load(codebook.folder)
    context = DateContext(year=article_year(sentences, article.published))
    notes = []
    for k, sentence in enumerate(sentences):
        dates = find_dates(sentence, article.published, context)
        numbers = find_numbers(sentence, dates)
        notes.append(Annotated(sentence, cues.find(sentence), dates, names.places[k], names.groups[k], names.unnamed[k], numbers))
    return notes

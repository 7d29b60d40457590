"""Article -> annotated sentences: names, numbers, dates and cue words, each found once and used by every later step."""

from research.codebook import Codebook
from research.coding.look import Look
from research.coding.model import Annotated, Article
from research.coding.text import split


def annotate(article: Article, codebook: Codebook) -> list[Annotated]:
    """Return the article's sentences in order, each with its cues, dates, places, groups and numbers."""
    sentences = split(article.text, article.title)
    look = Look(sentences, article.published, codebook)
    return [Annotated(sentence, look) for sentence in sentences]

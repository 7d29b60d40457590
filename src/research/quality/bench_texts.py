"""Texts for the bench: the shipped corpus repeated, its sentences without an attack recombined, and everyday news."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from research import codebook, ingest
from research.coding import lexicon
from research.coding.coder import code
from research.coding.model import Article
from research.coding.text import split
from research.paths import RAW

SETS = {
    "attacks": "the shipped corpus, dense with attacks, repeated",
    "quiet": "sentences of the shipped corpus that tell no attack, recombined",
    "everyday": "news of harvests, budgets and football, repeated",
}
EVERYDAY = Path(__file__).with_name("bench_news.txt")
TELLING = frozenset({"weapon", "attack_noun", "launch_verb", "impact_verb", "assault_verb", "outcome", "casualty"})  # kinds of cues
PARAGRAPHS, TO_EACH = 4, 3  # an article of the shipped corpus has eleven sentences
SHORTEST = 5  # tokens of what is taken for a sentence
DAY = "2021-06-13"


def texts(name: str, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `count` articles of one of SETS as the tables articles and texts, the same ones each time."""
    rows = list(_recombined(_quiet(), count) if name == "quiet" else _repeated(_shipped() if name == "attacks" else _everyday(), count))
    articles = pd.DataFrame(rows, columns=["article_id", "title", "published", "text"], dtype="string")
    return articles[["article_id", "title", "published"]].assign(language="en"), articles[["article_id", "text"]]


@cache
def _shipped() -> list[Article]:
    read = ingest.read_folder(RAW)
    rows = read.articles.merge(read.texts, on="article_id").fillna({"title": "", "published": ""})
    return [Article(*row) for row in rows[["article_id", "title", "published", "text"]].itertuples(index=False)]


def _repeated(articles: list[Article], count: int) -> Iterator[tuple[str, str, str, str]]:
    for k in range(count):
        article = articles[k % len(articles)]
        yield f"{article.article_id}-{k // len(articles):05d}", article.title, article.published, article.text


def _quiet() -> list[str]:
    """Return the sentences of the shipped corpus that hold no word of an attack and, read alone, tell nothing that is coded."""
    book = codebook.load()
    cues, found = lexicon.load(book.folder), []
    for article in _shipped():
        for sentence in split(article.text, article.title):
            whole = len(sentence.words) > SHORTEST and sentence.text.endswith(".") and sentence.role not in ("title", "caption")
            if not whole or any(cue.kind in TELLING for cue in cues.find(sentence)):
                continue
            coded = code(Article("alone", "", article.published, sentence.text), book)
            if not (coded.reports or coded.claims or coded.tallies):
                found.append(sentence.text)
    return found


def _everyday() -> list[Article]:
    """Return the articles of EVERYDAY, each of which opens with a headline: the one paragraph without a full stop."""
    articles: list[list[str]] = []
    for paragraph in EVERYDAY.read_text(encoding="utf-8").strip().split("\n\n"):
        if "." not in paragraph:
            articles.append([])
        articles[-1].append(paragraph)
    return [Article(f"everyday-{k:02d}", parts[0], DAY, "\n\n".join(parts)) for k, parts in enumerate(articles)]


def _recombined(sentences: list[str], count: int) -> Iterator[tuple[str, str, str, str]]:
    chance = random.Random(0)
    for k in range(count):
        picked = chance.sample(sentences, PARAGRAPHS * TO_EACH)
        paragraphs = [" ".join(picked[n : n + TO_EACH]) for n in range(0, len(picked), TO_EACH)]
        yield f"article-{k:06d}", "", DAY, "\n\n".join(paragraphs)

"""One coder over the articles of a folder -> the coded tables, and the articles that it has no coding for."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd

from research import tables
from research.coders.protocol import Article, Coded, Coder, NotCoded
from research.coding.corpus import CODED_TABLES

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Outcome:
    """What a coder made of the articles.

    Attributes:
        frames: the tables of the coding step, by name.
        rejected: file, reason, detail of each article that the coder has no coding for: rows for the table `rejected`.
    """

    frames: Frames
    rejected: pd.DataFrame


def code_articles(coder: Coder, articles: pd.DataFrame, texts: pd.DataFrame, jobs: int = 1) -> Outcome:
    """Code the articles of the tables `articles` and `texts`.

    `jobs` articles are coded at the same time, for a coder that waits for answers; the result is the same for any number.

    Raises:
        CoderError: the coder cannot work at all.
    """
    coded, rejected = Coded(), []
    for file, answer in zip(articles["file"], _run(coder, list(_articles(articles, texts)), jobs), strict=True):
        if isinstance(answer, NotCoded):
            rejected.append({"file": file, "reason": answer.reason, "detail": answer.detail})
        else:
            coded.add(answer)
    frames = {name: tables.frame(name, getattr(coded, name)) for name in CODED_TABLES}
    return Outcome(frames, tables.frame("rejected", rejected))


def _articles(articles: pd.DataFrame, texts: pd.DataFrame) -> Iterable[Article]:
    text_of = dict(zip(texts["article_id"], texts["text"], strict=True))
    rows = articles[["article_id", "title", "published"]].astype(object)
    for article_id, title, published in rows.where(rows.notna(), None).itertuples(index=False):
        yield Article(article_id, title or "", published or "", text_of[article_id])


def _run(coder: Coder, articles: list[Article], jobs: int) -> Iterable[Coded | NotCoded]:
    if jobs <= 1:
        yield from (_one(coder, article) for article in articles)
        return
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(_one, [coder] * len(articles), articles)


def _one(coder: Coder, article: Article) -> Coded | NotCoded:
    try:
        return coder.code(article)
    except NotCoded as error:
        return error

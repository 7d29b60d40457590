"""Many articles -> the coded tables, in worker processes if asked for; the result is the same for any number of them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd

from research import codebook as codebooks
from research import tables
from research.coding.coder import code
from research.coding.model import Article
from research.coding.rows import Coded
from research.paths import CODEBOOK

__all__ = ["CODED_TABLES", "Article", "Coded", "code", "code_articles"]

CODED_TABLES = ("sentences", "reports", "claims", "tallies", "assertions", "relations")
BATCH = 200  # articles that a worker takes at once: large enough to hide the cost of sending them


def code_articles(
    articles: pd.DataFrame, texts: pd.DataFrame, codebook: Path = CODEBOOK, jobs: int = 1, progress: Callable[[int], None] | None = None
) -> dict[str, pd.DataFrame]:
    """Code articles by the rules of the codebook.

    Args:
        articles: table `articles`.
        texts: table `texts`, the cleaned text of each.
        codebook: folder of the codebook.
        jobs: worker processes; the result is the same for any number.
        progress: called with the number of articles done since the last call.

    Returns:
        The tables `sentences`, `reports`, `claims`, `tallies`, `assertions` and `relations`.
    """
    coded = Coded()
    for size, part in _run(list(_batches(articles, texts)), codebook, jobs):
        coded.add(part)
        if progress:
            progress(size)
    return {name: tables.frame(name, getattr(coded, name)) for name in CODED_TABLES}


def _batches(articles: pd.DataFrame, texts: pd.DataFrame) -> Iterator[list[Article]]:
    text_of = dict(zip(texts["article_id"], texts["text"], strict=True))
    rows = articles[["article_id", "title", "published", "language"]].astype(object).where(articles.notna(), None)
    batch: list[Article] = []
    for article_id, title, published, language in rows.itertuples(index=False):
        if language not in (None, "en"):  # the rules read English
            continue
        batch.append(Article(article_id, title or "", published or "", text_of[article_id]))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _run(batches: list[list[Article]], codebook: Path, jobs: int) -> Iterator[tuple[int, Coded]]:
    if jobs <= 1 or len(batches) <= 1:
        for batch in batches:
            yield len(batch), _code_batch(batch, codebook)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        results = pool.map(_code_batch, batches, [codebook] * len(batches))
        for batch, part in zip(batches, results, strict=True):
            yield len(batch), part


def _code_batch(batch: list[Article], codebook: Path) -> Coded:
    loaded = codebooks.load(codebook)
    coded = Coded()
    for article in batch:
        coded.add(code(article, loaded))
    return coded

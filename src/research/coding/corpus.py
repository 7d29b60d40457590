"""Many articles -> the coded tables, in worker processes if asked for; the result is the same for any number of them.

Articles are coded a batch at a time, and their rows are kept as columns of typed tables, so that a corpus takes the memory of its
tables and of little else.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import pandas_dtype

from research import codebook as codebooks
from research.coding.coder import code
from research.coding.model import Article
from research.coding.rows import Coded
from research.paths import CODEBOOK
from research.schemas import TABLES

__all__ = ["CODED_TABLES", "Article", "Coded", "code", "code_articles"]

CODED_TABLES = ("sentences", "reports", "claims", "tallies", "assertions", "relations")
BATCH = 200  # articles that a worker takes at once: large enough to hide the cost of sending them
AHEAD = 3  # batches for each worker that wait or run, so that none idles and no corpus is sent before it is its turn
CHUNK = 20_000  # rows of a table held as Python values before they become typed columns, a tenth of the size
Columns = dict[str, list[Any]]


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
    stores = {name: _Store(name) for name in CODED_TABLES}
    for size, part in _run(_batches(articles, texts), codebook, jobs):
        for name, columns in part.items():
            stores[name].add(columns)
        if progress:
            progress(size)
    return {name: store.frame() for name, store in stores.items()}


class _Store:
    """The rows of one table while they come in."""

    def __init__(self, name: str) -> None:
        self.table = TABLES[name]
        self.waiting: Columns = {column: [] for column in self.table.names}
        self.chunks: list[pd.DataFrame] = []

    def add(self, columns: Columns) -> None:
        """Append rows."""
        for column, values in columns.items():
            self.waiting[column] += values
        if len(self.waiting[self.table.names[0]]) >= CHUNK:
            self._pack()

    def _pack(self) -> None:
        typed = {name: pd.Series(self.waiting[name], dtype=pandas_dtype(dtype)) for name, dtype in self.table.dtypes.items()}
        self.chunks.append(pd.DataFrame(typed))
        self.waiting = {column: [] for column in self.table.names}

    def frame(self) -> pd.DataFrame:
        """Return the table: its columns in order, its types, sorted by its key."""
        self._pack()
        data = pd.concat(self.chunks, ignore_index=True)
        self.chunks = []
        return data.sort_values(list(self.table.key), kind="stable", ignore_index=True)


def _batches(articles: pd.DataFrame, texts: pd.DataFrame) -> Iterator[list[Article]]:
    """Yield the articles in English, which the rules read, BATCH at a time."""
    text_of = texts.set_index("article_id")["text"]
    for first in range(0, len(articles), BATCH):
        rows = articles[["article_id", "title", "published", "language"]].iloc[first : first + BATCH].astype(object)
        rows = rows.where(rows.notna(), None)
        words = text_of.loc[rows["article_id"]]
        batch = [
            Article(article_id, title or "", published or "", text)
            for (article_id, title, published, language), text in zip(rows.itertuples(index=False), words, strict=True)
            if language in (None, "en")
        ]
        if batch:
            yield batch


def _run(batches: Iterator[list[Article]], codebook: Path, jobs: int) -> Iterator[tuple[int, dict[str, Columns]]]:
    """Yield the size and the rows of each batch, in order."""
    first = list(islice(batches, 2))
    if jobs <= 1 or len(first) < 2:
        for batch in chain(first, batches):
            yield len(batch), _code_batch(batch, codebook)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        running: deque[tuple[int, Future[dict[str, Columns]]]] = deque()
        for batch in chain(first, batches):
            running.append((len(batch), pool.submit(_code_batch, batch, codebook)))
            if len(running) >= AHEAD * jobs:
                size, future = running.popleft()
                yield size, future.result()
        for size, future in running:
            yield size, future.result()


def _code_batch(batch: Iterable[Article], codebook: Path) -> dict[str, Columns]:
    loaded = codebooks.load(codebook)
    coded = Coded()
    for article in batch:
        coded.add(code(article, loaded))
    return {name: {column: [row.get(column) for row in getattr(coded, name)] for column in TABLES[name].names} for name in CODED_TABLES}

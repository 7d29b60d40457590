"""The coded articles of one build, from the shelf: all in order of their ids, or a few by name."""

from collections.abc import Iterable, Iterator, Mapping

from research.pipeline.packing import Cells, Packed, unpack
from research.pipeline.workshop import Listed, Workshop
from research.shelf import Shelf

Coded = Mapping[str, dict[str, list[Cells]]]  # coded rows by article and table


class Articles:
    """Reads what the articles of a build came to.

    coded: coded rows that stand for all those on the shelf, None for those there; ruled: rows of articles that people decided on.
    """

    def __init__(self, workshop: Workshop, shelf: Shelf, coded: Coded | None = None, ruled: Coded | None = None) -> None:
        self._workshop, self._shelf, self._coded, self._ruled = workshop, shelf, coded, ruled or {}

    def __iter__(self) -> Iterator[tuple[Listed, Packed]]:
        for listed in self._workshop.articles():
            yield listed, self._packed(listed)

    def under(self, ruled: Coded) -> "Articles":
        """Return the articles as people decided on them."""
        return Articles(self._workshop, self._shelf, self._coded, ruled)

    def count(self) -> int:
        """Return the number of articles."""
        return self._workshop.count()

    def listed(self) -> Iterator[Listed]:
        """Yield what is known of each article without its text."""
        return self._workshop.articles()

    def some_listed(self, names: Iterable[str]) -> Iterator[Listed]:
        """Yield what is known of the named articles that are there."""
        for name in names:
            if listed := self._workshop.article(name):
                yield listed

    def some(self, names: Iterable[str]) -> list[Packed]:
        """Return those of the named articles that are there."""
        return [self._packed(listed) for listed in self.some_listed(names)]

    def ruled(self, article_id: str) -> tuple[bool, dict[str, list[Cells]]]:
        """Return whether what the shelf holds of an article's coded rows counts, and the rows by table that go before it."""
        if self._coded is None:
            return True, self._ruled.get(article_id, {})
        return False, {**self._coded.get(article_id, {}), **self._ruled.get(article_id, {})}

    def _packed(self, listed: Listed) -> Packed:
        packed = unpack(self._shelf.body(listed.key, listed.part))
        packed.row["duplicate_of"] = listed.duplicate_of
        if self._coded is not None:
            packed.coded = self._coded.get(listed.article_id, {})
        return packed

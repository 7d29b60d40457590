"""The coded articles of one build, from the shelf: all in order of their ids, or a few by name."""

from collections.abc import Iterable, Iterator, Mapping

from research.pipeline.packing import Cells, Packed, unpack
from research.pipeline.workshop import Listed, Workshop
from research.shelf import Shelf

Coded = Mapping[str, dict[str, list[Cells]]]  # coded rows by article and table


class Articles:
    """Reads what the articles of a build came to. `instead`: coded rows that stand for all those on the shelf, None for those there."""

    def __init__(self, workshop: Workshop, shelf: Shelf, instead: Coded | None = None) -> None:
        self._workshop, self._shelf, self._instead = workshop, shelf, instead

    def __iter__(self) -> Iterator[tuple[Listed, Packed]]:
        for listed in self._workshop.articles():
            yield listed, self._packed(listed)

    def some(self, names: Iterable[str]) -> list[Packed]:
        """Return those of the named articles that are there."""
        return [self._packed(listed) for name in names if (listed := self._workshop.article(name))]

    def _packed(self, listed: Listed) -> Packed:
        packed = unpack(self._shelf.body(listed.key, listed.part))
        packed.row["duplicate_of"] = listed.duplicate_of
        if self._instead is not None:
            packed.coded = self._instead.get(listed.article_id, {})
        return packed

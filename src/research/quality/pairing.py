"""Which report of one coder is which report of another, article by article, by the rules with which gold is paired."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from research.codebook import Codebook
from research.quality.codings import Coding
from research.quality.gold_match import Judge
from research.quality.gold_rows import Telling
from research.quality.gold_sheet import Sheet


@dataclass(frozen=True, slots=True)
class Pair:
    """One report of an article as the reference tells it and as the other coder does; None where one does not tell it."""

    file: str
    reference: Telling | None
    given: Telling | None


@dataclass(frozen=True)
class Comparison:
    """Two codings of the same articles, the second held against the first.

    Attributes:
        reference: the coding that counts as right: gold, or the first coder.
        given: the other one.
        files: the articles that both have coded.
        pairs: all reports of both, those that tell the same incident together.
        count: what gold_sheet counts: wanted, given, found, and the hits among claims and tallies.
        judge: says whether a value is right.
    """

    reference: Coding
    given: Coding
    files: tuple[str, ...]
    pairs: tuple[Pair, ...]
    count: Counter[str]
    judge: Judge

    @property
    def both(self) -> list[tuple[str, Telling, Telling]]:
        """Return file, report of the reference and report of the other coder of each incident that both tell."""
        return [(pair.file, pair.reference, pair.given) for pair in self.pairs if pair.reference and pair.given]


def compare(reference: Coding, given: Coding, book: Codebook) -> Comparison:
    """Hold one coding against another on the articles that both have coded."""
    files = tuple(sorted(set(reference.articles) & set(given.articles)))
    judge, sheet = Judge(book), Sheet(book, {})
    pairs: list[Pair] = []
    for file in files:
        sheet.article(reference.articles[file] | {"file": file}, given.coded(file))
        pairs += _pairs(file, reference.tellings(file), given.tellings(file), judge)
    return Comparison(reference, given, files, tuple(pairs), sheet.count, judge)


def _pairs(file: str, reference: list[Telling], given: list[Telling], judge: Judge) -> Iterator[Pair]:
    of_reference = judge.pairs(reference, given)
    for i, telling in enumerate(reference):
        yield Pair(file, telling, given[of_reference[i]] if i in of_reference else None)
    for j, telling in enumerate(given):
        if j not in of_reference.values():
            yield Pair(file, None, telling)

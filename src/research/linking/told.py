"""The reports of a corpus while it is linked: numbers in memory, words in a file, for a large corpus has more of them than memory holds."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.codebook import Codebook
from research.linking import block
from research.linking.block import DATED, EXACT, NEWS, Block, Row
from research.linking.facts import Fact
from research.linking.memory import Forgetful, Memory, key_of, remembered, sums
from research.linking.places import Atlas

AT_HAND = 20_000  # facts held in memory, some 20 MB
HELD = ("teller", "first", "last", "flags", "prints", "counts", "codes")


class Told:
    """Reports by number, in order of report_id, with what linking compares of them (Fact) and the claims on them.

    The arrays tell of each report: `first` and `last` day, the number of its article (`teller`), and a print of all that is known of it.
    """

    def __init__(self, blocks: Iterable[Block], codebook: Codebook, atlas: Atlas, memory: Memory | None = None, folder: str | None = None):
        self._groups, self.atlas, self.memory = codebook.groups, atlas, memory or Forgetful()
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed with the reports)
        self._size = 0
        self.tellers: list[list[str]] = []
        held: dict[str, list[NDArray[Any]]] = {name: [] for name in HELD}
        at: list[NDArray[np.int64]] = []
        for part in blocks:
            held["teller"].append(part.arrays["teller"] + np.int32(len(self.tellers)))
            for name in HELD[1:]:
                held[name].append(part.arrays[name])
            at.append(self._keep(part))
            self.tellers += part.tellers
        empty = block.make([], self._groups, atlas)
        arrays = {name: np.concatenate([empty.arrays[name], *held[name]]) for name in HELD}
        self.teller, self.first, self.last, self._flags = (arrays[name] for name in HELD[:4])
        self.prints, self._counts, self._codes = (arrays[name] for name in HELD[4:])
        self._lines = np.concatenate([np.empty((0, 3), dtype=np.int64), *at])  # where fact and row begin and end
        self._again: dict[int, list[int]] = {}  # details of what was dated again
        self.fact = lru_cache(maxsize=AT_HAND)(self._fact)

    def __len__(self) -> int:
        return len(self.teller)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def date_again(self, newest: Mapping[int, int]) -> None:
        """Take in the newest event (ordinal day) in the rest of the article of some reports, by number: it dates what has no date."""
        by_teller: dict[int, dict[int, int]] = {}
        for no, day in newest.items():
            by_teller.setdefault(int(self.teller[no]), {})[no] = day
        for teller, days in sorted(by_teller.items()):
            first, behind = (int(np.searchsorted(self.teller, teller, side)) for side in ("left", "right"))
            key = key_of("dated", self.prints[first:behind].tolist(), sorted((no - first, day) for no, day in days.items()))
            data = remembered(self.memory, key, partial(self._dated, first, behind, teller, days))
            self._replace(first, Block.from_bytes(data))
        self.fact.cache_clear()

    def report(self, no: int) -> Row:
        """Return the row of a report."""
        return dict(json.loads(self._line(no, 1))[0])

    def claims(self, no: int) -> list[list[Any]]:
        """Return report_id, group_id, group_text and statement of each claim on a report."""
        return list(json.loads(self._line(no, 1))[1])

    def article(self, no: int) -> tuple[str, str]:
        """Return article_id and day of publication (empty: not known) of the article that tells a report."""
        article_id, published = self.tellers[self.teller[no]]
        return article_id, published

    def report_ids(self) -> Iterator[str]:
        """Yield every report_id in order."""
        for no in range(len(self)):
            line = self._line(no, 0)
            yield line[2 : line.index(b'"', 2)].decode()

    def details(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the codes of all details, sorted, and beside each the report that has it."""
        owners = np.repeat(np.arange(len(self), dtype=np.int32), self._counts)
        kept = ~np.isin(owners, list(self._again))
        again = [(code, no) for no, codes in self._again.items() for code in codes]
        codes = np.concatenate([self._codes[kept], np.array([code for code, _ in again], dtype=np.int64)])
        owners = np.concatenate([owners[kept], np.array([no for _, no in again], dtype=np.int32)])
        order = np.lexsort((owners, codes))
        return codes[order], owners[order]

    def sums(self, numbers: NDArray[Any], cuts: NDArray[np.int64]) -> list[list[int]]:
        """Return for each stretch of reports, which begin at `cuts` of `numbers`, a number for all that is known of them."""
        return sums(self.prints[numbers], cuts)

    @property
    def exact(self) -> NDArray[np.bool_]:
        """Whether the day of each is known well enough."""
        return self._flags & EXACT > 0

    @property
    def undated_news(self) -> NDArray[np.bool_]:
        """Whether each is told as news without a date."""
        return self._flags & (DATED | NEWS) == NEWS

    @property
    def dated(self) -> NDArray[np.bool_]:
        """Whether each has a date."""
        return self._flags & DATED > 0

    def _dated(self, first: int, behind: int, teller: int, days: Mapping[int, int]) -> bytes:
        rows = [self.report(no) for no in range(first, behind)]
        claims = [claim for no in range(first, behind) for claim in self.claims(no)]
        newest = {rows[no - first]["report_id"]: day for no, day in days.items()}
        article_id, published = self.tellers[teller]
        return block.make([(article_id, published, rows, claims)], self._groups, self.atlas, newest).to_bytes()

    def _replace(self, first: int, new: Block) -> None:
        behind = first + len(new)
        self.first[first:behind], self.last[first:behind] = new.arrays["first"], new.arrays["last"]
        self._flags[first:behind], self.prints[first:behind] = new.arrays["flags"], new.arrays["prints"]
        self._lines[first:behind] = self._keep(new)
        ends = np.cumsum(new.arrays["counts"])
        for at, (start, end) in enumerate(pairwise([0, *ends.tolist()])):
            self._again[first + at] = new.arrays["codes"][start:end].tolist()

    def _keep(self, part: Block) -> NDArray[np.int64]:
        """Put the lines of a block into the file; return where the fact of each report begins, where its row does, and where that ends."""
        ends = part.arrays["ends"].reshape(-1, 2) + self._size
        begins = np.r_[self._size, ends[:-1, 1]] if len(ends) else np.empty(0, dtype=np.int64)
        self._file.seek(self._size)
        self._file.write(part.lines)
        self._size += len(part.lines)
        return np.column_stack([begins, ends])

    def _fact(self, no: int) -> Fact:
        return block.from_json(self._line(no, 0))

    def _line(self, no: int, which: int) -> bytes:
        start, end = self._lines[no, which : which + 2].tolist()
        self._file.seek(start)
        return self._file.read(end - start)

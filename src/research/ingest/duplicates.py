"""Which articles nearly repeat an earlier one: a wire story printed twice, with another headline or a changed sentence.

Resemblance and containment of sets of word shingles after Broder, "On the resemblance and containment of documents" (1997). The
threshold of 0.5 for resemblance is that of Broder, Glassman, Manasse and Zweig, "Syntactic clustering of the Web" (1997);
their shingles of ten words are shortened to five, since news items are short. Another account of the same event in its own
words shares hardly any five words in a row and is no duplicate.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from research.ingest.lexicon import words

SHINGLE = 5  # words
RESEMBLANCE = 0.5  # shared shingles as a share of all shingles of both
CONTAINMENT = 0.8  # shared shingles as a share of those of the later article: it is an excerpt
MIN_SHINGLES = 20  # shorter texts are too short to tell
REMEMBERED = 1024  # sets of shingles held in memory while candidates are compared
SAMPLE = 8  # one shingle of so many is looked up; the candidates are then compared in full
MIN_SHARED = 0.2  # of the later article's sampled shingles, for a comparison in full
AT_ONCE = 4_000_000  # sampled shingles looked at together, 32 MB
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


def shingles(text: str) -> Hashes:
    """Return the set of the hashed five-word shingles of `text`, sorted. The hash is the same on every machine."""
    codes = np.fromiter((crc32(word.encode("utf-8", "replace")) for word in words(text)), dtype=np.uint64)
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    count = len(codes) - SHINGLE + 1
    hashed = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        hashed = (hashed ^ codes[offset : offset + count]) * MULTIPLIER
        hashed ^= hashed >> np.uint64(29)
    return np.unique(hashed)


def find_duplicates(texts: Sequence[str]) -> list[int | None]:
    """Return for each text the number of the earlier text that it nearly repeats, None if there is none.

    Args:
        texts: cleaned texts in the order of publication.
    """

    @lru_cache(maxsize=REMEMBERED)
    def full(number: int) -> Hashes:
        return shingles(texts[number])

    sampled = [sample(shingles(text)) for text in texts]
    sizes = np.array([len(part) for part in sampled], dtype=np.int64)
    found: list[int | None] = [None] * len(texts)
    for earlier, later in candidates(lambda: iter(sampled), sizes):
        if found[later] is None and repeats(full(earlier), full(later)):
            found[later] = earlier
    return found


def sample(hashes: Hashes) -> Hashes:
    """Return the shingles by which candidates are looked up; none of a text that is too short to tell."""
    return hashes[hashes % np.uint64(SAMPLE) == 0] if len(hashes) >= MIN_SHINGLES else hashes[:0]


def candidates(sampled: Callable[[], Iterator[Hashes]], sizes: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield pairs (earlier, later) that share enough sampled shingles, sorted by the later and then the earlier.

    Each shingle pairs the articles that hold it with the first one only, so that the work grows with the number of shingles and
    not with the square of the articles, however often one notice is printed under all of them. The shingles are taken in parts of
    about AT_ONCE, so that a large corpus takes little memory.

    Args:
        sampled: yields the sampled shingles of each article from the first on, as often as it is called.
        sizes: how many each has.
    """
    parts = max(1, int(sizes.sum()) // AT_ONCE)
    pairs, shared = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for part in range(parts):
        found = _shared_with_first(sampled(), len(sizes), part, parts)
        pairs, where = np.unique(np.concatenate([pairs, found[0]]), return_inverse=True)
        shared = np.bincount(where, weights=np.concatenate([shared, found[1]]), minlength=len(pairs)).astype(np.int64)
    later, earlier = np.divmod(pairs, max(1, len(sizes)))
    enough = shared >= MIN_SHARED * sizes[later]
    yield from zip(earlier[enough].tolist(), later[enough].tolist(), strict=True)


def _shared_with_first(sampled: Iterator[Hashes], count: int, part: int, parts: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of one part of the shingles (later * count + earlier, sorted), and how many shingles each pair shares."""
    held: list[Hashes] = []
    sizes = np.zeros(count, dtype=np.int64)
    for number, hashes in enumerate(sampled):
        kept = hashes[(hashes >> np.uint64(32)) % np.uint64(parts) == part] if parts > 1 else hashes
        sizes[number] = len(kept)
        held.append(kept)
    if not sizes.sum():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    hashes = np.concatenate(held)
    owners = np.repeat(np.arange(count, dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    firsts = np.repeat(owners[starts], np.diff(np.r_[starts, len(hashes)]))
    apart = firsts != owners
    return np.unique(owners[apart] * count + firsts[apart], return_counts=True)


def repeats(earlier: Hashes, later: Hashes) -> bool:
    """Tell whether the later of two articles, by all their shingles, nearly repeats the earlier one or is an excerpt of it."""
    shared = len(np.intersect1d(earlier, later, assume_unique=True))
    return shared >= RESEMBLANCE * (len(earlier) + len(later) - shared) or shared >= CONTAINMENT * len(later)

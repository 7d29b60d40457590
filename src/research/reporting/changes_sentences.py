"""Which sentence of one list has become which of another: by its words, else by the cells that it speaks of, else by likeness."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

LIKE = 0.6  # of two sentences that are taken for one that was changed: the share of words in common
PIECE = re.compile(r"\d[\d.,]*\d|\w+|\s+|[^\w\s]")
Item = dict[str, Any]
Pair = tuple[Item | None, Item | None]


def paired(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return (old, new) of every sentence that changed, in order of the new; (None, new) of one that came, (old, None) of one that went.

    A sentence that stands in both is not told, wherever it stands.
    """
    before, after = _without(old, new), _without(new, old)
    found: dict[int, Pair] = {}
    for alike in (_same_cells, _likely):
        for position, item in enumerate(after):
            if position not in found and (match := next((one for one in before if alike(one, item)), None)):
                before = [one for one in before if one is not match]
                found[position] = (match, item)
    return [found.get(position, (None, item)) for position, item in enumerate(after)] + [(one, None) for one in before]


def words(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of two sentences in order, each with "same", "gone" or "new"; a number is one piece, and so is a word."""
    one, two = PIECE.findall(old), PIECE.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "".join(one[a:b]), "same"
            continue
        if b > a:
            yield "".join(one[a:b]), "gone"
        if d > c:
            yield "".join(two[c:d]), "new"


def _without(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    texts = {other["text"] for other in others}
    return [item for item in items if item["text"] not in texts]


def _same_cells(one: Item, two: Item) -> bool:
    return bool(_cells(one)) and _cells(one) == _cells(two)


def _cells(item: Item) -> list[tuple[str, str, str]]:
    return [(part["table"], part["row"], part["column"]) for part in item["parts"] if not isinstance(part, str)]


def _likely(one: Item, two: Item) -> bool:
    return SequenceMatcher(None, one["text"].split(), two["text"].split(), autojunk=False).ratio() >= LIKE

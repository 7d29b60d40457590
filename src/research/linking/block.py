"""The reports of some articles as linking compares them, in arrays and lines that can be kept from one build to the next."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.linking.candidates import detail_codes
from research.linking.facts import Fact, facts_of_rows
from research.linking.places import Atlas, Where

CLAIM = ("report_id", "group_id", "group_text", "statement")  # what is kept of a claim
ARRAYS = {"teller": "<i4", "first": "<i4", "last": "<i4", "flags": "<i1", "prints": "<u8", "counts": "<i4", "codes": "<i8", "ends": "<i8"}
EXACT, DATED, NEWS = 1, 2, 4  # flags
Row = dict[str, Any]
Telling = tuple[str, str, list[Row], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Block:
    """Some reports in order.

    tellers: article_id and day of publication (empty: not known) of each article that tells one.
    arrays: of each report the number of its article in `tellers`, first and last day, flags, a print of all that is known of it (two
    numbers), how many details it has and, one report after the other, their codes (candidates.py), and where its lines end.
    lines: for each report its Fact, and its row with the claims on it, as JSON.
    """

    tellers: list[list[str]]
    arrays: dict[str, NDArray[Any]]
    lines: bytes

    def __len__(self) -> int:
        return len(self.arrays["teller"])

    def to_bytes(self) -> bytes:
        """Return the block as bytes."""
        head = json.dumps([self.tellers, {name: array.size for name, array in self.arrays.items()}], ensure_ascii=False).encode()
        return b"".join([len(head).to_bytes(8, "little"), head, *(array.tobytes() for array in self.arrays.values()), self.lines])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Block":
        """Return the block that `to_bytes` was called on."""
        at = 8 + int.from_bytes(data[:8], "little")
        tellers, sizes = json.loads(data[8:at])
        arrays: dict[str, NDArray[Any]] = {}
        for name, kind in ARRAYS.items():
            arrays[name] = np.frombuffer(data, dtype=kind, count=sizes[name], offset=at)
            at += arrays[name].nbytes
        arrays["prints"] = arrays["prints"].reshape(-1, 2)
        return cls(tellers, arrays, data[at:])


def make(articles: Iterable[Telling], groups: Mapping[str, Any], atlas: Atlas, newest: Mapping[str, int] | None = None) -> Block:
    """Return the block of some articles.

    Args:
        articles: article_id, day of publication, rows of `reports` with None for empty cells, and report_id, group_id, group_text and
            statement of each claim on one of them; articles come in order of their ids, reports too.
        groups: the codebook's, by group_id.
        atlas: places.
        newest: the newest event in the rest of a report's article, where that is known (ordinal day by report_id).
    """
    tellers: list[list[str]] = []
    found: dict[str, list[int]] = {name: [] for name in ARRAYS}
    lines: list[bytes] = []
    behind = 0
    for article_id, published, rows, claims in articles:
        for fact, row in zip(_facts(article_id, published, rows, claims, groups, newest), rows, strict=True):
            told = [to_json(fact), _json([row, [claim for claim in claims if claim[0] == row["report_id"]]])]
            codes = detail_codes(fact, atlas)
            found["teller"].append(len(tellers))
            found["first"].append(fact.first)
            found["last"].append(fact.last)
            found["flags"].append(EXACT * fact.exact + DATED * fact.dated + NEWS * fact.news)
            found["prints"] += _print(told)
            found["counts"].append(len(codes))
            found["codes"] += codes
            for line in told:
                behind += len(line)
                found["ends"].append(behind)
            lines += told
        tellers.append([article_id, published])
    arrays = {name: np.array(found[name], dtype=kind) for name, kind in ARRAYS.items()}
    arrays["prints"] = arrays["prints"].reshape(-1, 2)
    return Block(tellers, arrays, b"".join(lines))


def _facts(
    article_id: str, published: str, rows: Sequence[Row], claims: Iterable[Sequence[Any]], groups: Mapping[str, Any],
    newest: Mapping[str, int] | None,
) -> list[Fact]:  # fmt: skip
    stated = ((report_id, group_id, statement) for report_id, group_id, _, statement in claims)
    return facts_of_rows(rows, {article_id: published}, stated, groups, newest)


def _print(lines: Iterable[bytes]) -> list[int]:
    digest = hashlib.sha256(b"\n".join(lines)).digest()
    return [int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little")]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def to_json(fact: Fact) -> bytes:
    """Return a fact as JSON; its report_id comes first."""
    values = [getattr(fact, name) for name in Fact.__slots__]
    return _json([sorted(value) if isinstance(value, frozenset) else value for value in values])


def from_json(data: bytes) -> Fact:
    """Return the fact that `to_json` was given."""
    found = dict(zip(Fact.__slots__, json.loads(data), strict=True))
    for name in ("militias", "states", "names"):
        found[name] = frozenset(found[name])
    for name in ("munitions", "killed", "wounded"):
        found[name] = tuple(found[name])
    found["where"] = Where(*found["where"])
    found["month_day"] = found["month_day"] and tuple(found["month_day"])
    return Fact(**found)

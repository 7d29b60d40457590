"""How the inputs of the corpus add up: each is an article or a row of `rejected`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from research.ingest.refusal import is_of_manifest


@dataclass(frozen=True, slots=True)
class Inputs:
    """Numbers of inputs: all of them, articles, and rejected; `other` are articles in other languages, `rows` rows of the manifest.

    reasons: (reason, number) of the rejected inputs, most frequent first; other: (language, number).
    """

    number: int
    articles: int
    rejected: int
    other: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    rows: int


def account(tables: Mapping[str, DataFrame]) -> Inputs:
    """Return the sums over the tables `articles` and `rejected` of a corpus."""
    articles, rejected = tables["articles"], tables["rejected"]
    rows = [is_of_manifest(str(file), str(reason)) for file, reason in zip(rejected["file"], rejected["reason"], strict=True)]
    reasons = Counter(reason for reason, row in zip(rejected["reason"], rows, strict=True) if not row)
    other = Counter(code for code in articles["language"].dropna() if code != "en")
    refused = reasons.total()
    return Inputs(len(articles) + refused, len(articles), refused, _sorted(other), _sorted(reasons), sum(rows))


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((str(name), number) for name, number in counts.items()), key=lambda pair: (-pair[1], pair[0])))

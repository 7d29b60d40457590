"""What two codings of the same articles have in common, and what not: small result tables from a Comparison.

compared = compare(of_gold(paths), of_tables(frames, "the rules"), codebook.load())
found(compared), alphas(compared), confusion(compared, "weapon"), errors(compared)
"""

from collections import Counter

import pandas as pd

from research.analysis.intervals import wilson
from research.quality.alpha import LEVELS, NOT_SAID, alphas, units
from research.quality.codings import Coding, of_gold, of_tables
from research.quality.fill import fill_rates
from research.quality.gold import f_measure
from research.quality.mistakes import errors, kinds
from research.quality.pairing import Comparison, Pair, compare

__all__ = [
    "LEVELS", "NOT_SAID", "Coding", "Comparison", "Pair", "alphas", "compare", "confusion", "errors", "fill_rates", "found", "kinds",
    "of_gold", "of_tables",
]  # fmt: skip
COUNTED = {
    "incidents": ("found", "wanted", "given"),
    "exact incidents": ("strict", "wanted", "given"),
    "claims": ("claim_hit", "claim_wanted", "claim_given"),
    "claims, however said": ("claim3_hit", "claim3_wanted", "claim3_given"),
    "running totals": ("tally_hit", "tally_wanted", "tally_given"),
}


def found(comparison: Comparison) -> pd.DataFrame:
    """Return what, hits, wanted, given, precision, recall (each with _low and _high, Wilson's 95% interval) and f1.

    `wanted` are the rows of the reference, `given` those of the other coder, `hits` those of them that stand in both; incidents told as
    background are not asked about. Precision is hits of given, recall hits of wanted: empty where there is none. The rules are those of
    research.quality.gold: a report is found where dates and places do not contradict each other, and exact where date, place and
    weapon are right; claims that are "however said" do not tell attributed, suspected and stated apart; a running total is its count,
    unit and country.
    """
    rows = []
    for what, (hit, wanted, given) in COUNTED.items():
        numbers = [comparison.count[name] for name in (hit, wanted, given)]
        f1 = f_measure(*numbers)[0] if numbers[1] or numbers[2] else None
        rows.append((what, *numbers, *_share(numbers[0], numbers[2]), *_share(numbers[0], numbers[1]), f1))
    shares = [f"{name}{end}" for name in ("precision", "recall") for end in ("", "_low", "_high")] + ["f1"]
    data = pd.DataFrame(rows, columns=["what", "hits", "wanted", "given", *shares])
    return data.astype({"what": "string", **dict.fromkeys(("hits", "wanted", "given"), "int64"), **dict.fromkeys(shares, "Float64")})


def confusion(comparison: Comparison, column: str) -> pd.DataFrame:
    """Return reference, given, incidents: how often both coders give which two values of a nominal column, incidents that both tell.

    `column` is one of LEVELS with level nominal; where a coder says nothing the value is "not said". Most frequent first.
    """
    counts = Counter((a, b) for _, a, b in units(comparison, column))
    rows = [(*pair, number) for pair, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    data = pd.DataFrame(rows, columns=["reference", "given", "incidents"])
    return data.astype({"reference": "string", "given": "string", "incidents": "int64"})


def _share(part: int, whole: int) -> tuple[float | None, float | None, float | None]:
    return (part / whole, *wilson(part, whole)) if whole else (None, None, None)

"""How far two coders agree on each column, beyond chance, over the incidents that both tell.

Krippendorff's alpha: Krippendorff 2019, Content Analysis, 4th ed., chapter 12; 1 is agreement, 0 what chance would give. Its interval
is that of the delete-a-group jackknife (Kott 2001, Journal of Official Statistics 17:521-526): articles are left out in GROUPS turns,
whole ones, because the reports of one article are not independent.
"""

from collections.abc import Sequence
from math import isnan, sqrt
from typing import Any, Literal

import krippendorff
import numpy as np
import pandas as pd
from scipy import stats

from research.analysis.intervals import CONFIDENCE
from research.quality.gold_rows import Telling
from research.quality.pairing import Comparison

Level = Literal["nominal", "ordinal", "ratio"]
GROUPS = 20
NOMINAL: Level = "nominal"
ORDINAL: Level = "ordinal"
RATIO: Level = "ratio"
LEVELS: dict[str, Level] = {
    "date_start": NOMINAL, "date_prec": ORDINAL, "country": NOMINAL, "admin1": NOMINAL, "place_id": NOMINAL, "weapon": NOMINAL,
    "munitions_low": RATIO, "target": NOMINAL, "target_side": NOMINAL, "outcome": NOMINAL, "killed_best": RATIO,
    "wounded_best": RATIO, "n_attacks": RATIO, "is_background": NOMINAL,
}  # fmt: skip
SLOTS = {"munitions_low": "munitions", "killed_best": "killed", "wounded_best": "wounded"}
NOT_SAID = "not said"
Unit = tuple[str, Any, Any]  # file, value of the reference, value of the other coder


def alphas(comparison: Comparison) -> pd.DataFrame:
    """Return column, level, incidents, agreement, alpha, alpha_low, alpha_high: a row for each column of a report.

    `incidents` is the number of incidents that both tell and that the column says something of; `agreement` the share of them on which
    both say the same, 0 to 1. In nominal columns saying nothing is a value of its own, for leaving a cell empty is a decision, too; in
    the others only incidents count for which both give a value. Counts are on a ratio scale, where 1 and 2 differ more than 31 and 32;
    so no single large figure decides. alpha is empty where there is nothing to agree on: fewer than two incidents, or one value only.
    Values that gold accepts besides its own count as different here.
    Where nearly all incidents have one value, alpha is low however often both say the same: chance would agree, too.
    """
    rows = [(column, level, *_agreement(units(comparison, column), level)) for column, level in LEVELS.items()]
    names = ["column", "level", "incidents", "agreement", "alpha", "alpha_low", "alpha_high"]
    numbers = dict.fromkeys(names[3:], "Float64")
    return pd.DataFrame(rows, columns=names).astype({"column": "string", "level": "string", "incidents": "int64", **numbers})


def units(comparison: Comparison, column: str) -> list[Unit]:
    """Return file, value of the reference and value of the other coder for the incidents that `alphas` counts in a column."""
    found = [(file, value(a, column), value(b, column)) for file, a, b in comparison.both]
    if LEVELS[column] == NOMINAL:
        return [(file, NOT_SAID if a is None else str(a), NOT_SAID if b is None else str(b)) for file, a, b in found]
    return [unit for unit in found if unit[1] is not None and unit[2] is not None]


def value(telling: Telling, column: str) -> Any:
    """Return what a report says in a column, None where it says nothing."""
    if column == "date_start":
        return telling.start
    if column == "is_background":
        return telling.background
    if column == "admin1":
        return telling.admin1
    said = telling.slots[SLOTS.get(column, column)]
    return None if said == "unknown" else said


def _agreement(found: Sequence[Unit], level: Level) -> tuple[int, float | None, float | None, float | None, float | None]:
    share = sum(a == b for _, a, b in found) / len(found) if found else None
    values = sorted({v for _, *both in found for v in both})
    if len(found) < 2 or len(values) < 2:
        return len(found), share, None, None, None
    index = {v: k for k, v in enumerate(values)}
    counts = np.zeros((len(found), len(values)))
    for row, (_, a, b) in enumerate(found):
        counts[row, index[a]] += 1
        counts[row, index[b]] += 1
    domain = np.arange(len(values), dtype=float) if level == NOMINAL else np.array(values, dtype=float)
    return len(found), share, *_with_interval(counts, domain, level, [file for file, _, _ in found])


def _with_interval(
    counts: np.ndarray, domain: np.ndarray, level: Level, files: Sequence[str]
) -> tuple[float | None, float | None, float | None]:
    whole = _alpha(counts, domain, level)
    turn = {file: number % GROUPS for number, file in enumerate(dict.fromkeys(files))}
    turns = np.array([turn[file] for file in files])
    parts = [_alpha(counts[turns != k], domain, level) for k in sorted(set(turn.values()))]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or len(parts) < 2:
        return whole, None, None
    spread = sqrt((len(known) - 1) / len(known) * sum((part - whole) ** 2 for part in known))
    reach = float(stats.t.ppf(1 - (1 - CONFIDENCE) / 2, len(known) - 1)) * spread
    return whole, max(-1.0, whole - reach), min(1.0, whole + reach)


def _alpha(counts: np.ndarray, domain: np.ndarray, level: Level) -> float | None:
    used = counts.sum(axis=0) > 0
    if used.sum() < 2:
        return None
    found = float(krippendorff.alpha(value_counts=counts[:, used], value_domain=domain[used], level_of_measurement=level))
    return None if isnan(found) else found

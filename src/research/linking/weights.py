"""The weights of the evidence, read once from weights.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("weights.toml")


@cache
def weights() -> dict[str, Any]:
    """Return the tables of weights.toml: log odds by kind of evidence, and the limits of linking."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def agreement(column: str, value: str) -> float:
    """Return the log odds of two reports sharing `value` in `column`."""
    table = weights()["agree"][column]
    return float(table.get(value, table.get("default", 0.3)))


def difference(column: str, a: str, b: str) -> float:
    """Return the log odds of two reports saying `a` and `b` in `column`: mild for pairs that news uses for each other."""
    pair = " ".join(sorted((a, b)))
    return float(weights()["confused"].get(column, {}).get(pair, weights()["differ"][column]))

"""How many cells of the coded tables say something. Unknown is empty, never guessed: what is not filled was not said, or not read."""

from collections.abc import Mapping

import pandas as pd

from research.schemas import TABLES

FILLED = ("reports", "claims", "tallies")
NOTHING = ("unknown", "none")  # words that say that nothing is said
KEYS = ("article_id", "sentence_no", "start", "end", "quote")  # never empty, and no values


def fill_rates(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return cell (table.column), table, column, rows, filled, share: for each column that holds values, how many rows say something in it.

    `share` is 0 to 1, empty where the table has no rows. The words unknown and none count as saying nothing.
    """
    rows = []
    for name in FILLED:
        for column in TABLES[name].columns:
            if column.name in (*KEYS, *TABLES[name].key):
                continue
            values = frames[name][column.name]
            filled = int((values.notna() & ~values.astype("string").isin(NOTHING)).sum())
            share = filled / len(values) if len(values) else None
            rows.append((f"{name}.{column.name}", name, column.name, len(values), filled, share))
    data = pd.DataFrame(rows, columns=["cell", "table", "column", "rows", "filled", "share"])
    return data.astype({"cell": "string", "table": "string", "column": "string", "rows": "int64", "filled": "int64", "share": "Float64"})

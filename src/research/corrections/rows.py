"""The rows of one coded table by their id, read cell by cell: corrections touch few of many."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from research.corrections.model import KEYS
from research.schemas import TABLES

PLAIN = {"integer": int, "number": float, "boolean": bool, "date": str, "text": str}


class Rows:
    """One of the tables reports, claims and tallies; an empty cell is None."""

    def __init__(self, table: str, frame: pd.DataFrame) -> None:
        self.table, self.frame = table, frame
        self.columns = {column.name: column for column in TABLES[table].columns}
        self.at = {row_id: position for position, row_id in enumerate(frame[KEYS[table]])}

    def __contains__(self, row_id: str) -> bool:
        return row_id in self.at

    def cell(self, row_id: str, column: str) -> Any:
        """Return one cell as plain Python, None where it is empty."""
        value = self.frame[column].iloc[self.at[row_id]]
        return None if pd.isna(value) else PLAIN[self.columns[column].type](value)

    def of(self, column: str, value: str) -> Iterator[str]:
        """Yield the ids of the rows that hold `value` in `column`, in order."""
        yield from self.frame.loc[self.frame[column] == value, KEYS[self.table]]

"""A correction as a person writes it, the change of one cell or row that it comes to, and the error that lists all that fail."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from research.schemas import TABLES

CORRECTIONS, DECISIONS = "corrections.csv", "decisions.csv"  # beside the raw folder
TABLE_NAMES = ("reports", "claims", "tallies")
ROW, DELETE = "(row)", "delete"  # the column and the value of a correction that drops a whole row
KEYS = {name: TABLES[name].key[0] for name in TABLE_NAMES}
IDS = {"r": "reports", "c": "claims", "t": "tallies"}  # the letter of a row id


class CorrectionError(ValueError):
    """Corrections or decisions cannot be followed; the message lists every failing line with its mend, as does `problems`."""

    def __init__(self, source: str, problems: Iterable[tuple[int, str]]) -> None:
        found = sorted(problems)
        self.problems = [f"line {line}: {text}" for line, text in found]
        count = len({line for line, _ in found})
        head = f"{source}: {count} {'line' if count == 1 else 'lines'} cannot be followed, so no table was written:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of corrections.csv, as text: put `value` into the cell (`table`, `row`, `column`) that holds `expected` now.

    An empty `value` or `expected` is an empty cell. To drop a row, `column` is `(row)`, `value` is `delete` and `expected` the first
    words of the row's quote. `quote`, where it is given, are those words for a correction of a cell.
    """

    line: int
    table: str
    row: str
    column: str
    value: str
    expected: str
    reason: str
    coder: str
    date: str = ""
    quote: str = ""

    @property
    def drops(self) -> bool:
        """Tell whether it drops the row."""
        return self.column == ROW

    @property
    def cell(self) -> str:
        """The cell in words, for messages."""
        return f"{self.table} {self.row} {self.column}"


@dataclass(frozen=True, slots=True)
class Change:
    """A correction that can be followed: `old` and `new` are cells (None: empty), for a dropped row its quote and None.

    `follows` is true of what nobody wrote down: it comes with another correction.
    """

    correction: Correction
    table: str
    row: str
    article_id: str
    column: str
    old: Any
    new: Any
    reason: str
    follows: bool = False


def article_of(row_id: str) -> str:
    """Return the article_id in a row id."""
    return row_id.rpartition("-")[0]


def table_of(row_id: str) -> str:
    """Return the table that a row id belongs to by its letter; `reports` where it has none."""
    return IDS.get(row_id.rpartition("-")[2][:1], "reports")

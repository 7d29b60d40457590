"""Tables written row by row: each is checked and written a piece at a time, so that a table takes the memory of a piece."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.types import pandas_dtype

from research.schemas import TABLES
from research.tables import COMPRESSION, FORMATS, TableError, check

PIECE = 20_000  # rows held as Python values before they become typed columns, a tenth of the size
GROUP = 131_072  # rows of a row group of Parquet: large enough to compress well, small enough to be read alone


class TableFile:
    """The files of one table in the making, beside their places; rows come in order of the key."""

    def __init__(self, folder: Path, name: str, formats: Iterable[str] = FORMATS) -> None:
        self.table, self.rows = TABLES[name], 0
        finals = {suffix: folder / f"{name}.{suffix}" for suffix in formats}
        self.parts = [(final.with_name(f".{final.name}.part"), final) for final in finals.values()]
        self._files: list[_Csv | _Parquet] = [KINDS[suffix](part) for suffix, (part, _) in zip(finals, self.parts, strict=True)]
        self._waiting: list[Sequence[Any]] = []
        self._last: tuple[Any, ...] = ()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows: cells in the order of the columns, None for an empty one."""
        self._waiting.extend(rows)
        if len(self._waiting) >= PIECE:
            self._write()

    def add_frame(self, data: pd.DataFrame) -> None:
        """Append a whole frame.

        Raises:
            TableError: the rows do not fit the schema, or do not follow the key.
        """
        checked = check(self.table.name, data)
        self._follow(checked)
        self.rows += len(checked)
        for file in self._files:
            file.write(checked)

    def close(self) -> None:
        """Write what is left; the files are whole then, and still beside their places."""
        if self._waiting or not self.rows:
            self._write()
        for file in self._files:
            file.close()

    def drop(self) -> None:
        """Let go of the files without finishing them."""
        for file in self._files:
            file.drop()

    def _write(self) -> None:
        columns = zip(*self._waiting, strict=True) if self._waiting else ([] for _ in self.table.names)
        typed = {
            name: pd.Series(list(cells), dtype=pandas_dtype(dtype))
            for (name, dtype), cells in zip(self.table.dtypes.items(), columns, strict=True)
        }
        self._waiting = []
        self.add_frame(pd.DataFrame(typed))

    def _follow(self, data: pd.DataFrame) -> None:
        """Check that the first row comes behind the last one written; within a frame the schema checks that keys are unique."""
        if data.empty:
            return
        first, last = (tuple(data[column].iloc[at] for column in self.table.key) for at in (0, -1))
        if self._last and first <= self._last:
            raise TableError(
                f"table {self.table.name}: row {first} comes behind {self._last}: its key is not unique, or its rows are unsorted"
            )
        self._last = last


class _Csv:
    def __init__(self, path: Path) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._begun = False

    def write(self, data: pd.DataFrame) -> None:
        data.to_csv(self._stream, index=False, header=not self._begun, lineterminator="\n")
        self._begun = True

    def close(self) -> None:
        self._stream.close()

    drop = close


class _Parquet:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, data: pd.DataFrame) -> None:
        self._waiting.append(pa.Table.from_pandas(data, preserve_index=False))
        self._rows += len(data)
        if self._rows >= GROUP:
            self._flush()

    def _flush(self) -> None:
        data = pa.concat_tables(self._waiting).combine_chunks()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, data.schema, compression=COMPRESSION)
        self._writer.write_table(data)
        self._waiting, self._rows = [], 0

    def close(self) -> None:
        if self._waiting:
            self._flush()
        if self._writer:
            self._writer.close()

    def drop(self) -> None:
        self._waiting = []
        self.close()


KINDS: dict[str, Any] = {"csv": _Csv, "parquet": _Parquet}

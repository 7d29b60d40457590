"""Read and write processed tables: fixed columns, rows in order of their key, the same bytes every time, never half-written."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from research.schemas import TABLES, checker

FORMATS = ("csv", "parquet")
COMPRESSION = "zstd"  # of Parquet


class TableError(ValueError):
    """A table is missing, or does not hold what its schema promises."""


def frame(name: str, rows: Iterable[Mapping]) -> pd.DataFrame:
    """Return `rows` as the table `name`: its columns in order, its types, sorted by its key."""
    table = TABLES[name]
    data = pd.DataFrame.from_records(list(rows), columns=table.names).astype(table.dtypes)
    return data.sort_values(list(table.key), kind="stable").reset_index(drop=True)


def check(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """Return `data` if it fits the schema of table `name`.

    Raises:
        TableError: naming the table, the column and the first rows that do not fit.
    """
    from pandera.errors import SchemaErrors

    try:
        return checker(name).validate(data, lazy=True)
    except SchemaErrors as error:
        worst = error.failure_cases.head(5).to_string(index=False)
        raise TableError(f"table {name} does not fit its schema:\n{worst}") from None


def read(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` of a folder of tables, from Parquet if it is there, else from CSV.

    Raises:
        TableError: the folder holds no such table, or lacks one of its columns.
    """
    table = TABLES[name]
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.exists():
        data = pd.read_parquet(parquet)
    elif csv.exists():
        data = pd.read_csv(csv, dtype="string", keep_default_na=False, na_values=[""])
        for column in table.columns:
            if column.type == "boolean" and column.name in data:
                data[column.name] = data[column.name].map({"True": True, "False": False})
    else:
        raise TableError(f"{folder} holds no table {name}: make it with `research code RAW --out {folder}`")
    missing = [column for column in table.names if column not in data]
    if missing:
        raise TableError(f"{folder / name} lacks the columns {', '.join(missing)}: make the tables again")
    return data[table.names].astype(table.dtypes)


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Return every table of a folder by its name."""
    return {name: read(folder, name) for name in TABLES}


def write(folder: Path, frames: Mapping[str, pd.DataFrame], formats: Iterable[str] = FORMATS) -> list[Path]:
    """Write `frames` into `folder`, all of them or, if anything fails before the last step, none.

    Each table is checked against its schema and written beside its final name first; only when all are there are they moved.
    """
    from research.moving import move_all
    from research.table_files import TableFile

    folder.mkdir(parents=True, exist_ok=True)
    files: list[TableFile] = []
    try:
        for name, data in frames.items():
            files.append(TableFile(folder, name, formats))
            files[-1].add_frame(data)
            files[-1].close()
        pairs = [pair for file in files for pair in file.parts]
        move_all(folder, pairs)
    finally:
        for file in files:
            file.drop()
            for part, _ in file.parts:
                part.unlink(missing_ok=True)
    return [final for _, final in pairs]

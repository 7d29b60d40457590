"""Read and write processed tables: fixed columns, rows in order of their key, the same bytes every time, never half-written."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from research.moving import LIST
from research.schemas import TABLES, checker

FORMATS = ("csv", "parquet")
COMPRESSION = "zstd"  # of Parquet
YEAR = "year="  # what the folders of a table that is partitioned by year begin with
UNKNOWN_YEAR = "unknown"  # not the name that Parquet's readers take for "no value": pandas cannot read such a table whole


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


def read(folder: Path, name: str, years: Collection[str] | None = None) -> pd.DataFrame:
    """Return the table `name` of a folder of tables, in order of its key, from Parquet if it is there, else from CSV.

    years: of a table that is partitioned by year, only these are opened, such as "2020"; UNKNOWN_YEAR: rows of no known year.

    Raises:
        TableError: the folder holds no such table, or lacks one of its columns, or a build has not finished moving its tables there.
    """
    table = TABLES[name]
    if (folder / LIST).exists():
        raise TableError(f"{folder} holds tables of two builds, for one was stopped: finish it with `research code RAW --out {folder}`")
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.is_dir():
        data = _read_parts(parquet, years).sort_values(list(table.key), kind="stable", ignore_index=True)
    elif parquet.exists():
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


def years_of(folder: Path, name: str) -> set[str]:
    """Return the years for which a folder holds rows of a table; none where it is not partitioned."""
    return {path.name.removeprefix(YEAR) for path in (folder / f"{name}.parquet").glob(f"{YEAR}*")}


def _read_parts(folder: Path, years: Collection[str] | None) -> pd.DataFrame:
    """Return the rows of a table in parts; those of other years than asked for are not opened, but for one where there is none else."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    every = sorted(folder.glob(f"{YEAR}*/*.parquet"))
    wanted = [path for path in every if years is None or path.parent.name.removeprefix(YEAR) in years]
    found = [pq.read_table(path, partitioning=None) for path in wanted]
    return (pa.concat_tables(found) if found else pq.read_schema(every[0]).empty_table()).to_pandas()


def read_all(folder: Path) -> "Stored":
    """Return every table of a folder by its name; each is read when it is first asked for."""
    return Stored(folder)


class Stored(Mapping[str, pd.DataFrame]):
    """The tables of a folder, each read when it is first asked for. years: of which tables not all years are read, and which are."""

    def __init__(self, folder: Path, years: Mapping[str, Collection[str]] | None = None) -> None:
        self.folder, self._years = folder, dict(years or {})
        self._held: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._held:
            self._held[name] = read(self.folder, name, self._years.get(name))
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def within(self, years: Mapping[str, Collection[str]]) -> "Stored":
        """Return the same tables, of which some are read of these years only; what has been read stays."""
        other = Stored(self.folder, {**self._years, **years})
        other._held = self._held
        return other


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

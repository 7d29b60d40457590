"""What a worker process does with a unit of articles: rows -> pieces of CSV and what linking compares, or files of Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from pandas.api.types import pandas_dtype

from research import codebook as codebooks
from research import shelf
from research.coding.corpus import CODED_TABLES
from research.linking import block
from research.linking.block import CLAIM, Telling
from research.linking.places import Atlas
from research.pipeline.packing import Cells, unpack
from research.pipeline.units import Placed
from research.schemas import TABLES
from research.tables import COMPRESSION, check

OF_ARTICLES = ("articles", "texts", *CODED_TABLES)  # the tables whose rows belong to one article each
NAMES = {name: table.names for name, table in TABLES.items()}
CLAIM_AT = [NAMES["claims"].index(name) for name in CLAIM]
NUMBERS = {name: [at for at, column in enumerate(table.columns) if column.type == "number"] for name, table in TABLES.items()}


class Piece(NamedTuple):
    """A stretch of a table: how many rows, and their bytes."""

    rows: int
    data: bytes


class Bench(NamedTuple):
    """Where the shelf is, and the codebook's folder."""

    shelf: Path
    codebook: Path


def as_csv(bench: Bench, unit: list[Placed]) -> tuple[dict[str, Piece], bytes]:
    """Return the lines of each table without its heading, and the block of the reports for linking."""
    rows, tellings = _rows(bench, unit), []
    reports, claims = _by_article(rows["reports"], "reports"), _by_article(rows["claims"], "claims")
    for one in unit:
        if told := reports.get(one.article_id):
            named = [dict(zip(NAMES["reports"], cells, strict=True)) for cells in told]
            said = [[cells[at] for at in CLAIM_AT] for cells in claims.get(one.article_id, ())]
            tellings.append((one.article_id, one.published, named, said))
    return {name: Piece(len(found), csv_lines(name, found)) for name, found in rows.items()}, _block(bench, tellings)


def as_parquet(bench: Bench, units: list[tuple[str, list[Placed]]]) -> dict[str, dict[str, Piece]]:
    """Return the files of some units by name: of each table that has rows there.

    Raises:
        TableError: rows do not fit the schema of their table.
    """
    rows = {name: _rows(bench, unit) for name, unit in units}
    made = {table: parquet_files(table, {name: rows[name][table] for name in rows if rows[name][table]}) for table in OF_ARTICLES}
    return {name: {table: made[table][name] for table in OF_ARTICLES if name in made[table]} for name in rows}


def csv_lines(name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows of cells as lines of CSV; a table is written the same by pandas."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(_decimal(rows, NUMBERS[name]))
    return stream.getvalue().encode()


def parquet_files(name: str, parts: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, Piece]:
    """Return the rows of cells of each part of a table as a file of Parquet. They are checked together, which costs as much as for one.

    Raises:
        TableError: they do not fit the schema of the table.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [row for part in parts.values() for row in part]
    columns = zip(*rows, strict=True) if rows else ([] for _ in NAMES[name])
    typed = {
        column: pd.Series(list(cells), dtype=pandas_dtype(dtype))
        for (column, dtype), cells in zip(TABLES[name].dtypes.items(), columns, strict=True)
    }
    whole = pa.Table.from_pandas(check(name, pd.DataFrame(typed)), preserve_index=False)
    found, start = {}, 0
    for part, own in parts.items():
        stream = io.BytesIO()
        pq.write_table(whole.slice(start, len(own)), stream, compression=COMPRESSION)
        found[part] = Piece(len(own), stream.getvalue())
        start += len(own)
    return found


def _rows(bench: Bench, unit: list[Placed]) -> dict[str, list[Cells]]:
    """Return the rows of each table, in order of its key."""
    rows: dict[str, list[Cells]] = {name: [] for name in OF_ARTICLES}
    with shelf.reading(bench.shelf) as body:
        for one in unit:
            packed = unpack(body(one.key, one.part))
            packed.row["duplicate_of"] = one.duplicate_of
            rows["articles"].append([packed.row.get(name) for name in NAMES["articles"]])
            rows["texts"].append([one.article_id, packed.text])
            for name, found in ((packed.coded if one.coded else {}) | one.instead).items():
                rows[name] += found
    return rows


def _by_article(rows: Iterable[Cells], name: str) -> dict[str, list[Cells]]:
    at = NAMES[name].index("article_id")
    found: dict[str, list[Cells]] = {}
    for cells in rows:
        found.setdefault(cells[at], []).append(cells)
    return found


def _block(bench: Bench, tellings: Iterable[Telling]) -> bytes:
    return block.make(tellings, codebooks.load(bench.codebook).groups, _atlas(bench.codebook)).to_bytes()


@lru_cache(maxsize=1)
def _atlas(codebook: Path) -> Atlas:
    return Atlas(codebooks.load(codebook))


def _decimal(rows: Iterable[Sequence[Any]], numbers: list[int]) -> Iterator[Sequence[Any]]:
    """Yield rows in which whole numbers of decimal columns are decimal ones, as they are once they are typed."""
    for row in rows:
        if any(type(row[at]) is int for at in numbers):
            row = [float(cell) if at in numbers and cell is not None else cell for at, cell in enumerate(row)]
        yield row

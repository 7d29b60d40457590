"""Tables with one article a row -> records: JSON and JSON Lines by json, CSV by csv, Parquet by pyarrow, a few rows at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from research.ingest.containers import columns
from research.ingest.containers.bounds import lines, seekable, unpacked
from research.ingest.decode import decode, decode_line
from research.ingest.item import Item, Source
from research.ingest.kinds import member
from research.ingest.limits import MAX_COLUMNS, MAX_DOCUMENT_BYTES, MAX_FILE_BYTES
from research.ingest.record import write_record
from research.ingest.refusal import Refusal, RefusedError

DELIMITERS = ",;\t|"
BATCH_ROWS = 64
MAX_TOLD = 3  # ways of reading one file that are told
UTF16 = (b"\xff\xfe", b"\xfe\xff")
Row = Mapping[str, Any]
Numbered = tuple[int, Row | RefusedError]
Say = Callable[[str], None]


def read(source: Source, say: Say) -> Iterator[Item | Refusal]:
    """Yield the rows of a table, named by their number: of CSV and JSON Lines the line or row, the header of CSV being row 1."""
    rows = {"jsonl": _jsonl, "json": _json, "csv": _csv, "parquet": _parquet}[source.kind](source)
    chosen: dict[tuple[str, ...], dict[str, str]] = {}
    told: set[str] = set()
    for number, row in rows:
        file = member(source.file, number)
        try:
            if isinstance(row, RefusedError):
                raise row
            names = tuple(row)
            if names not in chosen:
                chosen = {names: columns.choose(source.file, names, source.columns)}  # one at a time: rows may differ without end
                used = ", ".join(f"{ours} from {theirs}" for ours, theirs in chosen[names].items())
                if used not in told and len(told) < MAX_TOLD:
                    told.add(used)
                    say(f"{source.file}: {used}")
            yield Item(file, "record", write_record({ours: row.get(theirs) for ours, theirs in chosen[names].items()}))
        except RefusedError as error:
            yield Refusal(file, error.reason, str(error))


def _jsonl(source: Source) -> Iterator[Numbered]:
    for number, line in enumerate(lines(unpacked(source), MAX_FILE_BYTES), start=1):
        if line is None:
            yield number, RefusedError("too_large", f"the line has more than {MAX_FILE_BYTES} bytes: save the article alone")
        elif line.strip():
            yield number, _object(line)


def _object(line: bytes) -> Row | RefusedError:
    try:
        return _checked(json.loads(decode(line)))
    except (ValueError, RecursionError):
        return RefusedError("bad_row", "the line is no JSON object: write one article a line")


def _checked(value: Any) -> Row | RefusedError:
    if not isinstance(value, dict) or len(value) > MAX_COLUMNS:
        return RefusedError("bad_row", f"this is no JSON object of at most {MAX_COLUMNS} columns: make each article one")
    return value


def _json(source: Source) -> Iterator[Numbered]:
    """Yield the articles of a JSON file: of a list, of the one list in an object, or the object; JSON Lines of that name are read too."""
    data = unpacked(source).read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise RefusedError("too_large", f"more than {MAX_DOCUMENT_BYTES} bytes: save it as .jsonl, one article a line, of any size")
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError):
        if not isinstance(_object(data.strip().partition(b"\n")[0]), dict):
            raise RefusedError("broken", "the file is no whole JSON: save it again, or as .jsonl, one article a line") from None
        yield from _jsonl(source)
        return
    lists = (
        [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        if isinstance(value, dict)
        else []
    )
    rows = value if isinstance(value, list) else lists[0] if len(lists) == 1 else [value]
    yield from ((number, _checked(row)) for number, row in enumerate(rows, start=1))


def _csv(source: Source) -> Iterator[Numbered]:
    text = _text(unpacked(source))
    header = next(text, "").lstrip("\ufeff")
    delimiter = max(DELIMITERS, key=header.count)
    csv.field_size_limit(MAX_FILE_BYTES)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if len(names) > MAX_COLUMNS:
        raise RefusedError("too_large", f"it has more than {MAX_COLUMNS} columns: save it as CSV again")
    if names:
        columns.choose(source.file, names, source.columns)  # without the column of the text no row can be read
    number = 1
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter), start=2):
            if any(cell.strip() for cell in cells[len(names) :]):
                detail = f"{len(cells)} cells under {len(names)} columns: put cells that hold a comma in double quotes"
                yield number, RefusedError("bad_row", detail)
            elif any(cell.strip() for cell in cells):
                yield number, dict(zip(names, cells, strict=False))
    except csv.Error as error:
        detail = f"row {number + 1} and what follows is not read ({error}): look for a double quote without its other"
        raise RefusedError("bad_row", detail) from None


def _text(stream: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a CSV file, each in its own encoding; of one that begins as UTF-16 all in that."""
    if stream.peek(2)[:2] in UTF16:  # type: ignore[attr-defined]
        wide = io.TextIOWrapper(stream, "utf-16", newline="\n")
        while line := wide.readline(MAX_FILE_BYTES):
            yield line
        return
    for data in lines(stream, MAX_FILE_BYTES):
        if data is None:
            raise RefusedError("too_large", f"a line has more than {MAX_FILE_BYTES} bytes: save the articles one by one")
        yield decode_line(data) + "\n"


def _parquet(source: Source) -> Iterator[Numbered]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(seekable(source)) as table:
        names = table.schema_arrow.names
        if len(names) > MAX_COLUMNS:
            raise RefusedError("too_large", f"it has more than {MAX_COLUMNS} columns: save fewer of them")
        wanted = list(columns.choose(source.file, names, source.columns).values())
        number = 0
        for batch in table.iter_batches(BATCH_ROWS, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield number, row

"""The CSV files of a person's codings -> checked lines by article. What is wrong is told by file and row; the heading is row 1."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from research.codebook import Codebook
from research.coders.protocol import CoderError
from research.corrections.cells import nearest, parse, unknown
from research.schemas import TABLES as SCHEMAS
from research.schemas import Column

TABLES = ("reports", "claims", "tallies")
NEEDED = {"reports": (), "claims": ("statement",), "tallies": ("count", "qualifier", "unit")}
LABELS = {"reports": "report_id", "claims": "claim_id", "tallies": "tally_id"}
DELIMITERS = (",", ";", "\t")
MOST_TOLD = 20  # problems in one message


@dataclass(slots=True)
class HumanRow:
    """One line: its table, where it stands, the label a person gave it, its values by column, and what is wrong with it."""

    table: str
    where: str
    label: str
    values: dict[str, Any]
    problem: str = ""


@dataclass(slots=True)
class Codings:
    """The lines of all files by article_id, and the articles that are `listed` as coded, whether or not they tell anything."""

    folder: Path
    files: list[Path] = field(default_factory=list)
    rows: dict[str, list[HumanRow]] = field(default_factory=lambda: defaultdict(list))
    listed: set[str] = field(default_factory=set)


def read_codings(path: Path, articles: pd.DataFrame, codebook: Codebook) -> Codings:
    """Return the codings of a folder of CSV files, or of its reports.csv.

    Raises:
        CoderError: there is no such file, one cannot be read or lacks a column, or a line names no article that is there.
    """
    found = Codings(path if path.is_dir() else path.parent)
    names = {table: found.folder / f"{table}.csv" for table in (*TABLES, "articles")}
    if path.is_file():
        names["reports"] = path
    if not names["reports"].is_file():
        raise CoderError(f"{path.name}: there is no such file or folder with reports.csv: name the folder of a person's codings")
    known = _Known(articles)
    problems: list[str] = []
    for table, file in names.items():
        if not file.is_file():
            continue
        found.files.append(file)
        for row, cells in _lines(file, ("file", "article_id"), NEEDED.get(table, ())):
            article_id = known.find(cells)
            if article_id is None:
                if table != "articles":  # the list may be that of a larger folder
                    problems.append(f"{file.name} row {row}: {known.problem(cells)}")
                continue
            found.listed.add(article_id)
            if table != "articles":
                found.rows[article_id].append(_checked(table, f"{file.name} row {row}", cells, codebook))
    if problems:
        more = [f"and {len(problems) - MOST_TOLD} more"] if len(problems) > MOST_TOLD else []
        raise CoderError("\n".join([*problems[:MOST_TOLD], *more]))
    return found


class _Known:
    """The articles that there are, by id, by file and, where no other has it, by the file's bare name."""

    def __init__(self, articles: pd.DataFrame) -> None:
        self.ids = set(articles["article_id"])
        self.files = dict(zip(articles["file"], articles["article_id"], strict=True))
        bare: dict[str, set[str]] = defaultdict(set)
        for file, article_id in self.files.items():
            bare[str(file).rpartition("/")[2]].add(article_id)
        self.bare = {name: next(iter(ids)) for name, ids in bare.items() if len(ids) == 1}

    def find(self, cells: dict[str, str]) -> str | None:
        """Return the article that a line is on, None if it names none that is there."""
        if cells.get("article_id"):
            return cells["article_id"] if cells["article_id"] in self.ids else None
        file = cells.get("file", "").replace("\\", "/")
        return self.files.get(file) or self.bare.get(file)

    def problem(self, cells: dict[str, str]) -> str:
        """Return what is wrong with the article that a line names."""
        if cells.get("article_id"):
            return f'article_id "{cells["article_id"]}" is not among the raw articles: write its file instead, or take the line out'
        if not cells.get("file"):
            return "file is empty: name the raw file that the line codes"
        return (
            f'file "{cells["file"]}" is not among the raw articles{nearest(cells["file"], self.files)}; mend the name, or take the line out'
        )


def _lines(file: Path, either: tuple[str, ...], needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a CSV file that are not empty, with their row numbers.

    Raises:
        CoderError: it cannot be read, or its heading has none of the columns `either`, or lacks one of `needed`.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CoderError(f"{file.name}: it cannot be read ({(error.strerror or 'input error').lower()})") from None
    except UnicodeDecodeError:
        raise CoderError(f"{file.name}: it is not UTF-8: save it as CSV UTF-8") from None
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CoderError(f"{file.name}: it is no CSV ({error}): save it as CSV UTF-8") from None
    heading = [name.strip() for name in rows[0]] if rows else []
    if not set(either) & set(heading):
        raise CoderError(f"{file.name}: it has no column {' or '.join(either)}: add one that says which article a line codes")
    if missing := [name for name in needed if name not in heading]:
        raise CoderError(f"{file.name}: it lacks the column {', '.join(missing)}: add it")
    _check_heading(file, heading, either)
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) > len(heading):
            raise CoderError(f"{file.name} row {number}: more cells than the heading: put cells that hold a {delimiter!r} in double quotes")
        if any(cell.strip() for cell in cells):
            full = [cell.strip() for cell in cells] + [""] * (len(heading) - len(cells))
            found.append((number, dict(zip(heading, full, strict=True))))
    return found


def _check_heading(file: Path, heading: list[str], either: tuple[str, ...]) -> None:
    """Refuse a column that would silently count for nothing: a misspelt one. Notes of a person may stand in columns that begin with #."""
    schema = SCHEMAS.get(file.stem)
    if schema is None:
        return
    known = {*schema.names, *either}
    for name in heading:
        if name and name not in known and not name.startswith("#"):
            raise CoderError(
                f'{file.name}: there is no column "{name}"{nearest(name, known)}; let the name of a column of notes begin with #'
            )


def _checked(table: str, where: str, cells: dict[str, str], codebook: Codebook) -> HumanRow:
    """Return a line with its cells as values; the first cell that cannot be is its problem."""
    line = HumanRow(table, where, cells.get(LABELS[table], ""), {})
    columns = [column for column in SCHEMAS[table].columns if column.name not in (LABELS[table], "article_id")]
    for column in columns:
        try:
            line.values[column.name] = _value(column, cells.get(column.name, ""), NEEDED[table], codebook)
        except ValueError as error:
            line.problem = line.problem or f"{where}: {error}"
    if not line.problem and not line.values["quote"] and line.values["sentence_no"] is None:
        line.problem = f"{where}: quote is empty: copy the words of the article that say it, or give the number of their sentence"
    return line


def _value(column: Column, text: str, needed: tuple[str, ...], codebook: Codebook) -> Any:
    if not text and column.name in needed:
        raise ValueError(f"{column.name} is empty: fill it in")
    if not text:  # what else a table needs is worked out: where the words stand, the row's id
        return None
    if problem := unknown(column.name, text, codebook):
        raise ValueError(problem)
    return parse(column, text)

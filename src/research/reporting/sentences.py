"""Sentences whose every number, name and verb stands in a cell of a result table, and can be checked against it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

FINDINGS_MIME = "application/vnd.research.findings+json"
MARKUP = re.compile(r"[\\`*_\[\]<>&$|~@#]|\A[-+=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class CellError(LookupError):
    """A sentence refers to a cell that its table does not have, or that holds something else."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a sentence (`text`) and the cell they come from: column `column` of the row of `table` whose `key` is `row`."""

    text: str
    value: int | float | str | bool | None
    table: str
    key: str
    row: str
    column: str


Parts = list[str | Fact]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Plain words and facts, in order."""

    parts: tuple[str | Fact, ...]

    @property
    def text(self) -> str:
        """The sentence as it is read."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def facts(self) -> list[Fact]:
        """Its facts, in order."""
        return [part for part in self.parts if isinstance(part, Fact)]


class Findings:
    """Sentences that a notebook displays as a list, with the cells of their facts beside them for who wants to check."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.sentences = list(sentences)

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {_markdown(sentence.text)}" for sentence in self.sentences)

    def bundle(self) -> dict[str, Any]:
        """Return what a notebook stores: Markdown, plain text, and each sentence in parts with the cells of its facts."""
        plain = "\n".join(sentence.text for sentence in self.sentences)
        parts = [{"text": s.text, "parts": [p if isinstance(p, str) else asdict(p) for p in s.parts]} for s in self.sentences]
        return {"text/markdown": self._repr_markdown_(), "text/plain": plain, FINDINGS_MIME: parts}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.bundle()


class Cells:
    """A result table under its name, from whose cells facts are taken: rows are found by the column `key`."""

    def __init__(self, table: str, frame: pd.DataFrame, key: str) -> None:
        self.table, self.key = table, key
        self.rows = {str(row[key]): row for row in frame.to_dict("records")}

    def value(self, row: Any, column: str) -> Any:
        """Return the value of a cell, None where it is empty.

        Raises:
            CellError: the table has no such row or column.
        """
        try:
            return plain(self.rows[str(row)][column])
        except KeyError:
            raise CellError(f"table {self.table} has no cell {self.key}={row}, {column}") from None

    def fact(self, row: Any, column: str, text: str) -> Fact:
        """Return `text` as a fact of that cell."""
        return Fact(text, self.value(row, column), self.table, self.key, str(row), column)

    def count(self, row: Any, column: str, noun: str, plural: str = "") -> Fact:
        """Return "no incidents", "1 incident" or "1,234 incidents"."""
        return self.fact(row, column, counted(self.value(row, column), noun, plural))

    def number(self, row: Any, column: str) -> Fact:
        """Return a number as people write it: "1,234", "12.5", "0.31"; "an unknown number" where the cell is empty."""
        return self.fact(row, column, written(self.value(row, column)))

    def share(self, row: Any, column: str) -> Fact:
        """Return a share of 0 to 1 in per cent: "31%"; "an unknown share" where the cell is empty."""
        value = self.value(row, column)
        return self.fact(row, column, "an unknown share" if value is None else percent(value))

    def rate(self, row: Any, column: str) -> Parts:
        """Return a figure and, in brackets, the 95% interval of the columns `column`_low and _high: "0.45 (95% interval 0.37 to 0.54)"."""
        return [self.number(row, column), *self.interval(row, f"{column}_low", f"{column}_high")]

    def interval(self, row: Any, low: str = "low", high: str = "high") -> Parts:
        """Return " (95% interval 3.1 to 8.2)" of two columns, " (95% interval 3.1 and more)" where there is no upper limit."""
        if self.value(row, high) is None:
            return [" (95% interval ", self.number(row, low), " and more)"]
        return [" (95% interval ", self.number(row, low), " to ", self.number(row, high), ")"]

    def shared(self, row: Any, of: str = "") -> Parts:
        """Return "31% of all (95% interval 23% to 40%)" of the columns share, share_low, share_high; `of` stands behind "31%"."""
        return [self.share(row, "share"), of, " (95% interval ", self.share(row, "share_low"), " to ", self.share(row, "share_high"), ")"]

    def bracketed(self, row: Any, named: bool = True) -> Parts:
        """Return "29%, 95% interval 22% to 38%" of share, share_low and share_high, without the words "95% interval" if not `named`."""
        kind = ", 95% interval " if named else ", "
        return [self.share(row, "share"), kind, self.share(row, "share_low"), " to ", self.share(row, "share_high")]


def plain(value: Any) -> Any:
    """Return a cell's value as Python's own type, None where it is missing."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def written(value: int | float | None) -> str:
    """Return a number as people write it, fractions with the digits that say something."""
    if value is None:
        return "an unknown number"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole per cent, "under 1%" and "over 99%" where a whole number would say none or all."""
    text = f"{share * 100:.0f}%"
    if text == "0%" and share > 0:
        return "under 1%"
    return "over 99%" if text == "100%" and share < 1 else text


def counted(count: int | None, noun: str, plural: str = "") -> str:
    """Return a count with its noun in the right number."""
    several = plural or (noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s")
    if count is None:
        return f"an unknown number of {several}"
    if count == 0:
        return f"no {several}"
    return f"1 {noun}" if count == 1 else f"{count:,} {several}"


def verb(count: int | None, one: str, several: str) -> str:
    """Return the form of a verb that agrees with a count."""
    return one if count == 1 else several


def listed(items: Sequence[str | Fact]) -> Parts:
    """Return the parts of "a", "a and b" or "a, b and c"."""
    parts: Parts = []
    for position, item in enumerate(items):
        if position:
            parts.append(" and " if position == len(items) - 1 else ", ")
        parts.append(item)
    return parts


def sentence(*parts: str | Fact | Sequence[str | Fact]) -> Sentence:
    """Return the parts as one sentence with a capital letter at its start; lists of parts are laid in."""
    flat: Parts = []
    for part in parts:
        flat.extend([part] if isinstance(part, str | Fact) else part)
    first = next((n for n, part in enumerate(flat) if (part if isinstance(part, str) else part.text)), None)
    if first is not None:
        flat[first] = _capital(flat[first])
    return Sentence(tuple(flat))


def mismatches(findings: Iterable[Mapping[str, Any]], tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return what is wrong between stored findings and the result tables: one line for each fact that is not in its cell."""
    wrong = []
    for item in findings:
        for part in item["parts"]:
            if isinstance(part, str):
                continue
            cells = _cells(tables.get(part["table"]), part)
            if not any(_same(cell, part["value"]) for cell in cells):
                cell = f"{part['table']} ({part['key']} {part['row']}, {part['column']})"
                wrong.append(f'"{item["text"]}" takes {part["text"]!r} from {cell}, which holds {cells}')
    return wrong


def _cells(frame: pd.DataFrame | None, part: Mapping[str, Any]) -> list[Any]:
    if frame is None or part["column"] not in frame or part["key"] not in frame:
        return []
    return list(frame.loc[frame[part["key"]].astype(str) == part["row"], part["column"]])


def _same(cell: Any, value: Any) -> bool:
    cell = plain(cell)
    if cell in (None, "") or value in (None, ""):
        return cell in (None, "") and value in (None, "")
    try:
        return math.isclose(float(cell), float(value), rel_tol=1e-5, abs_tol=1e-6)
    except ValueError:
        return str(cell) == str(value)


def _capital(part: str | Fact) -> str | Fact:
    if isinstance(part, str):
        return part[:1].upper() + part[1:]
    return Fact(part.text[:1].upper() + part.text[1:], part.value, part.table, part.key, part.row, part.column)


def _markdown(text: str) -> str:
    """Return text that no reader of Markdown takes for markup, mathematics or an address: what could be is written by its number."""
    return MARKUP.sub(_by_number, BREAKS.sub(" ", text).strip())


def _by_number(mark: re.Match[str]) -> str:
    number = f"&#{ord(mark.group())};"
    return f"<span>{number}</span>" if mark.group() in "$\\" else number  # as in research.typesetting

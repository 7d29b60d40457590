"""A built page read as a stranger would: its numbers, the recipe and the rows of each, and digits that have none."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

EXCEPTIONS = tomllib.loads(Path(__file__).with_name("exceptions.toml").read_text(encoding="utf-8"))["exception"]
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
KINDS = {"i": "incidents", "a": "articles", "r": "reports", "c": "claims", "t": "totals", "f": "files"}
Element = lxml.html.HtmlElement
Ids = dict[str, set[int]]


@dataclass(frozen=True)
class Number:
    """A number of the page: where it stands, its text, and its recipe: measure, the row's own values, the column; the rows behind it."""

    where: str
    text: str
    measure: str
    values: dict[str, Any]
    column: str
    rows: dict[str, set[int]]


class BuiltPage:
    """A page of a report, parsed."""

    def __init__(self, html: str) -> None:
        self.tree = lxml.html.fromstring(html)
        self.numbers = json.loads(self.tree.get_element_by_id("numbers").text)
        self.parameters = self.numbers["parameters"]
        self.csv = {
            script.get("id").removeprefix("csv-"): list(csv.DictReader(io.StringIO(json.loads(script.text))))
            for script in self.tree.xpath("//script[starts-with(@id, 'csv-')]")
        }
        self.ids = {KINDS[k]: [e[0] if isinstance(e, list) else e for e in rows] for k, rows in self.numbers["kinds"].items()}
        self.done: set[Element] = set()

    def behind(self, packed: str | dict[str, str], column: str) -> Ids:
        """Return the numbers of the rows behind a column, by kind."""
        text = packed if isinstance(packed, str) else packed.get(column, packed["*"])
        found: Ids = {}
        for part in text.split():
            for run in part[1:].split(","):
                first, _, last = run.partition("-")
                found.setdefault(KINDS[part[0]], set()).update(range(int(first), int(last or first) + 1))
        return found

    def of_table(self, element: Element, where: str, name: str, row: int, column: str) -> Number:
        self.done.add(element)
        packed = self.numbers["tables"][name][str(row)]
        values: dict[str, Any] = self.csv[name][row] if name in self.csv else {"what": ("incident", "report", "article", "publisher")[row]}
        return Number(f"{where}, row {row}, {column}", words(element), name, values, column, self.behind(packed, column))

    def of_tables(self) -> Iterator[Number]:
        """Yield every cell of every result table that is shown."""
        for table in self.tree.xpath("//table[@data-table]"):
            name, columns = table.get("data-table"), [head.get("data-column") for head in table.xpath("./thead//th")]
            for number, row in enumerate(table.xpath("./tbody/tr[@id]")):
                for column, cell in zip(columns, row, strict=True):
                    yield self.of_table(cell, f"table {name}", name, number, column)
            for note in table.xpath("./tbody/tr[not(@id)]/td"):
                self.done.add(note)
                more = TOKEN.findall(words(note))
                assert not more or int(more[0].replace(",", "")) == len(self.csv[name]) - number - 1, f"table {name}: {words(note)}"

    def of_sentences(self) -> Iterator[Number]:
        """Yield every fact of the findings, and the size of the report."""
        for element in self.tree.xpath("//*[@data-n]"):
            name, row, column = element.get("data-n").split(".", 2)
            yield self.of_table(element, f"sentence “{words(element.getparent())[:60]}”", name, int(row), column)

    def of_charts(self) -> Iterator[Number]:
        """Yield every field of every datum of every chart, and every cell of the tables below them."""
        for figure in self.tree.xpath("//figure[@id]"):
            if not figure.xpath(".//script[@class='spec']"):
                continue
            number, name = figure.get("id").removeprefix("figure-"), figure.get("data-name")
            data = self.data(figure)
            sets = self.numbers["figures"][number]
            for (position, row), datum in data.items():
                for field in datum:
                    yield self._drawn(f"chart {name}", sets[position], position, row, datum, field, shown(datum[field]))
            for table in figure.xpath(".//table[@data-set]"):
                position = int(table.get("data-set"))
                columns = [head.get("data-column") for head in table.xpath("./thead//th")]
                for row, cells in enumerate(table.xpath("./tbody/tr")):
                    for field, cell in zip(columns, cells, strict=True):
                        self.done.add(cell)
                        yield self._drawn(f"data of chart {name}", sets[position], position, row, data[position, row], field, words(cell))

    def data(self, figure: Element) -> dict[tuple[int, int], dict[str, Any]]:
        """Return every datum of a figure by its set and its row."""
        found: dict[tuple[int, int], dict[str, Any]] = {}

        def walk(node: Any) -> None:
            for child in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
                walk(child)
            if isinstance(node, dict) and "_n" in node:
                position, row = map(int, node["_n"].split("."))
                found[position, row] = {key: value for key, value in node.items() if key != "_n"}

        walk(json.loads(figure.xpath(".//script[@class='spec']")[0].text))
        return found

    def _drawn(self, where: str, of: dict[str, Any], position: int, row: int, datum: dict[str, Any], field: str, text: str) -> Number:
        named = {of["fields"].get(key, key): value for key, value in datum.items() if not key.endswith("_drawn")}
        column = "" if field.endswith("_drawn") and text else of["fields"].get(field, field)
        return Number(f"{where}, set {position}, row {row}, {field}", text, of["of"], named, column, self.behind(of["rows"][row], column))

    def bare(self) -> Iterator[str]:
        """Yield every piece of text with a digit that no recipe, no check and no exception speaks of."""
        free: dict[Element, set[str] | None] = {}
        for rule in sorted(EXCEPTIONS, key=lambda rule: "tokens" not in rule):  # what is free wholly stays so
            free |= {element: set(rule["tokens"]) if "tokens" in rule else None for element in self.tree.xpath(rule["where"])}
        for element in self.tree.body.iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style"):
                continue
            for text, owner in ((element.text, element), *((child.tail, element) for child in element)):
                if text and re.search(r"\d", text) and (left := self._left(text, owner, free)):
                    yield f"no recipe for {left} in “{' '.join(text.split())[:90]}” ({owner.getroottree().getpath(owner)})"

    def _left(self, text: str, owner: Element, free: dict[Element, set[str] | None]) -> list[str]:
        tokens = TOKEN.findall(text)
        for above in (owner, *owner.iterancestors()):
            if above in self.done:
                return []
            if above in free:
                allowed = free[above]
                tokens = [] if allowed is None else [token for token in tokens if token.rstrip(",") not in allowed]
        return tokens


def words(element: Element) -> str:
    return " ".join(element.text_content().split())


def shown(value: Any) -> str:
    return "" if value is None else str(value)

"""What one edition of a report says that another did not: incidents, rows of result tables, charts and sentences, and what moved them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from research.reporting.changes_incidents import RENAMED, incidents
from research.reporting.changes_sentences import paired
from research.reporting.changes_tables import ADDED, CHANGED, REMOVED, changed_rows, rows
from research.reporting.edition import Edition
from research.reporting.freshness import why
from research.reporting.sentences import counted
from research.reporting.traces import IDS

KINDS = {  # one of them, several of them
    "sentence": ("sentence", "sentences"),
    "incident": ("incident", "incidents"),
    "chart": ("chart", "charts"),
    "table": ("row of a result table", "rows of result tables"),
}

Names = dict[str, str]  # of the incidents that moved; of one that goes on under another name, that name stands for the one before


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is `added`, `removed` or `changed`.

    Attributes:
        kind: "incident", "table", "chart" or "sentence".
        name: the incident's id, or the name of the table or chart; of a sentence nothing.
        detail: which row of the table, the chart's title.
        cells: of an incident or a row that changed, each column with its old and new value; of a sentence one, without a column.
        by: what moved it: of an incident the articles that came, went or changed; of the others the incidents behind them that came
            (with +), went (with -) or changed. Nothing: not the articles, or the way from them is not on record.
    """

    kind: str
    change: str
    name: str = ""
    detail: str = ""
    cells: tuple[tuple[str, str, str], ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved, and `causes`: the inputs that differ, a few words for each kind. Where several do, any may have moved a number."""

    causes: list[str]
    moved: list[Change]

    def of(self, kind: str) -> list[Change]:
        """Return the changes of one kind."""
        return [change for change in self.moved if change.kind == kind]

    @property
    def counts(self) -> list[str]:
        """How many of each kind moved, in words; of what did not move, nothing."""
        return [counted(len(self.of(kind)), *names) for kind, names in KINDS.items() if self.of(kind)]


def between(old: Edition, new: Edition) -> Changes:
    """Return what changed from one edition of a report to another."""
    told = [Change("incident", change, name, "", cells, by) for change, name, cells, by in incidents(old, new)]
    touched = {change.name: change.name for change in told} | {new: old for change in told for c, old, new in change.cells if c == RENAMED}
    tables = changed_rows(old["tables"], new["tables"], _keys(old) | _keys(new))
    lines = (Change("table", row.change, row.table, row.row, row.cells, _signed(row.before, row.after, touched)) for row in tables)
    return Changes(why(old, new), [*told, *lines, *_charts(old, new, touched), *_sentences(old, new, touched)])


def line(change: Change) -> str:
    """Return a change as one line of text."""
    about = " ".join(part for part in (change.kind, change.name, f"({change.detail})" if change.kind == "chart" else change.detail) if part)
    cells = (f"{column} {old or 'nothing'} -> {new or 'nothing'}".strip() for column, old, new in change.cells)
    if change.kind == "sentence" and change.change != CHANGED:
        cells = (old or new for _, old, new in change.cells)
    text = f"{change.change}: {'; '.join(cells)}" if change.cells else change.change
    return f"{about}: {text}" + (f" ({', '.join(change.by)})" if change.by else "")


def _signed(before: Iterable[str], after: Iterable[str], touched: Names) -> tuple[str, ...]:
    """Return which of the `touched` incidents stand behind something, with + those that came and - those that went."""
    old, new = ({touched[name] for name in names if name in touched} for names in (before, after))
    return tuple(name if name in old and name in new else f"+{name}" if name in new else f"-{name}" for name in sorted(old | new))


def _keys(edition: Edition) -> dict[str, str]:
    """Return the column by which sentences find the rows of each table."""
    return {part["table"]: part["key"] for item in edition["findings"] for part in item["parts"] if not isinstance(part, str)}


def _sentences(old: Edition, new: Edition, touched: Names) -> Iterator[Change]:
    for one, two in paired(old["findings"], new["findings"]):
        texts = (one or {}).get("text", ""), (two or {}).get("text", "")
        by = _signed(_behind(old, one), _behind(new, two), touched)
        yield Change("sentence", CHANGED if one and two else ADDED if two else REMOVED, cells=(("", *texts),), by=by)


def _behind(edition: Edition, item: dict[str, Any] | None) -> set[str]:
    """Return the incidents behind the cells of a sentence."""
    found: set[str] = set()
    for part in (item or {}).get("parts", []):
        if not isinstance(part, str):
            for row in rows(edition["tables"].get(part["table"], "")):
                if row.get(part["key"]) == part["row"]:
                    found.update(row.get(IDS, "").split())
    return found


def _charts(old: Edition, new: Edition, touched: Names) -> Iterator[Change]:
    for name in sorted({*old["charts"], *new["charts"]}):
        one, two = old["charts"].get(name), new["charts"].get(name)
        by = _signed((one or {}).get("incidents", ()), (two or {}).get("incidents", ()), touched)
        title = (two or one)["title"]
        if not one or not two:
            yield Change("chart", ADDED if two else REMOVED, name, title, by=by)
        elif one["data"] != two["data"]:
            yield Change("chart", CHANGED, name, title, by=by)
        elif one["look"] != two["look"]:
            yield Change("chart", "drawn differently, of the same data", name, title)

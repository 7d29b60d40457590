"""An explanation -> the tables under its text, the same for every way of showing them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from research.coding.explain.data import Entry, Explanation, Value

LEGEND = (
    "A, B: reports, one for each incident that the article tells. c1: statements on who did it. t1: running totals. "
    "x1: speaks of force, but was not coded. (A): goes on about A without telling it again."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a title above and notes below; `key` is that of the report it is about, empty for other tables."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def heading(explanation: Explanation) -> str:
    """Return file, day of publication and id of the article."""
    published = f"published {explanation.published}" if explanation.published else "day of publication not known"
    return " · ".join(part for part in (explanation.file, published, f"article {explanation.article_id}") if part)


def grids(explanation: Explanation) -> Iterator[Grid]:
    """Yield a table for each report, one for all claims, one for all tallies, one for what was not coded; those without rows too."""
    for entry in explanation.reports:
        yield _report(entry)
    if not explanation.reports:
        yield Grid("", "Reports", (), (), ("none",))
    yield _table("Claims", ("", "of", "statement", "group", "by", "medium"), explanation.claims, _claim)
    yield _table("Tallies", ("", "count", "unit", "where", "period", "source"), explanation.tallies, _tally)
    rows = tuple((part.key, part.reason, str(part.sentence_no), part.words) for part in explanation.passed)
    yield Grid("", "Read and not coded", ("", "reason", "sentence", "words"), rows, () if rows else ("nothing",))


def _report(entry: Entry) -> Grid:
    rows = tuple((value.column, value.value, *_why(value)) for value in entry.values)
    notes = []
    if entry.unsaid:
        notes.append("Not said: " + ", ".join(entry.unsaid))
    if entry.about:
        notes.append("Sentences that go on about it: " + ", ".join(map(str, entry.about)))
    return Grid(entry.key, f"{entry.key} · report {entry.row_id}", ("column", "value", "rule", "sentence", "words"), rows, tuple(notes))


def _table(title: str, heads: tuple[str, ...], entries: tuple[Entry, ...], cells: Callable[[Entry], tuple[str, ...]]) -> Grid:
    rows = tuple((entry.key, *cells(entry)) for entry in entries)
    ids = tuple(f"{entry.key} is {entry.row_id}" for entry in entries)
    return Grid("", title, (*heads, "rule", "sentence", "words"), rows, (", ".join(ids),) if ids else ("none",))


def _claim(entry: Entry) -> tuple[str, ...]:
    statement = entry.get("statement")
    group = entry.get("group_id").value or entry.get("group_text").value
    return (entry.of or "–", statement.value, group or "–", *(entry.get(name).value or "–" for name in ("by", "medium")), *_why(statement))


def _tally(entry: Entry) -> tuple[str, ...]:
    count, qualifier = entry.get("count"), entry.get("qualifier").value
    where = entry.get("place_id").value or entry.get("country").value
    period = " to ".join(entry.get(name).value or "…" for name in ("period_start", "period_end"))
    said = count.value if qualifier == "exact" else f"{qualifier.replace('_', ' ')} {count.value}"
    return (said, entry.get("unit").value, where or "all", period, entry.get("source").value or "–", *_why(count))


def _why(value: Value) -> tuple[str, str, str]:
    return value.rule or "–", "" if value.sentence_no is None else str(value.sentence_no), value.words

"""Which incidents of an edition are not those of another, in what they differ, and which articles moved them."""

from collections.abc import Iterator
from typing import Any

from research.reporting.changes_tables import ADDED, CHANGED, REMOVED
from research.reporting.edition import Edition

ID_DIGITS = 16  # digits of a file's checksum that are its article's id
RENAMED = "incident_id"
Told = dict[str, Any]
Cells = tuple[tuple[str, str, str], ...]


def incidents(old: Edition, new: Edition) -> Iterator[tuple[str, str, Cells, tuple[str, ...]]]:
    """Yield change, incident_id, cells that changed, articles behind it, for each incident that came, went or changed.

    An incident is named after one of its reports: where that one went, the incident goes on under another name. So two with one name
    in one edition each, on the same day and with an article in common, are one that changed its `incident_id`.
    """
    before, after = old["incidents"], new["incidents"]
    renamed = _renamed(before, after)
    for name in sorted({*before, *after} - set(renamed.values())):
        one, two = before.get(name, {}), after.get(renamed.get(name, name), {})
        by = _articles(old, new, one.get("articles", {}), two.get("articles", {}))
        if not one or not two:
            yield ADDED if two else REMOVED, name, (), by
            continue
        cells = [(RENAMED, name, renamed[name])] if name in renamed else []
        for column in dict.fromkeys([*one["values"], *two["values"]]):
            values = one["values"].get(column, ""), two["values"].get(column, "")
            if values[0] != values[1]:
                cells.append((column, *values))
        if cells:
            yield CHANGED, name, tuple(cells), by


def _renamed(before: dict[str, Told], after: dict[str, Told]) -> dict[str, str]:
    """Return {old name: new name} of the incidents that go on under another name; of several that may, the first."""
    free = sorted(after.keys() - before.keys())
    found: dict[str, str] = {}
    for name in sorted(before.keys() - after.keys()):
        match = next((other for other in free if _same(before[name], after[other])), None)
        if match:
            found[name] = match
            free.remove(match)
    return found


def _same(one: Told, two: Told) -> bool:
    day = one["values"].get("date_start"), two["values"].get("date_start")
    places = {told["values"].get("place_id") for told in (one, two)}
    return day[0] == day[1] and len(places) == 1 and bool({*one["articles"].values()} & {*two["articles"].values()})


def _articles(old: Edition, new: Edition, before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    """Return which articles came, went or changed behind an incident, as "x.txt added"; none: no article moved it, or not directly."""
    found = []
    for file in sorted({*before, *after}):
        was, now = before.get(file) or _in_corpus(old, file), after.get(file) or _in_corpus(new, file)
        if was != now:
            found.append(f"{file} {'added' if not was else 'withdrawn' if not now else 'changed'}")
    return tuple(found)


def _in_corpus(edition: Edition, file: str) -> str:
    """Return the id of an article that tells the incident in the other edition only; "" if it is not in the corpus either."""
    return str(edition["corpus"].get("data", {}).get(file, ""))[:ID_DIGITS]

"""The incidents of a corpus -> units that are made one by one: those founded in one year, or month where these are many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from research.linking.authors import Claim
from research.linking.incidents import Incidents
from research.linking.link import Group, founders, group
from research.linking.memory import key_of, mixed
from research.linking.parts import split
from research.linking.told import Told
from research.pipeline.formatting import NAMES, Piece, csv_lines, parquet_files
from research.pipeline.packing import Cells
from research.pipeline.units import SIZE, folder_of, year_of
from research.pipeline.workshop import Workshop

UNDATED = "undated"  # sorts behind every year, as the ids of such incidents do
EPOCH = 719163  # the ordinal of 1970-01-01
ABOUT = 50_000  # articles of which this is held in memory
LINKED = ("incident_reports", "incidents")


class Made(NamedTuple):
    """What a unit comes to: its lines of `incidents`, the line of `incident_reports` of each report in order, and files of Parquet."""

    incidents: Piece
    links: list[bytes]
    parquet: dict[str, dict[str, Piece]]


class Unit(NamedTuple):
    """Some incidents by the numbers of their reports; `mark` tells whether anything in them has changed."""

    name: str
    mark: str
    incidents: list[NDArray[np.int64]]

    def reports(self) -> NDArray[np.int64]:
        """Return the numbers of all their reports in order."""
        return np.sort(np.concatenate(self.incidents))


class Articles:
    """What is known of the articles that tell reports, beside what they tell."""

    def __init__(self, workshop: Workshop, told: Told) -> None:
        self._workshop = workshop
        self.about = lru_cache(maxsize=ABOUT)(self._about)
        self.prints = np.array([self._print(article_id) for article_id, _ in told.tellers], dtype=np.uint64)

    def _about(self, article_id: str) -> dict[str, str | None]:
        """Return published, publisher and duplicate_of of an article, nothing for one that is not there."""
        found = self._workshop.article(article_id)
        return {"published": found.published, "publisher": found.publisher, "duplicate_of": found.duplicate_of} if found else {}

    def _print(self, article_id: str) -> int:
        known, seen = [], {article_id}
        while True:
            about = self.about(article_id)
            known.append([article_id, *about.values()])
            article_id = about.get("duplicate_of") or ""
            if not article_id or article_id in seen:
                return int.from_bytes(key_of("about", known)[:8], "little")
            seen.add(article_id)


def units(told: Told, group_of: NDArray[np.int32], articles: Articles, rule: str) -> list[Unit]:
    """Return the units in the order of the ids of their incidents."""
    first = founders(told, group_of)
    days = np.datetime_as_string((told.first[first] - EPOCH).astype("datetime64[D]"))
    months = [day[:7] if dated else UNDATED for day, dated in zip(days.tolist(), told.dated[first].tolist(), strict=True)]
    counts = Counter(month[:4] for month in months)
    names = [month if counts[month[:4]] > SIZE else month[:4] if month != UNDATED else UNDATED for month in months]
    every = mixed(told.prints[:, 0] + mixed(told.prints[:, 1] + articles.prints[told.teller]))
    found: dict[str, list[NDArray[np.int64]]] = {}
    totals: dict[str, list[int]] = {}
    for name, members in zip(names, split(group_of), strict=True):
        found.setdefault(name, []).append(members)
        totals.setdefault(name, []).extend((len(members), int(np.add.reduce(every[members]))))
    return [Unit(name, key_of("incidents", rule, totals[name]).hex(), found[name]) for name in sorted(found)]


def make(every: Sequence[Unit], told: Told, incidents: Incidents, articles: Articles) -> list[Made]:
    """Return the incidents of some units and which report tells which."""
    rows: dict[str, list[list[Cells]]] = {name: [] for name in LINKED}
    paths: list[dict[str, str]] = []
    for unit in every:
        own, links, years = _of_unit(unit, told, incidents, articles)
        rows["incidents"].append(own)
        rows["incident_reports"].append(links)
        paths.append({incident_id: f"{folder_of(year)}/part-{unit.name}" for incident_id, year in years.items()})
    parts = {name: [_parts(name, *pair) for pair in zip(rows[name], paths, strict=True)] for name in LINKED}
    files = {name: parquet_files(name, {path: found for one in parts[name] for path, found in one.items()}) for name in LINKED}
    return [
        Made(
            Piece(len(own), csv_lines("incidents", own)),
            [csv_lines("incident_reports", [cells]) for cells in links],
            {name: {path: files[name][path] for path in parts[name][at]} for name in LINKED},
        )
        for at, (own, links) in enumerate(zip(rows["incidents"], rows["incident_reports"], strict=True))
    ]


def _of_unit(unit: Unit, told: Told, incidents: Incidents, articles: Articles) -> tuple[list[Cells], list[Cells], dict[str, str]]:
    """Return rows of both tables in order of their keys, and the year in which each incident began."""
    rows: list[Cells] = []
    links: dict[int, Cells] = {}
    years: dict[str, str] = {}
    taken: set[str] = set()
    for members in unit.incidents:
        one = group(members.tolist(), told, taken)
        row = _row(one, told, incidents, articles)
        rows.append([row.get(column) for column in NAMES["incidents"]])
        years[one.incident_id] = year_of(row["date_start"])
        for no, link in zip(one.members, one.rows, strict=True):
            links[no] = [link.get(column) for column in NAMES["incident_reports"]]
    return sorted(rows, key=itemgetter(0)), [links[no] for no in sorted(links)], years


def _row(one: Group, told: Told, incidents: Incidents, articles: Articles) -> dict[str, Any]:
    reports = [told.report(no) for no in one.members]
    said = {row["report_id"]: _said(told, no) for no, row in zip(one.members, reports, strict=True)}
    return incidents.row(one.incident_id, reports, said, articles.about)


def _said(told: Told, no: int) -> list[Claim]:
    return [Claim(group_id or group_text or "", statement) for _, group_id, group_text, statement in told.claims(no)]


def _parts(name: str, rows: Sequence[Cells], paths: dict[str, str]) -> dict[str, list[Cells]]:
    """Return the rows of a table by the file in which they belong."""
    at = NAMES[name].index("incident_id")
    found: dict[str, list[Cells]] = {}
    for cells in rows:
        found.setdefault(paths[cells[at]], []).append(cells)
    return found


def joined(parts: Iterator[tuple[NDArray[np.int64], list[int], bytes]], count: int) -> Iterator[bytes]:
    """Yield the lines of all reports in order, of which each part has some: their numbers, the lengths of their lines, and the lines."""
    import pyarrow as pa

    numbers, lengths, data = [], [], []
    for nos, sizes, lines in parts:
        numbers.append(nos)
        lengths += sizes
        data.append(lines)
    if not numbers:
        return
    offsets = np.r_[0, np.cumsum(lengths)].astype(np.int64)
    every = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), count, [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(data))]
    )
    order = np.argsort(np.concatenate(numbers))
    for start in range(0, count, 100_000):
        yield b"".join(every.take(pa.array(order[start : start + 100_000])).to_pylist())

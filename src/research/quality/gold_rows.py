"""Gold lines and coded tables as the same kind of record, so that one can be held against the other."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from research import tables

Day = date | None
CATEGORIES = ("weapon", "target", "target_side", "outcome")


class GoldError(ValueError):
    """A gold file cannot be read. The message names the file, the line and what mends it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One report, of gold or coded. `name` is the gold event or the report_id; `accept` lists what else is right, by slot."""

    name: str
    start: Day
    end: Day
    slots: Mapping[str, Any]
    admin1: str | None
    background: bool
    accept: Mapping[str, list[Any]] = field(default_factory=dict)

    @property
    def optional(self) -> bool:
        """Tell whether a careful coder may leave the report out."""
        return "optional" in self.accept


@dataclass(frozen=True, slots=True)
class Coded:
    """The coded rows of one article."""

    reports: list[Telling]
    claims: list[Mapping[str, Any]]
    tallies: list[Mapping[str, Any]]


def gold_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a gold file.

    Raises:
        GoldError: the file is missing, or a line is no JSON object with `file`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path.name}: {error.strerror}: name a gold file (one JSON object per line)") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path.name} line {number}: {error.msg}: each line is one JSON object") from None
        if not isinstance(article, dict) or "file" not in article:
            raise GoldError(f"{path.name} line {number}: lacks `file`: name the raw file that the line codes")
        yield article


def gold_telling(report: Mapping[str, Any], accept: Mapping[str, list[Any]]) -> Telling:
    """Return a gold report; `accept` is the article's, with keys `<event>.<slot>`."""
    event = report["event"]
    slots = {name: report.get(name) for name in ("country", "place_id", *CATEGORIES, "date_prec")}
    slots["killed"] = (report.get("killed") or [None, None, None])[1]
    slots["wounded"] = (report.get("wounded") or [None, None, None])[1]
    slots["munitions"] = (report.get("munitions") or [None])[0]
    slots["n_attacks"] = report.get("n_attacks") or 1
    own = {key[len(event) + 1 :]: values for key, values in accept.items() if key.rpartition(".")[0] == event}
    return Telling(
        event, day(report.get("date_start")), day(report.get("date_end")), slots, report.get("admin1"),
        bool(report.get("is_background")), own,
    )  # fmt: skip


def coded_articles(folder: Path) -> tuple[dict[str, Coded], set[str], dict[str, str]]:
    """Return the coded rows by file name, the names of all articles, and the incident of each report."""
    articles = _rows(folder, "articles")
    file_of = {row["article_id"]: row["file"].rpartition("/")[2] for row in articles}
    coded: dict[str, Coded] = defaultdict(lambda: Coded([], [], []))
    for row in _rows(folder, "reports"):
        coded[file_of.get(row["article_id"], "")].reports.append(_coded_telling(row))
    for row in _rows(folder, "claims"):
        coded[file_of.get(row["article_id"], "")].claims.append(row)
    for row in _rows(folder, "tallies"):
        coded[file_of.get(row["article_id"], "")].tallies.append(row)
    incident_of = {row["report_id"]: row["incident_id"] for row in _rows(folder, "incident_reports")}
    return coded, set(file_of.values()), incident_of


def _coded_telling(row: Mapping[str, Any]) -> Telling:
    slots = {name: row[name] for name in ("country", "place_id", *CATEGORIES)}
    slots |= {"killed": row["killed_best"], "wounded": row["wounded_best"], "munitions": row["munitions_low"]}
    slots |= {"date_prec": row["date_prec"], "n_attacks": row["n_attacks"] or 1}
    return Telling(row["report_id"], day(row["date_start"]), day(row["date_end"]), slots, row["admin1"], bool(row["is_background"]))


def day(value: str | None) -> Day:
    """Return an ISO day as a date, None for an empty one."""
    return date.fromisoformat(value[:10]) if value else None


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return a table's rows with None for empty cells; a table that is not there has none, but articles must be."""
    try:
        data = tables.read(folder, name)
    except tables.TableError:
        if name == "articles" or any((folder / f"{name}.{suffix}").exists() for suffix in tables.FORMATS):
            raise
        return []
    return data.astype("object").where(data.notna(), None).to_dict("records")  # type: ignore[return-value]

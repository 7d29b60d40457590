"""Reports as linking compares them: dates as day numbers, what is not said left out, and hints of the time that the words give."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from research.linking.authors import author
from research.linking.places import Where
from research.linking.weights import weights
from research.linking.words import hints, names

FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Fact:
    """One report: `first` and `last` day (ordinals) on which it may have happened, and the columns that are compared."""

    report_id: str
    article_id: str
    first: int
    last: int
    dated: bool
    where: Where
    weapon: str
    target: str
    target_side: str
    outcome: str
    munitions: tuple[int | None, int | None]
    killed: tuple[int | None, int | None, int | None]
    wounded: tuple[int | None, int | None, int | None]
    n_attacks: int
    news: bool
    militias: frozenset[str]
    states: frozenset[str]
    names: frozenset[str]
    month_day: tuple[int, int] | None
    weekday: int | None

    @property
    def span(self) -> int:
        """Length of the interval in days."""
        return self.last - self.first + 1

    @property
    def exact(self) -> bool:
        """Tell whether the day is known well enough to set the report beside others of that day."""
        return self.dated and self.span <= weights()["link"]["near_span"]


def facts_of(
    reports: pd.DataFrame,
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    groups: Mapping[str, Any],
    newest: Mapping[str, int] | None = None,
) -> list[Fact]:
    """Return the reports as facts, in order of report_id.

    Args:
        reports: table as in schemas.py, as are the next two.
        articles: when each was published.
        claims: who is said to have done it.
        groups: the codebook's, by group_id.
        newest: the newest event in the rest of a report's article, where it is known by other means (ordinal day by report_id).
    """
    published = {a: p for a, p in zip(articles["article_id"], articles["published"].map(text), strict=True)}
    rows: list[dict[str, Any]] = reports.sort_values("report_id").to_dict("records")  # type: ignore[assignment]
    stated = zip(claims["report_id"], claims["group_id"], claims["statement"], strict=True)
    return facts_of_rows(rows, published, stated, groups, newest)


def facts_of_rows(
    rows: Sequence[Mapping[str, Any]],
    published: Mapping[str, str],
    claims: Iterable[tuple[Any, Any, Any]],
    groups: Mapping[str, Any],
    newest: Mapping[str, int] | None = None,
) -> list[Fact]:
    """Return the reports of whole articles as facts, in the order given.

    Args:
        rows: rows of the table `reports`.
        published: when each article was published, empty where that is not known.
        claims: report_id, group_id and statement of the claims in these articles.
        groups: the codebook's, by group_id.
        newest: as in `facts_of`.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for report_id, group_id, statement in claims:
        if text(report_id) and text(group_id) and statement != "denied":
            said[report_id].add(author(group_id, groups))
    windows = _windows(rows, published, newest or {})
    kind = {group: groups[group].kind if group in groups else "" for names in said.values() for group in names}
    return [_fact(row, windows[row["report_id"]], said.get(row["report_id"], set()), kind) for row in rows]


def _fact(row: Mapping[str, Any], window: tuple[int, int], groups: set[str], kind: Mapping[str, str]) -> Fact:
    start, end = _day(row["date_start"]), _day(row["date_end"])
    dated = start is not None
    first, last = (start, max(end or start, start)) if start is not None else window
    quote = text(row["quote"])
    month_day, weekday = (None, None) if dated else hints(quote)
    return Fact(
        row["report_id"], row["article_id"], first, last, dated,
        Where(text(row["country"]), text(row["admin1"]), text(row["place_id"]), _number(row["where_prec"]) or 1),
        _said(row["weapon"]), _said(row["target"]), _said(row["target_side"]), _said(row["outcome"]),
        (_number(row["munitions_low"]), _number(row["munitions_high"])),
        (_number(row["killed_low"]), _number(row["killed_best"]), _number(row["killed_high"])),
        (_number(row["wounded_low"]), _number(row["wounded_best"]), _number(row["wounded_high"])),
        _number(row["n_attacks"]) or 1, _news(row),
        frozenset(group for group in groups if kind[group] not in ("state", "umbrella")),
        frozenset(group for group in groups if kind[group] == "state"),
         names(quote), month_day, weekday,
    )  # fmt: skip


def _windows(rows: Sequence[Mapping[str, Any]], published: Mapping[str, str], linked: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return for each report the days that its article leaves for it, should it have no date of its own.

    News is told within days; background may be as old as it likes, but not newer than the news. An article without a day of
    publication is as old as the newest event that it dates.
    """
    newest: dict[str, int] = {}
    for row in rows:
        day = _day(row["date_end"]) or _day(row["date_start"])
        if day is not None:
            newest[row["article_id"]] = max(newest.get(row["article_id"], FIRST_DAY), day)
    lag = weights()["date"]["foreground_days"]
    out = {}
    for row in rows:
        low, high = _period(published.get(row["article_id"], ""))
        told = max(newest.get(row["article_id"], FIRST_DAY), linked.get(row["report_id"], FIRST_DAY))
        if low == FIRST_DAY and told > FIRST_DAY:
            low, high = told, told + lag
        out[row["report_id"]] = (low - lag if _news(row) and low > FIRST_DAY else FIRST_DAY, high)
    return out


def _period(published: str) -> tuple[int, int]:
    """Return first and last day of a publication date that may be only a month or a year."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", published):
        day = date.fromisoformat(published[:10]).toordinal()
        return day, day + 1  # the text may be dated in another time zone than the event
    if re.fullmatch(r"\d{4}-\d{2}", published):
        first = date.fromisoformat(published + "-01")
        return first.toordinal(), ((first + timedelta(days=31)).replace(day=1)).toordinal()
    if re.fullmatch(r"\d{4}", published):
        return date(int(published), 1, 1).toordinal(), date(int(published) + 1, 1, 1).toordinal()
    return FIRST_DAY, LAST_DAY


def _news(row: Mapping[str, Any]) -> bool:
    return text(row["is_background"]) != "True"


def text(value: object) -> str:
    """Return a cell as text, empty where nothing is said."""
    return "" if value is None or value is pd.NA or value != value else str(value)


def _said(value: object) -> str:
    told = text(value)
    return "" if told == "unknown" else told


def _number(value: object) -> int | None:
    told = text(value)
    return int(float(told)) if told else None


def _day(value: object) -> int | None:
    told = text(value)
    return date.fromisoformat(told[:10]).toordinal() if told else None

"""The rows behind the numbers on what there was to read: articles by period and in each part of the window."""

from collections.abc import Mapping
from typing import Any

from research.reporting.behind.context import Context, day_before
from research.reporting.behind.kinds import Ids, Row, for_columns, ids, joined


def by_period(context: Context, row: Row) -> dict[str, Ids]:
    """Return the articles published in a period."""
    return {"*": _published(context, *context.period(row["period"]))}


def meanwhile(context: Context, row: Row) -> dict[str, Ids]:
    """Return the articles published from the first day of a period to that before it stops."""
    return {"*": _published(context, str(row["period_start"]), day_before(row["stop"]))}


def _published(context: Context, start: str, end: str) -> Ids:
    """Return the articles of a period; one of which only the month is known counts in months."""
    found = context.published(start, end)
    if context.selection.parameters.frequency != "M":
        return found
    articles = context.tables["articles"]
    month = articles["published"].fillna("") == start[:7]
    return joined(found, ids("articles", articles.loc[month, "article_id"]))


def parts(context: Context, row: Row) -> dict[str, Ids]:
    """Return the articles published in a window, and the incidents in it."""
    window = row["start"], row["end"]
    read, told = context.published(*window), context.inside(*window)
    return {"*": told, **for_columns(("articles", "publishers", "articles_per_week"), read), "incidents_per_article": joined(told, read)}


def compared(context: Context, row: Row) -> dict[str, Ids]:
    """Return the articles and the incidents of both windows of a comparison."""
    windows = context.compared(row["comparison"])
    base, later = (context.published(*window) for window in windows)
    told = [context.inside(*window) for window in windows]
    return {"*": joined(*told, base, later), "base_articles": base, "later_articles": later}


FINDERS: Mapping[str, Any] = {
    "articles_published": by_period,
    "articles_meanwhile": meanwhile,
    "coverage_parts": parts,
    "coverage_change": compared,
}

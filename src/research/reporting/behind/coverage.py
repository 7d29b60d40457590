"""The rows behind the numbers on what there was to read: articles by period and in each part of the window."""

from collections.abc import Mapping
from typing import Any

from research.reporting.behind.context import Context
from research.reporting.behind.kinds import Ids, Row, for_columns, ids, joined


def by_period(context: Context, row: Row) -> dict[str, Ids]:
    """Return the articles published in a period; one of which only the month is known counts in months."""
    start, end = context.period(row["period"])
    found = context.published(start, end)
    if context.selection.parameters.frequency != "M":
        return {"*": found}
    articles = context.tables["articles"]
    month = articles["published"].fillna("") == start[:7]
    return {"*": joined(found, ids("articles", articles.loc[month, "article_id"]))}


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


FINDERS: Mapping[str, Any] = {"articles_published": by_period, "coverage_parts": parts, "coverage_change": compared}

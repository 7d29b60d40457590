"""The rows behind the numbers on sources: articles, publishers, reports, rejected files."""

from collections.abc import Mapping
from typing import Any

from research.analysis.sources import UNKNOWN
from research.reporting.behind.context import Context
from research.reporting.behind.kinds import Ids, Row, ids, joined


def size(context: Context, row: Row) -> dict[str, Ids]:
    """Return the rows of which the page says how many there are."""
    return {"*": _steps(context)[f"{row['what']}s used"]}


def _steps(context: Context) -> dict[str, Ids]:
    articles, rejected = context.tables["articles"], ids("files", context.tables["rejected"]["file"])
    used = context.used["articles"]
    read = ids("articles", articles["article_id"])
    telling = articles["article_id"].isin(context.tables["reports"]["article_id"])
    masks = {
        "near-duplicates": articles["duplicate_of"].notna(),
        "without a day of publication": (articles["published"].str.len() != 10).fillna(True),
        "not in English": articles["language"].fillna("en").ne("en"),
        "tell no incident": ~telling,
        "tell only incidents not counted": telling & ~articles["article_id"].isin(used["article_id"]),
    }
    return {
        "files": joined(read, rejected),
        "files rejected": rejected,
        "articles read": read,
        **{name: ids("articles", articles.loc[mask.astype(bool), "article_id"]) for name, mask in masks.items()},
        "articles used": ids("articles", used["article_id"]),
        "publishers used": ids("articles", used.loc[used["publisher"].notna(), "article_id"]),
        "reports used": ids("reports", context.used["reports"]["report_id"]),
        "incidents counted": context.all(),
        "incidents used": context.all(),
    }


def reading(context: Context, row: Row) -> dict[str, Ids]:
    """Return the files, articles, reports or incidents of a step."""
    return {"*": _steps(context)[row["step"]]}


def publishers(context: Context, row: Row) -> dict[str, Ids]:
    """Return the used articles of a publisher, and their reports."""
    articles, reports = context.used["articles"], context.used["reports"]
    own = articles[articles["publisher"].fillna(UNKNOWN) == row["publisher"]]
    told = ids("reports", reports.loc[reports["article_id"].isin(own["article_id"]), "report_id"])
    again = ids("articles", own.loc[own["duplicate_of"].notna(), "article_id"])
    return {"*": ids("articles", own["article_id"]), "reports": told, "duplicates": again}


def months(context: Context, row: Row) -> dict[str, Ids]:
    """Return the used articles of a month of publication."""
    articles = context.used["articles"]
    month = articles["published"].str.slice(0, 7)
    known = month.where(month.str.len() == 7).fillna(UNKNOWN)
    return {"*": ids("articles", articles.loc[known == row["month"], "article_id"])}


def _with_value(column: str, used: bool = False) -> Any:
    def found(context: Context, row: Row) -> dict[str, Ids]:
        articles = (context.used if used else context.tables)["articles"]
        values = articles[column].astype("string").fillna(UNKNOWN)
        return {"*": ids("articles", articles.loc[values == row[column], "article_id"])}

    return found


def rejected(context: Context, row: Row) -> dict[str, Ids]:
    """Return the files that could not be read for a reason."""
    table = context.tables["rejected"]
    return {"*": ids("files", table.loc[table["reason"] == row["reason"], "file"])}


FINDERS: Mapping[str, Any] = {
    "size": size,
    "reading": reading,
    "publishers": publishers,
    "articles_by_month": months,
    "published_basis": _with_value("published_basis", used=True),
    "language": _with_value("language"),
    "licence": _with_value("licence"),
    "duplicates": _with_value("file"),
    "without_incident": _with_value("file"),
    "rejected": rejected,
}

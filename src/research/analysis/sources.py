"""What the figures rest on: articles by publisher, month and language, what was left unread, and what told no incident."""

from collections.abc import Mapping

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
UNKNOWN = "unknown"


def publishers(tables: Tables) -> pd.DataFrame:
    """Return publisher, articles, duplicates, reports, first, last (published, as known): one row each, most articles first."""
    articles = tables["articles"]
    reports = tables["reports"]["article_id"].value_counts()
    work = pd.DataFrame({
        "publisher": articles["publisher"].fillna(UNKNOWN), "published": articles["published"],
        "duplicate": articles["duplicate_of"].notna(), "reports": articles["article_id"].map(reports).fillna(0).astype("int64"),
    })  # fmt: skip
    rows = [
        (name, len(part), int(part["duplicate"].sum()), int(part["reports"].sum()), part["published"].min(), part["published"].max())
        for name, part in work.groupby("publisher")
    ]
    table = pd.DataFrame(rows, columns=["publisher", "articles", "duplicates", "reports", "first", "last"])
    return table.sort_values(["articles", "publisher"], ascending=[False, True]).reset_index(drop=True)


def months(tables: Tables) -> pd.DataFrame:
    """Return month, articles: every month from the first to the last known, also empty ones; then `unknown`, if any."""
    month = tables["articles"]["published"].str.slice(0, 7)
    known = month[month.str.fullmatch(r"\d{4}-\d{2}").fillna(False)]
    counts = known.value_counts()
    names = pd.period_range(known.min(), known.max(), freq="M").strftime("%Y-%m").tolist() if len(known) else []
    rows = [(name, int(counts.get(name, 0))) for name in names]
    missing = len(month) - len(known)
    return pd.DataFrame(rows + ([(UNKNOWN, missing)] if missing else []), columns=["month", "articles"])


def counts(tables: Tables, column: str) -> pd.DataFrame:
    """Return column, articles: how many articles have each value of `column` (published_basis, language, licence, ...)."""
    values = tables["articles"][column].astype("string").fillna(UNKNOWN)
    return _counted(values, column, "articles")


def rejected(tables: Tables) -> pd.DataFrame:
    """Return reason, files: inputs that could not be read."""
    return _counted(tables["rejected"]["reason"], "reason", "files")


def duplicates(tables: Tables) -> pd.DataFrame:
    """Return file, duplicate_of (file): articles that nearly repeat an earlier one and so count as no source of their own."""
    articles = tables["articles"]
    file_of = articles.set_index("article_id")["file"]
    part = articles[articles["duplicate_of"].notna()]
    table = pd.DataFrame({"file": part["file"], "duplicate_of": part["duplicate_of"].map(file_of).fillna(part["duplicate_of"])})
    return table.sort_values("file").reset_index(drop=True)


def reports_per_article(tables: Tables) -> pd.DataFrame:
    """Return reports, articles: how many articles tell no incident, one, two, ..."""
    number = tables["articles"]["article_id"].map(tables["reports"]["article_id"].value_counts()).fillna(0).astype("int64")
    table = number.value_counts().sort_index().rename_axis("reports").rename("articles").reset_index()
    return table.astype("int64")


def without_incident(tables: Tables) -> pd.DataFrame:
    """Return file, title, publisher, published of the articles that tell no incident, by file."""
    articles = tables["articles"]
    part = articles[~articles["article_id"].isin(tables["reports"]["article_id"])]
    return part[["file", "title", "publisher", "published"]].sort_values("file").reset_index(drop=True)


def _counted(values: pd.Series, name: str, unit: str) -> pd.DataFrame:
    table = values.value_counts().rename_axis(name).rename(unit).reset_index()
    return table.sort_values([unit, name], ascending=[False, True]).reset_index(drop=True)

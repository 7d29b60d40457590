"""Running totals of articles and of published series in one table, with the bounds that their wording sets, and those left out."""

from datetime import date

import pandas as pd

from research.analysis.selection import Selection

TOGETHER = "all together"
PRINCIPAL = ("Iraq", "Syria")  # of these, official totals "together" are made up; Jordan adds the attack on Tower 22
FIELD = ("Iraq", "Jordan", "Syria")
NEAR = 21  # days: "since October" and "since 17 October" speak of one campaign
COLUMNS = (
    "total_id", "day", "since", "origin", "series", "source", "definition", "reported_by", "country", "count", "qualifier", "low", "high",
    "note",
)  # fmt: skip
REASONS = (
    "counts something else than attacks", "counts at one place only", "its first day is not known", "its last day is not known",
    "outside the window", "another country", "counts other countries too", "part of a larger total of the same article",
)  # fmt: skip


def band(count: int, qualifier: str) -> tuple[int, int | None]:
    """Return the least and the most that a total's wording allows; None: no upper limit.

    exact is the figure itself, at_least and more_than have no upper limit, up_to has no lower one but 0. For `approximately` and `nearly`
    a figure is taken as rounded to its last digit that is not 0, hundreds at most: about 170 is 165 to 175, nearly 170 is 160 to 169.
    This is a convention, not the speaker's word.
    """
    step = next(step for step in (100, 10, 1) if count % step == 0)
    match qualifier:
        case "at_least":
            return count, None
        case "more_than":
            return count + 1, None
        case "up_to":
            return 0, count
        case "nearly":
            return max(0, count - step), max(0, count - 1)
        case "approximately":
            return max(0, count - max(1, step // 2)), count + max(1, step // 2)
    return count, count


def gathered(selection: Selection, reference: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the totals that can be set beside counts, and those that cannot.

    The first: total_id, day (last day counted), since (first day counted), origin (article or published), series, source (who counts),
    definition, reported_by (publisher), country (TOGETHER where the total is not of one), count, qualifier, low, high (of `band`), note;
    by since, day, country, total_id. The second: total_id, origin, count, day, since, country, reported_by, reason (one of REASONS).

    Args:
        selection: window and countries of its parameters apply: a total is inside if its last day is. Without countries, FIELD.
        reference: as reconciliation_reference.read returns it.
    """
    every = pd.concat([_of_articles(selection), _published(reference)], ignore_index=True)
    reason = _reasons(every, selection)
    every["country"] = every["country"].fillna(TOGETHER)
    out = every.assign(reason=reason)[reason.notna()]
    kept = every[reason.isna()].sort_values(["since", "day", "country", "total_id"]).reset_index(drop=True)
    limits = [band(int(count), str(word)) for count, word in zip(kept["count"], kept["qualifier"], strict=True)]
    kept["low"] = pd.array([low for low, _ in limits], dtype="Int64")
    kept["high"] = pd.array([high for _, high in limits], dtype="Int64")
    columns = ["total_id", "origin", "count", "day", "since", "country", "reported_by", "reason"]
    return kept[list(COLUMNS)], out.sort_values(["origin", "total_id"])[columns].reset_index(drop=True)


def campaign(totals: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return the first day from which most totals count, by the days on which they do, and the totals that count from NEAR it on.

    Of days with as many the earliest is taken; the day is empty where no two totals of different days count from one. So it is if there
    are no totals.
    """
    days = totals.groupby("since")["day"].nunique()
    if days.empty or int(days.max()) < 2:
        return "", totals.head(0)
    since = str(days[days == days.max()].index.min())
    return since, totals[[apart(day, since) <= NEAR for day in totals["since"]]].reset_index(drop=True)


def apart(one: str, other: str) -> int:
    """Return how many days lie between two ISO days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _of_articles(selection: Selection) -> pd.DataFrame:
    articles = selection.tables["articles"].set_index("article_id")["publisher"]
    table = selection.tables["tallies"].rename(columns={"tally_id": "total_id", "period_start": "since", "period_end": "day"})
    table["reported_by"] = table["article_id"].map(articles)
    return _even(table, "article")


def _published(reference: pd.DataFrame) -> pd.DataFrame:
    return _even(reference.rename(columns={"counter": "source"}), "published")


def _even(table: pd.DataFrame, origin: str) -> pd.DataFrame:
    """Return the columns that totals of both origins have; those that a table lacks are empty."""
    wide = table.reindex(columns=["article_id", "place_id", "unit", *COLUMNS]).drop(columns=["low", "high"])
    return wide.astype("string").astype({"count": "int64"}).assign(origin=origin)


def _reasons(every: pd.DataFrame, selection: Selection) -> pd.Series:
    """Return for each total the first of REASONS not to use it, empty where there is none."""
    reason = pd.Series(pd.NA, index=every.index, dtype="string")
    p = selection.parameters
    countries = p.countries or FIELD
    outside = pd.Series(False, index=every.index)
    if p.start:
        outside |= every["day"] < p.start
    if p.end:
        outside |= every["day"] > p.end
    together = every["country"].isna()
    masks = (
        every["unit"] != "attacks", every["place_id"].notna(), every["since"].isna(), every["day"].isna(), outside,
        ~together & ~every["country"].isin(countries), together & (not set(PRINCIPAL) <= set(countries)),
    )  # fmt: skip
    for text, mask in zip(REASONS, masks, strict=False):
        reason[mask.fillna(False).astype(bool) & reason.isna()] = text
    reason[every.index.isin(_lesser(every[reason.isna()]))] = REASONS[-1]
    return reason


def _lesser(every: pd.DataFrame) -> pd.Index:
    """Return the totals of articles beside which the same article has a larger one of the same window and country."""
    keys = ["article_id", "since", "day", "country"]
    said = every[every["origin"] == "article"]
    most = said.groupby(keys, dropna=False)["count"].transform("max")
    return said.index[said["count"] < most]

"""Every table and every column once: type, unit, meaning, allowed values. The data dictionary is made from this module.

Columns of `reports`, `claims` and `tallies` follow the coding guide (docs/coding-guide.md); scales are those of UCDP GED
(date and place precision) and GTD (weapons, targets, claims). Dates are ISO 8601 days held as text; an empty cell means "not said".
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandera.pandas as pa

WEAPONS = ("rocket", "mortar", "missile", "drone", "ied", "air_strike", "small_arms", "suicide_bomb", "other", "unknown")
TARGETS = (
    "military_base", "convoy", "diplomatic", "airport", "energy", "militia", "person", "ship", "civilian", "other", "unknown",
)  # fmt: skip
SIDES = (
    "us_coalition", "iran_aligned", "iraqi_state", "syrian_state", "kurdish", "turkey", "israel", "islamic_state",
    "shipping", "civilian", "other", "unknown",
)  # fmt: skip
OUTCOMES = ("hit", "intercepted", "missed", "foiled", "unknown")
STATEMENTS = ("claimed", "denied", "attributed", "suspected", "stated", "unclaimed")
QUALIFIERS = ("exact", "at_least", "approximately", "more_than", "nearly", "up_to")
UNITS = ("attacks", "rockets", "drones", "convoys", "wounded", "killed", "strikes")
DATE_BASES = ("stated", "relative", "publication", "none")
PUBLISHED_BASES = ("manifest", "text", "url", "none")
CLAIM_STATUSES = ("claimed", "attributed", "neither")
AGGREGATIONS = ("conservative", "representative", "informative")
RELATIONS = ("front_for", "part_of", "alias_of")

DTYPES = {"text": "string", "date": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its `type` (a key of DTYPES), what it means, its unit, and what it may hold."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is (`grain`), the columns that name a row (`key`), and all columns in their fixed order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the columns in order."""
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        """Return the pandas type of each column."""
        return {column.name: DTYPES[column.type] for column in self.columns}


def _text(name: str, meaning: str, allowed: tuple[str, ...] = (), required: bool = False) -> Column:
    return Column(name, "text", meaning, allowed=allowed, required=required)


def _date(name: str, meaning: str) -> Column:
    return Column(name, "date", meaning, unit="ISO day")


def _int(name: str, meaning: str, unit: str = "", required: bool = False) -> Column:
    return Column(name, "integer", meaning, unit=unit, required=required)


ARTICLE_ID = _text("article_id", "first 16 hex digits of the SHA-256 of the raw bytes", required=True)
REPORT_ID = _text("report_id", "the report: article_id, then r and a number that counts the article's reports", required=True)
SENTENCE = _int("sentence_no", "sentence of the cleaned article text, from 0", required=True)
SPAN = (
    SENTENCE,
    _int("start", "offset of the first character in the cleaned article text", "characters", required=True),
    _int("end", "offset behind the last character in the cleaned article text", "characters", required=True),
    _text("quote", "the words themselves", required=True),
)

WHEN_AND_WHERE = (
    _date("date_start", "first day on which it may have happened, local time as the text gives it"),
    _date("date_end", "last day on which it may have happened"),
    _int("date_prec", "1 exact day, 2 span of 2-6 days, 3 a week, 4 a month, 5 a year or longer", "UCDP scale"),
    _text("date_basis", "how the date is known", DATE_BASES),
    _text("country", "country of the event"),
    _text("admin1", "governorate"),
    _text("place_id", "most exact place that is named, a row of codebook/places.csv"),
    _int("where_prec", "1 exact site, 2 near a named point, 3 district, 4 governorate, 5 along a road, 6 country, 7 sea", "UCDP scale"),
    _text("where_description", "the words that say where"),
    Column("latitude", "number", "of the place, from the codebook", "degrees north, WGS 84"),
    Column("longitude", "number", "of the place, from the codebook", "degrees east, WGS 84"),
)  # fmt: skip
WHAT = (
    _text("weapon", "what was used", WEAPONS),
    _int("munitions_low", "munitions fired or seen, lower bound", "munitions"),
    _int("munitions_high", "munitions fired or seen, upper bound", "munitions"),
    _text("target", "what was attacked", TARGETS),
    _text("target_side", "whose it was", SIDES),
    _text("outcome", "what came of it", OUTCOMES),
    _int("killed_low", "deaths, lower bound; 0 only where the text says none", "people"),
    _int("killed_best", "deaths as the article itself reports them", "people"),
    _int("killed_high", "deaths, upper bound", "people"),
    _int("wounded_low", "wounded, lower bound; 0 only where the text says none", "people"),
    _int("wounded_best", "wounded as the article itself reports them", "people"),
    _int("wounded_high", "wounded, upper bound", "people"),
    _int("n_attacks", "attacks that the row stands for, 1 if not said", "attacks"),
    Column("is_background", "boolean", "told only as context of newer news"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("articles", "one raw article", ("article_id",), (
            ARTICLE_ID,
            _text("file", "path of the raw file below the raw folder, with / between folders", required=True),
            _text("title", "headline"),
            _text("publisher", "who published it"),
            _text("url", "where it was published"),
            _date("published", "day of publication; a month (2021-06) or a year where no more is known"),
            _text("published_basis", "where the day of publication stands", PUBLISHED_BASES, required=True),
            _text("language", "ISO 639-1 code"),
            _int("n_words", "length of the cleaned text", "words", required=True),
            _text("sha256", "SHA-256 of the raw bytes", required=True),
            _text("retrieved", "day on which the raw file was saved"),
            _text("licence", "licence of the text"),
            _text("duplicate_of", "article_id of the earlier article that this one nearly repeats"),
        )),
        Table("texts", "the cleaned text of one article", ("article_id",), (
            ARTICLE_ID, _text("text", "cleaned text into which all offsets point", required=True),
        )),
        Table("sentences", "one sentence of one article", ("article_id", "sentence_no"), (
            ARTICLE_ID, SENTENCE, SPAN[1], SPAN[2],
        )),
        Table("reports", "one incident as one article tells it", ("report_id",), (
            REPORT_ID, ARTICLE_ID, *WHEN_AND_WHERE, *WHAT, SENTENCE, _text("quote", "the words that tell it", required=True),
        )),
        Table("claims", "one statement on who did it", ("claim_id",), (
            _text("claim_id", "the claim: article_id, then c and a number", required=True),
            ARTICLE_ID,
            _text("report_id", "the report it speaks of; empty: attacks in general"),
            _text("group_id", "group as named, a row of codebook/groups.csv"),
            _text("group_text", "the words for a group that is not named"),
            _text("statement", "how authorship is stated", STATEMENTS, required=True),
            _text("by", "who says so, in the words of the text"),
            _text("medium", "where it was said, in the words of the text"),
            *SPAN,
        )),
        Table("tallies", "one running total", ("tally_id",), (
            _text("tally_id", "the tally: article_id, then t and a number", required=True),
            ARTICLE_ID,
            _int("count", "the total", required=True),
            _text("qualifier", "how exact the total is said to be", QUALIFIERS, required=True),
            _text("unit", "what is counted", UNITS, required=True),
            _text("country", "country, empty for all together"),
            _text("place_id", "place where the total is limited to one"),
            _date("period_start", "first day of the period"),
            _date("period_end", "last day; the day of the statement where the period is open"),
            _text("source", "who counts, in the words of the text"),
            *SPAN,
        )),
        Table("assertions", "one value and where it stands", ("assertion_id",), (
            _text("assertion_id", "row_id, a dot, the column", required=True),
            ARTICLE_ID,
            _text("row_id", "the report, claim or tally", required=True),
            _text("column", "column of that row", required=True),
            _text("value", "the value as text", required=True),
            _text("rule", "name of the rule that read it", required=True),
            *SPAN,
        )),
        Table("relations", "what a text says of two groups", ("article_id", "group_id", "relation", "of_group_id", "sentence_no"), (
            ARTICLE_ID,
            _text("group_id", "the group spoken of", required=True),
            _text("relation", "what it is said to be", RELATIONS, required=True),
            _text("of_group_id", "the other group", required=True),
            _text("by", "who says so, in the words of the text"),
            SENTENCE, _text("quote", "the words themselves", required=True),
        )),
        Table("corrections", "one cell, row or link of reports that a person decided on after coding", ("correction_id",), (
            _text("correction_id", "row_id.column, the id of the cell's assertion; row_id.column.new for a link", required=True),
            ARTICLE_ID,
            _text("table", "the table", ("reports", "claims", "tallies", "incident_reports"), required=True),
            _text("row_id", "the report, claim or tally", required=True),
            _text("column", "column of that row; (row) where all of it was dropped; must_link or cannot_link for a link", required=True),
            _text("old", "the value as the coder left it, as text; of a dropped row its quote"),
            _text("new", "the value now, as text; of a link the other report_id"),
            _text("reason", "why, in the words of who changed it", required=True),
            _text("coder", "who changed it", required=True),
            _date("date", "day on which it was changed"),
        )),
        Table("incidents", "one event in the world", ("incident_id",), (
            _text("incident_id", "day and place of the founding report, then four hex digits of its id", required=True),
            *WHEN_AND_WHERE, *WHAT,
            _int("n_reports", "reports that tell it", "reports", required=True),
            _int("n_publishers", "publishers among them", "publishers", required=True),
            _text("claim_status", "claimed, attributed only, or neither", CLAIM_STATUSES, required=True),
            _text("claimed_by", "group_ids that claimed it, ; between them"),
            _text("attributed_to", "group_ids (or words) to which it is attributed, suspected or stated, ; between them"),
            Column("competing", "boolean", "more than one group claims it, or a claim stands against a denial"),
            _text("disagreement", "columns in which the reports differ, ; between them"),
            _text("aggregation", "rule that made one value of several", AGGREGATIONS, required=True),
        )),
        Table("incident_reports", "which report tells which incident", ("report_id",), (
            _text("incident_id", "the incident", required=True),
            REPORT_ID,
            Column("score", "number", "how well the report fits the incident's founding report, 1 for that itself", "0 to 1"),
            _text("reasons", "what spoke for and against, ; between them", required=True),
        )),
        Table("rejected", "one input that could not be read", ("file",), (
            _text("file", "path of the raw file below the raw folder", required=True),
            _text("reason", "short name of the reason", required=True),
            _text("detail", "what is wrong and what mends it", required=True),
        )),
    )
}  # fmt: skip


@cache
def checker(name: str) -> "pa.DataFrameSchema":
    """Return the pandera schema of table `name`: types, required columns, allowed values, ISO days, unique key."""
    import pandera.pandas as pa

    table = TABLES[name]
    columns = {}
    for column in table.columns:
        checks = []
        if column.allowed:
            checks.append(pa.Check.isin(column.allowed))
        elif column.type == "date" and column.name != "published":
            checks.append(pa.Check.str_matches(ISO_DAY))
        columns[column.name] = pa.Column(DTYPES[column.type], checks, nullable=not column.required)
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key))

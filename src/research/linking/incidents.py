"""Linked reports -> incidents: one row per event in the world, under a named rule."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from research import tables
from research.codebook import Codebook, load
from research.linking.authors import authorship, claims_of
from research.linking.merge import SUFFIX, Merger, Row, disagreement, plain
from research.linking.places import Atlas
from research.schemas import AGGREGATIONS


def aggregate(
    reports: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    incident_reports: pd.DataFrame,
    rule: str = "representative",
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Return the table `incidents`: what the reports of each incident say together, and who is said to have done it.

    The rules are those of the R package eventreport (see values.py): `conservative` (widest dates, coarsest place, only what all
    agree on, lowest counts), `representative` (the most frequent value; a tie goes to the value told more often as news, by more
    publishers, to the finer one, to the lower number) and `informative` (finest dates and place, highest counts). Where nothing
    breaks a tie the value is indeterminate: a coded column then says `unknown`, a place keeps only the country and governorate that
    all share, a date spans all tied ones; `disagreement` names the column with `:indeterminate`.

    Reports of near-duplicate articles (articles.duplicate_of) are not independent: they link, but neither vote nor count in
    n_reports and n_publishers, unless the article they repeat does not tell the incident. Reports without a known publisher count
    as one publisher together, and only where no publisher is known.

    Args:
        reports: table as in schemas.py, as are the next three.
        claims: who is said to have done it.
        articles: publishers, days of publication and near-duplicates.
        incident_reports: which report tells which incident, as `link` returns it.
        rule: one of schemas.AGGREGATIONS.
        codebook: places and groups; the package's own if none is given.

    Raises:
        ValueError: `rule` is none of the three.
    """
    if rule not in AGGREGATIONS:
        raise ValueError(f"aggregation {rule!r} is unknown: use one of {', '.join(AGGREGATIONS)}")
    book = codebook or load()
    merger, groups = Merger(rule, Atlas(book)), book.groups
    said = claims_of(claims)
    out = []
    for name, rows in _by_incident(reports, articles, incident_reports).items():
        independent = _independent(rows)
        merged, undecided = merger.merge(independent)
        author = authorship([claim for row in rows for claim in said.get(row["report_id"], ())], groups)
        differ = [column + SUFFIX if column in undecided else column for column in disagreement(independent)]
        publishers = {row["publisher"] for row in independent} - {""}
        out.append({
            "incident_id": name, **merged, "is_background": all(row["is_background"] for row in rows),
            "n_reports": len(independent), "n_publishers": max(1, len(publishers)), "claim_status": author.claim_status,
            "claimed_by": author.claimed_by, "attributed_to": author.attributed_to, "competing": author.competing,
            "disagreement": ";".join(differ) or None, "aggregation": rule,
        })  # fmt: skip
    return tables.frame("incidents", out)


def _by_incident(reports: pd.DataFrame, articles: pd.DataFrame, incident_reports: pd.DataFrame) -> dict[str, list[Row]]:
    """Return the rows of each incident, in order of publication, with `publisher` and the `original` of near-duplicates."""
    about = {row["article_id"]: row for row in plain(articles[["article_id", "published", "publisher", "duplicate_of"]])}
    incident_of = dict(zip(incident_reports["report_id"], incident_reports["incident_id"], strict=True))
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in plain(reports):
        if row["report_id"] not in incident_of:
            continue
        original = _original(row["article_id"], about)
        row["original"], row["published"] = original, about.get(row["article_id"], {}).get("published") or "9999"
        row["publisher"] = about.get(original, {}).get("publisher") or about.get(row["article_id"], {}).get("publisher") or ""
        row["is_background"] = bool(row["is_background"])
        groups[incident_of[row["report_id"]]].append(row)
    return {name: sorted(groups[name], key=lambda row: (row["published"], row["report_id"])) for name in sorted(groups)}


def _original(article_id: str, about: Mapping[str, Row]) -> str:
    """Follow duplicate_of to the first article; a circle ends where it began."""
    seen = {article_id}
    while (earlier := about.get(article_id, {}).get("duplicate_of")) and earlier not in seen:
        article_id = earlier
        seen.add(article_id)
    return article_id


def _independent(rows: Sequence[Row]) -> list[Row]:
    """Keep one report for each original article: its own if it tells the incident, else the earliest repetition."""
    kept: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (r["article_id"] != r["original"], r["published"], r["report_id"])):
        kept.setdefault(row["original"], row)
    return sorted(kept.values(), key=lambda r: (r["published"], r["report_id"]))

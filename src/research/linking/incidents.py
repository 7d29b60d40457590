"""Linked reports -> incidents: one row per event in the world, under a named rule."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from research import tables
from research.codebook import Codebook, load
from research.linking.authors import Claim, authorship, claims_of
from research.linking.merge import SUFFIX, Merger, Row, disagreement, plain
from research.linking.places import Atlas
from research.schemas import AGGREGATIONS

About = Callable[[str], Mapping[str, str | None]]


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
    incidents = Incidents(rule, codebook or load())
    about = {row["article_id"]: row for row in plain(articles[["article_id", "published", "publisher", "duplicate_of"]])}
    said = claims_of(claims)
    incident_of = dict(zip(incident_reports["report_id"], incident_reports["incident_id"], strict=True))
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in plain(reports):
        if row["report_id"] in incident_of:
            groups[incident_of[row["report_id"]]].append(row)
    out = (incidents.row(name, groups[name], said, lambda article_id: about.get(article_id, {})) for name in sorted(groups))
    return tables.frame("incidents", out)


class Incidents:
    """Makes one row of the table `incidents` of the reports of each, under one rule.

    Raises:
        ValueError: `rule` is none of schemas.AGGREGATIONS.
    """

    def __init__(self, rule: str, codebook: Codebook) -> None:
        if rule not in AGGREGATIONS:
            raise ValueError(f"aggregation {rule!r} is unknown: use one of {', '.join(AGGREGATIONS)}")
        self.rule, self._groups = rule, codebook.groups
        self._merger = Merger(rule, Atlas(codebook))

    def row(self, name: str, reports: Sequence[Row], said: Mapping[str, Sequence[Claim]], about: About) -> Row:
        """Return the row of one incident.

        Args:
            name: its incident_id.
            reports: rows of the table `reports` with None for empty cells; they are added to.
            said: the claims on them, by report_id.
            about: gives published, publisher and duplicate_of of an article, nothing for one that is not there.
        """
        rows = _ordered(reports, about)
        independent = _independent(rows)
        merged, undecided = self._merger.merge(independent)
        author = authorship([claim for row in rows for claim in said.get(row["report_id"], ())], self._groups)
        differ = [column + SUFFIX if column in undecided else column for column in disagreement(independent)]
        publishers = {row["publisher"] for row in independent} - {""}
        return {
            "incident_id": name, **merged, "is_background": all(row["is_background"] for row in rows),
            "n_reports": len(independent), "n_publishers": max(1, len(publishers)), "claim_status": author.claim_status,
            "claimed_by": author.claimed_by, "attributed_to": author.attributed_to, "competing": author.competing,
            "disagreement": ";".join(differ) or None, "aggregation": self.rule,
        }  # fmt: skip


def _ordered(reports: Sequence[Row], about: About) -> list[Row]:
    """Return the reports in order of publication, with `publisher` and the `original` of near-duplicates."""
    for row in reports:
        original = _original(row["article_id"], about)
        row["original"], row["published"] = original, about(row["article_id"]).get("published") or "9999"
        row["publisher"] = about(original).get("publisher") or about(row["article_id"]).get("publisher") or ""
        row["is_background"] = bool(row["is_background"])
    return sorted(reports, key=lambda row: (row["published"], row["report_id"]))


def _original(article_id: str, about: About) -> str:
    """Follow duplicate_of to the first article; a circle ends where it began."""
    seen = {article_id}
    while (earlier := about(article_id).get("duplicate_of")) and earlier not in seen:
        article_id = earlier
        seen.add(article_id)
    return article_id


def _independent(rows: Sequence[Row]) -> list[Row]:
    """Keep one report for each original article: its own if it tells the incident, else the earliest repetition."""
    kept: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (r["article_id"] != r["original"], r["published"], r["report_id"])):
        kept.setdefault(row["original"], row)
    return sorted(kept.values(), key=lambda r: (r["published"], r["report_id"]))

"""Small corpora for linking: reports are written as dicts of what matters, the rest is filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from research import codebook, tables
from research.linking import link

SITE = {"date_prec": 1, "date_basis": "stated", "where_prec": 1, "target": "military_base", "target_side": "us_coalition"}


@dataclass(frozen=True)
class Corpus:
    """Tables of a made-up corpus."""

    articles: pd.DataFrame
    reports: pd.DataFrame
    claims: pd.DataFrame

    def linked(self, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
        return link(self.reports, self.articles, self.claims, decisions)

    def partition(self, decisions: pd.DataFrame | None = None) -> set[frozenset[str]]:
        return partition(self.linked(decisions))


def partition(links: pd.DataFrame) -> set[frozenset[str]]:
    """Return which reports go together, whatever the incidents are called."""
    return {frozenset(part) for _, part in links.groupby("incident_id")["report_id"]}


def corpus(
    reports: Iterable[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]] | None = None, claims: Iterable[Mapping[str, Any]] = ()
) -> Corpus:
    """Return tables for `reports`; the article of report a1 is a, and `articles` says more of it by name."""
    rows = [_report(row) for row in reports]
    about = articles or {}
    names = sorted({row["article_id"] for row in rows} | set(about))
    files = [{"article_id": a, "file": a + ".txt", "published_basis": "text", "n_words": 1, **about.get(a, {})} for a in names]
    span = {"sentence_no": 0, "start": 0, "end": 1, "quote": "words"}
    said = [{"claim_id": f"c{n}", "article_id": str(c["report_id"])[:-1], **span, **c} for n, c in enumerate(claims)]
    return Corpus(tables.frame("articles", files), tables.frame("reports", rows), tables.frame("claims", said))


def _report(row: Mapping[str, Any]) -> dict[str, Any]:
    full = {"quote": "words", "sentence_no": 0, "n_attacks": 1, "is_background": False, "outcome": "unknown", "weapon": "rocket"}
    full |= SITE | dict(row)
    full["article_id"] = full["report_id"][:-1]
    place = codebook.load().places.get(full.get("place_id") or "")
    if place:
        full = {"country": place.country, "admin1": place.admin1 or None} | full
    if full.get("day"):
        full |= {"date_start": full["day"], "date_end": full["day"]}
    if not full.get("date_start"):
        full |= {"date_prec": None, "date_basis": "none"}
    for column in ("killed", "wounded"):
        if column in full:
            full |= {f"{column}_{bound}": full[column] for bound in ("low", "best", "high")}
    if "munitions" in full:
        full |= {"munitions_low": full["munitions"], "munitions_high": full["munitions"]}
    return full

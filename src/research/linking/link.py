"""Reports -> which of them tell the same event."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from research import tables
from research.codebook import Codebook, load
from research.linking.candidates import candidates
from research.linking.cluster import Clusters, Pair
from research.linking.evidence import compare, probability
from research.linking.facts import Fact, facts_of
from research.linking.places import Atlas
from research.linking.weights import weights

RELATIONS = ("must", "cannot")


class DecisionError(ValueError):
    """A decision on two reports cannot be followed."""


def link(
    reports: pd.DataFrame,
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    decisions: pd.DataFrame | None = None,
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Return the table `incident_reports`: which incident each report tells, how well it fits, and why.

    Pairs of reports are weighed by time, place and type (evidence.py) and joined by average linkage, best pair first. Two reports
    of one article are two events. A report without an exact day or place joins an incident only if it fits no other about as well.
    The result does not depend on the order of rows.

    Args:
        reports: table as in schemas.py, as are the next two.
        articles: when each was published.
        claims: who is said to have done it.
        decisions: what a person decided, columns report_a, report_b, relation (`must` or `cannot`); reports that are not there are
            passed over, so that a list of decisions can outlive a corpus.
        codebook: places and what they contain; the package's own if none is given.

    Returns:
        One row per report: incident_id, report_id, score (0 to 1: the probability from the evidence against the founding report,
        1 for that itself), reasons (text).

    Raises:
        DecisionError: a relation is neither `must` nor `cannot`, or two decisions contradict each other.
    """
    atlas = Atlas(codebook or load())
    groups, facts = _groups(reports, articles, claims, decisions, atlas, {})
    newest = _newest(groups, facts)
    if newest:  # an article without a day is as old as the events that it was found to tell: this dates its other reports
        groups, facts = _groups(reports, articles, claims, decisions, atlas, newest)
    published = dict(zip(articles["article_id"], articles["published"].fillna(""), strict=True))
    rows: list[dict[str, object]] = []
    taken: set[str] = set()
    for group in groups:
        rows += _rows([facts[i] for i in group], published, atlas, taken)
    return tables.frame("incident_reports", rows)


def _groups(
    reports: pd.DataFrame,
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    decisions: pd.DataFrame | None,
    atlas: Atlas,
    newest: Mapping[str, int],
) -> tuple[list[list[int]], list[Fact]]:
    facts = facts_of(reports, articles, claims, atlas.groups, newest)
    must, cannot = _decided(decisions, {fact.report_id: i for i, fact in enumerate(facts)})

    def score(i: int, j: int) -> float | None:
        evidence = None if (i, j) in cannot else compare(facts[i], facts[j], atlas)
        return None if evidence is None else evidence.total

    scores = {(i, j): total for i, j in candidates(facts, atlas) if (total := score(i, j)) is not None}
    _follow(must, cannot, scores, facts)
    w = weights()["link"]
    vague = [not fact.exact or atlas.vague(fact.where) for fact in facts]
    clusters = Clusters(len(facts), scores, score, vague, w["threshold"], w["margin"], w["apart"])
    return clusters.join_all(sorted(must)), facts


def _newest(groups: Iterable[list[int]], facts: list[Fact]) -> dict[str, int]:
    """Return for undated news the last day of the newest event that linking has found in the rest of its article, by report_id."""
    found: dict[str, dict[str, int]] = {}
    for group in groups:
        days = [facts[i].last for i in group if facts[i].exact]
        for i in group if days else ():
            if facts[i].news and not facts[i].dated:
                found.setdefault(facts[i].article_id, {})[facts[i].report_id] = min(days)
    newest = {}
    for fact in facts:
        rest = [day for report_id, day in found.get(fact.article_id, {}).items() if report_id != fact.report_id]
        if rest and not fact.dated:
            newest[fact.report_id] = max(rest)
    return newest


def founding(group: Iterable[Fact], published: Mapping[str, str]) -> Fact:
    """Return the report after which an incident is named: of the earliest article (undated ones last), then by report_id."""
    return min(group, key=lambda fact: (published.get(fact.article_id) or "9999", fact.report_id))


def incident_id(fact: Fact, digits: int = 4) -> str:
    """Return the id of the incident that `fact` founded: day, place and the first hex digits of its report_id's SHA-256."""
    day = date.fromordinal(fact.first).isoformat() if fact.dated else "undated"
    place = fact.where.place_id or fact.where.country.lower().replace(" ", "-") or "unknown"
    return f"{day}-{place}-{hashlib.sha256(fact.report_id.encode()).hexdigest()[:digits]}"


def _rows(group: list[Fact], published: Mapping[str, str], atlas: Atlas, taken: set[str]) -> Iterator[dict[str, object]]:
    first = founding(group, published)
    name = next(name for digits in (4, 8, 64) if (name := incident_id(first, digits)) not in taken)
    taken.add(name)
    for fact in group:
        if fact is first:
            score, reasons = 1.0, "founding report"
        else:
            evidence = compare(min(first, fact, key=_id), max(first, fact, key=_id), atlas)
            score, reasons = (probability(evidence.total), evidence.reasons) if evidence else (0.0, "joined by decision")
        yield {"incident_id": name, "report_id": fact.report_id, "score": round(score, 4), "reasons": reasons}


def _id(fact: Fact) -> str:
    return fact.report_id


def _decided(decisions: pd.DataFrame | None, number: Mapping[str, int]) -> tuple[set[Pair], set[Pair]]:
    sets: dict[str, set[Pair]] = {relation: set() for relation in RELATIONS}
    if decisions is None:
        return sets["must"], sets["cannot"]
    for no, (a, b, relation) in enumerate(zip(decisions["report_a"], decisions["report_b"], decisions["relation"], strict=True), start=1):
        if relation not in RELATIONS:
            raise DecisionError(f"decision {no}: relation {relation!r} is not one of {', '.join(RELATIONS)}")
        if a in number and b in number and a != b:
            i, j = sorted((number[a], number[b]))
            sets[relation].add((i, j))
    return sets["must"], sets["cannot"]


def _follow(must: set[Pair], cannot: set[Pair], scores: dict[Pair, float], facts: list[Fact]) -> None:
    """Let reports that must go together share their links, so that a decision on one of an incident's reports moves the others with it."""
    together: dict[int, set[int]] = {}
    for i, j in sorted(must):
        union = together.get(i, {i}) | together.get(j, {j})
        together.update(dict.fromkeys(union, union))
    for i, j in cannot:
        if j in together.get(i, ()):
            raise DecisionError(f"decisions on {facts[i].report_id} and {facts[j].report_id} contradict each other: mend one of them")
    for i, union in sorted(together.items()):
        for k, score in sorted(_links_of(i, scores).items()):
            for other in sorted(union - {i, k}):
                pair = (min(other, k), max(other, k))
                if k not in union and facts[other].article_id != facts[k].article_id and pair not in cannot:
                    scores.setdefault(pair, score)


def _links_of(i: int, scores: Mapping[Pair, float]) -> dict[int, float]:
    return {b if a == i else a: s for (a, b), s in scores.items() if i in (a, b)}

"""Reports -> which of them tell the same event."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research import tables
from research.codebook import Codebook, load
from research.linking.block import CLAIM, Block, make
from research.linking.candidates import candidates
from research.linking.cluster import Clusters, Pair
from research.linking.evidence import compare, probability
from research.linking.facts import Fact, text
from research.linking.memory import key_of, mixed, remembered
from research.linking.merge import plain
from research.linking.parts import Edges, by_day, by_detail, parts, split
from research.linking.places import Atlas
from research.linking.told import Told
from research.linking.weights import weights

NEVER = np.iinfo(np.int32).max
RELATIONS = ("must", "cannot")
FROM_START = np.zeros(1, dtype=np.int64)
LAST = "9999"  # sorts behind every day of publication
Begin = Callable[[str, int], Callable[[int], None]]


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
    book = codebook or load()
    atlas, taken = Atlas(book), set[str]()
    with closing(Told(_blocks(reports, articles, claims, book, atlas), book, atlas)) as told:
        groups = (group(members.tolist(), told, taken) for members in split(grouped(told, decisions)))
        return tables.frame("incident_reports", (row for one in groups for row in one.rows))


class Group(NamedTuple):
    """The reports of one incident by their numbers, and their rows of the table `incident_reports`."""

    incident_id: str
    members: list[int]
    rows: list[dict[str, object]]


def grouped(told: Told, decisions: pd.DataFrame | None = None, begin: Begin = lambda step, total: lambda done: None) -> NDArray[np.int32]:
    """Return for each report the number of the first report of its incident; the reports are linked as `link` says.

    Args:
        told: the reports.
        decisions: as in `link`.
        begin: called with the name of a step and how many reports it has; what it returns is called with how many were done.
    """
    must, cannot = _decided(decisions, told)
    days = by_day(told, begin("comparing", int(np.count_nonzero(told.exact))))
    group_of = _pass(told, days, must, cannot, begin("linking", len(told)))
    newest = _newest(told, group_of)
    if newest:  # an article without a day is as old as the events that it was found to tell: this dates its other reports
        told.date_again(newest)
        group_of = _pass(told, days, must, cannot, begin("linking what was dated by it", len(told)))
    return group_of


def group(members: list[int], told: Told, taken: set[str]) -> Group:
    """Return an incident by the numbers of its reports. taken: the ids of those before it, to which its own is added."""
    facts = [told.fact(no) for no in members]
    rows = list(_rows(facts, dict(told.article(no) for no in members), told.atlas, taken))
    return Group(str(rows[0]["incident_id"]), members, rows)


def founders(told: Told, group_of: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the founding report of each incident, in order of the first report of each."""
    days = np.array([published or LAST for _, published in told.tellers] or [LAST])
    order = np.lexsort((np.unique(days, return_inverse=True)[1][told.teller], group_of))
    return order[np.flatnonzero(np.diff(group_of[order], prepend=-1))]


def _blocks(reports: pd.DataFrame, articles: pd.DataFrame, claims: pd.DataFrame, book: Codebook, atlas: Atlas) -> Iterator[Block]:
    published = dict(zip(articles["article_id"], articles["published"].map(text), strict=True))
    said: dict[str, list[list[Any]]] = {}
    for claim in plain(claims[list(CLAIM)]):
        said.setdefault(claim["report_id"] or "", []).append([claim[name] for name in CLAIM])
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(plain(reports), key=lambda row: row["report_id"]):
        by_article.setdefault(row["article_id"], []).append(row)
    tellings = (
        (article_id, published.get(article_id, ""), rows, [claim for row in rows for claim in said.get(row["report_id"], ())])
        for article_id, rows in by_article.items()
    )
    yield make(tellings, book.groups, atlas)


def _pass(told: Told, days: Edges, must: set[Pair], cannot: set[Pair], tick: Callable[[int], None]) -> NDArray[np.int32]:
    """Return for each report the first one of its incident."""
    details, codes = by_detail(told)
    marks, crowded = _marks(told, codes), frozenset(codes.tolist())
    decided = {no for pair in must | cannot for no in pair}
    group_of = np.arange(len(told), dtype=np.int32)
    for members in parts(len(told), np.concatenate([days, details]), must):
        tick(len(members))
        if len(members) == 1:
            continue
        numbers = members.tolist()
        place = {no: at for at, no in enumerate(numbers)} if decided.intersection(numbers) else {}
        musts, cannots = ({(place[i], place[j]) for i, j in pairs if i in place and j in place} for pairs in (must, cannot))
        total = told.sums(members, FROM_START), int(np.add.reduce(marks[members]))
        key = key_of("part", len(members), total, sorted(musts), sorted(cannots))
        found = remembered(told.memory, key, lambda: _leaders(numbers, told, musts, cannots, crowded))  # noqa: B023 (called at once)
        group_of[members] = members[np.frombuffer(found, dtype="<i4")]
    return group_of


def _marks(told: Told, crowded: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return for each report a number for those of its details that too many share."""
    codes, owners = told.details()
    shared = np.isin(codes, crowded)
    marks = np.zeros(len(told), dtype=np.uint64)
    np.add.at(marks, owners[shared], mixed(codes[shared].astype(np.uint64)))
    return mixed(marks ^ told.prints[:, 0])


def _leaders(members: list[int], told: Told, musts: set[Pair], cannots: set[Pair], crowded: Collection[int]) -> bytes:
    """Return for each report of a part the place of the first one of its incident."""
    facts = [told.fact(no) for no in members]

    def score(i: int, j: int) -> float | None:
        evidence = None if (i, j) in cannots else compare(facts[i], facts[j], told.atlas)
        return None if evidence is None else evidence.total

    pairs = candidates(facts, told.atlas, crowded)
    scores = {(i, j): total for i, j in pairs if (total := score(i, j)) is not None}
    _follow(musts, cannots, scores, facts)
    w = weights()["link"]
    vague = [not fact.exact or told.atlas.vague(fact.where) for fact in facts]
    clusters = Clusters(len(facts), scores, score, vague, w["threshold"], w["margin"], w["apart"])
    leaders = np.empty(len(facts), dtype="<i4")
    for places in clusters.join_all(sorted(musts)):
        leaders[places] = places[0]
    return leaders.tobytes()


def _newest(told: Told, group_of: NDArray[np.int32]) -> dict[int, int]:
    """Return for reports without a date the last day of the newest event that linking has found in the rest of their article.

    Only news that was linked with a dated report counts as found.
    """
    days = np.full(len(told), NEVER, dtype=np.int32)
    np.minimum.at(days, group_of[told.exact], told.last[told.exact])
    found: dict[int, dict[int, int]] = {}
    for no in np.flatnonzero(told.undated_news & (days[group_of] < NEVER)).tolist():
        found.setdefault(int(told.teller[no]), {})[no] = int(days[group_of[no]])
    newest = {}
    for teller, events in found.items():
        first, behind = (int(np.searchsorted(told.teller, teller, side)) for side in ("left", "right"))
        for no in range(first, behind):
            rest = [day for other, day in events.items() if other != no]
            if rest and not told.dated[no]:
                newest[no] = max(rest)
    return newest


def founding(group: Iterable[Fact], published: Mapping[str, str]) -> Fact:
    """Return the report after which an incident is named: of the earliest article (undated ones last), then by report_id."""
    return min(group, key=lambda fact: (published.get(fact.article_id) or LAST, fact.report_id))


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


def _decided(decisions: pd.DataFrame | None, told: Told) -> tuple[set[Pair], set[Pair]]:
    sets: dict[str, set[Pair]] = {relation: set() for relation in RELATIONS}
    if decisions is None or decisions.empty:
        return sets["must"], sets["cannot"]
    named = {*decisions["report_a"], *decisions["report_b"]}
    number = {report_id: no for no, report_id in enumerate(told.report_ids()) if report_id in named}
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

"""The rule coder: one article in, its rows of reports, claims, tallies and assertions out."""

from itertools import takewhile

from research.codebook import Codebook
from research.coding.casualties import Casualty, find_casualties
from research.coding.model import Annotated, Article, Event, Evidence, Mention
from research.coding.munitions import attacks_of, munitions_of
from research.coding.outcome import outcome_of
from research.coding.reading import Reading, read
from research.coding.relations import find_relations
from research.coding.rows import Coded, Row, assertions, claim_row, iso, quote, sentence_rows, tally_row
from research.coding.target import side_of, target_of
from research.coding.weapon import weapon_of
from research.coding.when import When
from research.coding.where import Where


def code(article: Article, codebook: Codebook) -> Coded:
    """Return the rows that one article gives to each table of the coding step."""
    return rows_of(read(article, codebook), codebook)


def rows_of(reading: Reading, codebook: Codebook) -> Coded:
    """Return the rows that a reading gives to each table."""
    article = reading.article
    coded = Coded(sentences=sentence_rows(article, (note.sentence for note in reading.notes)), relations=find_relations(article, reading.notes))
    ids: dict[int, str] = {}
    for number, (event, when, where) in enumerate(zip(reading.events, reading.whens, reading.wheres, strict=True), start=1):
        row_id = ids[id(event)] = f"{article.article_id}-r{number:02d}"
        row, evidence = report_row(article, row_id, event, reading, when, where, codebook)
        coded.reports.append(row)
        coded.assertions += assertions(article, row_id, evidence)
    for number, statement in enumerate(reading.statements, start=1):
        row = claim_row(article, number, statement, ids.get(id(statement.event)) if statement.event else None)
        said = Evidence(statement.statement, statement.rule or "claim", statement.note.sentence, statement.i, statement.j)
        coded.claims.append(row)
        coded.assertions += assertions(article, row["claim_id"], [("statement", statement.statement, said)])
    for number, tally in enumerate(reading.tallies, start=1):
        row = tally_row(article, number, tally)
        said = Evidence(tally.count, tally.rule or "tally", tally.note.sentence, tally.i, tally.j)
        coded.tallies.append(row)
        coded.assertions += assertions(article, row["tally_id"], [("count", tally.count, said)])
    return coded


def report_row(
    article: Article, row_id: str, event: Event, reading: Reading, when: When, where: Where, codebook: Codebook
) -> tuple[Row, list[tuple[str, object, Evidence]]]:
    """Return the reports row of an event and, for each column, its value with the words that say it."""
    said: list[tuple[str, object, Evidence]] = []
    first = event.mentions[0]
    casualties = casualties_of(event, reading.notes, reading.totals)
    before = reading.before(event)
    weapon = weapon_of(event, before, reading.notes)
    weapon_name = str(weapon.value) if weapon else "unknown"
    munitions = munitions_of(event, weapon_name, reading.notes)
    place = codebook.places.get(where.place_id)
    target = target_of(event, weapon_name, place.kind if place else "", before)
    alone = sum(not e.is_background for e in reading.events) <= 1 or event.is_background
    attacks = attacks_of(event, alone)
    target_name = str(target.value) if target else "unknown"
    outcome = outcome_of(event, reading.notes, casualties)
    row: Row = {
        "report_id": row_id, "article_id": article.article_id,
        "date_start": iso(when.start), "date_end": iso(when.end), "date_prec": when.prec if when.start else None, "date_basis": when.basis if when.start else "none",
        "country": where.country or None, "admin1": where.admin1 or None, "place_id": where.place_id or None, "where_prec": where.prec,
        "where_description": quote(where.evidence.sentence, where.evidence.i, where.evidence.j) if where.evidence else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "weapon": weapon_name, "munitions_low": munitions[0] if munitions else None, "munitions_high": munitions[1] if munitions else None,
        "target": target_name, "target_side": side_of(event, target_name, codebook), "outcome": str(outcome.value) if outcome else "unknown",
        "n_attacks": attacks[0] if attacks else 1, "is_background": event.is_background,
        "sentence_no": first.note.sentence.no, "quote": quote(first.note.sentence, first.i, first.j),
    }  # fmt: skip
    for column, evidence in (
        ("weapon", weapon),
        ("target", target),
        ("outcome", outcome),
        ("date_start", when.evidence),
        ("place_id", where.evidence),
    ):
        if evidence:
            said.append((column, row[column], evidence))
    if munitions:
        said.append(("munitions_low", munitions[0], munitions[2]))
    if attacks:
        said.append(("n_attacks", *attacks))
    for column in ("killed", "wounded"):
        low, best, high, evidence = _toll(column, casualties)
        row |= {f"{column}_low": low, f"{column}_best": best, f"{column}_high": high}
        if evidence:
            said.append((f"{column}_best", best, evidence))
    return row, said


def casualties_of(event: Event, notes: list[Annotated], totals: set[int]) -> list[tuple[Casualty, Evidence]]:
    """Return what the event's own words and the sentences about it say of people killed and hurt, in order."""
    found: list[tuple[Casualty, Evidence]] = []
    for k in sorted(event.sentences):
        if k in totals:  # a running total speaks of many events
            continue
        own = [m for m in event.mentions if m.note.sentence.no == k]
        for casualty in find_casualties(notes[k]):
            if any(_inside(m, casualty) for m in own if not casualty.noun or "after" in m.flags) or not (own or casualty.noun):
                found.append((casualty, Evidence(casualty.best, "casualties", notes[k].sentence, casualty.i, casualty.j)))
    return found


def _inside(mention: Mention, casualty: Casualty) -> bool:
    return mention.i <= casualty.j - 1 < mention.j


def _toll(column: str, casualties: list[tuple[Casualty, Evidence]]) -> tuple[int | None, int | None, int | None, Evidence | None]:
    of_kind = [(c, e) for c, e in casualties if c.kind in (column, "both")]
    vague = {e.sentence.no for c, e in of_kind if c.best is None}
    counted = [(c, e) for c, e in of_kind if c.best and e.sentence.no not in vague]
    others = counted and max(vague, default=-1) > counted[-1][1].sentence.no and all(c.best == 1 for c, _ in counted)
    if counted and not others:  # unless one is named and more are said to be hurt later
        best, evidence = _told_best(counted)
        lows = [c.low for c, _ in of_kind if c.low is not None]
        highs = [c.high for c, _ in counted]
        high = None if None in highs else max(h for h in highs if h is not None)
        return min(lows, default=None), best, None if high is None else max(high, best), evidence
    if vague:
        evidence = next(e for c, e in of_kind if c.best is None)
        return 1, None, None, evidence
    if of_kind:
        return 0, 0, 0, of_kind[0][1]
    return None, None, None, None


def _told_best(counted: list[tuple[Casualty, Evidence]]) -> tuple[int, Evidence]:
    """Return the figure that the article reports first: the text's where the headline names one victim, with those told on top of it."""
    title = counted[0][1].sentence.role == "title"
    if title and counted[0][0].best == 1 and len(counted) > 1:
        counted = counted[1:]
        title = False
    best, evidence = counted[0][0].best or 0, counted[0][1]
    for casualty, _ in takewhile(lambda pair: pair[0].more, [] if title else counted[1:]):
        best += casualty.best or 0
    return best, evidence

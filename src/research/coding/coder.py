"""The rule coder: one article in, its rows of reports, claims, tallies and assertions out."""

from collections import Counter

from research.codebook import Codebook
from research.coding.annotate import annotate
from research.coding.attach import attach
from research.coding.casualties import Casualty, find_casualties
from research.coding.claims import bind, find_statements
from research.coding.events import build_events
from research.coding.mentions import find_mentions
from research.coding.frames import set_frames
from research.coding.model import Annotated, Article, Event, Evidence, Mention, Statement, Tally
from research.coding.numbers import find_numbers  # noqa: F401
from research.coding.real import real
from research.coding.rows import Coded, Row, assertions, claim_row, iso, quote, sentence_rows, tally_row
from research.coding.tallies import find_tallies
from research.coding.what import munitions_of, outcome_of, side_of, target_of, weapon_of
from research.coding.when import When, date_events
from research.coding.where import Where, article_country, place_event


def code(article: Article, codebook: Codebook) -> Coded:
    """Return the rows that one article gives to each table of the coding step."""
    notes = annotate(article, codebook)
    tallies = find_tallies(notes, article.published)
    mentions = [m for note in notes for m in find_mentions(note, codebook, _spans(tallies, note)) if real(m)]
    set_frames(mentions, notes)
    events = build_events(mentions, codebook)
    attach(events, notes)
    whens = date_events(events, article.published)
    country = article_country(notes, codebook)
    coded = Coded(sentences=sentence_rows(article, (note.sentence for note in notes)))
    ids: dict[int, str] = {}
    for number, (event, when) in enumerate(zip(events, whens, strict=True), start=1):
        row_id = f"{article.article_id}-r{number:02d}"
        ids[id(event)] = row_id
        where = place_event(event, notes, codebook, country)
        event.place_id = where.place_id
        row, evidence = report_row(article, row_id, event, notes, when, where, codebook, {t.note.sentence.no for t in tallies})
        coded.reports.append(row)
        coded.assertions += assertions(article, row_id, evidence)
    _claims(article, coded, bind(find_statements(notes), events, notes), ids)
    _tallies(article, coded, tallies)
    return coded


def _spans(tallies: list[Tally], note: Annotated) -> list[tuple[int, int]]:
    return [(t.i, t.j) for t in tallies if t.note is note]


def report_row(
    article: Article, row_id: str, event: Event, notes: list[Annotated], when: When, where: Where, codebook: Codebook, totals: set[int]
) -> tuple[Row, list[tuple[str, object, Evidence]]]:
    """Return the reports row of an event and, for each column, its value with the words that say it."""
    said: list[tuple[str, object, Evidence]] = []
    first = event.mentions[0]
    casualties = casualties_of(event, notes, totals)
    weapon = weapon_of(event)
    weapon_name = str(weapon.value) if weapon else "unknown"
    munitions = munitions_of(event, weapon_name)
    place = codebook.places.get(where.place_id)
    target = target_of(event, place.kind if place else "")
    target_name = str(target.value) if target else "unknown"
    outcome = outcome_of(event, notes, casualties)
    row: Row = {
        "report_id": row_id, "article_id": article.article_id,
        "date_start": iso(when.start), "date_end": iso(when.end), "date_prec": when.prec if when.start else None, "date_basis": when.basis if when.start else "none",
        "country": where.country or None, "admin1": where.admin1 or None, "place_id": where.place_id or None, "where_prec": where.prec,
        "where_description": quote(where.evidence.sentence, where.evidence.i, where.evidence.j) if where.evidence else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "weapon": weapon_name, "munitions_low": munitions[0] if munitions else None, "munitions_high": munitions[1] if munitions else None,
        "target": target_name, "target_side": side_of(event, target_name), "outcome": str(outcome.value) if outcome else "unknown",
        "n_attacks": 1, "is_background": event.is_background,
        "sentence_no": first.note.sentence.no, "quote": quote(first.note.sentence, first.i, first.j),
    }  # fmt: skip
    for column, evidence in (("weapon", weapon), ("target", target), ("outcome", outcome), ("date_start", when.evidence), ("place_id", where.evidence)):
        if evidence:
            said.append((column, row[column], evidence))
    if munitions:
        said.append(("munitions_low", munitions[0], munitions[2]))
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
            if not own or any(_inside(m, casualty) for m in own):
                found.append((casualty, Evidence(casualty.best, "casualties", notes[k].sentence, casualty.i, casualty.j)))
    return found


def _inside(mention: Mention, casualty: Casualty) -> bool:
    return mention.i <= casualty.j - 1 < mention.j


def _toll(column: str, casualties: list[tuple[Casualty, Evidence]]) -> tuple[int | None, int | None, int | None, Evidence | None]:
    of_kind = [(c, e) for c, e in casualties if c.kind in (column, "both")]
    counted = [(c, e) for c, e in of_kind if c.best]
    if counted:
        best, evidence = counted[0]
        lows = [c.low for c, _ in of_kind if c.low is not None]
        highs = [c.high for c, _ in counted]
        return min(lows, default=None), best.best, None if None in highs else max(h for h in highs if h is not None), evidence
    if of_kind:
        return 0, 0, 0, of_kind[0][1]
    return None, None, None, None


def _claims(article: Article, coded: Coded, statements: list[Statement], ids: dict[int, str]) -> None:
    for number, statement in enumerate(statements, start=1):
        report_id = ids.get(id(statement.event)) if statement.event else None
        row = claim_row(article, number, statement, report_id)
        coded.claims.append(row)
        evidence = Evidence(statement.statement, statement.rule or "claim", statement.note.sentence, statement.i, statement.j)
        coded.assertions += assertions(article, row["claim_id"], [("statement", statement.statement, evidence)])


def _tallies(article: Article, coded: Coded, tallies: list[Tally]) -> None:
    for number, tally in enumerate(tallies, start=1):
        row = tally_row(article, number, tally)
        coded.tallies.append(row)
        evidence = Evidence(tally.count, tally.rule or "tally", tally.note.sentence, tally.i, tally.j)
        coded.assertions += assertions(article, row["tally_id"], [("count", tally.count, evidence)])


def count_by_table(coded: Coded) -> Counter[str]:
    """Return how many rows each table got."""
    return Counter({name: len(getattr(coded, name)) for name in ("reports", "claims", "tallies", "assertions")})

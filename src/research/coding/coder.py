"""The rule coder: one article in, its rows of reports, claims, tallies and assertions out."""

from research.codebook import Codebook
from research.coding.model import Article, Event, Evidence
from research.coding.reading import Reading, read
from research.coding.relations import find_relations
from research.coding.rows import Coded, Row, assertions, claim_row, iso, quote, sentence_rows, tally_row
from research.coding.values.munitions import attacks_of, munitions_of
from research.coding.values.outcome import outcome_of
from research.coding.values.target import side_of, target_of
from research.coding.values.toll import casualties_of, toll
from research.coding.values.weapon import weapon_of
from research.coding.values.when import When
from research.coding.values.where import Where


def code(article: Article, codebook: Codebook) -> Coded:
    """Return the rows that one article gives to each table of the coding step."""
    return rows_of(read(article, codebook), codebook)


def rows_of(reading: Reading, codebook: Codebook) -> Coded:
    """Return the rows that a reading gives to each table."""
    article = reading.article
    coded = Coded(
        sentences=sentence_rows(article, (note.sentence for note in reading.notes)), relations=find_relations(article, reading.notes)
    )
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
        "date_start": iso(when.start), "date_end": iso(when.end), "date_prec": when.prec if when.start else None,
        "date_basis": when.basis if when.start else "none",
        "country": where.country or None, "admin1": where.admin1 or None, "place_id": where.place_id or None, "where_prec": where.prec,
        "where_description": quote(where.evidence.sentence, where.evidence.i, where.evidence.j) if where.evidence else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "weapon": weapon_name, "munitions_low": munitions[0] if munitions else None,
        "munitions_high": munitions[1] if munitions else None,
        "target": target_name, "target_side": side_of(event, target_name, codebook),
        "outcome": str(outcome.value) if outcome else "unknown",
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
        low, best, high, evidence = toll(column, casualties)
        row |= {f"{column}_low": low, f"{column}_best": best, f"{column}_high": high}
        if evidence:
            said.append((f"{column}_best", best, evidence))
    return row, said

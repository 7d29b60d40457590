"""The rule coder: one article in, its rows of reports, claims, tallies and assertions out."""

from collections.abc import Iterable

from research.codebook import Codebook
from research.coding.model import Article, Event, Evidence
from research.coding.reading import Reading, read
from research.coding.relations import find_relations
from research.coding.rows import Coded, Row, Said, assertions, claim_row, iso, quote, sentence_rows, tally_row
from research.coding.values.munitions import attacks_of, munitions_of
from research.coding.values.outcome import outcome_of
from research.coding.values.target import side_of, target_of
from research.coding.values.toll import casualties_of, toll
from research.coding.values.weapon import weapon_of
from research.coding.values.when import When
from research.coding.values.where import Where

UNSAID = (None, "", "unknown", "none")  # what says nothing needs no words to say it
WHEN = ("date_start", "date_end", "date_prec", "date_basis")
WHERE = ("country", "admin1", "place_id", "where_prec", "where_description", "latitude", "longitude")
CLAIM = ("group_id", "group_text", "statement", "by", "medium")
TALLY = ("count", "qualifier", "unit", "country", "place_id", "period_start", "period_end", "source")


def code(article: Article, codebook: Codebook) -> Coded:
    """Return the rows that one article gives to each table of the coding step."""
    return rows_of(read(article, codebook), codebook)


def rows_of(reading: Reading, codebook: Codebook) -> Coded:
    """Return the rows that a reading gives to each table."""
    article = reading.article
    coded = Coded(sentences=sentence_rows(article, (note.sentence for note in reading.notes)))
    coded.relations = find_relations(article, reading.notes)
    ids: dict[int, str] = {}
    for number, (event, when, where) in enumerate(zip(reading.events, reading.whens, reading.wheres, strict=True), start=1):
        row_id = ids[id(event)] = f"{article.article_id}-r{number:02d}"
        row, said = report_row(article, row_id, event, reading, when, where, codebook)
        coded.reports.append(row)
        coded.assertions += assertions(article, row_id, said)
    for number, statement in enumerate(reading.statements, start=1):
        row = claim_row(article, number, statement, ids.get(id(statement.event)) if statement.event else None)
        words = Evidence(None, statement.rule or "claim", statement.note.sentence, statement.i, statement.j)
        coded.claims.append(row)
        coded.assertions += assertions(article, row["claim_id"], _said(row, CLAIM, words))
    for number, tally in enumerate(reading.tallies, start=1):
        row = tally_row(article, number, tally)
        words = Evidence(None, tally.rule or "tally", tally.note.sentence, tally.i, tally.j)
        coded.tallies.append(row)
        coded.assertions += assertions(article, row["tally_id"], _said(row, TALLY, words))
    return coded


def report_row(
    article: Article, row_id: str, event: Event, reading: Reading, when: When, where: Where, codebook: Codebook
) -> tuple[Row, list[Said]]:
    """Return the reports row of an event and, for each column that says something, its value with the words that say it."""
    first = event.mentions[0]
    told = Evidence(None, "mention", first.note.sentence, first.i, first.j)
    row: Row = {"report_id": row_id, "article_id": article.article_id}
    said: list[Said] = []
    for values, evidence in (
        (_when(when), when.evidence or told._replace(rule=f"date.{when.basis}")),
        (_where(where, codebook), where.evidence or told._replace(rule="place.of_article")),
        *_what(event, reading, where, codebook, told),
        ({"is_background": event.is_background}, told._replace(rule="background" if event.is_background else "news")),
    ):
        row |= values
        said += _said(values, values, evidence)
    return row | {"sentence_no": first.note.sentence.no, "quote": quote(first.note.sentence, first.i, first.j)}, said


def _said(row: Row, columns: Iterable[str], evidence: Evidence | None) -> list[Said]:
    """Return each of the columns that says something, with the words from which all of them are read."""
    if evidence is None:
        return []
    return [(column, row[column], evidence) for column in columns if row[column] not in UNSAID]


def _when(when: When) -> Row:
    dated = when.start is not None
    values = (iso(when.start), iso(when.end), when.prec if dated else None, when.basis if dated else "none")
    return dict(zip(WHEN, values, strict=True))


def _where(where: Where, codebook: Codebook) -> Row:
    place = codebook.places.get(where.place_id)
    words = quote(where.evidence.sentence, where.evidence.i, where.evidence.j) if where.evidence else None
    point = (place.latitude, place.longitude) if place else (None, None)
    return dict(zip(WHERE, (where.country or None, where.admin1 or None, where.place_id or None, where.prec, words, *point), strict=True))


def _what(event: Event, reading: Reading, where: Where, codebook: Codebook, told: Evidence) -> list[tuple[Row, Evidence | None]]:
    """Return weapon, munitions, attacks, target, outcome and people, each with the words that say it, None where nothing does."""
    casualties = casualties_of(event, reading.notes, reading.totals)
    before = reading.before(event)
    weapon = weapon_of(event, before, reading.notes)
    name = str(weapon.value) if weapon else "unknown"
    munitions = munitions_of(event, name, reading.notes)
    place = codebook.places.get(where.place_id)
    target = target_of(event, name, place.kind if place else "", before)
    aim = str(target.value) if target else "unknown"
    alone = sum(not e.is_background for e in reading.events) <= 1 or event.is_background
    attacks = attacks_of(event, alone, reading.totals)
    outcome = outcome_of(event, reading.notes, casualties)
    parts: list[tuple[Row, Evidence | None]] = [
        ({"weapon": name}, weapon),
        (
            dict(zip(("munitions_low", "munitions_high"), munitions[:2] if munitions else (None, None), strict=True)),
            munitions and munitions[2],
        ),
        ({"n_attacks": attacks[0] if attacks else 1}, attacks[1] if attacks else told._replace(rule="n_attacks.one")),
        (
            {"target": aim, "target_side": side_of(event, aim, where.country, place.kind if place else "", codebook)},
            target or told._replace(rule="target.of_event"),
        ),
        ({"outcome": str(outcome.value) if outcome else "unknown"}, outcome),
    ]
    for column in ("killed", "wounded"):
        low, best, high, words = toll(column, casualties)
        parts.append(({f"{column}_low": low, f"{column}_best": best, f"{column}_high": high}, words))
    return parts

"""From each incident to its reports, and from each report to the sentences on which its values rest."""

from dataclasses import dataclass, field
from typing import Any

from research.reporting.page.frames import Row, Rows, grouped, keyed
from research.reporting.page.marks import Span, Stretch, stretches
from research.reporting.page.words import KIND_OF, WORDS, amount, day, days, group, groups, listed, where, word


@dataclass(slots=True)
class Quoted:
    """One sentence of an article: its number, its marked stretches, and whether sentences before it were left out."""

    number: int
    stretches: list[Stretch]
    gap: bool


@dataclass(slots=True)
class Telling:
    """One report: the article that tells it, its values as (kind, label, words), claims in words, and the sentences it rests on."""

    report: Row
    article: Row
    published: str
    values: list[tuple[str, str, str]]
    claims: list[str]
    sentences: list[Quoted]


@dataclass(slots=True)
class Incident:
    """One row of the evidence table: the incident's own row, its cells in words, and the reports that tell it."""

    row: Row
    date: str
    place: str
    within: str
    weapon: str
    target: str
    side: str
    killed: str
    wounded: str
    claim: str
    tellings: list[Telling]
    publishers: str
    differences: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    differs: str = ""


def incidents(tables: Rows) -> list[Incident]:
    """Return the incidents of `tables` with their evidence, in order of their first day; those without a date come last."""
    by_incident = grouped(tables["incident_reports"], "incident_id")
    tellings = {telling.report["report_id"]: telling for telling in _tellings(tables)}
    ordered = sorted(tables["incidents"], key=lambda row: (row["date_start"] is None, row["date_start"] or "", row["incident_id"]))
    result = []
    for row in ordered:
        told = [tellings[link["report_id"]] for link in by_incident.get(row["incident_id"], []) if link["report_id"] in tellings]
        told.sort(key=lambda t: (t.article.get("published") or "9999", t.article.get("publisher") or "", t.report["report_id"]))
        result.append(_incident(row, told))
    return result


def _incident(row: Row, told: list[Telling]) -> Incident:
    place, within = where(row)
    columns = [column.strip() for column in (row["disagreement"] or "").split(";") if column.strip()]
    kinds = dict.fromkeys(WORDS["kind_label"][KIND_OF[column]].lower() for column in columns if column in KIND_OF)
    return Incident(
        row=row,
        date=days(row["date_start"], row["date_end"], row["date_prec"]),
        place=place,
        within=within,
        weapon=_weapon(row),
        target=word("target", row["target"]),
        side=_side(row),
        killed=amount(row["killed_low"], row["killed_high"], row["killed_best"]),
        wounded=amount(row["wounded_low"], row["wounded_high"], row["wounded_best"]),
        claim=_claim(row),
        tellings=told,
        publishers=listed(dict.fromkeys(map(_publisher, told))),
        differences=[(word("column", column), _difference(column, told)) for column in columns],
        differs=listed(kinds),
    )


def _claim(row: Row) -> str:
    """Return by whom it is claimed or to whom it is attributed, in words behind the claim's status."""
    column, link = {"claimed": ("claimed_by", "by"), "attributed": ("attributed_to", "to")}.get(row["claim_status"], ("", ""))
    names = groups(row[column]) if column else ""
    return f"{link} {names}" if names else ""


def _side(row: Row) -> str:
    return "" if row["target_side"] in ("unknown", "other") else word("target_side", row["target_side"])


def _weapon(row: Row) -> str:
    name = word("weapon", row["weapon"])
    number = amount(row["munitions_low"], row["munitions_high"])
    return f"{name} × {number}" if number and name else name


def _difference(column: str, told: list[Telling]) -> list[tuple[str, str]]:
    """Return each value that is given for `column`, with the publishers that give it."""
    said: dict[str, list[str]] = {}
    for telling in told:
        value = telling.report.get(column)
        said.setdefault("not said" if value is None else _shown(column, value), []).append(_publisher(telling))
    return [(value, listed(dict.fromkeys(names))) for value, names in said.items()]


def _publisher(telling: Telling) -> str:
    return telling.article.get("publisher") or "unnamed publisher"


def _shown(column: str, value: Any) -> str:
    if column in ("date_start", "date_end"):
        return day(value)
    if column == "place_id":
        return where({"place_id": value, "admin1": None, "country": None})[0]
    if column == "group_id":
        return group(value)
    return word(column, value) if column in WORDS and column not in ("kind", "column") else str(value)


def _tellings(tables: Rows) -> list[Telling]:
    texts = {row["article_id"]: row["text"] for row in tables["texts"]}
    articles, sentences = keyed(tables["articles"], "article_id"), grouped(tables["sentences"], "article_id")
    claims, assertions = grouped(tables["claims"], "report_id"), grouped(tables["assertions"], "row_id")
    result = []
    for report in tables["reports"]:
        own = claims.get(report["report_id"], [])
        rows = [row for key in [report["report_id"], *(claim["claim_id"] for claim in own)] for row in assertions.get(key, [])]
        numbers = {row["sentence_no"] for row in [*rows, *own]} | {report["sentence_no"]}
        result.append(Telling(
            report=report,
            article=articles.get(report["article_id"], {}),
            published=day(articles.get(report["article_id"], {}).get("published")),
            values=_values(report),
            claims=[claim_words(claim) for claim in own],
            sentences=_quoted(texts.get(report["article_id"], ""), sentences.get(report["article_id"], []), numbers, _spans(rows, own)),
        ))  # fmt: skip
    return result


def _spans(assertions: list[Row], claims: list[Row]) -> list[Span]:
    spans = [
        Span(row["start"], row["end"], KIND_OF.get(row["column"], "outcome"), f"{word('column', row['column'])}: {_shown(row['column'], row['value'])}")
        for row in assertions
    ]
    return spans + [Span(row["start"], row["end"], "claim", claim_words(row)) for row in claims]


def _quoted(text: str, sentences: list[Row], numbers: set[int], spans: list[Span]) -> list[Quoted]:
    result, last = [], None
    for row in sorted(sentences, key=lambda row: row["sentence_no"]):
        if row["sentence_no"] in numbers:
            gap = row["sentence_no"] != (0 if last is None else last + 1)
            result.append(Quoted(row["sentence_no"], stretches(text[row["start"] : row["end"]], row["start"], spans), gap))
            last = row["sentence_no"]
    return result


def claim_words(claim: Row) -> str:
    """Return a claim in words: what is said of whom, by whom, through what."""
    who = (group(claim["group_id"]) if claim["group_id"] else claim["group_text"]) or "somebody not named"
    said = word("statement", claim["statement"])
    head = said if claim["statement"] == "unclaimed" else f"{said} {who}"
    by = f", says {claim['by']}" if claim["by"] and claim["statement"] not in ("claimed", "denied") else ""
    through = f" (through {claim['medium']})" if claim["medium"] else ""
    return f"{head}{by}{through}"


def _values(report: Row) -> list[tuple[str, str, str]]:
    """Return what the report says as (kind, label of the kind, words); a kind of which it says nothing is left out."""
    place, within = where(report)
    killed, wounded = (amount(report[f"{who}_low"], report[f"{who}_high"], report[f"{who}_best"]) for who in ("killed", "wounded"))
    attacks = f"stands for {report['n_attacks']} attacks" if (report["n_attacks"] or 1) > 1 else ""
    parts = {
        "when": [days(report["date_start"], report["date_end"], report["date_prec"]), word("date_basis", report["date_basis"])],
        "where": [", ".join(name for name in (place, within) if name), word("where_prec", report["where_prec"])],
        "weapon": [_weapon(report), attacks],
        "target": [word("target", report["target"]), _side(report)],
        "outcome": [word("outcome", report["outcome"])],
        "casualties": [f"killed {killed}" if killed else "", f"wounded {wounded}" if wounded else ""],
    }
    said = {kind: " · ".join(part for part in values if part) for kind, values in parts.items() if values[0] or any(values[1:])}
    return [(kind, WORDS["kind_label"][kind], text) for kind, text in said.items() if text]

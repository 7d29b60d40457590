"""Each incident as a row of the evidence table: its cells in words, the reports that tell it, and what they differ in."""

from dataclasses import dataclass, field

from research.reporting.page.frames import Row, Rows, grouped
from research.reporting.page.tellings import Telling, shown, side, tellings, weapon
from research.reporting.page.words import KIND_OF, WORDS, amount, days, groups, listed, where, word

UNDECIDED = "no value prevails"


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
    by_report = {telling.report["report_id"]: telling for telling in tellings(tables)}
    ordered = sorted(tables["incidents"], key=lambda row: (row["date_start"] is None, row["date_start"] or "", row["incident_id"]))
    result = []
    for row in ordered:
        links = by_incident.get(row["incident_id"], [])
        told = [by_report[link["report_id"]] for link in links if link["report_id"] in by_report]
        told.sort(key=lambda t: (t.article.get("published") or "9999", t.article.get("publisher") or "", t.report["report_id"]))
        result.append(_incident(row, told))
    return result


def _incident(row: Row, told: list[Telling]) -> Incident:
    place, within = where(row)
    columns = [column.strip().partition(":") for column in (row["disagreement"] or "").split(";") if column.strip()]
    kinds = dict.fromkeys(WORDS["kind_label"][KIND_OF[column]].lower() for column, _, _ in columns if column in KIND_OF)
    return Incident(
        row=row,
        date=days(row["date_start"], row["date_end"], row["date_prec"]),
        place=place,
        within=within,
        weapon=weapon(row),
        target=word("target", row["target"]),
        side=side(row),
        killed=amount(row["killed_low"], row["killed_high"], row["killed_best"]),
        wounded=amount(row["wounded_low"], row["wounded_high"], row["wounded_best"]),
        claim=_claim(row),
        tellings=told,
        publishers=listed(dict.fromkeys(map(_publisher, told))),
        differences=[(_label(column, note), _difference(column, told)) for column, _, note in columns],
        differs=listed(kinds),
    )


def _label(column: str, note: str) -> str:
    """Return a column in words; the linker's note says where no value outweighs the others."""
    return f"{word('column', column)}{f' ({UNDECIDED})' if note else ''}"


def _claim(row: Row) -> str:
    """Return by whom it is claimed or to whom it is attributed, in words behind the claim's status."""
    column, link = {"claimed": ("claimed_by", "by"), "attributed": ("attributed_to", "to")}.get(row["claim_status"], ("", ""))
    names = groups(row[column]) if column else ""
    return f"{link} {names}" if names else ""


def _difference(column: str, told: list[Telling]) -> list[tuple[str, str]]:
    """Return each value that is given for `column`, with the publishers that give it."""
    said: dict[str, list[str]] = {}
    for telling in told:
        value = telling.report.get(column)
        said.setdefault("not said" if value is None else shown(column, value), []).append(_publisher(telling))
    return [(value, listed(dict.fromkeys(names))) for value, names in said.items()]


def _publisher(telling: Telling) -> str:
    return telling.article.get("publisher") or "unnamed publisher"

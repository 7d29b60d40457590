"""The rows behind the numbers of a page in brief: what a reader sees of a row that the page does not show anyway, and its words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pandas import DataFrame

from research.reporting.behind import KINDS, Context
from research.reporting.page.frames import Row, Rows, grouped, keyed, rows_of
from research.reporting.page.tellings import claim_words, weapon
from research.reporting.page.words import day, days, place, where, word

Lists = dict[str, list[Any]]
Places = dict[str, dict[str, int]]


def briefs(
    wanted: Mapping[str, Iterable[str]], tables: Mapping[str, DataFrame], shown: Rows, context: Context | None
) -> tuple[Lists, Places]:
    """Return a list of rows for the letter of each kind, and for each kind the number of each id in its list.

    Each begins with its id. incidents: id, words, reports of one that the page does not show, a report being [article, words]; the id
    alone of another. articles: id, title, publisher, day, address. reports: id, incident, article, and words where the page does not show
    the incident. claims: id, what, article, words. totals: id, what, who, article, words. files: file, reason. An article is its
    number in the list of articles, null for none.
    """
    rows = rows_of(context.tables if context else tables)
    named = {kind: set(ids) for kind, ids in wanted.items()}
    known = {row["incident_id"]: row for row in [*rows["incidents"], *shown["incidents"]]}
    on_page = {row["incident_id"] for row in shown["incidents"]}
    told = _told(rows)
    reports, claims = keyed(rows["reports"], "report_id"), keyed(rows["claims"], "claim_id")
    tallies = keyed(rows["tallies"], "tally_id")
    others = [report for name in named["incidents"] - on_page for report in told.get(name, [])]
    texts = [*(reports[name] for name in named["reports"]), *(claims[name] for name in named["claims"])]
    texts += [tallies[name] for name in named["totals"] if name in tallies]
    named["articles"] |= {row["article_id"] for row in [*others, *texts]}
    articles = keyed(rows["articles"], "article_id")
    places = {
        "incidents": _order(named["incidents"], lambda name: (known.get(name, {}).get("date_start") or "9999", name)),
        "articles": _order(named["articles"], lambda name: (articles[name]["file"], name)),
        **{kind: _order(named[kind], lambda name: (name,)) for kind in ("reports", "claims", "totals", "files")},
    }
    at = places["articles"]
    official = {} if context is None or not named["totals"] - set(tallies) else keyed(rows_as_dicts(context.official), "total_id")
    incident_of = {link["report_id"]: link["incident_id"] for link in rows["incident_reports"]}
    make: dict[str, Callable[[str], Any]] = {
        "incidents": lambda name: name if name in on_page else _incident(name, known.get(name), told.get(name, []), at),
        "articles": lambda name: _article(articles[name]),
        "reports": lambda name: _report(reports[name], incident_of.get(name, ""), on_page, at),
        "claims": lambda name: [name, claim_words(claims[name]), at[claims[name]["article_id"]], claims[name]["quote"]],
        "totals": lambda name: _tally(tallies[name], at) if name in tallies else _official(official[name]),
        "files": lambda name: [name, next(row["reason"] for row in rows["rejected"] if row["file"] == name)],
    }
    lists = {KINDS[kind]: [make[kind](name) for name in numbers] for kind, numbers in places.items()}
    return {letter: found for letter, found in lists.items() if found}, places


def _order(names: Iterable[str], key: Callable[[str], Any]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(names, key=key))}


def rows_as_dicts(frame: DataFrame) -> list[Row]:
    """Return the rows of a table that is not of the schema, None where a cell is empty."""
    plain = frame.astype(object)
    return [{str(key): value for key, value in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")]


def _told(rows: Rows) -> dict[str, list[Row]]:
    """Return the reports that tell each incident, by day of publication."""
    reports, articles = keyed(rows["reports"], "report_id"), keyed(rows["articles"], "article_id")
    found = {}
    for name, links in grouped(rows["incident_reports"], "incident_id").items():
        own = [reports[link["report_id"]] for link in links if link["report_id"] in reports]
        found[name] = sorted(own, key=lambda row: (articles.get(row["article_id"], {}).get("published") or "9999", row["report_id"]))
    return found


def _incident(name: str, row: Row | None, told: Iterable[Row], at: Mapping[str, int]) -> list[Any]:
    quotes = [[at.get(report["article_id"]), report["quote"]] for report in told]
    if row is None:
        return [name, "", quotes]
    parts = [
        days(row["date_start"], row["date_end"], row["date_prec"]) or "no date",
        where(row)[0],
        weapon(row),
        word("target", row["target"]),
    ]
    return [name, ", ".join(part for part in parts if part), quotes]


def _report(row: Row, incident: str, on_page: set[str], at: Mapping[str, int]) -> list[Any]:
    return [row["report_id"], incident, at[row["article_id"]], *([] if incident in on_page else [row["quote"]])]


def _article(row: Row) -> list[Any]:
    return [row["article_id"], row["title"] or row["file"], row["publisher"] or "", day(row["published"]), row["url"] or ""]


def _tally(row: Row, at: Mapping[str, int]) -> list[Any]:
    scene = place(row["place_id"]) if row["place_id"] else row["country"] or ""
    what = _total(row, scene, row["period_start"], row["period_end"])
    return [row["tally_id"], what, row["source"] or "", at[row["article_id"]], row["quote"]]


def _official(row: Row) -> list[Any]:
    said = "; ".join(part for part in (row["definition"], row["reported_by"]) if part)
    return [row["total_id"], _total(row, row["country"] or "", row["since"], row["day"]), row["counter"], None, said]


def _total(row: Row, scene: str, start: str | None, end: str | None) -> str:
    count = f"{word('qualifier', row['qualifier'])} {row['count']:,} {row['unit']}".strip()
    return ", ".join(part for part in (count, scene, days(start, end)) if part)

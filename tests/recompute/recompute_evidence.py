"""The table of incidents and what stands in it, the published totals, the filters and the lists of rows, against the tables."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from research.reporting.labels import place
from tests.recompute.recompute_page import TOKEN, BuiltPage, Element, words
from tests.recompute.recompute_values import MONTHS
from tests.recompute.recompute_world import Row, World

DATES = ("date_start", "date_end")
PEOPLE = {5: "killed", 6: "wounded"}
HELD = ("munitions_low", "munitions_high", "n_attacks", *(f"{who}_{b}" for who in PEOPLE.values() for b in ("low", "best", "high")))


def evidence(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    """Yield what is wrong; `count` gains one for each number that was looked up."""
    incidents = {i.id: i.row for i in world.counted}
    found = page.tree.xpath("//table[@id='incidents']/tbody")
    if {body.get("id") for body in found} != set(incidents):
        yield "the table of incidents does not hold the incidents that are counted"
        return
    for body in found:
        yield from _incident(page, world, body, incidents[body.get("id")], count)
    yield from _filters(page, incidents.values(), count)
    yield from _totals(page, world, count)
    yield from _lists(page, world, count)
    yield from _inputs(page, world, count)


def _take(page: BuiltPage, element: Element, allowed: Iterable[str], where: str, count: list[int]) -> Iterator[str]:
    """Check that each figure in an element is one of `allowed`."""
    page.done.add(element)
    tokens = [token.rstrip(",") for token in TOKEN.findall(words(element))]
    count[0] += len(tokens)
    if strange := [token for token in tokens if token not in set(allowed)]:
        yield f"{where} says {strange[0]} in “{words(element)[:80]}”; the tables give {sorted(set(allowed))[:8]}"


def _days(row: Row, names: Iterable[str] = DATES) -> set[str]:
    return {str(int(part)) for name in names for part in row[name].split("-") if part.isdecimal()}


def _figures(row: Row, names: Iterable[str]) -> set[str]:
    return {str(int(float(row[name]))) for name in names if row[name]}


def _incident(page: BuiltPage, world: World, body: Element, row: Row, count: list[int]) -> Iterator[str]:
    where, cells = f"incident {body.get('id')}", body.xpath("./tr[1]/td")
    yield from _take(page, cells[0], _days(row), f"{where}, date", count)
    yield from _take(page, cells[1], TOKEN.findall(place(row["place_id"]) + row["admin1"] + row["country"]), f"{where}, place", count)
    yield from _take(page, cells[2], _figures(row, HELD[:2]), f"{where}, munitions", count)
    for position, who in PEOPLE.items():
        yield from _take(page, cells[position], _figures(row, (f"{who}_{b}" for b in ("low", "best", "high"))), f"{where}, {who}", count)
        best = str(int(float(row[f"{who}_best"]))) if row[f"{who}_best"] else ""
        if cells[position].get("data-v") != best or (best and best not in TOKEN.findall(words(cells[position]))):
            told = f"shown as {words(cells[position])!r}, sorted as {cells[position].get('data-v')!r}"
            yield f"{where}: {who} is {told}; the table has {best!r}"
    told = [world.reports[name] for name in world.told_by[row["incident_id"]]]
    summary = body.xpath(".//summary")[0]
    names = {token for report in told for token in TOKEN.findall(world.articles[report["article_id"]]["publisher"])}
    yield from _take(page, summary, {str(len(told)), *names}, f"{where}, number of reports", count)
    if not words(summary).startswith(f"{len(told)} report") or body.get("data-publishers") != row["n_publishers"]:
        yield f"{where} counts its reports or publishers wrongly: {words(summary)[:40]!r}"
    every = set().union(*(_figures(r, HELD) | _days(r) | _tokens(r) for r in told)) | names
    for element in body.xpath(".//dl[@class='differences']"):
        yield from _take(page, element, every, f"{where}, differences", count)
    for article, report in zip(body.xpath(".//article"), _in_order(world, told), strict=True):
        claims = {
            t
            for c in world.tables["claims"]
            if c["report_id"] == report["report_id"]
            for n in ("group_text", "by", "medium")
            for t in TOKEN.findall(c[n])
        }
        known = _figures(report, HELD) | _days(report) | {"2"} | _tokens(report)  # the scale's "2-6 days" is words
        for item in article.xpath("./ul/li"):
            yield from _take(page, item, known | claims, f"{where}, report {report['report_id']}", count)
    for mark in body.xpath(".//mark"):
        page.done.add(mark)


def _tokens(row: Row) -> set[str]:
    return {token for name in ("where_description", "place_id", "admin1", "latitude", "longitude") for token in TOKEN.findall(row[name])}


def _in_order(world: World, told: list[Row]) -> list[Row]:
    return sorted(
        told,
        key=lambda r: (
            world.articles[r["article_id"]]["published"] or "9999",
            world.articles[r["article_id"]]["publisher"],
            r["report_id"],
        ),
    )


def _filters(page: BuiltPage, rows: Iterable[Row], count: list[int]) -> Iterator[str]:
    every = list(rows)
    for select in page.tree.xpath("//select[@data-column]"):
        counts = Counter(row[select.get("data-column")] for row in every)
        for option in select.xpath("./option[@value != '']"):
            page.done.add(option)
            count[0] += 1
            if f"({counts[option.get('value')]})" not in words(option):
                yield f"filter {select.get('data-column')}: {words(option)!r}; the tables give {counts[option.get('value')]}"


def shown_totals(world: World) -> list[Row]:
    """Return the totals whose period touches the window and whose country is one of the report's or none."""
    start, end, wanted = world.p["start"], world.p["end"], world.p["countries"]
    found = []
    for row in world.tables["tallies"]:
        first, last = row["period_start"] or row["period_end"], row["period_end"] or row["period_start"]
        touches = (not start or (last and last >= start)) and (not end or (first and first <= end))
        if touches and (not wanted or row["country"] in ("", *wanted)):
            found.append(row)
    return found


def _totals(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    rows = sorted(sorted(shown_totals(world), key=lambda r: r["tally_id"]), key=lambda r: -int(r["count"]))
    lines = page.tree.xpath("//section[@id='totals']//tbody/tr")
    if len(lines) != len(rows):
        yield f"published totals: {len(lines)} rows; the tables give {len(rows)}"
        return
    for line, row in zip(lines, rows, strict=True):
        yield from _take(page, line[0], [f"{int(row['count']):,}"], f"total {row['tally_id']}", count)
        yield from _take(page, line[3], _days(row, ("period_start", "period_end")), f"total {row['tally_id']}, period", count)
    for summary in page.tree.xpath("//section[@id='totals']//summary"):
        yield from _take(page, summary, [str(len(rows))], "published totals", count)


def _lists(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    """The numbers of rows to be saved, and of articles."""
    tallies, reports = shown_totals(world), {row["report_id"] for row in world.used_reports}
    articles = {row["article_id"] for row in [*world.used_reports, *tallies]}
    claims = [c for c in world.tables["claims"] if (c["report_id"] in reports if c["report_id"] else c["article_id"] in articles)]
    behind = reports | {c["claim_id"] for c in claims} | {t["tally_id"] for t in tallies}
    sizes = {
        "incidents": len(world.counted),
        "reports": len(reports),
        "claims": len(claims),
        "tallies": len(tallies),
        "articles": len(articles),
        "incident_reports": sum(len(world.told_by[i.id]) for i in world.counted),
        "rejected": len(world.tables["rejected"]),
        "assertions": sum(row["row_id"] in behind for row in world.tables["assertions"]),
    }
    packed = json.loads(page.tree.get_element_by_id("tables").text)
    for item in page.tree.xpath("//section[@id='data']//li"):
        name = item.xpath("./button/@data-table")[0]
        yield from _take(page, item, [f"{sizes[name]:,}"], f"rows of {name}", count)
        if packed[name]["count"] != sizes[name]:
            yield f"the page holds {packed[name]['count']} rows of {name}; the tables give {sizes[name]}"
    unused = len(world.tables["articles"]) - len(articles)
    paragraph = page.tree.xpath("//section[@id='sources']/p")[0]
    yield from _take(page, paragraph, [str(len(articles)), str(unused)], "number of articles", count)
    if not re.match(rf"{len(articles)} articles? .*?(?:; {unused} more|\.)", words(paragraph)):
        yield f"number of articles: {words(paragraph)!r}"


def _inputs(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    """How many inputs there were, read and rejected."""
    read, rejected = len(world.tables["articles"]), len(world.tables["rejected"])
    wanted = [f"{number:,}" for number in (read + rejected, read, rejected)]
    for paragraph in page.tree.xpath("//section[@id='sources']/p[contains(., 'in the corpus:')]"):
        yield from _take(page, paragraph, wanted, "number of inputs", count)
        if [token.rstrip(",") for token in TOKEN.findall(words(paragraph))] != wanted:
            yield f"number of inputs: {words(paragraph)!r}; the tables give {wanted}"


def known_days(days: Iterable[str]) -> set[str]:
    """Return ISO days as they may be written in words."""
    found: set[str] = set()
    for day in days:
        year, month, number = day.split("-")
        name = MONTHS[int(month) - 1]
        found |= {day, f"{int(number)} {name} {year}", f"{int(number)} {name[:3]} {year}", f"{name} {year}"}
    return found

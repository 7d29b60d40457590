"""The tables and charts of reconciliation, worked out anew from the processed tables and the file of published totals."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

from research.reporting.labels import day as day_in_words
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_reading import articles_published
from tests.recompute.recompute_world import DEFINITIONS, Incident, World, counted, iso, ordinal, rows_of_csv

Found = list[dict[str, Any]]
Total = dict[str, Any]
TOGETHER = "all together"
COUNTRIES = {"iraq": "Iraq", "syria": "Syria", "jordan": "Jordan"}
FIELD = ("Iraq", "Jordan", "Syria")
WORDS = {"reported": "Reported", "claimed": "Claimed", "multi_source": "Two publishers or more", "on_facility": "On a facility"}


def band(count: int, qualifier: str) -> tuple[int, int | None]:
    step = 100 if count % 100 == 0 else 10 if count % 10 == 0 else 1
    half = max(1, step // 2)
    return {
        "exact": (count, count),
        "at_least": (count, None),
        "more_than": (count + 1, None),
        "up_to": (0, count),
        "nearly": (max(0, count - step), max(0, count - 1)),
        "approximately": (max(0, count - half), count + half),
    }[qualifier]


def parameters(world: World) -> dict[str, Any]:
    return {**world.p, "countries": world.p["countries"] or list(FIELD), "target_sides": world.p["target_sides"] or ["us_coalition"]}


@cache
def met(world: World, definition: str) -> tuple[Incident, ...]:
    """Return the incidents of a definition, at whatever time."""
    return tuple(counted(world.rows, {**parameters(world), "definition": definition, "start": "", "end": ""}))


def held(world: World, definition: str, since: str, start: str, end: str, country: str) -> list[Incident]:
    return [i for i in met(world, definition) if i.first >= since and start <= i.last <= end and country in (TOGETHER, i.row["country"])]


def attacks(found: list[Incident]) -> int:
    return sum(i.attacks for i in found)


def ids(found: list[Incident]) -> dict[str, set[str]]:
    return {"incidents": {i.id for i in found}}


def named(*names: str) -> dict[str, set[str]]:
    return {"totals": set(names)}


def _published(world: World) -> Iterator[Total]:
    for row in rows_of_csv(world.totals_file) if world.totals_file else ():
        split = {COUNTRIES[name]: int(row[name]) for name in COUNTRIES if row.get(name)}
        whole = int(row["count"])
        parts: list[tuple[str, int]] = list(split.items())
        if list(split.values()) != [whole]:
            parts.append(("", whole))
        for country, count in parts:
            name = "-".join([row["series"], row["period_start"], row["as_of"], *([country] if country else [])])
            yield {
                "total_id": name,
                "day": row["as_of"],
                "since": row["period_start"],
                "origin": "published",
                "series": row["series"],
                "source": row["counter"],
                "definition": row["definition"],
                "reported_by": row["reported_by"],
                "country": country,
                "count": count,
                "qualifier": row["qualifier"],
                "unit": row["unit"],
                "article_id": "",
                "place_id": "",
            }


def _said(world: World) -> Iterator[Total]:
    for row in world.tables["tallies"]:
        yield {
            "total_id": row["tally_id"],
            "day": row["period_end"],
            "since": row["period_start"],
            "origin": "article",
            "series": "",
            "source": row["source"],
            "definition": "",
            "reported_by": world.articles[row["article_id"]]["publisher"],
            "country": row["country"],
            "count": int(row["count"]),
            "qualifier": row["qualifier"],
            "unit": row["unit"],
            "article_id": row["article_id"],
            "place_id": row["place_id"],
        }


def _why_not(total: Total, p: dict[str, Any]) -> str:
    asked = [
        (total["unit"] != "attacks", "counts something else than attacks"),
        (total["place_id"], "counts at one place only"),
        (not total["since"], "its first day is not known"),
        (not total["day"], "its last day is not known"),
        ((p["start"] and total["day"] < p["start"]) or (p["end"] and total["day"] > p["end"]), "outside the window"),
        (total["country"] and total["country"] not in p["countries"], "another country"),
        (not total["country"] and not {"Iraq", "Syria"} <= set(p["countries"]), "counts other countries too"),
    ]
    return next((reason for wrong, reason in asked if wrong), "")


@cache
def gathered(world: World) -> tuple[list[Total], list[Total]]:
    """Return the totals that are used, and those that are not with the reason."""
    every = [{**total, "reason": _why_not(total, parameters(world))} for total in [*_said(world), *_published(world)]]
    most: dict[tuple[str, ...], int] = {}
    key = lambda t: (t["article_id"], t["since"], t["day"], t["country"])  # noqa: E731
    for total in every:
        if not total["reason"] and total["origin"] == "article":
            most[key(total)] = max(most.get(key(total), 0), total["count"])
    for total in every:
        if not total["reason"] and total["origin"] == "article" and total["count"] < most[key(total)]:
            total["reason"] = "part of a larger total of the same article"
    for total in every:
        total["country"] = total["country"] or TOGETHER
        total["low"], total["high"] = band(total["count"], total["qualifier"])
    return [t for t in every if not t["reason"]], [t for t in every if t["reason"]]


def totals(world: World) -> Found:
    rows = []
    for total in gathered(world)[0]:
        parts = {name: held(world, name, total["since"], "", total["day"], total["country"]) for name in DEFINITIONS}
        rows.append(
            {
                **total,
                **{name: attacks(part) for name, part in parts.items()},
                "_rows": {"*": named(total["total_id"]), **{name: ids(part) for name, part in parts.items()}},
            }
        )
    return rows


def not_used(world: World) -> Found:
    return [{**total, "_rows": {"*": named(total["total_id"])}} for total in gathered(world)[1]]


def left_out(world: World) -> Found:
    groups: dict[str, list[str]] = {}
    for total in gathered(world)[1]:
        groups.setdefault(total["reason"], []).append(total["total_id"])
    return [{"reason": reason, "totals": len(part), "_rows": {"*": named(*part)}} for reason, part in groups.items()]


@cache
def campaign(world: World) -> tuple[str, list[Total]]:
    days: dict[str, set[str]] = {}
    for total in gathered(world)[0]:
        days.setdefault(total["since"], set()).add(total["day"])
    if not days or max(map(len, days.values())) < 2:
        return "", []
    since = min(day for day, ends in days.items() if len(ends) == max(map(len, days.values())))
    return since, [t for t in gathered(world)[0] if abs(ordinal(t["since"]) - ordinal(since)) <= 21]


def cumulative(world: World) -> Found:
    since, near = campaign(world)
    until = max(t["day"] for t in near) if since else world_end(world)
    since = since or world_start(world)
    rows = []
    for name in DEFINITIONS if since and until else ():
        inside = held(world, name, since, "", until, TOGETHER)
        for country in [TOGETHER, *sorted({i.row["country"] for i in inside} - {""})]:
            part = [i for i in inside if country in (TOGETHER, i.row["country"])]
            for day in sorted({since, until, *(i.first for i in part), *(i.last for i in part)}):
                over, begun = [i for i in part if i.last <= day], [i for i in part if i.first <= day]
                row = {
                    "since": since,
                    "day": day,
                    "country": country,
                    "count": attacks(over),
                    "high": attacks(begun),
                    "_rows": {"*": ids(over), "high": ids(begun)},
                }
                rows += [{**row, "definition": name}, {**row, "definition": WORDS[name]}]
    return rows


def world_start(world: World) -> str:
    mine = counted(world.rows, parameters(world))
    return world.p["start"] or (min(i.first for i in mine) if mine else "")


def world_end(world: World) -> str:
    mine = counted(world.rows, parameters(world))
    return world.p["end"] or (max(i.last for i in mine) if mine else "")


def share(part: int, whole: int, low: int, high: int | None) -> tuple[float | None, float | None, float | None]:
    if whole <= 0:
        return None, None, None
    least = None if not high else statistics.share(part, high)[0] if part <= high else part / high
    most = None if low <= 0 else statistics.share(part, low)[1] if part <= low else part / low
    return part / whole, least, most


def _curves(world: World) -> dict[tuple[str, str, str], list[Total]]:
    found: dict[tuple[str, str, str], list[Total]] = {}
    for total in gathered(world)[0]:
        if total["origin"] == "published":
            found.setdefault((total["series"], total["since"], total["country"]), []).append(total)
    return {key: sorted(part, key=lambda t: (t["day"], t["count"])) for key, part in found.items()}


def _beside(
    world: World, window: tuple[str, str, str, str], official: int, low: int, high: int | None, part: list[Total]
) -> dict[str, Any]:
    row: dict[str, Any] = {"official": official, "official_low": low, "official_high": high}
    rows = {"*": named(*(t["total_id"] for t in part))}
    for name in DEFINITIONS:
        mine = held(world, name, *window)
        found = share(attacks(mine), official, low, high)
        row |= dict(zip((name, f"{name}_share", f"{name}_share_low", f"{name}_share_high"), (attacks(mine), *found), strict=True))
        rows |= dict.fromkeys((name, f"{name}_share", f"{name}_share_low", f"{name}_share_high"), ids(mine))
        # The chart has a row for each definition, under its words.
        row[f"as {WORDS[name]}"], rows[f"as {WORDS[name]}"] = attacks(mine), ids(mine)
    return {**row, "_rows": rows}


def published(world: World) -> Found:
    rows = []
    for (series, since, country), part in _curves(world).items():
        last = part[-1]
        beside = _beside(world, (since, since, last["day"], country), last["count"], last["low"], last["high"], part)
        rows.append(
            {
                "row": f"{series} {since} {country}",
                "series": series,
                "source": last["source"],
                "definition": last["definition"],
                "start": since,
                "end": last["day"],
                "country": country,
                "qualifier": last["qualifier"],
                **beside,
            }
        )
    return rows


def coverage(world: World) -> Found:
    rows = []
    for (series, since, country), part in _curves(world).items():
        last_of = {t["day"]: t for t in part}
        points = [(iso(ordinal(since) - 1), 0, 0, 0), *((d, t["count"], t["low"], t["high"]) for d, t in sorted(last_of.items()))]
        highest, known = 0, []
        for day, count, low, high in points:
            highest = max(highest, count)
            known.append((day, highest, low, high))
        for period, start, end, _ in world.periods(since, known[-1][0], "M"):
            before = iso(ordinal(start) - 1)
            first, last = _at(known, before), _at(known, end)
            if first is None or last is None:
                continue
            (low0, high0), (low1, high1) = _limits(known, before), _limits(known, end)
            low = 0 if high0 is None else max(0, low1 - high0)
            high = None if high1 is None else max(low, high1 - low0)
            rows.append(
                {
                    "row": f"{series} {period} {country}",
                    "series": series,
                    "month": period,
                    "start": start,
                    "end": end,
                    "country": country,
                    **_beside(world, (since, start, end, country), last - first, low, high, part),
                }
            )
    several = len({row["series"] for row in rows}) > 1
    return [{**row, "label": _label(row) + (f" ({row['series']})" if several else "")} for row in rows]


def _label(row: dict[str, Any]) -> str:
    """Return month and country as the chart names them: a month that is cut short by its last day."""
    whole = iso(ordinal(row["end"]) + 1).endswith("-01")
    place = "" if row["country"] == TOGETHER else f", {row['country']}"
    return (day_in_words(row["month"]) if whole else f"to {day_in_words(row['end'])}") + place


def _at(known: list[Any], day: str) -> int | None:
    for number, (other, count, _, _) in enumerate(known):
        if other == day:
            return count
        if other > day:
            if number == 0 or ordinal(other) - ordinal(known[number - 1][0]) > 45:
                return None
            before, at = known[number - 1][1], known[number - 1][0]
            return round(before + (count - before) * (ordinal(day) - ordinal(at)) / (ordinal(other) - ordinal(at)))
    return None


def _limits(known: list[Any], day: str) -> tuple[int, int | None]:
    low = max(low for other, _, low, _ in known if other <= day)
    later = [high for other, _, _, high in known if other >= day and high is not None]
    return low, max(low, min(later)) if later else None


@cache
def contradictions(world: World) -> Found:
    each: dict[tuple[Any, ...], Total] = {}
    for t in sorted(gathered(world)[0], key=lambda t: (t["since"], t["day"], t["country"], t["total_id"])):
        each.setdefault((t["since"], t["day"], t["country"], t["count"], t["qualifier"]), t)
    for t in gathered(world)[0]:  # of the same words a published total stands for those of articles
        key = (t["since"], t["day"], t["country"], t["count"], t["qualifier"])
        if (t["origin"] == "published") > (each[key]["origin"] == "published"):
            each[key] = t
    rows = []
    for one, other in combinations(each.values(), 2):
        for a, b in ((one, other), (other, one)):
            contains = b["country"] in (a["country"], TOGETHER) and b["since"] <= a["since"] and b["day"] >= a["day"]
            firm = contains and b["high"] is not None and a["low"] > b["high"]
            spans = [ordinal(t["since"]) for t in (a, b)]
            about = abs(spans[0] - spans[1]) <= 0.25 * (ordinal(a["day"]) - min(spans) + 1)
            loose = (
                a["country"] == b["country"]
                and a["day"] == b["day"]
                and a["source"]
                and b["source"]
                and a["source"] != b["source"]
                and a["count"] - b["count"] > 0.1 * a["count"]
                and about
            )
            if firm or loose:
                rows.append(_pair(a, b, firm))
    return rows


def _pair(a: Total, b: Total, firm: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"firmness": "exclude each other" if firm else "differ", "difference": a["count"] - b["count"]}
    for side, total in (("a", a), ("b", b)):
        row |= {f"{side}_id": total["total_id"], side: total["count"], f"{side}_source": total["source"] or total["reported_by"]}
        row |= {f"{side}_{name}": total[name] for name in ("since", "day", "country", "qualifier")}
    rows = {side: named(total["total_id"]) for side, total in (("a", a), ("b", b))}
    behind = {f"{side}{end}": rows[side] for side in rows for end in ("", "_since", "_day")}
    return {**row, "_rows": {"*": named(a["total_id"], b["total_id"]), **behind}}


def reconciled(world: World) -> Found:
    used, unused = gathered(world)
    said, official = ([t for t in used if t["origin"] == origin] for origin in ("article", "published"))
    rows = {t["total_id"]: t for t in totals(world)}
    reached = [t for t in said if rows[t["total_id"]][world.p["definition"]] >= t["low"]]
    top = lambda t: float("inf") if t["high"] is None else t["high"]  # noqa: E731
    same = [(t, o) for t in said for o in official if all(t[name] == o[name] for name in ("since", "day", "country"))]
    agree = [t for t, o in same if t["low"] <= top(o) and o["low"] <= top(t)]
    firm = [row for row in contradictions(world) if row["firmness"] != "differ"]
    loose = [row for row in contradictions(world) if row["firmness"] == "differ"]
    ours = {t["total_id"] for t in official}
    between = [row for row in firm if {row["a_id"], row["b_id"]} <= ours]
    distinct = lambda part: {t["total_id"] for t in part}  # noqa: E731
    pairs = lambda part: {row[side] for row in part for side in ("a_id", "b_id")}  # noqa: E731
    table = {
        "totals found": (len(used) + len(unused), distinct([*used, *unused])),
        "totals used": (len(used), distinct(used)),
        "totals left out": (len(unused), distinct(unused)),
        "totals of articles": (len(said), distinct(said)),
        "of these reached by the corpus": (len(reached), distinct(reached)),
        "published totals": (len(official), distinct(official)),
        "article totals with a published one": (len(distinct(t for t, _ in same)), distinct(t for t, _ in same)),
        "of these that agree with it": (len(distinct(agree)), distinct(agree)),
        "contradictions": (len(firm), pairs(firm)),
        "of these between published totals": (len(between), pairs(between)),
        "differences that the wording leaves room for": (len(loose), pairs(loose)),
    }
    return [{"measure": name, "number": number, "_rows": {"*": named(*rows_)}} for name, (number, rows_) in table.items()]


def articles_meanwhile(world: World) -> Found:
    """What there was to read in the time of the running totals."""
    days = [row["day"] for row in cumulative(world)]
    return articles_published(world, min(days), max(days))


MEASURES = {
    "articles_meanwhile": articles_meanwhile,
    "totals": totals,
    "not_used": not_used,
    "left_out": left_out,
    "cumulative": cumulative,
    "published": published,
    "coverage": coverage,
    "contradictions": contradictions,
    "reconciled": reconciled,
}

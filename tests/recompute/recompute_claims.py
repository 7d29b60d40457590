"""The tables and charts of claims, worked out anew from the processed tables."""

from collections.abc import Iterable
from typing import Any

from research.paths import CODEBOOK
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_world import Row, World, iso, ordinal, rows_of_csv

Found = list[dict[str, Any]]
STATUSES = {"claimed": "Claimed", "attributed": "Attributed only", "neither": "Neither"}
BLAMES = ("attributed", "suspected", "stated")
GROUPS = {row["group_id"]: row for row in rows_of_csv(CODEBOOK / "groups.csv")}


def name_of(code: str) -> str:
    return GROUPS[code]["name"] if code in GROUPS else code


def names_of(joined: str) -> str:
    return "; ".join(name_of(code.strip()) for code in joined.split(";")) if joined else ""


def incidents(names: Iterable[str]) -> dict[str, set[str]]:
    return {"incidents": set(names)}


def claims_of(world: World) -> list[Row]:
    """Return the claims on counted incidents, each with its incident and its group."""
    at = {link["report_id"]: link["incident_id"] for link in world.tables["incident_reports"]}
    rows = [{**row, "incident_id": at.get(row["report_id"], "")} for row in world.tables["claims"] if row["report_id"]]
    return [{**row, "group": row["group_id"] or row["group_text"]} for row in rows if row["incident_id"] in world.ids]


def status(world: World) -> Found:
    rows = []
    for name in STATUSES:
        part = [i.id for i in world.counted if i.row["claim_status"] == name]
        low, high = statistics.share(len(part), len(world.counted))
        share = len(part) / len(world.counted) if world.counted else None
        rows.append(
            {
                "claim_status": name,
                "incidents": len(part),
                "share": share,
                "share_low": low,
                "share_high": high,
                "_rows": {"*": incidents(part)},
            }
        )
    return rows


def status_over_time(world: World) -> Found:
    rows = []
    for period, start, end, partial in world.periods():
        parts = {name: [i.id for i in world.counted if start <= i.first <= end and i.row["claim_status"] == name] for name in STATUSES}
        whole = sum(map(len, parts.values()))
        low, high = statistics.share(len(parts["claimed"]), whole) if whole else (None, None)
        rows.append(
            {
                "period": period,
                "period_start": start,
                "period_end": end,
                "partial": partial,
                **{name: len(part) for name, part in parts.items()},
                "claimed_share": len(parts["claimed"]) / whole if whole else None,
                "claimed_share_low": low,
                "claimed_share_high": high,
                "_rows": {
                    "*": incidents(i for part in parts.values() for i in part),
                    **{name: incidents(part) for name, part in parts.items()},
                },
            }
        )
    return rows


def claim_split(world: World) -> Found:
    return [
        {"period": row["period"], "claim": words, "incidents": row[name], "_rows": {"*": row["_rows"][name]}}
        for row in status_over_time(world)
        for name, words in STATUSES.items()
    ]


def parent_of(code: str) -> dict[str, str]:
    row = GROUPS.get(code, {})
    parent = row.get("parent", "")
    return {"parent": name_of(parent) if parent else "", "parent_basis": row.get("parent_basis", "") if parent else ""}


def claimed(world: World) -> list[Row]:
    return [row for row in claims_of(world) if row["statement"] == "claimed" and row["group"]]


def claimants(world: World) -> Found:
    groups: dict[str, set[str]] = {}
    media: dict[str, set[str]] = {}
    for row in claimed(world):
        groups.setdefault(row["group"], set()).add(row["incident_id"])
        media.setdefault(row["group"], set()).add(row["medium"])
    days = {i.id: i.first for i in world.counted}
    return [
        {
            "group": code,
            "name": name_of(code),
            "kind": GROUPS[code]["kind"] if code in GROUPS else "unnamed",
            **parent_of(code),
            "media": "; ".join(sorted(media[code] - {""})),
            "incidents": len(told),
            "first": min(days[i] for i in told),
            "last": max(days[i] for i in told),
            "_rows": {"*": incidents(told)},
        }
        for code, told in groups.items()
    ]


def contested(world: World) -> Found:
    denied: dict[str, set[str]] = {}
    for row in claims_of(world):
        if row["statement"] == "denied" and row["group"]:
            denied.setdefault(row["incident_id"], set()).add(row["group"])
    return [
        {
            "incident_id": i.id,
            "date_start": i.first,
            "claimed_by": names_of(i.row["claimed_by"]),
            "attributed_to": names_of(i.row["attributed_to"]),
            "denied_by": names_of(";".join(sorted(denied.get(i.id, ())))),
            "_rows": {"*": incidents([i.id])},
        }
        for i in world.counted
        if i.row["competing"] == "True" or i.id in denied
    ]


def general_claims(world: World) -> Found:
    rows = []
    for row in world.tables["claims"]:
        published = world.articles[row["article_id"]]["published"]
        inside = not published or world.start <= published <= iso(ordinal(world.end) + 7)
        if not row["report_id"] and inside:
            rows.append(
                {
                    **{name: row[name] for name in ("statement", "by", "quote", "article_id", "sentence_no")},
                    "group": row["group_id"] or row["group_text"],
                    "published": published,
                    "_rows": {"*": {"claims": {row["claim_id"]}}},
                }
            )
    return rows


def claiming(world: World) -> Found:
    groups = claimants(world)
    fronts = [row for row in groups if row["kind"] in ("facade", "umbrella")]
    rivals, general = contested(world), general_claims(world)
    behind = lambda rows, kind="incidents": {kind: {i for row in rows for i in row["_rows"]["*"][kind]}}  # noqa: E731
    return [
        {"measure": "groups that claim", "number": len(groups), "_rows": {"*": behind(groups)}},
        {"measure": "facades and umbrellas that claim", "number": len(fronts), "_rows": {"*": behind(fronts)}},
        {"measure": "incidents with rival claims or a denial", "number": len(rivals), "_rows": {"*": behind(rivals)}},
        {"measure": "statements on attacks in general", "number": len(general), "_rows": {"*": behind(general, "claims")}},
    ]


def blamed(world: World) -> Found:
    groups: dict[str, list[Row]] = {}
    for row in claims_of(world):
        if row["statement"] in BLAMES and row["group"]:
            groups.setdefault(row["group"], []).append(row)
    rows = []
    for code, part in groups.items():
        kinds = {name: {row["incident_id"] for row in part if row["statement"] == name} for name in BLAMES}
        every = set().union(*kinds.values())
        rows.append(
            {
                "group": code,
                "name": name_of(code),
                "incidents": len(every),
                **{name: len(told) for name, told in kinds.items()},
                "_rows": {"*": incidents(every), **{name: incidents(told) for name, told in kinds.items()}},
            }
        )
    return rows


def accusations(world: World) -> Found:
    pairs: dict[tuple[str, str], set[str]] = {}
    for row in claims_of(world):
        if row["statement"] in BLAMES:
            key = row["by"] or "the article itself", name_of(row["group_id"]) if row["group_id"] else "a group not named"
            pairs.setdefault(key, set()).add(row["incident_id"])
    return [{"by": by, "name": name, "incidents": len(told), "_rows": {"*": incidents(told)}} for (by, name), told in pairs.items()]


def claim_events(world: World) -> Found:
    found = {
        (row["incident_id"], row["group"], row["statement"])
        for row in claims_of(world)
        if row["statement"] in ("claimed", "denied") and row["group"]
    }
    days = {i.id: i.first for i in world.counted}
    return [
        {"date": days[i], "group": name_of(group), "statement": statement, "incident_ids": i, "_rows": {"*": incidents([i])}}
        for i, group, statement in found
    ]


MEASURES = {
    "status": status,
    "status_over_time": status_over_time,
    "claim_split": claim_split,
    "claimants": claimants,
    "contested": contested,
    "claiming": claiming,
    "blamed": blamed,
    "accusations": accusations,
    "general_claims": general_claims,
    "claim_events": claim_events,
}

"""The ledger of claims and what is made of it, worked out anew from the processed tables."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from research.reporting.labels import place, spoken  # the words of codes
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_claims import BLAMES, GROUPS, claimed, claims_of, incidents, name_of, parent_of
from tests.recompute.recompute_kinds import COUNTRIES
from tests.recompute.recompute_tempo import Found
from tests.recompute.recompute_world import World, length, ordinal

ARMED = ("militia", "state-like", "insurgent", "jihadist")
OWN = "an armed group by its own name"
CLASSES = (OWN, "a state", "a facade only", "an umbrella only", "a group not named or not known")


def kind_of(code: str) -> str:
    return GROUPS[code]["kind"] if code in GROUPS else "unnamed" if code else ""


def shared(part: int, whole: int, name: str = "share") -> dict[str, float | None]:
    low, high = statistics.share(part, whole)
    return {name: part / whole if whole else None, f"{name}_low": low, f"{name}_high": high}


def ledger(world: World) -> Found:
    by_id = {i.id: i for i in world.counted}
    rows = []
    for row in claims_of(world):
        i, article = by_id[row["incident_id"]], world.articles[row["article_id"]]
        rows.append(
            {
                **{
                    name: row[name]
                    for name in ("claim_id", "incident_id", "statement", "by", "medium", "article_id", "sentence_no", "quote")
                },
                "date_start": i.first,
                "group": row["group"],
                "name": name_of(row["group"]),
                "kind": kind_of(row["group"]),
                **parent_of(row["group"]),
                **{name: i.row[name] for name in ("place_id", "weapon", "target")},
                "place": place(i.row["place_id"]) if i.row["place_id"] else "not said",
                "publisher": article["publisher"],
                "published": article["published"],
                "_rows": {"*": incidents([i.id])},
            }
        )
    return rows


def _classes(world: World, statements: Iterable[str]) -> dict[str, str]:
    kinds: dict[str, set[str]] = {}
    for row in claims_of(world):
        if row["statement"] in statements:
            kinds.setdefault(row["incident_id"], set()).add(kind_of(row["group"]))
    order = (*((kind, OWN) for kind in ARMED), ("state", "a state"), ("facade", "a facade only"), ("umbrella", "an umbrella only"))
    return {name: next((words for kind, words in order if kind in told), CLASSES[-1]) for name, told in kinds.items()}


def informative(world: World) -> Found:
    rows = []
    for statement, kinds in (("claimed", ("claimed",)), ("blamed", BLAMES)):
        classes = _classes(world, kinds)
        for name in ("anybody", *CLASSES):
            part = [i for i, words in classes.items() if name in ("anybody", words)]
            rows.append(
                {
                    "row": f"{statement}: {name}",
                    "statement": statement,
                    "by_whom": name,
                    "incidents": len(part),
                    **shared(len(part), len(world.counted)),
                    "_rows": {"*": incidents(part)},
                }
            )
    return rows


def informative_by_year(world: World) -> Found:
    classes, rows = _classes(world, ("claimed",)), []
    for year in sorted({i.first[:4] for i in world.counted}):
        part = [i.id for i in world.counted if i.first[:4] == year]
        named = {"claimed": [i for i in part if i in classes], "own_name": [i for i in part if classes.get(i) == OWN]}
        row: dict[str, Any] = {"year": year, "incidents": len(part), "_rows": {"*": incidents(part)}}
        for name, found in named.items():
            row |= {name: len(found), **shared(len(found), len(part), f"{name}_share")}
        rows.append(row)
    return rows


def comings(world: World) -> Found:
    groups: dict[str, set[str]] = {}
    for row in claimed(world):
        groups.setdefault(row["group"], set()).add(row["incident_id"])
    first, rows = {i.id: i.first for i in world.counted}, []
    for code, told in groups.items():
        days = sorted({first[i] for i in told})
        gaps = [ordinal(b) - ordinal(a) for a, b in pairwise(days)]
        rows.append(
            {
                "group": code,
                "name": name_of(code),
                "kind": kind_of(code),
                "incidents": len(told),
                "first": days[0],
                "last": days[-1],
                "days": length(days[0], days[-1]),
                "longest_silence": max(gaps) if gaps else None,
                "silent_for": ordinal(world.end) - ordinal(days[-1]),
                "_rows": {"*": incidents(told)},
            }
        )
    return rows


def spans(world: World) -> Found:
    """The same, as the timeline draws it: groups by name."""
    return [{**row, "group": row["name"]} for row in comings(world)]


def _label(facet: str, value: str) -> str:
    if facet == "place_id":
        return "not said" if value in ("", *COUNTRIES) else place(value)
    return "not said" if value in ("", "unknown") else spoken(value)


def claimed_what(world: World) -> Found:
    by_id = {i.id: i for i in world.counted}
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in claimed(world):
        for facet in ("weapon", "target", "place_id"):
            found.setdefault((row["group"], facet, by_id[row["incident_id"]].row[facet]), set()).add(row["incident_id"])
    return [
        {
            "group": code,
            "name": name_of(code),
            "facet": facet,
            "value": value or "unknown",
            "label": _label(facet, value),
            "incidents": len(told),
            "_rows": {"*": incidents(told)},
        }
        for (code, facet, value), told in found.items()
    ]


def _of_facet(facet: str) -> Callable[[World], Found]:
    def found(world: World) -> Found:
        pairs: dict[tuple[str, str], set[str]] = {}
        for row in claimed_what(world):
            if row["facet"] == facet:
                pairs.setdefault((row["name"], row["label"]), set()).update(row["_rows"]["*"]["incidents"])
        return [
            {"name": name, "label": label, "incidents": len(told), "_rows": {"*": incidents(told)}} for (name, label), told in pairs.items()
        ]

    return found


def relations(world: World) -> Found:
    rows = []
    for row in world.tables["relations"]:
        article = world.articles[row["article_id"]]
        rows.append(
            {
                "group": name_of(row["group_id"]),
                "relation": row["relation"].replace("_", " "),
                "of_group": name_of(row["of_group_id"]),
                "by": row["by"],
                "publisher": article["publisher"],
                "published": article["published"],
                "quote": row["quote"],
                "_rows": {"*": {}},
            }
        )
    return rows


MEASURES = {
    "ledger": ledger,
    "informative": informative,
    "informative_by_year": informative_by_year,
    "comings": comings,
    "spans": spans,
    "claimed_what": claimed_what,
    "relations": relations,
    "claimed_weapon": _of_facet("weapon"),
    "claimed_target": _of_facet("target"),
    "claimed_place_id": _of_facet("place_id"),
}

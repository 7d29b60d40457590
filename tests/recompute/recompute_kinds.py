"""With what, where, on whom, at what cost: incidents by kind and on the map, worked out anew from the processed tables."""

from typing import Any

from research.codebook import borders
from research.paths import CODEBOOK
from research.reporting.labels import place, spoken  # the words of codes
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_tempo import Found, ids
from tests.recompute.recompute_world import Incident, World, attacks_of, length, ordinal, rows_of_csv, why_not

COUNTRIES = {row["place_id"] for row in rows_of_csv(CODEBOOK / "places.csv") if row["kind"] == "country"}
KINDS = {
    1: "Named place",
    2: "Near it, or in its district",
    3: "Near it, or in its district",
    4: "Only governorate or region",
    5: "Only governorate or region",
    6: "Only the country",
}
UNDRAWN = ("Beyond the map's edge", "No place on land")


def where_known(world: World, i: Incident) -> dict[str, Any]:
    """Return how exactly the place of an incident is known, and where it stands on the map."""
    row, book = i.row, borders.load()
    kind = KINDS.get(int(float(row["where_prec"] or 0)), UNDRAWN[1])
    at = (float(row["longitude"]), float(row["latitude"])) if row["longitude"] and row["latitude"] else None
    country = row["country"] or "not said"
    if kind == "Only the country":
        at, name = book.labels.get(country, at), country
    else:
        name = place(row["place_id"]) if row["place_id"] else row["admin1"] or country
    if kind not in UNDRAWN and at is None:
        kind = UNDRAWN[1]
    elif kind not in UNDRAWN and at and not book.holds(*at):
        kind = UNDRAWN[0]
    drawn = at if at and kind not in UNDRAWN else (None, None)
    return {
        "kind": kind,
        "place": name,
        "country": country,
        "spot": f"{name} · {kind.lower()}" if drawn[0] else "",
        "longitude": drawn[0],
        "latitude": drawn[1],
    }


def mapped(world: World) -> Found:
    groups: dict[str, list[Incident]] = {kind: [] for kind in dict.fromkeys(KINDS.values())}
    for i in world.counted:
        groups.setdefault(where_known(world, i)["kind"], []).append(i)
    rows = []
    for kind, part in groups.items():
        low, high = statistics.share(len(part), len(world.counted))
        rows.append(
            {
                "precision": kind,
                "incidents": len(part),
                "share": len(part) / len(world.counted),
                "share_low": low,
                "share_high": high,
                "_rows": {"*": ids(part)},
            }
        )
    return rows


def marks(world: World) -> Found:
    rows, claims = [], {"claimed": "claimed", "attributed": "attributed", "neither": ""}
    for i in world.counted:
        hit = [(name, start, end) for name, start, end, _ in world.periods() if start <= i.last and i.first <= end]
        days = i.first if i.first == i.last else f"{i.first} to {i.last[5:] if i.last[:4] == i.first[:4] else i.last}"
        for name, start, end in hit:
            part = (min(ordinal(end), ordinal(i.last)) - max(ordinal(start), ordinal(i.first)) + 1) / length(i.first, i.last)
            rows.append(
                {
                    "incident_ids": i.id,
                    "period": name,
                    "day": days,
                    "part": part,
                    "dated": "Dated within the period" if len(hit) == 1 else "Share of a longer date",
                    **where_known(world, i),
                    "weapon": spoken(i.row["weapon"] or "unknown"),
                    "claim": claims[i.row["claim_status"]],
                    "_rows": {"*": ids([i])},
                }
            )
    return rows


def _split(world: World, column: str, value: Any, label: Any = None) -> Found:
    groups: dict[str, list[Incident]] = {}
    for i in world.counted:
        groups.setdefault(value(i) or "unknown", []).append(i)
    rows = []
    for code, part in groups.items():
        low, high = statistics.poisson(len(part))
        share = statistics.share(len(part), len(world.counted))
        row = {
            column: code,
            "incidents": len(part),
            "attacks": sum(i.attacks for i in part),
            "low": low,
            "high": high,
            "share": len(part) / len(world.counted),
            "share_low": share[0],
            "share_high": share[1],
            "_rows": {"*": ids(part)},
        }
        rows.append(row | ({"label": "not said" if code == "unknown" else label(code)} if label else {}))
    return rows


def places(world: World) -> Found:
    return _split(world, "place_id", lambda i: "" if i.row["place_id"] in COUNTRIES else i.row["place_id"], place)


def casualties(world: World) -> Found:
    rows = []
    for measure in ("killed", "wounded"):
        told, silent, unbounded, sums = [], [], [], [0, 0, 0]
        for i in world.counted:
            low, best, high = (int(float(text)) if (text := i.row[f"{measure}_{bound}"]) else None for bound in ("low", "best", "high"))
            middle = next((value for value in (best, low, high) if value is not None), None)
            if middle is None:
                silent.append(i)
                continue
            told.append(i)
            unbounded += [i] if high is None else []
            for n, value in enumerate((low, middle, high)):
                sums[n] += middle if value is None else value
        rows.append(
            {
                "measure": measure,
                "low": sums[0],
                "best": sums[1],
                "high": sums[2],
                "known": len(told),
                "unknown": len(silent),
                "open": len(unbounded),
                "_rows": {"*": ids(told), "unknown": ids(silent), "open": ids(unbounded)},
            }
        )
    return rows


def accounting(world: World) -> Found:
    groups: dict[str, list[dict[str, str]]] = {"all incidents": world.rows}
    for row in world.rows:
        groups.setdefault(why_not(row, world.p) or "counted", []).append(row)
    return [
        {
            "reason": reason,
            "incidents": len(part),
            "attacks": sum(map(attacks_of, part)),
            "_rows": {"*": {"incidents": {row["incident_id"] for row in part}}},
        }
        for reason, part in groups.items()
    ]


MEASURES = {
    "mapped": mapped,
    "marks": marks,
    "places": places,
    "casualties": casualties,
    "accounting": accounting,
    "weapons": lambda w: _split(w, "weapon", lambda i: i.row["weapon"], spoken),
    "targets": lambda w: _split(w, "target", lambda i: i.row["target"], spoken),
    "support": lambda w: _split(w, "n_publishers", lambda i: i.row["n_publishers"]),
}

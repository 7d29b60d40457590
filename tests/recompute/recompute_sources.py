"""The tables and charts of sources, worked out anew from the processed tables."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from research.paths import CODEBOOK
from tests.recompute.recompute_reading import articles
from tests.recompute.recompute_tempo import Found
from tests.recompute.recompute_world import Row, World


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row) or "unknown", []).append(row)
    return found


def _articles_by(column: str, used: bool = False) -> Callable[[World], Found]:
    def found(world: World) -> Found:
        rows = world.used_articles if used else world.tables["articles"]
        parts = _grouped(rows, lambda row: row[column])
        return [{column: value, "articles": len(part), "_rows": {"*": articles(part)}} for value, part in parts.items()]

    return found


def articles_by_month(world: World) -> Found:
    parts = _grouped(world.used_articles, lambda row: row["published"][:7] if len(row["published"]) >= 7 else "")
    known = sorted(name for name in parts if name != "unknown")
    if known:
        for period, *_ in world.periods(f"{known[0]}-01", f"{known[-1]}-01", "M"):
            parts.setdefault(period, [])
    return [{"month": month, "articles": len(part), "_rows": {"*": articles(part)}} for month, part in parts.items()]


def publishers(world: World) -> Found:
    rows = []
    for name, part in _grouped(world.used_articles, lambda row: row["publisher"]).items():
        own = {row["article_id"] for row in part}
        told = [row for row in world.used_reports if row["article_id"] in own]
        again = [row for row in part if row["duplicate_of"]]
        days = sorted(row["published"] for row in part if row["published"])
        rows.append(
            {
                "publisher": name,
                "articles": len(part),
                "duplicates": len(again),
                "reports": len({row["report_id"] for row in told}),
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "_rows": {"*": articles(part), "reports": {"reports": {row["report_id"] for row in told}}, "duplicates": articles(again)},
            }
        )
    return rows


def reading(world: World) -> Found:
    every, rejected = world.tables["articles"], {row["file"] for row in world.tables["rejected"]}
    telling = {row["article_id"] for row in world.tables["reports"]}
    used, reports = world.used_articles, {row["report_id"] for row in world.used_reports}
    ids = {row["article_id"] for row in used}
    named = [row for row in used if row["publisher"]]
    steps: list[tuple[str, int, dict[str, set[str]]]] = [
        ("files", len(every) + len(rejected), {**articles(every), **({"files": rejected} if rejected else {})}),
        ("files rejected", len(rejected), {"files": rejected}),
        ("publishers used", len({row["publisher"] for row in named}), articles(named)),
        ("reports used", len(reports), {"reports": reports}),
        ("incidents counted", len(world.counted), {"incidents": world.ids}),
    ]
    for name, part in {
        "articles read": every,
        "near-duplicates": [row for row in every if row["duplicate_of"]],
        "without a day of publication": [row for row in every if len(row["published"]) != 10],
        "not in English": [row for row in every if (row["language"] or "en") != "en"],
        "tell no incident": [row for row in every if row["article_id"] not in telling],
        "tell only incidents not counted": [row for row in every if row["article_id"] in telling - ids],
        "articles used": used,
    }.items():
        steps.append((name, len(part), articles(part)))
    return [{"step": name, "number": number, "_rows": {"*": rows}} for name, number, rows in steps]


def size(world: World) -> Found:
    steps = {row["step"]: row for row in reading(world)}
    names = {"incident": "incidents counted", "report": "reports used", "article": "articles used", "publisher": "publishers used"}
    return [{"what": what, "number": steps[step]["number"], "_rows": steps[step]["_rows"]} for what, step in names.items()]


def rejected(world: World) -> Found:
    parts = _grouped(world.tables["rejected"], lambda row: row["reason"])
    return [
        {"reason": reason, "files": len(part), "_rows": {"*": {"files": {row["file"] for row in part}}}} for reason, part in parts.items()
    ]


def duplicates(world: World) -> Found:
    return [
        {
            "file": row["file"],
            "duplicate_of": world.articles.get(row["duplicate_of"], {}).get("file", row["duplicate_of"]),
            "_rows": {"*": articles([row])},
        }
        for row in world.tables["articles"]
        if row["duplicate_of"]
    ]


def without_incident(world: World) -> Found:
    telling = {row["article_id"] for row in world.tables["reports"]}
    return [
        {**{name: row[name] for name in ("file", "title", "publisher", "published")}, "_rows": {"*": articles([row])}}
        for row in world.tables["articles"]
        if row["article_id"] not in telling
    ]


def made_from(world: World) -> Found:
    def checksum(sums: dict[str, str]) -> str:
        return hashlib.sha256(json.dumps(dict(sorted(sums.items()))).encode()).hexdigest()[:16]

    def of(paths: Iterable[Path]) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}

    parts = {
        "articles": {row["file"]: row["sha256"] for row in world.tables["articles"]},
        "codebook": of(path for path in CODEBOOK.iterdir() if path.suffix in (".csv", ".toml", ".json")),
        "tables": of(world.folder.glob("*.csv")),
    }
    return [{"what": what, "checksum": checksum(sums), "_rows": {"*": {}}} for what, sums in parts.items()]


MEASURES = {
    "size": size,
    "articles_by_month": articles_by_month,
    "publishers": publishers,
    "reading": reading,
    "made_from": made_from,
    "rejected": rejected,
    "published_basis": _articles_by("published_basis", used=True),
    "language": _articles_by("language"),
    "licence": _articles_by("licence"),
    "duplicates": duplicates,
    "without_incident": without_incident,
}

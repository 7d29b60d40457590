"""What there was to read, worked out anew from the processed tables."""

from typing import Any

from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_tempo import Found, comparisons, ids, parts
from tests.recompute.recompute_world import World, iso, length, ordinal


def articles(rows: Any) -> dict[str, set[str]]:
    return {"articles": {row["article_id"] for row in rows}}


def coverage_parts(world: World) -> Found:
    rows = []
    for name, (start, end) in parts(world):
        read, inside = world.published(start, end), world.inside(start, end)
        rows.append(
            {
                "part": name,
                "start": start,
                "end": end,
                "articles": len(read),
                "publishers": len({r["publisher"] for r in read if r["publisher"]}),
                "articles_per_week": len(read) * 7 / length(start, end),
                "incidents": len(inside),
                "incidents_per_article": len(inside) / len(read) if read else None,
                "_rows": {
                    "*": ids(inside),
                    "incidents_per_article": ids(inside) | articles(read),
                    **dict.fromkeys(("articles", "publishers", "articles_per_week"), articles(read)),
                },
            }
        )
    return rows


def coverage_change(world: World) -> Found:
    rows = []
    for name, (base, later) in comparisons(world).items():
        told = statistics.compared(world, world.counted, base, later)
        read = [world.published(*window) for window in (base, later)]
        row: dict[str, Any] = {"comparison": name, "base_articles": len(read[0]), "later_articles": len(read[1])}
        row |= dict.fromkeys(("ratio", "ratio_low", "ratio_high", "direction"))
        if all(read):
            index = told["dispersion"] if told["index"] else None
            # The package rounds the index to three decimals before it widens these limits.
            index = None if index is None else round(index, 3)
            value, low, high = statistics.ratio(told["later_incidents"], len(read[1]), told["base_incidents"], len(read[0]), index)
            row |= {"ratio": value, "ratio_low": low, "ratio_high": statistics.finite(high), "direction": statistics.direction(low, high)}
        both = ids([*world.inside(*base), *world.inside(*later)]) | articles([*read[0], *read[1]])
        rows.append(
            {
                **row,
                "intervals": told["intervals"],
                "_rows": {"*": both, "base_articles": articles(read[0]), "later_articles": articles(read[1])},
            }
        )
    return rows


def articles_published(world: World, first: str = "", last: str = "") -> Found:
    rows = []
    for name, start, end, _ in world.periods(first, last):
        read = world.published(start, end)
        if world.p["frequency"] == "M":
            read = read + [row for row in world.tables["articles"] if row["published"] == name]
        rows.append(
            {
                "period": name,
                "period_start": start,
                "stop": iso(ordinal(end) + 1),
                "articles": len(read),
                "publishers": len({r["publisher"] for r in read if r["publisher"]}),
                "_rows": {"*": articles(read)},
            }
        )
    return rows


MEASURES = {"coverage_parts": coverage_parts, "coverage_change": coverage_change, "articles_published": articles_published}

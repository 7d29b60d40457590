"""The tempo of one window beside that of another, under each reading, worked out anew from the processed tables."""

from functools import cache

from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_tempo import Found, comparisons, ids
from tests.recompute.recompute_world import World


def change(world: World) -> Found:
    halves = world.halves()
    if not halves:
        return []
    told = statistics.compared(world, world.counted, *halves)
    base, later = (ids(world.inside(*half)) for half in halves)
    over = statistics.over_edge(world.counted, *halves)
    told["ratio_high"] = statistics.finite(told["ratio_high"])
    told["nb_high"] = statistics.finite(told["nb_high"])
    rows = {
        "*": {"incidents": base["incidents"] | later["incidents"]},
        "base_incidents": base,
        "later_incidents": later,
        "straddling": ids(over),
    }
    return [{**told, "straddling": len(over), "_rows": rows}]


@cache
def sensitivity(world: World) -> Found:
    rows = []
    readings = world.readings()
    for comparison, (base, later) in comparisons(world).items():
        first = None
        for name, varied, incidents, frequency in readings:
            told = statistics.compared(world, incidents, base, later, frequency)
            first = first or told["direction"]
            low, high = told["limits"]
            sides = [ids(i for i in incidents if s <= i.first and i.last <= e) for s, e in (base, later)]
            rows.append(
                {
                    "case": f"{comparison}: {name}",
                    "comparison": comparison,
                    "reading": name,
                    "varied": varied,
                    "base_incidents": told["base_incidents"],
                    "later_incidents": told["later_incidents"],
                    "ratio": told["ratio"],
                    "low": low,
                    "high": statistics.finite(high),
                    "intervals": told["intervals"],
                    "direction": told["direction"],
                    "same": told["direction"] == first,
                    "_rows": {
                        "*": {"incidents": sides[0]["incidents"] | sides[1]["incidents"]},
                        "base_incidents": sides[0],
                        "later_incidents": sides[1],
                    },
                }
            )
    return rows


def survival(world: World) -> Found:
    rows = []
    for name, (base, later) in comparisons(world).items():
        cases = [row for row in sensitivity(world) if row["comparison"] == name]
        same = sum(row["same"] for row in cases[1:])
        both = ids([*world.inside(*base), *world.inside(*later)])
        rows.append(
            {
                "comparison": name,
                "direction": cases[0]["direction"],
                "readings": len(cases) - 1,
                "same": same,
                "differ": len(cases) - 1 - same,
                "_rows": {"*": both},
            }
        )
    return rows


MEASURES = {"change": change, "sensitivity": sensitivity, "survival": survival}

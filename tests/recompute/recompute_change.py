"""The tempo of one window beside that of another, under each reading, worked out anew from the processed tables."""

from functools import cache

from research.schemas import AGGREGATIONS
from tests.recompute import recompute_statistics as statistics
from tests.recompute.recompute_tempo import Found, comparisons, ids
from tests.recompute.recompute_world import DEFINITIONS, World, counted


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


@cache
def combinations(world: World) -> Found:
    """Every combination of rule, dropped publisher and definition."""
    halves, rows = world.halves(), []
    if not halves or not world.counted:
        return []
    headline = statistics.compared(world, world.counted, *halves)["direction"]
    for rule in AGGREGATIONS:
        for dropped in ("none", *world.loudest()):
            every = world.incidents_by(rule) if dropped == "none" else world.without(dropped, rule)
            for definition in DEFINITIONS:
                incidents = counted(every, {**world.p, "start": world.start, "end": world.end, "definition": definition})
                told = statistics.compared(world, incidents, *halves)
                low, high = told["limits"]
                sides = [ids(i for i in incidents if s <= i.first and i.last <= e) for s, e in halves]
                both = {"incidents": sides[0]["incidents"] | sides[1]["incidents"]}
                rows.append(
                    {
                        "definition": definition,
                        "aggregation": rule,
                        "dropped": dropped,
                        "row": f"{definition}, {rule}, without {dropped}",
                        "base_incidents": told["base_incidents"],
                        "later_incidents": told["later_incidents"],
                        "ratio": told["ratio"],
                        "low": low,
                        "high": statistics.finite(high),
                        "intervals": told["intervals"],
                        "direction": told["direction"],
                        "same": told["direction"] == headline,
                        "_rows": {"*": both, "base_incidents": sides[0], "later_incidents": sides[1]},
                    }
                )
    return rows


def agreement(world: World) -> Found:
    """How many combinations say what, in all and with each value of a choice."""
    every, halves = combinations(world), world.halves()
    parts = [("all", "all", every)]
    for choice in ("definition", "aggregation", "dropped"):
        parts += [(choice, value, [r for r in every if r[choice] == value]) for value in dict.fromkeys(row[choice] for row in every)]
    behind = ids(i for s, e in halves or () for i in world.inside(s, e))
    verbs = {"rose": "rose", "fell": "fell", "unclear": "did not change distinguishably"}
    return [
        {
            "choice": choice,
            "value": value,
            "readings": len(part),
            "same": sum(r["same"] for r in part),
            **{name: sum(r["direction"] == verb for r in part) for name, verb in verbs.items()},
            "_rows": {"*": behind},
        }
        for choice, value, part in parts
    ]


MEASURES = {"combinations": combinations, "agreement": agreement, "change": change, "sensitivity": sensitivity, "survival": survival}

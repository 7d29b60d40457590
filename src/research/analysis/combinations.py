"""Every combination of definition, rule and dropped publisher at once: in how many of them does a finding hold?

sensitivity.py changes one choice at a time; what holds then may still fall when two change together. To show all defensible readings and
not a chosen one: Steegen and others 2016 (Perspectives on Psychological Science 11:702-712). The readings overlap, so their number is no
number of tests, and a share of them no probability.
"""

from dataclasses import replace

import pandas as pd

from research.analysis.overdispersion import NEGATIVE_BINOMIAL
from research.analysis.parameters import DEFINITIONS
from research.analysis.selection import Selection, Tables, meets, select
from research.analysis.sensitivity import publishers, without
from research.analysis.tempo import DIRECTIONS, compared
from research.analysis.windows import Window
from research.linking import aggregate
from research.schemas import AGGREGATIONS

NONE, ALL = "none", "all"
CHOICES = ("definition", "aggregation", "dropped")
FIGURES = ("ratio", "low", "high")
COLUMNS = (*CHOICES, "base_incidents", "later_incidents", *FIGURES, "intervals", "direction", "same")


def combinations(selection: Selection, base: Window, later: Window) -> pd.DataFrame:
    """Return COLUMNS: one row per rule of aggregation, dropped publisher (NONE, then sensitivity.publishers) and definition.

    ratio, low, high: the rate of incidents in the window `later` over that in `base` with the interval (95 %) that counts there
    (`intervals`, see tempo.compare). `same`: the direction is that of the selection as it is. The window, the periods and all other
    choices stay.
    """
    chosen = replace(selection.parameters, start=selection.start, end=selection.end, definition=DEFINITIONS[0])
    headline = compared(selection, base, later)["direction"]
    names, rows = (NONE, *publishers(selection)), []
    for rule in AGGREGATIONS:
        tables = _under(selection.tables, rule)
        for dropped in names:
            left = tables if dropped == NONE else without(tables, dropped, rule)
            every = select(left, replace(chosen, aggregation=rule))
            for definition in DEFINITIONS:
                incidents = every.incidents[meets(every.incidents, definition)].reset_index(drop=True)
                told = compared(replace(every, incidents=incidents), base, later)
                limits = ("nb_low", "nb_high") if told["intervals"] == NEGATIVE_BINOMIAL else ("ratio_low", "ratio_high")
                counts = [int(told[f"{side}_incidents"]) for side in ("base", "later")]
                figures = (told["ratio"], *(told[limit] for limit in limits), told["intervals"], told["direction"])
                rows.append((definition, rule, dropped, *counts, *figures, told["direction"] == headline))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({**dict.fromkeys(FIGURES, "Float64"), "same": "bool"})


def _under(tables: Tables, rule: str) -> Tables:
    if (tables["incidents"]["aggregation"] == rule).all():
        return tables
    return {**tables, "incidents": aggregate(tables["reports"], tables["claims"], tables["articles"], tables["incident_reports"], rule)}


def agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Return choice, value, readings, same, rose, fell, unclear: how many combinations say what, in all and with each value of a choice.

    `table` is that of `combinations`; `same` counts those with the direction of the headline.
    """
    parts = [(ALL, ALL, table), *((name, str(value), part) for name in CHOICES for value, part in table.groupby(name, sort=False))]
    rows = [
        (name, value, len(p), int(p["same"].sum()), *(int((p["direction"] == verb).sum()) for verb in DIRECTIONS))
        for name, value, p in parts
    ]
    return pd.DataFrame(rows, columns=["choice", "value", "readings", "same", "rose", "fell", "unclear"])

"""Sentences on shares: how much of an official count the corpus has, as a whole, by definition, month and country."""

import pandas as pd

from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation_totals import TOGETHER
from research.reporting.labels import day, period_name, word
from research.reporting.sentences import Cells, Fact, Parts, Sentence, percent, sentence, written

HALF = 0.5
MEETING = {
    "reported": "that at least one article reports",
    "claimed": "that a group or state claims itself",
    "multi_source": "that two publishers or more report",
    "on_facility": "on a base, an embassy or an airport, not stopped on the way",
}


def total(cells: Cells, row: str, count: str = "official", qualifier: str = "qualifier") -> Fact:
    """Return an official figure with the word that says how exact it is: "about 170"."""
    said = word("qualifier", str(cells.value(row, qualifier)))
    return cells.fact(row, count, f"{said} {written(cells.value(row, count))}".strip())


def days(cells: Cells, row: str, start: str = "start", end: str = "end") -> Parts:
    """Return "from 17 October 2023 to 4 February 2024" of two columns of ISO days."""
    first, last = (cells.fact(row, name, day(str(cells.value(row, name)))) for name in (start, end))
    return ["on ", first] if first.value == last.value else ["from ", first, " to ", last]


def in_country(cells: Cells, row: str, column: str = "country") -> Parts:
    """Return " in Iraq", nothing for all together."""
    country = cells.value(row, column)
    return [] if country == TOGETHER else [" in ", cells.fact(row, column, str(country))]


def share(cells: Cells, row: str, name: str) -> Parts:
    """Return "18% (95% interval 12% to 25%)" of the share of a definition, saying so where a limit or the share itself is not known."""
    column = f"{name}_share"
    low, high = (cells.value(row, f"{column}_{edge}") for edge in ("low", "high"))
    if cells.value(row, column) is None:
        return ["a share that cannot be told"]
    least, most = (cells.fact(row, f"{column}_{edge}", percent(value or 0)) for edge, value in (("low", low), ("high", high)))
    if high is None:
        return [cells.share(row, column), *([" (95% interval ", least, " and more)"] if low is not None else [" (without limits)"])]
    limits: Parts = ["up to ", most] if low is None else [least, " to ", most]
    return [cells.share(row, column), " (95% interval ", *limits, ")"]


def whole(official: pd.DataFrame, row: str, chosen: str) -> Sentence:
    """Say of the row of `published` what was counted, and what the corpus has of it under the definition `chosen`."""
    cells = Cells("published", official, "row")
    who, what = (cells.fact(row, name, str(cells.value(row, name))) for name in ("source", "definition"))
    counted: Parts = [total(cells, row), " attacks (", what, ")"]
    held: Parts = ["; the corpus has ", cells.number(row, chosen), f" of that time {MEETING[chosen]}, ", *share(cells, row, chosen), "."]
    return sentence(days(cells, row), ", the total published by ", who, in_country(cells, row), " is ", counted, held)


def other_definitions(official: pd.DataFrame, row: str, chosen: str) -> Sentence:
    """Say what the corpus has of the same total under each other definition."""
    cells = Cells("published", official, "row")
    others = [name for name in DEFINITIONS if name != chosen]
    parts: Parts = []
    for position, name in enumerate(others):
        joint = "" if not position else "; and " if position == len(others) - 1 else "; "
        parts += [joint, cells.number(row, name), f" {MEETING[name]}, ", *share(cells, row, name)]
    highs = [cells.value(row, f"{name}_share_high") for name in DEFINITIONS]
    known = all(high is not None for high in highs) and max(highs) < HALF
    end = ". Under each definition, less than half of what was counted is in the corpus." if known else "."
    return sentence("by the other definitions it has ", parts, end)


def months(coverage: pd.DataFrame, series: str, chosen: str) -> Sentence | None:
    """Name the months of which most and least is held, if their intervals tell them apart."""
    column = f"{chosen}_share"
    rows = coverage[(coverage["series"] == series) & (coverage["country"] == TOGETHER)].dropna(subset=[column])
    if len(rows) < 2:
        return None
    cells, ordered = Cells("coverage", coverage, "row"), rows.sort_values([column, "month"])
    least, most = (str(ordered["row"].iloc[position]) for position in (0, -1))
    names = [cells.fact(row, "month", period_name(str(cells.value(row, "month")))) for row in (most, least)]
    low, high = cells.value(most, f"{column}_low"), cells.value(least, f"{column}_high")
    apart = low is not None and high is not None and low > high
    if apart:
        return sentence(
            "most is held of ",
            names[0],
            ", ",
            share(cells, most, chosen),
            ", least of ",
            names[1],
            ", ",
            share(cells, least, chosen),
            ".",
        )
    return sentence(
        "the months cannot be told apart by what is held of them: from ", share(cells, least, chosen), " in ", names[1], " to ",
        share(cells, most, chosen), " in ", names[0], ".",
    )  # fmt: skip


def by_country(official: pd.DataFrame, main: str, chosen: str) -> Sentence | None:
    """Say what the corpus has of the series of the row `main` in each country, if it is split, and whether intervals tell them apart."""
    cells = Cells("published", official, "row")
    series, start, all_ = (cells.value(main, name) for name in ("series", "start", "country"))
    parts = official[(official["series"] == series) & (official["start"] == start) & (official["country"] != TOGETHER)]
    rows = parts["row"].astype(str).tolist()
    if len(rows) < 2 or all_ != TOGETHER:
        return None
    said = [
        [cells.number(row, chosen), " of ", total(cells, row), *in_country(cells, row), ", ", *share(cells, row, chosen)] for row in rows
    ]
    limits = [(cells.value(row, f"{chosen}_share_low"), cells.value(row, f"{chosen}_share_high")) for row in rows]
    known = [(low, high) for low, high in limits if low is not None and high is not None]
    apart = len(known) == len(rows) and max(low for low, _ in known) > min(high for _, high in known)
    joined: Parts = [item for position, part in enumerate(said) for item in (["; "] if position else []) + part]
    end = "; the intervals tell the countries apart." if apart else "; the intervals do not tell the countries apart."
    last = cells.fact(rows[0], "end", day(str(cells.value(rows[0], "end"))))
    return sentence("by country, to the last day for which a split is known (", last, "): ", joined, end)


def other_series(official: pd.DataFrame, row: str, chosen: str) -> Sentence:
    """Say what a further series counts, and what the corpus has of it."""
    cells = Cells("published", official, "row")
    who = cells.fact(row, "source", str(cells.value(row, "source")))
    what = cells.fact(row, "definition", str(cells.value(row, "definition")))
    held = cells.fact(row, chosen, written(cells.value(row, chosen)) if cells.value(row, chosen) else "none")
    counted: Parts = [total(cells, row), " attacks", *in_country(cells, row), " ", *days(cells, row), " (", what, ")"]
    return sentence(who, " counts ", counted, "; the corpus has ", held, ", ", share(cells, row, chosen), ".")

"""The findings of the claims notebook: what was claimed, what was only attributed, by whom, and what stands against it."""

from collections.abc import Mapping

import pandas as pd

from research.analysis.claim_ledger import FACADE, OWN, STATE, UMBRELLA
from research.analysis.selection import Selection
from research.reporting.labels import day
from research.reporting.scope import scope, where, window
from research.reporting.sentences import Cells, Findings, Parts, Sentence, sentence, verb
from research.reporting.summaries import COUNTED

SPLIT = (("claimed", "claimed"), ("attributed", "attributed only"), ("neither", "neither claimed nor attributed"))


def findings(selection: Selection, results: Mapping[str, pd.DataFrame]) -> Findings:
    """Return the findings; each fact stands in one of `results`, tables by the names under which the notebook shows them.

    `results` are those of summaries_claims.results.
    """
    if not len(selection.incidents):
        count = Cells("accounting", results["accounting"], "reason").count(COUNTED, "incidents", "incident")
        return Findings([sentence(count, f" {window(selection)}{where(selection)} are counted."), scope(selection)])
    parts = [
        _split(selection, results["status"], results["accounting"]),
        _first_claimant(results["claimants"], results["claiming"]),
        _fronts(results["claiming"]),
        _own_name(results["informative"]),
        _comings(results["comings"]),
        _rivals(results["claiming"]),
        _first_blamed(results["blamed"]),
        _general(results["claiming"]),
        scope(selection),
    ]
    return Findings([part for part in parts if part])


def _split(selection: Selection, status: pd.DataFrame, accounting: pd.DataFrame) -> Sentence:
    cells = Cells("status", status, "claim_status")
    whole = Cells("accounting", accounting, "reason").count(COUNTED, "incidents", "incident")
    parts: Parts = []
    for position, (name, words) in enumerate(SPLIT):
        number = cells.value(name, "incidents")
        parts += [", " if position else "", cells.fact(name, "incidents", f"{number:,}" if number else "none")]
        parts += [f" {verb(number, 'is', 'are')} {words} (", *cells.bracketed(name, named=not position), ")"]
    return sentence(f"{window(selection)}{where(selection)}, of ", whole, ", ", parts, ".")


def _first_claimant(claimants: pd.DataFrame, claiming: pd.DataFrame) -> Sentence:
    cells = Cells("claiming", claiming, "measure")
    if claimants.empty:
        return sentence(cells.fact("groups that claim", "number", "no group or state"), " claims an incident.")
    count = cells.count("groups that claim", "number", "group or state", "groups and states")
    cells, first = Cells("claimants", claimants, "group"), claimants["group"].iloc[0]
    said = f" {verb(len(claimants), 'claims', 'claim')} incidents"
    name = cells.fact(first, "name", str(cells.value(first, "name")))
    tied = int((claimants["incidents"] == claimants["incidents"].iloc[0]).sum())
    if tied > 1:
        return sentence(count, said, "; none claims more than ", cells.count(first, "incidents", "incident"), ".")
    since, until = (cells.fact(first, column, day(str(cells.value(first, column)))) for column in ("first", "last"))
    time: Parts = [" on ", since] if since.value == until.value else [" from ", since, " to ", until]
    return sentence(count, said, ", most of all ", name, ": ", cells.count(first, "incidents", "incident"), time, ".")


def _fronts(claiming: pd.DataFrame) -> Sentence | None:
    cells = Cells("claiming", claiming, "measure")
    row = "facades and umbrellas that claim"
    if not cells.value(row, "number"):
        return None
    are = verb(cells.value(row, "number"), "is a facade or an umbrella", "are facades or umbrellas")
    one = cells.value(row, "number") == 1
    claims = verb(cells.value(row, "number"), "it claims", "they claim")
    return sentence(
        cells.number(row, "number"),
        f" of them {are}: what {claims} is not added to the groups said to stand behind {'it' if one else 'them'}.",
    )


def _own_name(informative: pd.DataFrame) -> Sentence | None:
    """Say how many incidents an armed group claims in its own name, beside all that are claimed."""
    cells, every, own = Cells("informative", informative, "row"), "claimed: anybody", f"claimed: {OWN}"
    if not cells.value(every, "incidents"):
        return None
    other: Parts = []
    for words, name in (("a state", STATE), ("a facade only", FACADE), ("an umbrella only", UMBRELLA)):
        other += [", ", cells.number(f"claimed: {name}", "incidents"), f" by {words}"]
    claimed: Parts = [cells.count(every, "incidents", "incident"), ", ", *cells.shared(every, " of all"), ", "]
    are = verb(cells.value(every, "incidents"), "is", "are")
    named: Parts = [cells.number(own, "incidents"), " by an armed group by its own name, ", *cells.shared(own, " of all")]
    seldom = cells.value(own, "share_high") < cells.value(every, "share_low")
    opening = "That an incident is claimed seldom says which armed group did it: " if seldom else ""
    return sentence(opening, claimed, f"{are} claimed, ", named, other, ".")


def _comings(comings: pd.DataFrame) -> Sentence | None:
    """Say which group, states aside, claims over the longest time."""
    groups = comings[(comings["kind"] != "state") & (comings["days"] > 1)]
    if groups.empty:
        return None
    cells, longest = Cells("comings", comings, "group"), groups.sort_values(["days", "group"], ascending=[False, True])["group"].iloc[0]
    name = cells.fact(longest, "name", str(cells.value(longest, "name")))
    since, until = (cells.fact(longest, column, day(str(cells.value(longest, column)))) for column in ("first", "last"))
    span: Parts = [cells.count(longest, "days", "day"), ", from ", since, " to ", until]
    return sentence("Groups come and go: of those that are no state, the one that claims over the longest time is ", name, ", ", span, ".")


def _rivals(claiming: pd.DataFrame) -> Sentence:
    count = Cells("claiming", claiming, "measure").count("incidents with rival claims or a denial", "number", "incident")
    return sentence("rival claims or a denial stand against each other in ", count, ".")


def _first_blamed(blamed: pd.DataFrame) -> Sentence | None:
    if blamed.empty:
        return sentence("No article holds a group responsible.")
    cells, first = Cells("blamed", blamed, "group"), blamed["group"].iloc[0]
    if int((blamed["incidents"] == blamed["incidents"].iloc[0]).sum()) > 1:
        return None
    kinds: Parts = [
        cells.number(first, "attributed"), " attributed, ", cells.number(first, "suspected"), " suspected, ",
        cells.number(first, "stated"), " stated by an article itself",
    ]  # fmt: skip
    name = cells.fact(first, "name", str(cells.value(first, "name")))
    return sentence(
        "held responsible most often by others: ", name, ", in ", cells.count(first, "incidents", "incident"), " (", kinds, ")."
    )


def _general(claiming: pd.DataFrame) -> Sentence | None:
    cells, row = Cells("claiming", claiming, "measure"), "statements on attacks in general"
    if not cells.value(row, "number"):
        return None
    said = verb(cells.value(row, "number"), "speaks", "speak")
    return sentence(
        cells.count(row, "number", "further statement"),
        f" {said} of attacks in general and {verb(cells.value(row, 'number'), 'is', 'are')} in no figure here.",
    )

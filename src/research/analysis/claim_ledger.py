"""The ledger of claims: every statement on who did it, with the name as given, what stands behind that name, and who says so.

Facade groups and umbrellas stay themselves. A parent is told with its source, and nothing is counted for it. A claim in the name of a
facade says that somebody claims, not who: the share of incidents that an armed group claims in its own name is therefore told beside the
share that is claimed at all. On claims as information: Kearns 2021 (Terrorism and Political Violence 33:164-193).
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from research import codebook
from research.analysis.claim_names import as_named
from research.analysis.claims import BLAMES, of_incidents
from research.analysis.intervals import wilson
from research.analysis.selection import Selection
from research.analysis.traced import joined

ARMED = ("militia", "state-like", "insurgent", "jihadist")  # kinds of the codebook that name somebody who bears arms himself
FACETS = ("weapon", "target", "place_id")
OWN, STATE, FACADE, UMBRELLA, WORDS = (
    "an armed group by its own name", "a state", "a facade only", "an umbrella only", "a group not named or not known",
)  # fmt: skip
CLASSES = (OWN, STATE, FACADE, UMBRELLA, WORDS)
COLUMNS = (
    "claim_id", "incident_id", "date_start", "statement", "named", "group", "name", "kind", "parent", "parent_basis", "by", "medium",
    "place_id", "weapon", "target", "publisher", "published", "article_id", "sentence_no", "quote",
)  # fmt: skip
SHARES = ("share", "share_low", "share_high")


def ledger(selection: Selection) -> pd.DataFrame:
    """Return COLUMNS: one row per statement on a counted incident, by date_start, incident_id and claim_id.

    named: the words of the text for the group (claim_names.as_named); group, name, kind: its row in the codebook, `unnamed` for a group
    without one; parent, parent_basis: whose front it is said to be and who says so, both empty where sources disagree. by, medium: who
    makes the statement, and where. place_id, weapon, target: of the incident.
    """
    claims = of_incidents(selection)
    book = codebook.load().groups
    rows = [book.get(str(group)) for group in claims["group"].fillna("")]
    told = claims.assign(
        named=as_named(selection.tables, claims),
        name=_texts(row.name if row else group for row, group in zip(rows, claims["group"], strict=True)),
        kind=_texts(row.kind if row else None if pd.isna(group) else "unnamed" for row, group in zip(rows, claims["group"], strict=True)),
        parent=_texts(book[row.parent].name if row and row.parent else None for row in rows),
        parent_basis=_texts(row.parent_basis or None if row and row.parent else None for row in rows),
    )
    about = selection.incidents[["incident_id", "date_start", *FACETS]]
    articles = selection.tables["articles"][["article_id", "publisher", "published"]]
    table = told.merge(about, on="incident_id").merge(articles, on="article_id", how="left")
    return table.sort_values(["date_start", "incident_id", "claim_id"])[list(COLUMNS)].reset_index(drop=True)


def _texts(values: Iterable[Any]) -> Any:
    return pd.array(list(values), dtype="string")


def claimant_class(kinds: Iterable[str]) -> str:
    """Return the most telling of CLASSES among the kinds of those who claim one incident."""
    told = set(kinds)
    if told & set(ARMED):
        return OWN
    return next((name for kind, name in (("state", STATE), ("facade", FACADE), ("umbrella", UMBRELLA)) if kind in told), WORDS)


def informative(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return row, statement, by_whom, incidents, share, share_low, share_high, incident_ids: who claims, and who is blamed.

    `table` is that of `ledger`. `row` names the row: of those claimed, and of those that others attribute, suspect or state, all, and
    then each of CLASSES; an incident is in one class, the first that fits. Shares are of all counted incidents (95 %, Wilson 1927).
    """
    rows = []
    for statement, kinds in (("claimed", ("claimed",)), ("blamed", BLAMES)):
        said = table[table["statement"].isin(kinds)]
        classes = said.groupby("incident_id")["kind"].agg(lambda part: claimant_class(part.dropna()))
        for name in ("anybody", *CLASSES):
            ids = list(classes.index if name == "anybody" else classes.index[classes == name])
            rows.append((f"{statement}: {name}", statement, name, len(ids), *_shared(len(ids), len(selection.incidents)), joined(ids)))
    columns = ["row", "statement", "by_whom", "incidents", *SHARES, "incident_ids"]
    return pd.DataFrame(rows, columns=columns).astype({"share": "Float64"})


def by_year(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per year: year, incidents, claimed and own_name (incidents), each with its share and limits, incident_ids.

    own_name: claimed by an armed group in its own name. `table` is that of `ledger`; years go by date_start.
    """
    claimed = table[table["statement"] == "claimed"]
    classes = claimed.groupby("incident_id")["kind"].agg(lambda part: claimant_class(part.dropna()))
    rows = []
    for year, part in selection.incidents.groupby(selection.incidents["date_start"].str.slice(0, 4)):
        inside = classes[classes.index.isin(part["incident_id"])]
        counts = (len(inside), int((inside == OWN).sum()))
        rows.append((year, len(part), *(value for n in counts for value in (n, *_shared(n, len(part)))), joined(part["incident_id"])))
    columns = ["year", "incidents", *(f"{name}{end}" for name in ("claimed", "own_name") for end in ("", *(f"_{s}" for s in SHARES)))]
    return pd.DataFrame(rows, columns=[*columns, "incident_ids"])


def _shared(part: int, whole: int) -> tuple[float | None, float, float]:
    low, high = wilson(part, whole)
    return round(part / whole, 4) if whole else None, round(low, 4), round(high, 4)


def claimed_what(table: pd.DataFrame) -> pd.DataFrame:
    """Return group, name, facet, value, incidents, incident_ids: with what, on what and where each group claims; most incidents first.

    `table` is that of `ledger`; facet is one of FACETS, value a code or id, `unknown` where the incident says nothing.
    """
    claimed = table[(table["statement"] == "claimed") & table["group"].notna()]
    parts = []
    for facet in FACETS:
        part = claimed[["group", "name", "incident_id"]].assign(facet=facet, value=claimed[facet].astype("string").fillna("unknown"))
        counts = part.groupby(["group", "name", "facet", "value"])["incident_id"].agg(incidents="nunique", incident_ids=joined)
        parts.append(counts.reset_index())
    every = pd.concat(parts, ignore_index=True)
    order = every["facet"].map(FACETS.index)
    keys = ["order", "incidents", "group", "value"]
    return every.assign(order=order).sort_values(keys, ascending=[True, False, True, True]).drop(columns="order").reset_index(drop=True)


def comings(selection: Selection, table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group that claims, in the order of their first claims.

    Columns: group, name, kind, incidents, first, last (ISO days), days, longest_silence, silent_for, incident_ids.

    days: from the first to the last incident that it claims, both counted; longest_silence: the most days from one to the next;
    silent_for: days from the last to the end of the window. Dates are the first possible days. `table` is that of `ledger`.
    """
    claimed = table[(table["statement"] == "claimed") & table["group"].notna()]
    rows = []
    for (group, name, kind), part in claimed.groupby(["group", "name", "kind"]):
        days = pd.to_datetime(pd.Series(sorted(set(part["date_start"]))))
        gaps = days.diff().dt.days.max()
        first, last = str(part["date_start"].min()), str(part["date_start"].max())
        silent = (pd.Timestamp(selection.end) - days.iloc[-1]).days
        longest = None if pd.isna(gaps) else int(gaps)
        ids = part["incident_id"]
        rows.append((group, name, kind, ids.nunique(), first, last, (days.iloc[-1] - days.iloc[0]).days + 1, longest, silent, joined(ids)))
    columns = ["group", "name", "kind", "incidents", "first", "last", "days", "longest_silence", "silent_for", "incident_ids"]
    found = pd.DataFrame(rows, columns=columns).astype({"longest_silence": "Int64"})
    return found.sort_values(["first", "group"]).reset_index(drop=True)

"""Small result tables of the claims notebook, beside those of research.analysis.claims."""

import pandas as pd

from research.analysis import claim_ledger
from research.analysis import claims as statements
from research.analysis.claims import BLAMES, of_incidents
from research.analysis.selection import Selection
from research.analysis.traced import IDS, joined
from research.reporting import summaries
from research.reporting.labels import countries, group, place, spoken
from research.reporting.summaries import NOT_SAID, listed

ITSELF, UNNAMED = "the article itself", "a group not named"


def results(selection: Selection) -> dict[str, pd.DataFrame]:
    """Return the tables of the claims notebook by name."""
    table = claim_ledger.ledger(selection)
    found = {
        "accounting": summaries.accounting(selection),
        "status": statements.status(selection),
        "ledger": table.assign(place=[_place(place_id) for place_id in table["place_id"]], **{IDS: table["incident_id"]}),
        "claimants": claimants(statements.claimants(selection), table),
        "informative": claim_ledger.informative(selection, table),
        "informative_by_year": claim_ledger.by_year(selection, table),
        "claimed_what": claimed_what(claim_ledger.claimed_what(table)),
        "comings": claim_ledger.comings(selection, table),
        "relations": relations(selection),
        "blamed": blamed(selection),
        "contested": contested(statements.contested(selection)),
        "general": statements.general(selection),
    }
    return found | {"claiming": claiming(found["claimants"], found["contested"], found["general"])}


def claimants(table: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return claims.claimants with `parent` by its name, parent_basis (who says so), named (as the texts do), media and incident_ids."""
    told = ledger[ledger["statement"] == "claimed"]
    words = {name: part for name, part in told.groupby("group")}
    each = [words[name] for name in table["group"]]
    return table.assign(
        parent=table["parent"].map(group, na_action="ignore"),
        parent_basis=pd.array([part["parent_basis"].iloc[0] for part in each], dtype="string"),
        named=pd.array([_listed(part["named"]) for part in each], dtype="string"),
        media=pd.array([_listed(part["medium"]) for part in each], dtype="string"),
        **{IDS: [joined(part["incident_id"]) for part in each]},
    )


def _listed(words: pd.Series) -> str | None:
    return "; ".join(sorted(set(words.dropna()))) or None


def _place(place_id: object) -> str:
    return NOT_SAID if pd.isna(place_id) else place(str(place_id))  # type: ignore[call-overload]


def claimed_what(table: pd.DataFrame) -> pd.DataFrame:
    """Return claim_ledger.claimed_what with `label`, the value as a reader meets it; a whole country is no place."""
    vague = {"unknown", *countries()}
    labels = [
        (NOT_SAID if value in vague else place(value)) if facet == "place_id" else NOT_SAID if value == "unknown" else spoken(value)
        for facet, value in zip(table["facet"], table["value"], strict=True)
    ]
    return table.assign(label=labels)


def facet(table: pd.DataFrame, name: str, most: int = 10) -> pd.DataFrame:
    """Return name, label, incidents, incident_ids: the part of `claimed_what` on one facet, its `most` frequent values."""
    part = table[table["facet"] == name]
    sums = part.groupby("label")["incidents"].sum().reset_index().sort_values(["incidents", "label"], ascending=[False, True])
    kept = part[part["label"].isin(sums["label"].head(most))]
    every = kept.groupby(["name", "label"], sort=False).agg({"incidents": "sum", IDS: _together})
    return every.reset_index()


def _together(ids: pd.Series) -> str:
    return joined(" ".join(ids).split())


def contested(table: pd.DataFrame) -> pd.DataFrame:
    """Return claims.contested with the names of groups, `what` stands against what in words, and incident_ids."""
    named = {name: table[name].map(_names, na_action="ignore") for name in ("claimed_by", "denied_by", "attributed_to")}
    rivals = table["claimed_by"].fillna("").str.contains(";")
    what = [
        "; ".join(words for words, holds in (("rival claims", rival), ("a denial", denied)) if holds) or "a claim against a denial"
        for rival, denied in zip(rivals, table["denied_by"].notna(), strict=True)
    ]
    return table.assign(**named, what=pd.array(what, dtype="string"), **{IDS: table["incident_id"]})


def _names(ids: str) -> str:
    return "; ".join(group(part.strip()) for part in ids.split(";"))


def relations(selection: Selection) -> pd.DataFrame:
    """Return group, relation, of_group, by, publisher, published, quote: what the texts themselves say of two groups."""
    table = selection.tables["relations"]
    articles = selection.tables["articles"].set_index("article_id")
    said = table.assign(
        group=table["group_id"].map(group), of_group=table["of_group_id"].map(group), relation=table["relation"].str.replace("_", " "),
        publisher=table["article_id"].map(articles["publisher"]), published=table["article_id"].map(articles["published"]),
    )  # fmt: skip
    columns = ["group", "relation", "of_group", "by", "publisher", "published", "quote"]
    return said.sort_values(["group", "of_group", "published"], na_position="last")[columns].reset_index(drop=True)


def blamed(selection: Selection) -> pd.DataFrame:
    """Return group, name, incidents, attributed, suspected, stated: whom others hold responsible, in how many incidents and how firmly.

    `group` holds the words of the text where no group is named. An incident counts once in `incidents`, but in each column that applies.
    """
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(BLAMES) & claims["group"].notna()]
    rows = []
    for name, part in claims.groupby("group"):
        firmness = [part.loc[part["statement"] == statement, "incident_id"].nunique() for statement in BLAMES]
        rows.append((name, group(str(name)), part["incident_id"].nunique(), *firmness))
    table = pd.DataFrame(rows, columns=["group", "name", "incidents", *BLAMES])
    return table.sort_values(["incidents", "group"], ascending=[False, True]).reset_index(drop=True)


def accusations(selection: Selection) -> pd.DataFrame:
    """Return by, name, incidents, incident_ids: who holds whom responsible, in how many incidents; most incidents first.

    `by` is "the article itself" where it says so in its own voice; groups that are not of the codebook are one, UNNAMED.
    """
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(BLAMES)]
    names = [UNNAMED if pd.isna(name) else group(name) for name in claims["group_id"]]
    table = claims.assign(by=claims["by"].fillna(ITSELF), name=names)
    table = table.groupby(["by", "name"])["incident_id"].agg(incidents="nunique", incident_ids=joined).reset_index()
    return table.sort_values(["incidents", "by", "name"], ascending=[False, True, True]).reset_index(drop=True)


def most_frequent(accusing: pd.DataFrame, rows: int = 12, columns: int = 8) -> pd.DataFrame:
    """Return the part of `accusations` that a chart can hold: the sources and the groups with the most incidents."""
    kept = {}
    for column, most in (("by", rows), ("name", columns)):
        totals = accusing.groupby(column)["incidents"].sum().reset_index().sort_values(["incidents", column], ascending=[False, True])
        kept[column] = totals[column].head(most)
    return accusing[accusing["by"].isin(kept["by"]) & accusing["name"].isin(kept["name"])].reset_index(drop=True)


def claim_events(selection: Selection) -> pd.DataFrame:
    """Return date, group, statement, place, weapon, incident_ids: one row for each incident that a group claims or denies, by date."""
    claims = of_incidents(selection)
    claims = claims[claims["statement"].isin(["claimed", "denied"]) & claims["group"].notna()]
    about = selection.incidents[["incident_id", "date_start", "place_id", "weapon"]]
    rows = claims[["incident_id", "group", "statement"]].drop_duplicates().merge(about, on="incident_id")
    table = pd.DataFrame({
        "date": rows["date_start"], "group": rows["group"].map(group), "statement": rows["statement"],
        "place": ["not said" if pd.isna(name) else place(name) for name in rows["place_id"]],
        "weapon": rows["weapon"].fillna("unknown").map(spoken), "incident_ids": rows["incident_id"],
    })  # fmt: skip
    return table.sort_values(["date", "group", "statement", "place"]).reset_index(drop=True)


def claiming(named: pd.DataFrame, against: pd.DataFrame, unbound: pd.DataFrame) -> pd.DataFrame:
    """Return measure, number: what stands in the tables of research.analysis.claims, counted."""
    measures = {
        "groups that claim": len(named),
        "facades and umbrellas that claim": int(named["kind"].isin(["facade", "umbrella"]).sum()),
        "incidents with rival claims or a denial": len(against),
        "statements on attacks in general": len(unbound),
    }
    return listed("measure", measures)

"""Who is said to have done it: the claims on the reports of one incident, put together without mixing claimed and attributed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

BLAMES = frozenset({"attributed", "suspected", "stated"})
# News uses the two for each other, so that one naming each is no contest of claims.
ONE_AUTHOR = {"us-led-coalition": "united-states"}


@dataclass(frozen=True, slots=True)
class Authorship:
    """claim_status, claimed_by, attributed_to and competing of one incident, as the table `incidents` holds them."""

    claim_status: str
    claimed_by: str | None
    attributed_to: str | None
    competing: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim says: the group (id, or words where none is named), and how."""

    group: str
    statement: str


def claims_of(claims: pd.DataFrame) -> dict[str, list[Claim]]:
    """Return the claims by the report_id they speak of; claims on attacks in general are left out."""
    out: dict[str, list[Claim]] = defaultdict(list)
    columns = (
        claims[name].astype("object").where(claims[name].notna(), "") for name in ("report_id", "group_id", "group_text", "statement")
    )
    for report_id, group_id, group_text, statement in zip(*columns, strict=True):
        if report_id:
            out[report_id].append(Claim(group_id or group_text, statement))
    return out


def authorship(claims: Iterable[Claim], groups: Mapping[str, object]) -> Authorship:
    """Return who claims and who is blamed.

    `claimed` where a group says so itself, else `attributed` where anybody blames, suspects or states one, else `neither`: that nobody
    has claimed it (`unclaimed`) or that somebody denies it makes no claim. It is `competing` where two groups claim it, or where a
    claim stands against a denial. A state and its branches are one author; a militia and its front are two.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        said["blamed" if claim.statement in BLAMES else claim.statement].add(claim.group)
    claimed, blamed = said["claimed"] - {""}, said["blamed"] - {""}
    status = "claimed" if said["claimed"] else "attributed" if said["blamed"] else "neither"
    rivals = {author(group, groups) for group in claimed}
    competing = len(rivals) > 1 or bool(said["claimed"] and said["denied"])
    return Authorship(status, _listed(claimed), _listed(blamed), competing)


def author(group: str, groups: Mapping[str, object]) -> str:
    """Return the state behind a state's branch, else the group itself: a front is never folded into the militia behind it."""
    group = ONE_AUTHOR.get(group, group)
    row = groups.get(group)
    parent = getattr(row, "parent", "")
    if getattr(row, "kind", "") == "state" and parent and getattr(groups.get(parent), "kind", "") == "state":
        return author(parent, groups)
    return group


def _listed(names: Iterable[str]) -> str | None:
    return ";".join(sorted(name.replace(";", ",") for name in names)) or None

"""What names were found in an article: places, groups, and groups without a name, by sentence."""

from dataclasses import dataclass, field
from typing import NamedTuple

RELATIONS = ("at", "near", "direction", "origin", "source", "adjective", "inside-name")


class PlaceMention(NamedTuple):
    """Tokens i to j (exclusive) name a place. `where_prec`: UCDP scale, raised by context. `relation`: one of RELATIONS.

    at: it may have happened there. near: by it. direction: it says where another place lies ("60 km north of Baghdad").
    origin: launched from there. source: a newspaper, station or dateline. adjective: a government, an office, "Iraqi base".
    inside-name: part of a group's name ("Islamic Resistance in Iraq"). `rule` says how it was read.
    """

    i: int
    j: int
    place_id: str
    where_prec: int
    relation: str
    rule: str = "name:alias"


class GroupMention(NamedTuple):
    """Tokens i to j (exclusive) name a group. `adjectival`: the name only qualifies what follows ("US base", "Iranian drone")."""

    i: int
    j: int
    group_id: str
    kind: str
    adjectival: bool
    rule: str = "name:alias"


class UnnamedGroup(NamedTuple):
    """Tokens i to j (exclusive) speak of a group without naming it. `group_id`: the codebook's row of kind unnamed, or None."""

    i: int
    j: int
    text: str
    group_id: str | None
    rule: str = "name:unnamed"


@dataclass(slots=True)
class NameMentions:
    """The mentions of one article: `places[n]`, `groups[n]`, `unnamed[n]` are those of sentence n, in order, not overlapping."""

    places: list[list[PlaceMention]] = field(default_factory=list)
    groups: list[list[GroupMention]] = field(default_factory=list)
    unnamed: list[list[UnnamedGroup]] = field(default_factory=list)

    def place_ids(self) -> set[str]:
        """Return the ids of all places mentioned, in whatever relation."""
        return {mention.place_id for row in self.places for mention in row}

    def group_ids(self) -> set[str]:
        """Return the ids of all groups mentioned by name."""
        return {mention.group_id for row in self.groups for mention in row}

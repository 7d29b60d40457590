"""What the coder passes between its steps: annotated sentences, mentions of events, reports in the making, statements and tallies."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from research.coding.dates.find import DateSpan
from research.coding.lexicon import Cue
from research.coding.names.mentions import GroupMention, PlaceMention, UnnamedGroup
from research.coding.numbers.find import Number
from research.coding.text import Sentence


@dataclass(frozen=True, slots=True)
class Article:
    """An article to be coded: cleaned text, title as its first paragraph, publication day ('' or ISO, perhaps partial)."""

    article_id: str
    title: str
    published: str
    text: str


@dataclass(slots=True)
class Annotated:
    """One sentence with all that was found in it, each list in order of its tokens."""

    sentence: Sentence
    cues: list[Cue]
    dates: list[DateSpan]
    places: list[PlaceMention]
    groups: list[GroupMention]
    unnamed: list[UnnamedGroup]
    numbers: list[Number]
    _by_kind: dict[str, list[Cue]] | None = field(default=None, repr=False, compare=False)

    def kinds(self, kind: str) -> list[Cue]:
        """Return the cues of one kind; the list is not to be changed."""
        if self._by_kind is None:  # sorted out once, as a dozen rules ask for the cues of a sentence
            self._by_kind = {}
            for cue in self.cues:
                self._by_kind.setdefault(cue.kind, []).append(cue)
        return self._by_kind.get(kind, [])


class Evidence(NamedTuple):
    """A value, the rule that read it, and the tokens i to j (exclusive) of the sentence in which it stands."""

    value: object
    rule: str
    sentence: Sentence
    i: int
    j: int


@dataclass(slots=True)
class Mention:
    """One event as one clause or sentence tells it: tokens i to j, and what those words say of it."""

    note: Annotated
    i: int
    j: int
    triggers: list[Cue]
    dates: list[DateSpan] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    weapons: list[Cue] = field(default_factory=list)
    actors: list[GroupMention] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    frame: "tuple[DateSpan, Annotated] | None" = None  # the day that the sentence before sets for this one
    sites: frozenset[str] = frozenset()  # names of places that the codebook does not hold
    scene: "tuple[PlaceMention, Annotated] | None" = None  # the same of its place


@dataclass(slots=True)
class Event:
    """A report in the making: its mentions in order, the sentences that speak of it, and the values read from them by column."""

    mentions: list[Mention]
    context: list[DateSpan] = field(default_factory=list)  # days of the event told before it
    sentences: set[int] = field(default_factory=set)
    slots: dict[str, Evidence] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    place_id: str = ""
    is_background: bool = False


@dataclass(slots=True)
class Statement:
    """One statement on who did it, before it is bound to a report (`event` None: attacks in general)."""

    note: Annotated
    i: int
    j: int
    statement: str
    group_id: str = ""
    group_text: str = ""
    by: str = ""
    medium: str = ""
    rule: str = ""
    event: Event | None = None


@dataclass(slots=True)
class Tally:
    """One running total and the tokens i to j that give it."""

    note: Annotated
    i: int
    j: int
    count: int
    qualifier: str
    unit: str
    country: str = ""
    place_id: str = ""
    period_start: date | None = None
    period_end: date | None = None
    source: str = ""
    rule: str = ""

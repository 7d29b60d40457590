"""What the coder passes between its steps: annotated sentences, mentions of events, reports in the making, statements and tallies."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from research.coding.dates.find import DateSpan
from research.coding.kept import kept
from research.coding.lexicon import Cue
from research.coding.look import Look
from research.coding.names.mentions import GroupMention, PlaceMention, UnnamedGroup
from research.coding.numbers.find import Number, find_numbers, has_numbers
from research.coding.text import Sentence


@dataclass(frozen=True, slots=True)
class Article:
    """An article to be coded: cleaned text, title as its first paragraph, publication day ('' or ISO, perhaps partial)."""

    article_id: str
    title: str
    published: str
    text: str


class Annotated:
    """One sentence with all that was found in it, each list in order of its tokens, found when it is first asked for.

    The lists are not to be changed: several rules read them.
    """

    def __init__(self, sentence: Sentence, look: Look) -> None:
        self.sentence = sentence
        self.look = look

    @kept
    def cues(self) -> list[Cue]:
        """The cue words."""
        return self.look.lexicon.find(self.sentence)

    @kept
    def dates(self) -> list[DateSpan]:
        """The phrases of time."""
        return self.look.dates_of(self.sentence.no)

    @kept
    def numbers(self) -> list[Number]:
        """The quantities."""
        return find_numbers(self.sentence, self.dates) if has_numbers(self.sentence) else []

    @kept
    def places(self) -> list[PlaceMention]:
        """The places named."""
        return self.look.names.places[self.sentence.no]

    @kept
    def groups(self) -> list[GroupMention]:
        """The groups named."""
        return self.look.names.groups[self.sentence.no]

    @kept
    def unnamed(self) -> list[UnnamedGroup]:
        """The groups spoken of without a name."""
        return self.look.names.unnamed[self.sentence.no]

    @kept
    def by_kind(self) -> dict[str, list[Cue]]:
        """The cue words by their kind."""
        found: dict[str, list[Cue]] = {}
        for cue in self.cues:
            found.setdefault(cue.kind, []).append(cue)
        return found

    def kinds(self, kind: str) -> list[Cue]:
        """Return the cues of one kind."""
        return self.by_kind.get(kind, [])

    def may_hold(self, kinds: frozenset[str]) -> bool:
        """Tell at a glance whether a cue of some kinds may be there; most sentences hold none, and need not be read closely."""
        return self.look.lexicon.may_hold(kinds, self.sentence.lower)


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
    series: "Event | None" = None  # the strike of a state that it is one more place of
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

"""One article read by the rules: its annotated sentences, the events, statements and tallies found, and what was passed over and why."""

from dataclasses import dataclass, field

from research.codebook import Codebook
from research.coding.annotate import annotate
from research.coding.claims.find import bind, find_statements
from research.coding.events.attach import attach
from research.coding.events.build import build_events
from research.coding.events.facts import VAGUE
from research.coding.events.frames import set_frames
from research.coding.events.mentions import find_mentions
from research.coding.events.real import passed_over
from research.coding.model import Annotated, Article, Event, Mention, Statement, Tally
from research.coding.tallies.find import find_tallies
from research.coding.values.when import When, date_events
from research.coding.values.where import Where, article_country, place_event

ELLIPTIC = "tally: elliptic"  # "of these attacks 52 took place in Iraq": what goes before it tells no event either
SUMMED = "it goes on about the total of its sentence, without a day or a place of its own"
TOO_LITTLE = "it says too little to stand as an event, and fits none told before"


@dataclass(slots=True)
class Reading:
    """What was found in an article: `whens` and `wheres` go with `events`; `passed` holds each mention not coded and the reason."""

    article: Article
    notes: list[Annotated]
    tallies: list[Tally] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    wheres: list[Where] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    passed: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def totals(self) -> set[int]:
        """Return the numbers of the sentences that give a running total."""
        return {tally.note.sentence.no for tally in self.tallies}

    def before(self, event: Event) -> Event | None:
        """Return the event that `event` goes on about, else the one told before it; None for the first."""
        if event.series:
            return event.series
        k = self.events.index(event)
        return self.events[k - 1] if k else None


def read(article: Article, codebook: Codebook) -> Reading:
    """Read one article by the rules of a codebook."""
    reading = Reading(article, annotate(article, codebook))
    reading.tallies = find_tallies(reading.notes, article.published, codebook)
    mentions = _mentions(reading, codebook)
    if mentions:
        _find_events(reading, mentions, codebook)
    reading.statements = bind(find_statements(reading.notes), reading.events, reading.notes, codebook)
    return reading


def _find_events(reading: Reading, mentions: list[Mention], codebook: Codebook) -> None:
    """Make events of the mentions that tell some, and read when and where they were."""
    article = reading.article
    set_frames(mentions, reading.notes, codebook)
    reading.events = build_events(mentions, codebook)
    used = {id(m) for event in reading.events for m in event.mentions}
    reading.passed += [(m, TOO_LITTLE) for m in mentions if id(m) not in used]
    attach(reading.events, reading.notes, {m.note.sentence.no for m, reason in reading.passed if reason != TOO_LITTLE}, codebook)
    reading.whens = date_events(reading.events, article.published, reading.notes)
    country = article_country(reading.notes, codebook)
    told = frozenset(m.note.sentence.no for event in reading.events for m in event.mentions)
    for event in reading.events:
        before = reading.wheres[_told_last(reading.events[: len(reading.wheres)], event)] if reading.wheres else None
        reading.wheres.append(place_event(event, reading.notes, codebook, country, before, told))
    for event, where in zip(reading.events, reading.wheres, strict=True):
        event.place_id = where.place_id


def _sums(mention: Mention) -> bool:
    """Tell whether a mention beside a running total has neither an exact place nor a day of its own."""
    placed = any(p.where_prec < VAGUE for p in mention.places) or bool(mention.sites)
    return not placed and not any(d.prec == 1 and d.kind in ("point", "deictic") for d in mention.dates)


def _told_last(told: list[Event], event: Event) -> int:
    """Return which of the events told before one is that which its words leave out: one of the same sentence, else the last."""
    note = event.mentions[0].note
    beside = [k for k, other in enumerate(told) if any(m.note is note and m.i < event.mentions[0].i for m in other.mentions)]
    return beside[0] if beside else len(told) - 1


def _mentions(reading: Reading, codebook: Codebook) -> list[Mention]:
    """Return the mentions that tell events; the others go to `passed` with their reason."""
    kept = []
    for note in reading.notes:
        totals = [(0 if tally.rule == ELLIPTIC else tally.i, tally.j) for tally in reading.tallies if tally.note is note]
        for mention in find_mentions(note, codebook, totals):
            reason = passed_over(mention) or (SUMMED if totals and _sums(mention) else "")
            if reason:
                reading.passed.append((mention, reason))
            else:
                kept.append(mention)
    return kept

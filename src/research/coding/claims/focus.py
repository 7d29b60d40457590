"""Which event "the attack", "it" or nothing at all points back to: the one told last that fits, at the end often the main one."""

from collections.abc import Sequence

from research.codebook import Codebook
from research.coding.claims.words import words
from research.coding.events.facts import by_state
from research.coding.events.mentions import event_dates, event_places, related
from research.coding.model import Annotated, Event, Mention, Statement

COALITION = frozenset({"united-states", "us-led-coalition"})  # news uses them for each other
NO_STRIKERS = frozenset({"iran"})  # who backs a militia is no striker
ALIKE = (
    frozenset({"rocket", "missile", "mortar", "other"}),
    frozenset({"drone", "missile"}),
    frozenset({"ied", "suicide_bomb", "other"}),
    frozenset({"air_strike", "drone", "missile"}),
)
AHEAD = 2  # sentences
VAGUE = 1.5  # what an event loses of which only the country is told
OWN_DAY = 3.0  # what the day counts in "Sunday's attack"
LOWEST = -3.0  # below this an event does not fit


def focus(statement: Statement, events: Sequence[Event], state: str, book: Codebook) -> Event | None:
    """Return the event told so far that a statement without words for it speaks of.

    Args:
        statement: the statement.
        events: all events of the article.
        state: the id of the state that did it, '' if no state did.
        book: the codebook, for places that hold each other.
    """
    here = statement.note.sentence.no + _announces(statement)
    told = [e for e in events if first_sentence(e) <= here or statement.note.sentence.role == "title"]
    if not told and statement.statement in ("claimed", "denied"):  # owned or disowned before it is told
        told = [e for e in events if not e.is_background and first_sentence(e) <= here + AHEAD]
    scored = [(fit(statement, e, events, state, book), -k, e) for k, e in enumerate(told)]
    score, _, best = max(scored, default=(LOWEST, 0, None), key=lambda t: t[:2])
    return best if best is not None and score > LOWEST else None


def fit(statement: Statement, event: Event, events: Sequence[Event], state: str, book: Codebook) -> float:
    """Return how well an event fits what the sentence of a statement says. The weights were set on hand-coded articles."""
    note = statement.note
    main = next((e for e in events if not e.is_background), None)
    score = _nearness(statement, event)
    score += (1.5 if not event.is_background else 0.0) + (0.75 if event is main else 0.0)
    score += 2.0 if event is main and _says_first(note) else 0.0
    score -= VAGUE if _only_country(event, book) and any(not _only_country(e, book) for e in events) else 0.0
    score += weapons_fit(note, event) + _places(note, event, book) + _targets(note, event)
    return score + _dates(statement, event) + _side(event, state)


def _only_country(event: Event, book: Codebook) -> bool:
    """Tell whether no more than the country of an event is known."""
    return event.place_id in book.places and book.places[event.place_id].kind == "country"


def _nearness(statement: Statement, event: Event) -> float:
    """Return how near the last words on an event stand before a statement."""
    here = statement.note.sentence
    others = [m for m in event.mentions if m.note is not statement.note]
    score = 1.0 if len(others) < len(event.mentions) else 0.0
    score += 1.0 * any(m.note.sentence.paragraph == here.paragraph for m in others)
    if _pronoun_object(statement) and any(here.no - 1 <= m.note.sentence.no < here.no for m in others):
        score += 2.0
    if here.role == "title":
        return score
    told = [n for n in event.sentences | {m.note.sentence.no for m in event.mentions} if n < here.no]
    last = max(told, default=here.no if len(others) < len(event.mentions) else first_sentence(event))
    return score - 0.6 * min(here.no - last, 5)


def first_sentence(event: Event) -> int:
    """Return the number of the sentence that tells an event first, the headline left out where the text tells it too."""
    numbers = [m.note.sentence.no for m in event.mentions if m.note.sentence.role != "title"]
    return min(numbers, default=event.mentions[0].note.sentence.no)


def striking(mention: Mention) -> set[str]:
    """Return the ids of the states that strike in a mention of an event."""
    return {flag[3:] for flag in mention.flags if flag.startswith("by:")} - NO_STRIKERS


def strikers(event: Event) -> set[str]:
    """Return the ids of the states that strike in an event."""
    return set().union(*(striking(m) for m in event.mentions))


def struck_by(event: Event, state: str) -> bool:
    """Tell whether a state strikes in an event; the United States and its coalition stand for each other."""
    by = strikers(event)
    return state in by or bool(by & COALITION and state in COALITION)


def _announces(statement: Statement) -> int:
    """Return 1 where the sentence only announces an attack that the next one may tell: "a quite different attack had been claimed"."""
    low, nouns = statement.note.sentence.lower, words("binding")["announced"]
    for k, word in enumerate(low):
        if (
            word in nouns
            and {"a", "an", "another"} & set(low[max(k - 4, 0) : k])
            and not {"the", "this", "that"} & set(low[max(k - 3, 0) : k])
        ):
            return 1
    return 0


def _says_first(note: Annotated) -> bool:
    """Tell whether a sentence speaks of "the first attack"."""
    low, nouns = note.sentence.lower, words("binding")["announced"]
    return any(low[k] == "first" and low[k + 1] in nouns for k in range(len(low) - 1))


def _pronoun_object(statement: Statement) -> bool:
    """Tell whether a statement's object is a pronoun: "were behind it", "have sent them", "attributed it to"."""
    low = statement.note.sentence.lower
    inside = statement.rule.startswith("charge") and "it" in low[statement.i : statement.j]
    return inside or bool({"it", "them", "this", "that"} & set(low[statement.j : statement.j + 2]))


def _side(event: Event, state: str) -> float:
    by = strikers(event)
    if state:
        return 2.0 if struck_by(event, state) else -4.0 if by else -0.5
    return -4.0 if by or any(by_state(m) for m in event.mentions) else 0.0  # militias have no aircraft


def weapons_fit(note: Annotated, event: Event) -> float:
    """Return how well the weapons named in a sentence fit an event: below 0 where they do not."""
    mine = {w.value for w in note.kinds("weapon")} - {"unknown"}
    theirs = {w.value for m in event.mentions for w in m.weapons} - {"unknown"}
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 1.5
    return 0.25 if any(mine & group and theirs & group for group in ALIKE) else -2.0


def _places(note: Annotated, event: Event, book: Codebook) -> float:
    mine = [p.place_id for p in note.places if p.relation in ("at", "near")]
    theirs = [p.place_id for m in event.mentions for p in event_places(m)] or ([event.place_id] if event.place_id else [])
    if not mine or not theirs:
        return 0.0
    if set(mine) & set(theirs):
        return 2.5
    return 0.5 if any(related(a, b, book) for a in mine for b in theirs) else -2.5


def _dates(statement: Statement, event: Event) -> float:
    dates = [d for d in statement.note.dates if d.start and not d.said and not d.dateline]
    since = "since" in statement.rule
    low = statement.note.sentence.lower
    owning = [d for d in statement.note.dates if d.start and d.prec == 1 and low[d.j : d.j + 1] == ["'s"]]  # "Sunday's attack"
    mine = [d.start for d in dates if (d.kind == "since" if since else d.prec == 1 and d.kind in ("point", "deictic")) and d.start]
    mine = [d.start for d in owning if d.start] or mine
    theirs = [(d.start, d.end) for m in event.mentions for d in event_dates(m) if d.start and d.end]
    if not mine or not theirs:
        return 0.0
    if any(start <= day <= end for day in mine for start, end in theirs):
        return OWN_DAY if owning else 1.5
    if owning:
        return -OWN_DAY
    return 0.0 if statement.statement == "unclaimed" else -1.5  # that nobody has claimed it is news of the day after


def _targets(note: Annotated, event: Event) -> float:
    mine = {c.value for c in note.kinds("target")}
    theirs = {c.value for m in event.mentions for c in m.note.kinds("target") if m.i <= c.i < m.j}
    return 0.75 if mine & theirs else 0.0

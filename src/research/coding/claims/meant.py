"""Which events a statement speaks of: those of its own clause, those that it names or counts, else the one that it points back to."""

from collections.abc import Set

from research.coding.claims.bound_to import Told
from research.coding.claims.focus import COALITION, first_sentence, focus, strikers, striking, struck_by
from research.coding.claims.general import counted, general, names_one, of_counted, on_them
from research.coding.claims.told import all_but_one, all_told, both_told, by_places, denied_one, latest, shared_out, so_many, twins
from research.coding.events.mentions import event_places
from research.coding.model import Event, Mention, Statement

NEAR = 6  # tokens from a clause that tells an event to a deed beside it
SEVERAL = 2  # attacks of the news, beside which blame without an attack is not for one of the past
JUST = 2  # sentences


def events_of(statement: Statement, article: Told, claimed: Set[int] = frozenset()) -> list[Event]:
    """Return the events that a statement speaks of; none for attacks in general. `claimed`: ids of events that somebody has owned."""
    state = statement.group_id if article.is_state(statement.group_id) else ""
    deed = statement.rule.startswith("deed")
    named = both_told(statement, article.events) or ([] if state else all_but_one(statement, article.events, article.book))
    if not (named or state or deed or counted(statement, article.notes)):
        named = shared_out(statement, article.events, claimed) or latest(statement, article.events)
    named = named or by_places(statement, article.events) or ([] if state else so_many(statement, article.events))
    if named:
        return named
    broad = general(statement) or of_counted(statement, article.notes)
    if not broad and on_them(statement):
        broad = counted(statement, article.notes, JUST) or not _just_told(statement, article.events)
    telling = _told_here(statement, article, state, broad)
    if telling:
        return telling
    told_apart = statement.statement in ("claimed", "denied") or statement.rule == "deed: it was"
    if deed and not told_apart and (state or not _points_back(statement)):
        blamed = state and statement.statement in ("attributed", "suspected") and not any(struck_by(e, state) for e in article.events)
        if not blamed:
            return _last_strike(statement, article.events, state) if state else []
    if broad and state and statement.statement == "claimed":
        return [e for e in article.events if struck_by(e, state) and not e.is_background]
    if broad:
        return [] if counted(statement, article.notes) else all_told(statement, article.events) or denied_one(statement, article.events)
    meant = [e for e in article.events if not _aside(statement, e)]
    meant = [e for e in meant if not all(_avenged(statement, m) for m in e.mentions)]
    found = focus(statement, meant, state, article.book)
    if found and found.is_background and statement.rule.startswith("charge") and not names_one(statement):
        news = [e for e in article.events if not e.is_background]
        return [found] if len(news) < SEVERAL else []  # "the U.S., for its part, blames Kataib Hezbollah"
    return twins(statement, found, article.events) if found else []


def _just_told(statement: Statement, events: list[Event]) -> bool:
    """Tell whether the sentence before, or the one before that, tells an attack, whose arms "them" may be."""
    here = statement.note.sentence.no
    return any(here - JUST <= m.note.sentence.no < here for e in events if not e.is_background for m in e.mentions)


def _told_here(statement: Statement, article: Told, state: str, broad: bool) -> list[Event]:
    """Return the events that the sentence of a statement tells in the statement's clause, or else nearest to it."""
    deed, title = statement.rule.startswith("deed"), statement.note.sentence.role == "title"
    here = [(event, m) for event in article.events for m in event.mentions if m.note is statement.note]
    fitting = [(event, m) for event, m in here if _same_side(m, event, state, deed)]
    if state and fitting and not any(struck_by(event, state) for event, _ in fitting) and not statement.rule.startswith("charge"):
        near = _strikes_near(statement, article, [event for event, _ in here], state)
        if near or title:
            return near
    if state and any(struck_by(event, state) for event, _ in fitting):
        fitting = [(event, m) for event, m in fitting if struck_by(event, state) or not title]
    fitting = [(e, m) for e, m in fitting if not (_aside(statement, e) or _avenged(statement, m))]
    if title and statement.rule.startswith("charge") and fitting and not broad and not any(_substantial(m) for _, m in fitting):
        return _once([e for e, _ in fitting])
    anchor = statement.j - 1
    telling = [(e, m) for e, m in fitting if (deed and (_dated(m) or not broad)) or (not broad and _substantial(m))]
    inside = [(e, m) for e, m in telling if m.i <= anchor < m.j]
    if inside:
        first = inside[0][1]
        return _once([e for e, _ in fitting] if title else [e for e, m in inside if (m.i, m.j) == (first.i, first.j)])
    if broad:
        return []
    if deed:
        return [event for event, m in fitting if m.i - NEAR <= anchor < m.j + NEAR][:1]
    return _nearest(statement, [(e, m) for e, m in fitting if _substantial(m)])


def _aside(statement: Statement, event: Event) -> bool:
    """Tell whether an event is only told of the accused: "the deed was ascribed to a group that claimed the one on Riyadh last year"."""
    if not event.is_background or not ("ascribed" in statement.rule or "attributed" in statement.rule):
        return False
    here = [p.i for m in event.mentions if m.note is statement.note for p in event_places(m)]
    return bool(here) and min(here) >= statement.j


def _avenged(statement: Statement, mention: Mention) -> bool:
    """Tell whether a mention is of what an attack was revenge for: "called it revenge for the commander, killed in a U.S. strike"."""
    here = mention.note is statement.note and mention.i > statement.i
    return here and statement.rule.endswith(" its own") and "after" in mention.flags


def _nearest(statement: Statement, telling: list[tuple[Event, Mention]]) -> list[Event]:
    """Return the events of the clause nearest to a statement, one behind it before one in front of it."""
    behind = [(event, m) for event, m in telling if m.i >= statement.i]
    chosen = min((m for _, m in behind or telling), key=lambda m: abs(m.i - statement.j), default=None)
    if chosen is None:
        return []
    if statement.statement == "unclaimed" and ";" in statement.note.sentence.lower[chosen.j : statement.i]:
        return []
    return [event for event, m in telling if (m.i, m.j) == (chosen.i, chosen.j)]


def _once(events: list[Event]) -> list[Event]:
    return list({id(event): event for event in events}.values())


def _same_side(mention: Mention, event: Event, state: str, deed: bool) -> bool:
    """Tell whether the side of a statement may have made the attack of a mention."""
    by = striking(mention)
    if not state:
        return not strikers(event)
    if by:
        return state in by or bool(by & COALITION and state in COALITION)
    return deed or not strikers(event)


def _strikes_near(statement: Statement, article: Told, here: list[Event], state: str) -> list[Event]:
    """Return a state's strikes told in this sentence or the next; for a headline, those of the text."""
    struck = [e for e in _once(here) if struck_by(e, state)]
    if struck:
        return struck
    number = statement.note.sentence.no
    if statement.note.sentence.role != "title":
        return [e for e in article.events if struck_by(e, state) and 0 <= first_sentence(e) - number <= 1]
    best = focus(statement, article.events, state, article.book)
    return [e for e in article.events if struck_by(e, state) and not e.is_background] or ([best] if best else [])


def _dated(mention: Mention) -> bool:
    return any(d.prec == 1 and not d.said and d.kind in ("point", "deictic") for d in mention.dates)


def _substantial(mention: Mention) -> bool:
    """Tell whether a mention says which attack it means, and not only "the rockets"."""
    return _dated(mention) or bool(event_places(mention))


def _points_back(statement: Statement) -> bool:
    """Tell whether a deed's object is a pronoun or a definite noun: "launched it", "fired the missiles"."""
    low, i, j = statement.note.sentence.lower, statement.i, statement.j
    if "noun" in statement.rule and "it" in low[max(i - 6, 0) : i]:
        return True
    if {"it", "them", "this"} & set(low[j - 1 : j + 4]) or "the" in low[j - 1 : j + 2]:
        return True
    return "fired" in low[max(i - 2, 0) : i + 2] or statement.note.sentence.role == "title"


def _last_strike(statement: Statement, events: list[Event], state: str) -> list[Event]:
    """Return the strike of a state told last before a sentence that names a day."""
    if not any(d.prec == 1 and not d.said for d in statement.note.dates):
        return []
    return [e for e in events if state in strikers(e) and first_sentence(e) <= statement.note.sentence.no][-1:]

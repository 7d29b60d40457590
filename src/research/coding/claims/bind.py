"""Statements -> events: a statement goes to the event that its own sentence tells, else to the one that its words point back to.

A statement on attacks in general has none. What is said of a state's military actions in general is no statement at all.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from research import codebook
from research.codebook import Codebook
from research.coding.claims.focus import COALITION, first_sentence, focus, strikers, striking, struck_by
from research.coding.claims.general import counted, general, names_attack, names_one, object_words, of_counted, on_them
from research.coding.claims.listed import listed
from research.coding.claims.told import all_but_one, all_told, both_told, by_places, denied_one, latest, shared_out, so_many, twins
from research.coding.claims.words import by_name, words
from research.coding.events.mentions import event_places
from research.coding.model import Annotated, Event, Mention, Statement

PATRONS = {"irgc": "iran", "irgc-quds-force": "iran"}  # of the state nothing more is said than of its arm
GRANTS = frozenset({"claim: acknowledged", "claim: admitted", "claim: confessed"})
NEAR = 6  # tokens from a clause that tells an event to a deed beside it
SEVERAL = 2  # attacks of the news, beside which blame without an attack is not for one of the past
STILL = 2  # sentences behind a statement on attacks in general in which blame is for those
JUST = 2  # sentences
LEAD = 3  # sentences in which a general claim may only sum up what follows


@dataclass(frozen=True, slots=True)
class _Article:
    """What statements are bound to."""

    events: list[Event]
    notes: Sequence[Annotated]
    book: Codebook

    def is_state(self, group_id: str) -> bool:
        """Tell whether a group is a state."""
        group = self.book.groups.get(group_id)
        return group is not None and group.kind == "state"


def bind(statements: list[Statement], events: list[Event], notes: Sequence[Annotated], book: Codebook | None = None) -> list[Statement]:
    """Return the statements with their events (None: attacks in general), each group and kind once for an event.

    A statement on several events is returned once for each of them; one on a state's actions in general is left out.
    """
    article = _Article(events, notes, book or codebook.load())
    bound: list[Statement] = []
    last = -9  # sentence of the last statement on attacks in general
    for statement in statements:
        here = statement.note.sentence.no
        still = "them" in statement.note.sentence.lower[statement.i : statement.j + 3] and here - last <= 1
        answer = statement.statement == "denied" and not statement.group_id and here - last == 1 and not names_one(statement)
        still = still or (answer and _goes_on(last, here, events))
        still = still or (statement.rule.startswith("charge") and not names_attack(statement) and _goes_on(last, here, events))
        claimed = {id(s.event) for s in bound if s.event is not None and s.statement == "claimed"}
        targets: list[Event | None] = [] if still else list(events_of(statement, article, claimed))
        if targets and _only_grants(statement, article) and all(id(event) in claimed for event in targets):
            continue
        last = last if targets else here
        bound += [replace(statement, event=event) for event in targets or [None]]
    owned = {id(s.event) for s in bound if s.statement == "claimed"}
    bound += [s for s in listed(events, notes) if id(s.event) not in owned]
    bound = [s for s in bound if not _only_headline(s, bound)] + _agents(bound, article)
    return _unique([s for s in bound if s.event is not None or not _own_action(s, article)], article)


def _only_grants(statement: Statement, article: _Article) -> bool:
    """Tell whether a state may only say that there was an attack: "the Israeli army acknowledged the attack"."""
    return statement.rule in GRANTS and article.is_state(statement.group_id)


def _goes_on(last: int, here: int, events: list[Event]) -> bool:
    """Tell whether an article still speaks of attacks in general, as it did in the sentence `last`, and has told none since."""
    told = any(last < m.note.sentence.no <= here for e in events for m in e.mentions)
    return 0 <= here - last <= STILL and not told


def _only_headline(statement: Statement, bound: Sequence[Statement]) -> bool:
    """Tell whether only the headline has a bare "militia", while the text speaks of a group."""
    bare = statement.group_text and not statement.group_id and " " not in statement.group_text.strip()
    others = any(s is not statement and (s.group_id or s.group_text) and s.note.sentence.role != "title" for s in bound)
    return bool(bare and others and statement.note.sentence.role == "title")


def _own_action(statement: Statement, article: _Article) -> bool:
    """Tell whether a statement is on a state's own action, told by the article or the state itself."""
    told = statement.statement in ("stated", "claimed") or statement.rule.startswith("deed")
    return told and article.is_state(statement.group_id)


def events_of(statement: Statement, article: _Article, claimed: Set[int] = frozenset()) -> list[Event]:
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


def _told_here(statement: Statement, article: _Article, state: str, broad: bool) -> list[Event]:
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


def _strikes_near(statement: Statement, article: _Article, here: list[Event], state: str) -> list[Event]:
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


def _agents(bound: list[Statement], article: _Article) -> list[Statement]:
    """Return what the article itself says of strikes by a state that no statement was found for.

    A country whose army has a row of its own strikes by its army; one without a row is named in the words of the text.
    """
    found: list[Statement] = []
    for event in article.events:
        for mention in event.mentions:
            for state in sorted(striking(mention) - _shot_at(mention)):
                state = _striker_there(mention, state, article.events) or state
                group = by_name("armies").get(state, state)
                known = COALITION if group in COALITION else {group}
                text = "" if group in article.book.groups else _nation(mention, state)
                if not any(s.event is event and (s.group_text == text if text else s.group_id in known) for s in [*bound, *found]):
                    named = Statement(mention.note, mention.i, mention.j, "stated", "" if text else group, text, rule="deed: event agent")
                    found.append(replace(named, event=event))
    return found


def _striker_there(mention: Mention, state: str, events: list[Event]) -> str:
    """Return the state that struck before where "the Iraqi strikes" are those in Iraq; '' where they are Iraq's."""
    low = mention.note.sentence.lower
    cues = [c for c in mention.note.kinds("nation") if c.value == state and mention.i <= c.i < mention.j]
    there = any(low[c.i - 1] == "the" and low[c.j] in words("attack")["strike_nouns"] for c in cues if c.i and c.j < len(low))
    if state not in by_name("armies") or not there:
        return ""
    before = [m for e in events for m in e.mentions if m.note.sentence.no < mention.note.sentence.no]
    told = {other for m in before for other in striking(m)} - set(by_name("armies"))
    return told.pop() if len(told) == 1 else ""


def _nation(mention: Mention, state: str) -> str:
    """Return the words for a striker without a row: "British planes"."""
    cue = next((c for c in mention.note.kinds("nation") if c.value == state), None)
    if cue is None:
        return state
    return mention.note.sentence.span_text(cue.i, cue.j + 1 + (mention.note.sentence.lower[cue.j] == "air"))


def _shot_at(mention: Mention) -> set[str]:
    """Return the states that a clause names only as those who were attacked: "an American helicopter was shot at"."""
    low, hit = mention.note.sentence.lower, words("attack")["suffered"] | {"shot", "attacked", "fired"}
    found: set[str] = set()
    for group in mention.note.groups:
        behind = low[group.j : group.j + 10]
        be = next((n for n, word in enumerate(behind) if word in ("was", "were") and behind[n + 1 : n + 2] and behind[n + 1] in hit), None)
        if be is not None and mention.i <= group.i < mention.j and group.kind == "state":
            found.add(group.group_id)
    return found


def _unique(statements: list[Statement], article: _Article) -> list[Statement]:
    """Return each statement on one event by one group once, without those that a stronger one makes idle."""
    said: dict[tuple[int, str], set[str]] = {}
    for s in statements:
        said.setdefault((id(s.event), _canonical(s)), set()).add(s.statement)
    kept: dict[tuple[int, str, str], Statement] = {}
    armed = {(id(s.event), PATRONS[s.group_id]) for s in statements if s.group_id in PATRONS and s.statement in ("claimed", "stated")}
    for s in statements:
        if s.statement == "stated" and s.event is not None and (id(s.event), s.group_id) in armed:
            continue
        told = said[id(s.event), _canonical(s)]
        idle = (
            _idle(s, told, article)
            if s.event is not None
            else _says_nothing(s, statements) or (s.statement == "stated" and "claimed" in told)
        )
        if not idle:
            kept.setdefault(
                (
                    id(s.event),
                    _canonical(s) if s.statement == "denied" and s.group_id else s.group_id or ("generic" if s.group_text else ""),
                    s.statement,
                ),
                s,
            )
    return list(kept.values())


def _canonical(statement: Statement) -> str:
    return "united-states" if statement.group_id in COALITION else statement.group_id or statement.group_text.lower()


def _idle(statement: Statement, said: set[str], article: _Article) -> bool:
    """Tell whether a stronger statement on the same group and event says the same."""
    if statement.statement == "stated":
        return "claimed" in said
    weak = statement.statement in ("attributed", "suspected")
    return weak and article.is_state(statement.group_id) and bool(said & {"claimed", "stated"})


def _says_nothing(statement: Statement, statements: list[Statement]) -> bool:
    """Tell whether a general statement only sums up claims that are told one by one, or names nobody ("attacks by militias")."""
    if statement.group_text and not statement.group_id and " " not in statement.group_text.strip() and statement.statement != "denied":
        return True
    if statement.statement != "claimed" or statement.note.sentence.no > LEAD:
        return False
    if not words("binding")["many"].isdisjoint(object_words(statement)):
        return False
    return any(o.event is not None and o.statement == "claimed" and o.group_id == statement.group_id for o in statements)

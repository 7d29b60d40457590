"""Statements -> events: a statement goes to the event that its own sentence tells, else to the one that its words point back to.

A statement on attacks in general has none. What is said of a state's military actions in general is no statement at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from research import codebook
from research.codebook import Codebook
from research.coding.claims_focus import first_sentence, focus, strikers
from research.coding.claims_speech import book as words
from research.coding.model import Annotated, Event, Mention, Statement

STATES = frozenset({"state"})
REACH = 14  # tokens behind a statement in which its object stands
COALITION = frozenset({"united-states", "us-led-coalition"})
SINGLE = frozenset("attack strike assault raid bombing explosion blast shooting killing barrage salvo incident ambush shelling one it this murder rocket drone missile bomb operation launch death storming rockets drones missiles katyushas bombs".split())
PLURAL = frozenset("attacks strikes assaults raids bombings explosions blasts shootings killings barrages salvos incidents ambushes operations airstrikes launches bombardments shellings".split())
MANY = frozenset("such these those most many several some numerous dozens all each every any previous earlier past similar various over more than multiple usual majority part few scores hundreds string series host spate wave campaign violence half often regularly usually routinely continuing repeated kind".split())


def bind(statements: list[Statement], events: list[Event], notes: Sequence[Annotated], book: Codebook | None = None) -> list[Statement]:
    """Return the statements with their events (None: attacks in general), each group and kind once for an event.

    A statement on several events is returned once for each of them; one on a state's actions in general is left out.
    """
    book = book or codebook.load()
    bound: list[Statement] = []
    for statement in statements:
        targets = events_of(statement, events, book)
        bound += [replace(statement, event=event) for event in targets] if targets else [replace(statement, event=None)]
    bound += _agents(bound, events)
    return _unique([s for s in bound if s.event is not None or not _of_state(s, book)], book)


def events_of(statement: Statement, events: list[Event], book: Codebook) -> list[Event]:
    """Return the events that a statement speaks of; none for attacks in general."""
    state = statement.group_id if _is_state(statement.group_id, book) else ""
    here = [(event, m) for event in events for m in event.mentions if m.note is statement.note]
    deed = statement.rule.startswith("deed")
    telling = _telling(statement, here, deed, state)
    if telling:
        return telling
    if deed and statement.statement != "claimed" and (state or not _points_back(statement)):
        return _state_events(statement, events, state) if state and _of_time(statement) else []
    counted = _pair(statement, events)
    if counted:
        return counted
    if general(statement):
        return _all_told(statement, events)
    found = focus(statement, events, state, book)
    return [found] if found else []


def _is_state(group_id: str, book: Codebook) -> bool:
    group = book.groups.get(group_id)
    return group is not None and group.kind in STATES


def _of_state(statement: Statement, book: Codebook) -> bool:
    """Tell whether a statement is on a state's own action, told by the article or the state itself."""
    return _is_state(statement.group_id, book) and (statement.statement in ("stated", "claimed") or statement.rule.startswith("deed"))


def _telling(statement: Statement, here: list[tuple[Event, Mention]], deed: bool, state: str) -> list[Event]:
    """Return the events that the sentence of a statement tells in the statement's clause, or else nearest behind it."""
    fitting = [(event, m) for event, m in here if _same_side(m, event, state, deed)]
    inside = [(event, m) for event, m in fitting if m.i <= _anchor(statement) < m.j]
    if inside:
        first = inside[0][1]
        return list({id(e): e for e, m in inside if (m.i, m.j) == (first.i, first.j) or m is first}.values())
    if deed or statement.note.sentence.role == "title" or general(statement):
        near = [(event, m) for event, m in fitting if deed and m.i - 6 <= _anchor(statement) < m.j + 6]
        return [near[0][0]] if near else []
    behind = [(event, m) for event, m in fitting if m.i >= statement.i]
    chosen = min(behind or fitting, key=lambda p: abs(p[1].i - statement.j), default=None)
    if chosen is None or (statement.statement == "unclaimed" and chosen[1].j <= statement.i and ";" in statement.note.sentence.lower[chosen[1].j : statement.i]):
        return []
    return [e for e, m in fitting if (m.i, m.j) == (chosen[1].i, chosen[1].j)]


def _anchor(statement: Statement) -> int:
    """Return the token at which a statement speaks of the attack."""
    return statement.j - 1


def _same_side(mention: Mention, event: Event, state: str, deed: bool) -> bool:
    by = {flag[3:] for flag in mention.flags if flag.startswith("by:")}
    if not state:
        return not by
    if by:
        return state in by or bool(by & COALITION and state in COALITION)
    return deed or not strikers(event)


def _points_back(statement: Statement) -> bool:
    """Tell whether the deed's object is a pronoun or a definite noun: "launched it", "fired the missiles", "sent the aircraft"."""
    low = statement.note.sentence.lower
    behind = low[statement.j - 1 : statement.j + 4]
    return any(word in ("it", "them", "this") for word in behind) or "the" in behind[:3] or "fired" in low[max(statement.i - 2, 0) : statement.i + 2] or statement.note.sentence.role == "title"


def _of_time(statement: Statement) -> bool:
    return any(d.prec == 1 and not d.said for d in statement.note.dates)


def _state_events(statement: Statement, events: list[Event], state: str) -> list[Event]:
    found = [e for e in events if state in strikers(e) and first_sentence(e) <= statement.note.sentence.no]
    return found[-1:]


def _object(statement: Statement) -> list[str]:
    """Return the words in which the object of a statement is looked for: its own and those that follow, up to a new clause."""
    low = statement.note.sentence.lower
    window = low[statement.i : min(statement.j + REACH, len(low))]
    for k in range(statement.j - statement.i, len(window)):
        if window[k] in (";", ".", "but", "while", "although", "though", "which", "because"):
            return window[:k]
    return window


def general(statement: Statement) -> bool:
    """Tell whether a statement speaks of attacks in general."""
    window = _object(statement)
    low = statement.note.sentence.lower
    if any(word in PLURAL for word in window):
        definite = any(window[k - 1] == "the" and window[k] in PLURAL for k in range(1, len(window)))
        return not definite or bool(MANY & set(window)) or _no_event_told(statement)
    if statement.rule.startswith("charge") and {"them", "campaign", "violence"} & set(window[-6:]) and not SINGLE - {"it", "this", "one"} & set(window):
        return True
    for k, word in enumerate(window[:-1]):
        if word in ("most", "many", "majority", "several", "some", "all", "each", "part", "none") and window[k + 1] in ("of", "have") and k + statement.i >= statement.i:
            return not {"drones", "rockets", "missiles"} & set(window[k : k + 5])
    if statement.statement == "unclaimed" and PLURAL & set(low[: statement.j]) and not SINGLE & set(low[max(statement.i - 6, 0) : statement.j + 6]):
        return True
    if statement.statement == "unclaimed" and any(n.kind == "cardinal" and (n.value or 0) > 4 for n in statement.note.numbers):
        return True
    return statement.rule.startswith("charge") and not SINGLE & set(low) and bool(statement.note.kinds("unreal")) and False


def _no_event_told(statement: Statement) -> bool:
    return False


def _pair(statement: Statement, events: list[Event]) -> list[Event]:
    """Return both of the events told last for "neither attack", "both attacks"."""
    low = statement.note.sentence.lower
    if not {"neither", "both"} & set(low[max(statement.i - 3, 0) : statement.j + 6]) or not any(word in PLURAL | {"was", "attack"} for word in low):
        return []
    told = [e for e in events if first_sentence(e) <= statement.note.sentence.no and not strikers(e) and not e.is_background]
    return sorted(told, key=first_sentence)[-2:] if len(told) > 1 else []


def _all_told(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events just told for "these attacks", where the article tells several and counts no others."""
    low = statement.note.sentence.lower
    if not any(low[k] in ("these", "those", "the") and low[k + 1] in PLURAL for k in range(len(low) - 1)):
        return []
    told = [e for e in events if first_sentence(e) < statement.note.sentence.no and not strikers(e) and not e.is_background]
    recent = [e for e in told if statement.note.sentence.paragraph - e.mentions[-1].note.sentence.paragraph <= 4]
    return recent if len(recent) > 1 else []


def _agents(bound: list[Statement], events: list[Event]) -> list[Statement]:
    """Return what the article itself says of strikes by a state that no statement was found for."""
    found = []
    for event in events:
        for mention in event.mentions:
            for state in sorted(flag[3:] for flag in mention.flags if flag.startswith("by:")):
                known = COALITION if state in COALITION else {state}
                if not any(s.event is event and s.group_id in known for s in [*bound, *found]):
                    found.append(Statement(mention.note, mention.i, mention.j, "stated", state, rule="deed: event agent", event=event))
    return found


def _unique(statements: list[Statement], book: Codebook) -> list[Statement]:
    """Return each statement on one event by one group once, without those that a stronger one makes idle."""
    kept: list[Statement] = []
    strong: dict[tuple[int, str], set[str]] = {}
    for s in statements:
        strong.setdefault((id(s.event), s.group_id or s.group_text.lower()), set()).add(s.statement)
    seen = set()
    for s in statements:
        others = strong[(id(s.event), s.group_id or s.group_text.lower())]
        if s.event is not None and s.statement == "stated" and others & {"claimed"}:
            continue
        if s.event is not None and s.statement in ("attributed", "suspected") and _is_state(s.group_id, book) and others & {"claimed", "stated"}:
            continue
        key = (id(s.event), s.group_id or ("generic" if s.group_text else ""), s.statement)
        if key not in seen:
            seen.add(key)
            kept.append(s)
    return kept


assert words

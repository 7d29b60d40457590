"""Statements -> events: a statement goes to the event that its own sentence tells, else to the one that its words point back to.

A statement on attacks in general has none. What is said of a state's military actions in general is no statement at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from research import codebook
from research.codebook import Codebook
from research.coding.claims_focus import first_sentence, focus, strikers
from research.coding.mentions import event_places
from research.coding.model import Annotated, Event, Mention, Statement

STATES = frozenset({"state"})
REACH = 14  # tokens behind a statement in which its object stands
COALITION = frozenset({"united-states", "us-led-coalition"})
SINGLE = frozenset("attack strike assault raid bombing explosion blast shooting killing barrage salvo incident ambush shelling one it this murder rocket drone missile bomb operation launch death storming rockets drones missiles katyushas bombs".split())
PLURAL = frozenset("attacks strikes assaults raids bombings explosions blasts shootings killings barrages salvos incidents ambushes operations airstrikes launches bombardments shellings".split())
USUAL = frozenset("usual usually regularly often routinely frequently systematically generally habitually".split())
PASSIVE_CHARGES = frozenset({"blamed on", "attributed to", "attributed", "blamed", "pinned on", "put down to", "door of", "ascribed to", "traced to", "blames on", "down to"})
MANY = frozenset("such these those most many several some numerous dozens all each every any previous earlier past similar various over more than multiple usual majority part few scores hundreds string series host spate wave campaign violence half often regularly usually routinely continuing repeated kind".split())


def bind(statements: list[Statement], events: list[Event], notes: Sequence[Annotated], book: Codebook | None = None) -> list[Statement]:
    """Return the statements with their events (None: attacks in general), each group and kind once for an event.

    A statement on several events is returned once for each of them; one on a state's actions in general is left out.
    """
    book = book or codebook.load()
    bound: list[Statement] = []
    last = -9  # sentence of the last statement on attacks in general
    for statement in statements:
        here = statement.note.sentence.no
        on_them = "them" in statement.note.sentence.lower[statement.i : statement.j + 3] and here - last <= 1
        targets = [] if on_them else events_of(statement, events, notes, book)
        last = last if targets else here
        bound += [replace(statement, event=event) for event in targets] if targets else [replace(statement, event=None)]
    bound += _agents(bound, events)
    return _unique([s for s in bound if s.event is not None or not _of_state(s, book)], book)


def events_of(statement: Statement, events: list[Event], notes: Sequence[Annotated], book: Codebook) -> list[Event]:
    """Return the events that a statement speaks of; none for attacks in general."""
    state = statement.group_id if _is_state(statement.group_id, book) else ""
    here = [(event, m) for event in events for m in event.mentions if m.note is statement.note]
    deed = statement.rule.startswith("deed")
    if pair := _pair(statement, events) or _but_one(statement, events, state, book):
        return pair
    if several := _by_places(statement, events):
        return several
    broad = general(statement) or _of_counted(statement, notes)
    telling = _telling(statement, here, events, deed, state, broad)
    if telling:
        return telling
    if deed and statement.statement != "claimed" and (state or not _points_back(statement)):
        return _state_events(statement, events, state) if state and _of_time(statement) else []
    if broad:
        return [] if _counted(statement, notes) else _all_told(statement, events)
    found = focus(statement, events, state, book)
    return [found] if found else []


def _by_places(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events at each of several places for which one claim is made: "claims Taji and Basmaya rockets"."""
    if statement.statement not in ("claimed", "denied") or statement.rule.startswith("deed"):
        return []
    named = [p.place_id for p in statement.note.places if p.relation in ("at", "near") and p.i >= statement.i]
    found = [next((e for e in events if e.place_id == place and not strikers(e)), None) for place in dict.fromkeys(named)]
    known = [e for e in found if e is not None]
    return known if len(known) > 1 else []


def _but_one(statement: Statement, events: list[Event], state: str, book: Codebook) -> list[Event]:
    """Return all events told so far but the one that is named, for "the attacks of the day, other than that on the embassy"."""
    low = statement.note.sentence.lower
    if state or not any(low[k : k + 2] in (["other", "than"], ["except", "for"], ["apart", "from"]) for k in range(len(low))):
        return []
    named = focus(statement, events, state, book)
    told = [e for e in events if first_sentence(e) <= statement.note.sentence.no and not e.is_background and not strikers(e)]
    country = {book.country_of(p.place_id) for p in statement.note.places if book.places[p.place_id].kind == "country"} - {None}
    return [e for e in told if e is not named and (not country or book.country_of(e.place_id) in country)]


def _of_counted(statement: Statement, notes: Sequence[Annotated]) -> bool:
    """Tell whether a statement is on "them", "not one", "any of them" where attacks were counted just before."""
    low = statement.note.sentence.lower
    around = low[max(statement.i - 1, 0) : statement.j + 4]
    pointing = {"them", "any", "none", "these", "those"} & set(around) or " ".join(around).startswith(("not one", "not a single", ". not one"))
    return bool(pointing) and not statement.rule.startswith("deed") and _counted(statement, notes)


def _is_state(group_id: str, book: Codebook) -> bool:
    group = book.groups.get(group_id)
    return group is not None and group.kind in STATES


def _of_state(statement: Statement, book: Codebook) -> bool:
    """Tell whether a statement is on a state's own action, told by the article or the state itself."""
    return _is_state(statement.group_id, book) and (statement.statement in ("stated", "claimed") or statement.rule.startswith("deed"))


def _telling(
    statement: Statement, here: list[tuple[Event, Mention]], events: list[Event], deed: bool, state: str, broad: bool
) -> list[Event]:
    """Return the events that the sentence of a statement tells in the statement's clause, or else nearest behind it."""
    fitting = [(event, m) for event, m in here if _same_side(m, event, state, deed)]
    if state and fitting and not any(_by(event, state) for event, _ in fitting):
        near = [e for e in {id(e): e for e, _ in here}.values() if _by(e, state)] or _near_by(statement, events, state)
        if near or statement.note.sentence.role == "title":
            return near
    inside = [
        (event, m)
        for event, m in fitting
        if m.i <= _anchor(statement) < m.j and not (broad and not (deed and _dated(m))) and (deed or m.weapons or _dated(m) or event_places(m))
    ]
    if inside:
        first = inside[0][1]
        together = [e for e, m in inside if (m.i, m.j) == (first.i, first.j)]
        return list({id(e): e for e in (together if not statement.note.sentence.role == "title" else [e for e, _ in fitting])}.values())
    if deed or broad:
        near = [event for event, m in fitting if deed and not broad and m.i - 6 <= _anchor(statement) < m.j + 6]
        return near[:1]
    fitting = [(event, m) for event, m in fitting if m.weapons or _dated(m) or event_places(m)]
    behind = [(event, m) for event, m in fitting if m.i >= statement.i]
    chosen = min(behind or fitting, key=lambda p: abs(p[1].i - statement.j), default=None)
    if chosen is None or (statement.statement == "unclaimed" and chosen[1].j <= statement.i and ";" in statement.note.sentence.lower[chosen[1].j : statement.i]):
        return []
    return [e for e, m in fitting if (m.i, m.j) == (chosen[1].i, chosen[1].j)]


def _by(event: Event, state: str) -> bool:
    """Tell whether a state strikes in an event; the United States and its coalition stand for each other."""
    by = strikers(event)
    return state in by or bool(by & COALITION and state in COALITION)


def _near_by(statement: Statement, events: list[Event], state: str) -> list[Event]:
    """Return a state's strikes told within two sentences of a statement (for a headline, at the beginning of the text)."""
    here = statement.note.sentence.no
    if statement.note.sentence.role == "title":
        best = focus(statement, events, state, codebook.load())
        return [e for e in events if _by(e, state) and not e.is_background] or ([best] if best else [])
    return [e for e in events if _by(e, state) and 0 <= first_sentence(e) - here <= 1]


def _dated(mention: Mention) -> bool:
    return any(d.prec == 1 and not d.said and d.kind in ("point", "deictic") for d in mention.dates)


def _counted(statement: Statement, notes: Sequence[Annotated]) -> bool:
    """Tell whether the attacks spoken of were counted just before."""
    here = statement.note.sentence.no
    return any((n.value or 0) >= 5 and n.kind == "cardinal" and PLURAL & set(note.sentence.lower[n.j : n.j + 6]) for note in notes if here - 4 <= note.sentence.no <= here for n in note.numbers)


def _anchor(statement: Statement) -> int:
    """Return the token at which a statement speaks of the attack."""
    return statement.j - 1


def _same_side(mention: Mention, event: Event, state: str, deed: bool) -> bool:
    by = {flag[3:] for flag in mention.flags if flag.startswith("by:")} - {"iran"}
    if not state:
        return not by and not strikers(event)
    if by:
        return state in by or bool(by & COALITION and state in COALITION)
    return deed or not strikers(event)


def _points_back(statement: Statement) -> bool:
    """Tell whether the deed's object is a pronoun or a definite noun: "launched it", "fired the missiles", "sent the aircraft"."""
    low = statement.note.sentence.lower
    behind = low[statement.j - 1 : statement.j + 4]
    if "noun" in statement.rule and "it" in low[max(statement.i - 6, 0) : statement.i]:
        return True
    return any(word in ("it", "them", "this") for word in behind) or "the" in behind[:3] or "fired" in low[max(statement.i - 2, 0) : statement.i + 2] or statement.note.sentence.role == "title"


def _of_time(statement: Statement) -> bool:
    return any(d.prec == 1 and not d.said for d in statement.note.dates)


def _state_events(statement: Statement, events: list[Event], state: str) -> list[Event]:
    found = [e for e in events if state in strikers(e) and first_sentence(e) <= statement.note.sentence.no]
    return found[-1:]


def _object(statement: Statement) -> list[str]:
    """Return the words in which the object of a statement is looked for: its own and those that follow, up to a new clause."""
    low = statement.note.sentence.lower
    window = list(low[statement.i : min(statement.j + REACH, len(low))])
    for k in range(statement.j - statement.i, len(window)):
        if window[k] in (";", ".", "but", "while", "although", "though", "which", "because", "since") or (window[k] == "as" and window[k - 1] == ","):
            window = window[:k]
            break
    if "claimed by" in statement.rule or statement.rule.split(": ")[-1] in PASSIVE_CHARGES:
        start = statement.i
        while start > 0 and statement.i - start < 14 and low[start - 1] not in (";", ".", "but", "while"):
            start -= 1
        window = list(low[start : statement.i]) + window
    return window


def _clause(statement: Statement) -> list[str]:
    """Return the words of the clause in which a statement stands."""
    low = statement.note.sentence.lower
    start, end = statement.i, statement.j
    while start > 0 and low[start - 1] not in (";", ".", "but", "while", "although", "though"):
        start -= 1
    while end < len(low) and low[end] not in (";", ".", "but", "while", "although", "though"):
        end += 1
    return low[start:end]


def general(statement: Statement) -> bool:
    """Tell whether a statement speaks of attacks in general."""
    window, low = _object(statement), statement.note.sentence.lower
    if not statement.rule.startswith("deed") and USUAL & set(_clause(statement)):
        return True
    if any(window[k : k + 3] == ["more", "than", "one"] for k in range(len(window))):
        return True
    noun = next((word for k, word in enumerate(window) if word in PLURAL or (word in SINGLE and not _qualifies(window, k))), "")
    if noun in PLURAL or (noun and MANY & set(window) and PLURAL & set(window)):
        return True
    for k, word in enumerate(window):
        following = window[k + 1] if k + 1 < len(window) else ""
        if word in ("most", "many", "majority", "several", "some", "all", "each", "part") and following in ("of", "have", ""):
            return not {"drones", "rockets", "missiles"} & set(window[k : k + 5])
        if word == "those" and following in ("", ","):
            return True
    if statement.rule.startswith("charge") and {"campaign", "violence"} & set(window):
        return True
    if statement.rule.startswith("charge") and window[-1:] == ["them"] and not SINGLE - {"it", "this", "one"} & set(window):
        return True
    if statement.statement == "unclaimed" and PLURAL & set(low[: statement.j]) and not SINGLE & set(low[max(statement.i - 6, 0) : statement.j + 6]):
        return True
    return statement.statement == "unclaimed" and any(n.kind == "cardinal" and (n.value or 0) > 4 for n in statement.note.numbers)


def _qualifies(window: list[str], k: int) -> bool:
    """Tell whether a word such as "drone" only says of what kind the attacks are, or is no noun of attack at all."""
    return window[k] in ("it", "this", "one") or bool((PLURAL | SINGLE | {"and", "or"}) & set(window[k + 1 : k + 2]))


def _pair(statement: Statement, events: list[Event]) -> list[Event]:
    """Return both of the events told last for "neither attack", "both attacks"."""
    low = statement.note.sentence.lower
    if not {"neither", "both", "either"} & set(low[max(statement.i - 3, 0) : statement.j + 6]) or not any(word in PLURAL | {"was", "attack"} for word in low):
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
            for state in sorted({flag[3:] for flag in mention.flags if flag.startswith("by:")} - {"iran"}):
                known = COALITION if state in COALITION else {state}
                if not any(s.event is event and s.group_id in known for s in [*bound, *found]):
                    found.append(Statement(mention.note, mention.i, mention.j, "stated", state, rule="deed: event agent", event=event))
    return found


def _canonical(statement: Statement) -> str:
    """Return the group of a statement; the coalition counts as the United States, as news uses them for each other."""
    return "united-states" if statement.group_id in COALITION else statement.group_id or statement.group_text.lower()


def _unique(statements: list[Statement], book: Codebook) -> list[Statement]:
    """Return each statement on one event by one group once, without those that a stronger one makes idle."""
    kept: list[Statement] = []
    strong: dict[tuple[int, str], set[str]] = {}
    for s in statements:
        strong.setdefault((id(s.event), _canonical(s)), set()).add(s.statement)
    seen = set()
    for s in statements:
        others = strong[(id(s.event), _canonical(s))]
        if s.event is not None and s.statement == "stated" and others & {"claimed"}:
            continue
        if s.event is not None and s.statement in ("attributed", "suspected") and _is_state(s.group_id, book) and others & {"claimed", "stated"}:
            continue
        if s.event is None and s.statement == "claimed" and s.note.sentence.no <= 3 and not MANY & set(_object(s)):
            if any(o.event is not None and o.statement == "claimed" and o.group_id == s.group_id for o in statements):
                continue  # the lead sums up what the text then tells one by one
        if s.event is None and s.group_text and not s.group_id and " " not in s.group_text.strip():
            continue  # "attacks by militias" says of nobody that he did it
        key = (id(s.event), s.group_id or ("generic" if s.group_text else ""), s.statement)
        if key not in seen:
            seen.add(key)
            kept.append(s)
    return kept


"""Statements -> events: a statement goes to the event that its own sentence tells, else to the one that its words point back to.

A statement on attacks in general has none. What is said of a state's military actions in general is no statement at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from research import codebook
from research.codebook import Codebook
from research.coding.claims.bound_to import Told
from research.coding.claims.general import names_attack, names_one
from research.coding.claims.listed import listed
from research.coding.claims.meant import events_of
from research.coding.claims.state_authors import state_authors
from research.coding.claims.unique import unique
from research.coding.model import Annotated, Event, Statement

GRANTS = frozenset({"claim: acknowledged", "claim: admitted", "claim: confessed"})
STILL = 2  # sentences behind a statement on attacks in general in which blame is for those


def bind(statements: list[Statement], events: list[Event], notes: Sequence[Annotated], book: Codebook | None = None) -> list[Statement]:
    """Return the statements with their events (None: attacks in general), each group and kind once for an event.

    A statement on several events is returned once for each of them; one on a state's actions in general is left out.
    """
    article = Told(events, notes, book or codebook.load())
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
    bound = [s for s in bound if not _only_headline(s, bound)] + state_authors(bound, article)
    return unique([s for s in bound if s.event is not None or not _own_action(s, article)], article)


def _only_grants(statement: Statement, article: Told) -> bool:
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


def _own_action(statement: Statement, article: Told) -> bool:
    """Tell whether a statement is on a state's own action, told by the article or the state itself."""
    told = statement.statement in ("stated", "claimed") or statement.rule.startswith("deed")
    return told and article.is_state(statement.group_id)

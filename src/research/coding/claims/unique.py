"""Each statement once: without those that say no more than a stronger one of the same group, or only sum up what is told one by one."""

from research.coding.claims.bound_to import Told
from research.coding.claims.focus import COALITION
from research.coding.claims.general import object_words
from research.coding.claims.words import words
from research.coding.model import Statement

PATRONS = {"irgc": "iran", "irgc-quds-force": "iran"}  # of the state nothing more is said than of its arm
LEAD = 3  # sentences in which a general claim may only sum up what follows


def unique(statements: list[Statement], article: Told) -> list[Statement]:
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


def _idle(statement: Statement, said: set[str], article: Told) -> bool:
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

"""What the article itself says of a state's strikes, where nobody is quoted: the state that strikes in a clause is the author."""

from dataclasses import replace

from research.coding.claims.bound_to import Told
from research.coding.claims.focus import COALITION, striking
from research.coding.claims.words import by_name, words
from research.coding.model import Event, Mention, Statement


def state_authors(bound: list[Statement], article: Told) -> list[Statement]:
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
    lower = mention.note.sentence.lower
    return mention.note.sentence.span_text(cue.i, min(cue.j + 1 + (lower[cue.j : cue.j + 1] == ["air"]), len(lower)))


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

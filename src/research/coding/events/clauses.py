"""A sentence cut into clauses, each with at least one word that tells of force."""

from dataclasses import dataclass, field

from research.coding.lexicon import Cue
from research.coding.model import Annotated
from research.coding.words import words

HOURS = words("mentions", "hours")
ELLIPSIS = words("mentions", "ellipsis")
REPLIES = words("mentions", "replies")


@dataclass(slots=True)
class Clause:
    """Tokens i to j, the link by which the clause hangs on the one before it (and, when, after, stop), and its triggers."""

    i: int
    j: int
    link: str
    triggers: list[Cue] = field(default_factory=list)


def clauses(note: Annotated, triggers: list[Cue]) -> list[Clause]:
    """Cut a sentence into clauses, each with at least one trigger; words without one stay with the clause before them."""
    cuts = {0: "start"}
    for cue in note.kinds("clause"):
        timed = not HOURS.isdisjoint(note.sentence.lower[cue.j : cue.j + 1])  # "shortly before dawn" opens no clause
        if not timed and not any(t.i < cue.i < t.j for t in triggers):  # "goes after" is one verb
            cuts[cue.i] = cue.value
    for k, word in enumerate(note.sentence.lower):
        if word in ";:—–":
            cuts[k + 1] = "stop"
        elif word == "," and k + 1 not in cuts:
            cuts[k + 1] = "comma"
    bounds = sorted(cuts)
    parts = [Clause(i, j, cuts[i]) for i, j in zip(bounds, [*bounds[1:], len(note.sentence.lower)], strict=True) if j > i]
    for part in parts:
        part.triggers = [cue for cue in triggers if part.i <= cue.i < part.j] or _ellipsis(note, part)
    return _gather(note, parts)


def _ellipsis(note: Annotated, clause: Clause) -> list[Cue]:
    """Find the event of "... and a further one on Saturday", which has no verb of its own."""
    lower = note.sentence.lower
    dated = any(clause.i <= d.i < clause.j for d in note.dates) or any(clause.i <= p.i < clause.j for p in note.places)
    if clause.link == "and" and dated:
        for k in range(clause.i, min(clause.j, clause.i + 4)):
            if lower[k] in ELLIPSIS:
                return [Cue(k, k + 1, "attack_noun", "ellipsis")]
    return []


def _gather(note: Annotated, parts: list[Clause]) -> list[Clause]:
    """Put words without a trigger together with the clause that they belong to."""
    gathered: list[Clause] = []
    for n, part in enumerate(parts):
        forward = "" if part.triggers or n + 1 == len(parts) else _opens_next(part, parts[n + 1], gathered)
        last = gathered[-1] if gathered else None
        if forward:
            parts[n + 1].i, parts[n + 1].link = part.i, forward
        elif last is None or (part.triggers and last.triggers):
            gathered.append(part)
        elif not last.triggers and part.link == "stop" and note.sentence.role != "title" and not _armed(note, last):
            gathered[-1] = part
        else:
            told_so = note.sentence.role == "body" or note.sentence.lower[part.i] in REPLIES
            cause = part.link == "after" and not last.triggers and told_so
            link = part.link if cause or (not last.triggers and last.link not in ("start",)) else last.link
            gathered[-1] = Clause(last.i, part.j, link, last.triggers + part.triggers)
    return gathered


def _opens_next(part: Clause, following: Clause, gathered: list[Clause]) -> str:
    """Return the link by which words without a trigger open the clause behind them, or an empty string where they do not."""
    if part.link == "after" and following.link != "stop":
        return "after"
    if part.link == "and" and following.link == "when":
        return "and"
    opened = len(gathered) == 1 and gathered[0].link == "after" and not gathered[0].i
    return "comma" if part.link == "comma" and opened else ""  # "After the attack, positions near A and B were bombed"


def _armed(note: Annotated, clause: Clause) -> bool:
    """Tell whether a clause names what was fired ("Three rockets: two are stopped, one lands on a school")."""
    return any(clause.i <= w.i < clause.j for w in note.kinds("weapon"))

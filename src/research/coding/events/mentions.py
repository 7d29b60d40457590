"""Annotated sentence -> mentions of events: which clauses tell a use of armed force, and what each of them says of it.

A clause tells an event if it holds a trigger: a noun such as "attack", a munition that is fired, lands or is shot down, or a verb
such as "bombed". Clauses of a sentence tell one event unless their dates, places or attackers part them.
"""

import itertools
from typing import Any

from research.codebook import Codebook
from research.coding.events.agents import find_agent
from research.coding.events.clauses import Clause, clauses
from research.coding.events.facts import VAGUE, by_state, compatible, event_dates, event_places, only_casualties, related
from research.coding.events.sites import sites
from research.coding.events.triggers import elided, find_triggers, weapons_of
from research.coding.model import Annotated, Mention
from research.coding.names.mentions import PlaceMention

HARM = frozenset({"casualty", "outcome"})
GAP, OPENING = 24, 6  # tokens between two places of one verb, and before the first of them
FRONTED = frozenset({"around", "at", "close", "in", "inside", "near", "outside"})
MOST_PLACES = 4  # a longer list tells where a series of attacks was, not one attack at each


def find_mentions(note: Annotated, codebook: Codebook, skip: list[tuple[int, int]]) -> list[Mention]:
    """Return the event mentions of one sentence in order; `skip` are token spans of running totals, which tell no event."""
    triggers = [cue for cue in find_triggers(note) if not any(i <= cue.i < j for i, j in skip)]
    if not triggers:
        return []
    mentions = [_mention(note, clause) for clause in _with_causes(clauses(note, triggers))]
    if len(mentions) > 1 and "after" in mentions[0].flags and not mentions[0].i and _bare(mentions[0]):
        mentions = mentions[1:]  # "Following the attack, ..." tells what came next
    return [part for mention in _join(mentions, codebook) for part in split_places(mention, codebook)]


def _with_causes(parts: list[Clause]) -> list[Clause]:
    """Put a clause on those killed or hurt together with the one behind it that says how ("a soldier was killed when rockets fell")."""
    joined: list[Clause] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and len(joined) > 1 and part.link == "when" and all(t.kind in HARM or t.value == "kill" for t in last.triggers):
            joined[-1] = Clause(last.i, part.j, last.link, last.triggers + part.triggers)
        else:
            joined.append(part)
    return joined


def _bare(mention: Mention) -> bool:
    return not (mention.weapons or event_dates(mention) or event_places(mention) or by_state(mention))


def _mention(note: Annotated, clause: Clause) -> Mention:
    def inside(spans: list[Any]) -> list[Any]:
        return [span for span in spans if clause.i <= span.i < clause.j]

    mention = Mention(
        note,
        clause.i,
        clause.j,
        clause.triggers,
        inside(note.dates),
        inside(note.places),
        inside(weapons_of(note)),
        flags={clause.link},
        sites=sites(note, clause.i, clause.j),
    )
    for cue in clause.triggers:
        if elided(note, cue) and not (mention.weapons and cue.kind != "assault_verb"):
            mention.flags.add(
                "more targets"
                if (cue.kind == "assault_verb" and cue.value != "attack") or note.sentence.lower[cue.j - 1] == "targeted"
                else "elided"
            )
    agent = find_agent(note, clause.i, clause.j)
    if agent:
        mention.flags.add("by:" + agent)
    return mention


def _join(mentions: list[Mention], codebook: Codebook) -> list[Mention]:
    """Put clauses together that tell one event."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and not parted(joined[-1], mention, codebook):
            last = joined[-1]
            last.j = mention.j
            for name in ("triggers", "dates", "places", "weapons"):
                getattr(last, name).extend(getattr(mention, name))
            last.sites |= mention.sites
            last.flags |= {flag for flag in mention.flags if flag.startswith("by:")}
        else:
            joined.append(mention)
    return joined


def parted(a: Mention, b: Mention, codebook: Codebook) -> bool:
    """Tell whether two clauses of one sentence speak of two events."""
    if any(t.value == "ellipsis" for t in b.triggers):
        return True
    if clash_of_dates(a, b) or clash_of_places(a, b, codebook):
        return True
    if by_state(a) != by_state(b) and "after" in b.flags:
        return True
    if by_state(b) and not by_state(a) and a.weapons and a.weapons[0].value != "air_strike" and "when" not in b.flags:
        return True
    if by_state(a) and not by_state(b) and b.weapons and b.weapons[0].value not in ("air_strike", *(w.value for w in a.weapons)):
        return True
    if "after" in b.flags and not only_casualties(a):
        return bool(b.weapons or b.dates or event_places(b))
    return False


def clash_of_dates(a: Mention, b: Mention) -> bool:
    """Tell whether both mentions have a day and the days differ."""
    first, second = event_dates(a), event_dates(b)
    if not first or not second:
        return False
    return all(
        (x.start, x.end, x.text.lower() if x.start is None else "") != (y.start, y.end, y.text.lower() if y.start is None else "")
        for x in first
        for y in second
    )


def clash_of_places(a: Mention, b: Mention, codebook: Codebook) -> bool:
    """Tell whether both mentions name a place and no place of one can be one of the other."""
    first, second = event_places(a), event_places(b)
    if not first or not second:
        return False
    return not any(compatible(x, y, codebook) for x in first for y in second)


def split_places(mention: Mention, codebook: Codebook) -> list[Mention]:
    """Return one mention for each of several coordinated places ("on Harir air base and on al-Asad"), else the mention itself."""
    places = [p for p in event_places(mention)]
    exact = [
        p for p in places if not any(p is not q and (codebook.contains(p.place_id, q.place_id) or _beside(mention, p, q)) for q in places)
    ]
    distinct = list({p.place_id: p for p in exact}.values())
    first = min((p.i for p in distinct), default=0)
    if "between" in mention.note.sentence.lower[max(first - 5, 0) : first]:  # somewhere along a road
        return [mention]
    if len(distinct) < 2 or len(distinct) > MOST_PLACES or not _coordinated(mention, distinct):
        return [mention]
    parts = []
    for place in distinct:
        inside = [p for p in mention.places if related(p.place_id, place.place_id, codebook)]
        parts.append(
            Mention(
                mention.note,
                mention.i,
                mention.j,
                mention.triggers,
                mention.dates,
                inside,
                mention.weapons,
                mention.actors,
                mention.flags | {"each"},
            )
        )
    return parts


def _beside(mention: Mention, place: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether a place only says where the one before it is ("Camp Victory, near Baghdad airport")."""
    between = mention.note.sentence.lower[other.j : place.i]
    after = other.relation == "at" and place.relation == "near" and place.i >= other.j
    return after and len(between) <= 4 and not {"and", "one"} & set(between)


def _coordinated(mention: Mention, places: list) -> bool:
    """Tell whether places stand in one list: between two of them nothing but commas, "and", articles, prepositions and a few names."""
    lower = mention.note.sentence.lower
    for a, b in itertools.pairwise(places):
        between = lower[a.j : b.i]
        if _gapped(mention, a, b):
            continue
        if not {"and", ",", "or"} & set(between) and not _as_well_as(between):
            return False
        if len(between) > (4 if min(a.where_prec, b.where_prec) >= VAGUE else 14) or any(
            t.i >= a.j and t.j <= b.i for t in mention.triggers if t.kind != "outcome"
        ):
            return False
    pairs = list(itertools.pairwise(places))
    linked = any("and" in lower[a.j : b.i] or _as_well_as(lower[a.j : b.i]) for a, b in pairs)
    return linked or all(_gapped(mention, a, b) for a, b in pairs)


def _gapped(mention: Mention, a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether the verb is told once for two places ("In Sinjar a tunnel was hit, near Makhmour a shelter")."""
    lower = mention.note.sentence.lower
    verbs = [t.i for t in mention.triggers if t.kind != "outcome"]
    if b.i - a.j > GAP or a.i - mention.i > OPENING or not verbs or not all(a.j <= k < b.i for k in verbs):
        return False
    k = b.i - 1
    while k > max(verbs) and lower[k] not in (",", "and", ";"):
        k -= 1
    return k > max(verbs) and lower[k + 1] in FRONTED and lower[b.j : b.j + 1] not in ([","], ["."], [])


def _as_well_as(between: list[str]) -> bool:
    """Tell whether "as well as" joins two places; "known as" names one twice."""
    return "well" in between and between.count("as") > 1

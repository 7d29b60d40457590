"""Annotated sentence -> mentions of events: which clauses tell a use of armed force, and what each of them says of it.

A clause tells an event if it holds a trigger: a noun such as "attack", a munition that is fired, lands or is shot down, or a verb
such as "bombed". Clauses of a sentence tell one event unless their dates, places or attackers part them.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from research.codebook import Codebook
from research.coding.dates_types import DateSpan
from research.coding.lexicon import Cue
from research.coding.model import Annotated, Mention
from research.coding.names_mentions import PlaceMention
from research.coding.words import words

PASSIVE = words("mentions", "passive")
FIGURATIVE = words("mentions", "figurative")
LAUNCHED = frozenset({"rocket", "missile", "mortar", "drone"})
MUNITIONS = LAUNCHED | {"ied", "suicide_bomb"}
ORDINALS = words("mentions", "ordinals")
PAST = words("mentions", "past")
NOT_PAST = words("mentions", "not_past")
ARMS = words("mentions", "arms")
STATES = words("mentions", "states")
STRIKE_NOUNS = words("mentions", "strike_nouns")
FORCES = words("mentions", "forces")
REACH = 20  # tokens from a munition to its verb, over what stands between them ("drones of a group that calls itself X have struck")
MOST_PLACES = 4  # a longer list tells where a series of attacks was, not one attack at each
VAGUE = 5  # where_prec from which a place is a region or a country
IN = words("mentions", "in")
NEAR_KM = 60.0  # "near Baghdad" may be a base an hour away
ELLIPSIS = words("mentions", "ellipsis")


@dataclass(slots=True)
class Clause:
    """Tokens i to j, the link by which the clause hangs on the one before it (and, when, after, stop), and its triggers."""

    i: int
    j: int
    link: str
    triggers: list[Cue] = field(default_factory=list)


def find_mentions(note: Annotated, codebook: Codebook, skip: list[tuple[int, int]]) -> list[Mention]:
    """Return the event mentions of one sentence in order; `skip` are token spans of running totals, which tell no event."""
    triggers = [cue for cue in find_triggers(note) if not any(i <= cue.i < j for i, j in skip)]
    if not triggers:
        return []
    mentions = [_mention(note, clause) for clause in clauses(note, triggers)]
    if len(mentions) > 1 and "after" in mentions[0].flags and not mentions[0].i and _bare(mentions[0]):
        mentions = mentions[1:]  # "Following the attack, ..." tells what came next
    return [part for mention in _join(mentions, codebook) for part in split_places(mention, codebook)]


def _bare(mention: Mention) -> bool:
    return not (mention.weapons or event_dates(mention) or event_places(mention) or by_state(mention))


def find_triggers(note: Annotated) -> list[Cue]:
    """Return the cues of a sentence that tell of a use of force."""
    lower, found = note.sentence.lower, []
    weapons = note.kinds("weapon")
    for cue in note.cues:
        if cue.kind == "attack_noun":
            if lower[cue.i] == "strike" and lower[cue.i - 1] == "on":  # workers on strike
                continue
            if any(w.i == cue.j for w in weapons) or lower[cue.i - 1] in FIGURATIVE:  # "attack drones", "heart attack"
                continue
            if cue.value == "strong" or any(abs(w.i - cue.i) <= 4 for w in weapons):
                found.append(cue)
        elif cue.kind == "impact_verb" and cue.value == "strike" and lower[cue.i - 1] in PASSIVE and (note.places or note.kinds("target")):
            found.append(cue)
        elif cue.kind in ("launch_verb", "impact_verb"):
            struck = cue.kind == "impact_verb" and cue.value == "strike" and find_agent(note, max(cue.i - 6, 0), cue.j)
            if any(-REACH <= w.i - cue.i <= 6 for w in weapons) or struck or elided(note, cue):
                found.append(cue)
        elif cue.kind == "assault_verb":
            if cue.value != "kill" or weapons or note.groups or note.kinds("person"):
                found.append(cue)
        elif cue.kind == "weapon" and cue.value == "air_strike" and lower[cue.j - 1] in ("raid", "raids", "strike", "strikes"):
            found.append(cue)
        elif cue.kind == "outcome" and cue.value in ("intercepted", "foiled"):
            if any(-9 <= w.i - cue.i <= 5 and w.value in ("drone", "rocket", "missile", "mortar", "ied") for w in weapons):
                found.append(cue)
        elif (
            (cue.kind == "casualty" and (any(abs(w.i - cue.i) <= 8 for w in weapons) or (cue.value == "killed" and _sited(note))))
            or (cue.kind == "weapon" and cue.value in ("small_arms", "other") and cue.j - cue.i >= 2)
            or (cue.kind == "weapon" and cue.value in LAUNCHED and "number" in lower[max(cue.i - 4, 0) : cue.i])
            or (cue.kind == "weapon" and cue.value in LAUNCHED and lower[cue.j : cue.j + 1] in (["against"], ["on"], ["at"]))
            or (cue.kind == "weapon" and lower[cue.i].startswith("airstrike"))
        ):
            found.append(cue)
    return sorted(found) if any(t.kind != "casualty" for t in found) else sorted(found + munitions_in_play(note))


def _sited(note: Annotated) -> bool:
    return any(p.relation in ("at", "near") and p.where_prec < VAGUE for p in note.places)


def munitions_in_play(note: Annotated) -> list[Cue]:
    """Return the munitions that themselves tell an event, whatever the verb: "a shaped charge tore into a convoy near Hillah".

    News has more verbs for what a rocket does than any list. A munition in a sentence in the past tense that also names a target,
    a place or a day is taken as in play; what only speaks of arms is sorted out later.
    """
    lower = note.sentence.lower
    if not (_sited(note) or note.kinds("target") or any(d.kind in ("point", "deictic") and not d.said for d in note.dates)):
        return []
    past = [k for k, word in enumerate(lower) if word in PAST or (len(word) > 4 and word.endswith("ed") and word not in NOT_PAST)]
    found = []
    for w in note.kinds("weapon"):
        if w.value in MUNITIONS and any(-8 <= k - w.j <= 12 for k in past) and (w.j >= len(lower) or lower[w.j] not in ARMS):
            found.append(Cue(w.i, w.j, "munition", w.value))
    return found


def elided(note: Annotated, cue: Cue) -> bool:
    """Tell whether a number stands for munitions named before: "three more were launched", "two of them fell short"."""
    if note.sentence.lower[cue.i] == "received":
        return False
    lower = note.sentence.lower
    if cue.kind in ("launch_verb", "impact_verb") and cue.i >= 2 and lower[cue.i - 1] in ORDINALS and lower[cue.i - 2] == "the":  # "the second fell on ..."
        return True
    return any(n.kind == "cardinal" and n.unit_word is None and 0 < cue.i - n.j <= 3 and n.j - n.i <= 5 for n in note.numbers)


def clauses(note: Annotated, triggers: list[Cue]) -> list[Clause]:
    """Cut a sentence into clauses, each with at least one trigger; words without one stay with the clause before them."""
    cuts = {0: "start"}
    for cue in note.kinds("clause"):
        if not any(t.i < cue.i < t.j for t in triggers):  # "goes after" is one verb
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
    gathered: list[Clause] = []
    for n, part in enumerate(parts):
        if not part.triggers and part.link == "after" and n + 1 < len(parts) and parts[n + 1].link != "stop":
            parts[n + 1].i, parts[n + 1].link = part.i, "after"
        elif not part.triggers and part.link == "and" and n + 1 < len(parts) and parts[n + 1].link == "when":
            parts[n + 1].i, parts[n + 1].link = part.i, "and"
        elif (
            not part.triggers
            and part.link == "comma"
            and n + 1 < len(parts)
            and len(gathered) == 1
            and gathered[0].link == "after"
            and not gathered[0].i
        ):
            parts[n + 1].i, parts[n + 1].link = part.i, "comma"  # "After the attack, positions near A and B were bombed"
        elif gathered and not gathered[-1].triggers and part.link == "stop" and note.sentence.role != "title":
            gathered[-1] = part
        elif gathered and (not part.triggers or not gathered[-1].triggers):
            last = gathered[-1]
            cause = part.link == "after" and not last.triggers and note.sentence.role == "body"
            link = part.link if cause or (not last.triggers and last.link not in ("start",)) else last.link
            gathered[-1] = Clause(last.i, part.j, link, last.triggers + part.triggers)
        else:
            gathered.append(part)
    return gathered


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
        inside(note.kinds("weapon")),
        flags={clause.link},
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


def find_agent(note: Annotated, i: int, j: int) -> str:
    """Return the id of the state that strikes in tokens i to j ("a U.S. drone strike", "Washington bombed"), or an empty string."""
    sentence, lower = note.sentence, note.sentence.lower
    verbs = {cue.i for cue in note.cues if cue.kind in ("assault_verb", "impact_verb", "launch_verb") and cue.value != "undergo"}
    for cue in note.kinds("nation"):
        if not i <= cue.i < j or (lower[cue.i] == "us" and sentence.words[cue.i] == "us"):
            continue
        after = lower[cue.j : cue.j + 3]
        if after and (after[0] in STRIKE_NOUNS or (after[0] == "air" and after[1:2] and after[1] in STRIKE_NOUNS)):
            return cue.value
        k = _verb_after(lower, cue.j, j)
        if k in verbs and lower[k - 1] not in PASSIVE:
            return cue.value
        if _doer(note, cue.i, i):
            return cue.value
    return ""


def _verb_after(lower: list[str], k: int, j: int) -> int:
    """Return the first token behind a subject that is no force, auxiliary or insertion between commas."""
    while k < j and lower[k] in FORCES:
        k += 1
    if k < j and lower[k] == ",":
        for end in range(k + 1, min(k + 10, j)):
            if lower[end] == ",":
                k = end + 1
                break
        while k < j and lower[k] in FORCES:
            k += 1
    return k


def _doer(note: Annotated, at: int, limit: int) -> bool:
    """Tell whether "by" before token `at` names who did what a verb of force says ("were killed on Sunday by an American ...")."""
    lower = note.sentence.lower
    for k in (at - 1, at - 2, at - 3):
        if k > limit and lower[k] == "by":
            return any(k - 8 <= cue.i < k for cue in note.cues if cue.kind in ("assault_verb", "impact_verb", "casualty")) and not any(
                word in ("used", "trained", "led", "run", "held", "backed", "supported") for word in lower[k - 1 : k]
            )
        if k <= limit or lower[k] not in ("a", "an", "the", "three", "two", "several", "suspected"):
            return False
    return False


def _join(mentions: list[Mention], codebook: Codebook) -> list[Mention]:
    """Put clauses together that tell one event."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and not parted(joined[-1], mention, codebook):
            last = joined[-1]
            last.j = mention.j
            for name in ("triggers", "dates", "places", "weapons"):
                getattr(last, name).extend(getattr(mention, name))
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


def compatible(a: PlaceMention, b: PlaceMention, codebook: Codebook) -> bool:
    """Tell whether two mentions may name one place: related, or one is only "near" a point close to the other."""
    if related(a.place_id, b.place_id, codebook):
        return True
    return (a.relation == "near" or b.relation == "near") and codebook.distance(a.place_id, b.place_id) <= NEAR_KM


def related(a: str, b: str, codebook: Codebook) -> bool:
    """Tell whether two places are the same, or one holds the other."""
    return codebook.same(a, b) or codebook.contains(a, b) or codebook.contains(b, a)


def event_dates(mention: Mention) -> list:
    """Return the dates of a mention that say when the event was.

    "Since January, when X was killed" dates the killing; any other "since" dates what came after, and "before Friday" nothing.
    """
    lower = mention.note.sentence.lower
    dates = []
    for d in mention.dates:
        if d.said or d.dateline or d.anniversary or (d.i and lower[d.i - 1] in ("before", "until")) or lower[d.i] in ("before", "until"):
            continue
        if d.kind in ("point", "range", "deictic", "offset"):
            dates.append(d)
        elif d.kind == "since" and ("when" in lower[d.j : d.j + 2] or any(d.i < t.i < d.j for t in mention.triggers)):
            dates.append(_moment(d))
    return dates or ([mention.frame[0]] if mention.frame else [])


def _moment(since: DateSpan) -> DateSpan:
    """Return the days of the date itself at which an open period begins."""
    if since.days is None:
        return since
    start, end = since.days
    length = (end - start).days
    return replace(
        since, start=start, end=end, prec=1 if not length else 2 if length < 6 else 3 if length < 10 else 4 if length < 32 else 5
    )


def event_places(mention: Mention) -> list:
    """Return the places of a mention at or near which the event was."""
    lower = mention.note.sentence.lower
    return [
        p
        for p in mention.places
        if p.relation in ("at", "near")
        and (p.where_prec < VAGUE or _located(lower, p))
        and not _of_speaker(mention.note, p)
        and not _bound_for(mention.note, p)
    ]


def _of_speaker(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is where somebody spoke: "an official in Baghdad said"."""
    return note.sentence.lower[place.i - 1] == "in" and any(place.j <= cue.i <= place.j + 1 for cue in note.kinds("speech"))


def _bound_for(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is where a convoy was going: "a convoy for Ain al-Asad", "goods to the troops at ..."."""
    lower = note.sentence.lower
    convoys = [c for c in note.kinds("target") if c.value == "convoy"]
    if place.i and lower[place.i - 1] == "for" and any(place.i - 4 <= c.j <= place.i - 1 for c in convoys):
        return True
    if place.i > 1 and lower[place.i - 1] in ("in", "from") and any(c.j == place.i - 1 for c in note.kinds("launch_verb")):
        return True  # where it was launched
    to = [k for k in range(max(place.i - 7, 0), place.i) if lower[k] == "to"]
    return bool(to and convoys) and any(to[-1] - 8 <= cue.i < to[-1] for cue in note.kinds("destination"))


def _located(lower: list[str], place: PlaceMention) -> bool:
    """Tell whether a country or region is said to be where it happened ("in Syria"), not who or what is meant ("of Iran", "where Syria meets")"""
    before = lower[max(place.i - 4, 0) : place.i]
    return bool(set(before) & IN) and not {"meet", "meets"} & set(lower[place.j : place.j + 6])


def by_state(mention: Mention) -> bool:
    """Tell whether a state strikes in this mention: it is named as the attacker, or the strike is from the air."""
    if mention.weapons and mention.weapons[0].value == "air_strike":
        return True
    return any(flag[3:] in STATES for flag in mention.flags if flag.startswith("by:"))


def only_casualties(mention: Mention) -> bool:
    """Tell whether a clause says who was hurt and not what happened."""
    return all(t.kind == "casualty" or t.value == "kill" for t in mention.triggers)


def split_places(mention: Mention, codebook: Codebook) -> list[Mention]:
    """Return one mention for each of several coordinated places ("on Harir air base and on al-Asad"), else the mention itself."""
    places = [p for p in event_places(mention)]
    exact = [p for p in places if not any(p is not q and codebook.contains(p.place_id, q.place_id) for q in places)]
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


def _coordinated(mention: Mention, places: list) -> bool:
    """Tell whether places stand in one list: between two of them nothing but commas, "and", articles, prepositions and a few names."""
    lower = mention.note.sentence.lower
    for a, b in zip(places, places[1:], strict=False):
        between = lower[a.j : b.i]
        if not {"and", ",", "or", "as"} & set(between):
            return False
        if len(between) > (4 if min(a.where_prec, b.where_prec) >= VAGUE else 14) or any(
            t.i >= a.j and t.j <= b.i for t in mention.triggers if t.kind != "outcome"
        ):
            return False
    return any({"and", "as"} & set(lower[a.j : b.i]) for a, b in zip(places, places[1:], strict=False))

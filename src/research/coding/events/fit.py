"""How well a mention fits an event told before: day, place, attacker, weapon, numbers and words that point back or part."""

from collections.abc import Set
from dataclasses import replace
from datetime import timedelta

from research.codebook import Codebook
from research.coding.dates.types import DateSpan
from research.coding.events.agents import in_passive
from research.coding.events.facts import VAGUE, by_state, compatible, event_dates, event_places, is_reply_to, only_casualties
from research.coding.events.real import anaphoric, definite
from research.coding.model import Event, Mention
from research.coding.names.mentions import PlaceMention
from research.coding.words import words

CLASH = -3.0  # the score of two days, or two places, that cannot be one
FLYING = frozenset({"air_strike", "drone", "missile"})  # what a state strikes with
LAUNCHED = frozenset({"rocket", "missile", "mortar"})
FIXED = frozenset({"military_base", "diplomatic"})
WEEKDAYS = words("events", "weekdays")
AGAIN = words("events", "again")
AIMED = words("events", "aimed")
OTHER_SITE = -1.0  # a place that the codebook does not hold may be a part of the one told before
AIM_KM = 30.0
DIRECTION_KM = 120.0
PARTS = words("mentions", "ordinals")
REST = frozenset({"other", "others", "rest", "remaining", "remainder"})
UNFIRED = words("events", "unfired")
OPENERS = words("events", "openers")
SAMES = frozenset[str]().union(*(words("pointing", name) for name in ("bases", "airfields", "plants", "missions", "towns", "regions")))
THAT_TIME = words("events", "that_time")
DYING = frozenset({"die", "died", "dies", "dying"})
STRIKES = frozenset({"strikes", "raids", "bombings", "bombardments", "airstrikes"})


def fit(mention: Mention, event: Event, events: list[Event], codebook: Codebook) -> float:
    """Return how well a mention fits an event; below zero where they contradict each other.

    What follows the telling of an event is most likely about it: only another day, place or attacker, or a word such as "another",
    speaks for an event of its own.
    """
    pointing = definite(mention) and not _happened(mention)
    days = max(_fit_days(mention, event), -0.5 if pointing or _that_night(mention) else CLASH)
    places, weapons = _fit_places(mention, event, codebook), _fit_weapons(mention, event)
    if min(days, places) <= CLASH or _other_attacker(mention, event) or _listed_together(mention, event):
        return -1.0
    if _caused(mention, event) or (_that_time(mention) and event is not events[-1]):
        return -1.0
    if "after" in mention.flags and not definite(mention) and event.mentions[-1].note is mention.note:
        return -1.0  # "was bombed, hours after a rocket had been fired at ..."
    if "after" in mention.flags and not definite(mention) and days <= 0 and places < 1 and not _only_named(mention, event):
        return -1.0  # a cause told beside the news is another event
    score = days + places + weapons + _fit_numbers(mention, event) + _of_strikes(mention, event, events)
    if event is events[-1] or event is events[0]:
        score += 0.75
    if anaphoric(mention) and not event_dates(mention) and not event_places(mention):
        score += 0.75
    if event is events[-1] and _details(mention, event):
        score += 1.0
    if _partitive(mention):
        score += 1.0
    if _opens_with_part(mention):
        score += 1.5 - min(weapons, 0.0)
    if UNFIRED & set(mention.note.sentence.lower[mention.i : mention.j]) and not event_dates(mention):
        score += 2.0  # "found rails with rockets on them that had not gone off"
    if not event_places(mention) and any(mention.i <= c.i < mention.j for c in mention.note.kinds("claim")):
        score += 1.0
    if mention.note.sentence.role != "title" and _again(mention):  # "third attack in a week" in a headline is the news itself
        score -= 1.5
        if _elsewhere(mention, event) or "later" in mention.note.sentence.lower[mention.i : mention.i + 3]:
            return -1.0
    if OPENERS & set(mention.note.sentence.lower[mention.i : mention.i + 2]) or _already(mention):
        score -= 1.0
    return score


def _caused(mention: Mention, event: Event) -> bool:
    """Tell whether a mention is that to which the event, told just before, was an answer."""
    number = mention.note.sentence.no
    return is_reply_to(mention) and any(number - 1 <= m.note.sentence.no <= number for m in event.mentions)


def _that_time(mention: Mention) -> bool:
    """Tell whether "that time" or "on that occasion" says that a mention goes on about what was told last."""
    lower = mention.note.sentence.lower
    return any(lower[k] == "that" and lower[k + 1] in THAT_TIME for k in range(mention.i, mention.j - 1))


def _of_strikes(mention: Mention, event: Event, events: list[Event]) -> float:
    """Return what speaks for a state's strikes, where some were told, in "the strikes" and "those raids"."""
    lower = mention.note.sentence.lower
    plural = definite(mention) and any(lower[t.j - 1] in STRIKES and not any(w.j == t.i for w in mention.weapons) for t in mention.triggers)
    if not plural or not any(by_state(m) for e in events for m in e.mentions):
        return 0.0
    return 0.75 if any(by_state(m) for m in event.mentions) else -1.5


def _only_named(mention: Mention, event: Event) -> bool:
    """Tell whether an event was so far only named ("Iran's missile attack on ..."), and the mention now dates it with the same weapon."""
    told = [replace(m, triggers=[t for t in m.triggers if t.kind != "casualty"]) for m in event.mentions if m.note.sentence.role != "title"]
    if any(event_dates(m) or not definite(m) for m in told):
        return False
    return bool(event_dates(mention)) and bool(_weapons(mention) & {value for m in event.mentions for value in _weapons(m)})


def _listed_together(mention: Mention, event: Event) -> bool:
    """Tell whether the event holds another place of the same list ("on Harir and on al-Asad")."""
    return "each" in mention.flags and any(m.note is mention.note and m.i == mention.i for m in event.mentions)


def _other_attacker(mention: Mention, event: Event) -> bool:
    """Tell whether a state strikes in the one and somebody else attacks in the other."""
    if by_state(mention):
        others = [m for m in event.mentions if not definite(m)] or event.mentions
        return not any(by_state(m) for m in event.mentions) and not all(_may_be_state(m, mention) for m in others)
    return any(by_state(m) for m in event.mentions) and not _may_be_state(mention, event.mentions[0])


def _may_be_state(mention: Mention, striker: Mention) -> bool:
    """Tell whether a mention that names no attacker may tell a state's strike."""
    if _group_acts(mention):
        return False
    weapons = {w.value for w in mention.weapons}
    if weapons == {"drone"} and (_inside(mention, "target", FIXED) or _inside(mention, "person", {"us_coalition"})):
        return False  # a drone on a base or on Americans
    named = any(flag.startswith("by:") for flag in striker.flags)
    if not weapons <= FLYING or (named and "drone" in weapons and "drone" not in {w.value for w in striker.weapons}):
        return False
    told = replace(mention, triggers=[t for t in mention.triggers if t.kind != "casualty"])  # "fighters died in the strike near Mayadin"
    return bool(weapons) or definite(told) or only_casualties(mention)


def _group_acts(mention: Mention) -> bool:
    """Tell whether a group that is no state is the subject of a verb of force ("Houthi forces fired a missile")."""
    named = [(g.i, g.j) for g in mention.note.groups if g.kind not in ("state", "state-like")] + [(u.i, u.j) for u in mention.note.unnamed]
    acting = [t for t in mention.triggers if t.kind in ("launch_verb", "assault_verb") and not in_passive(mention.note, t)]
    verbs = [t.i for t in acting if mention.note.sentence.lower[t.i] not in DYING]
    return any(mention.i <= i and j <= k <= j + 2 for i, j in named for k in verbs)


def _inside(mention: Mention, kind: str, values: Set[str]) -> bool:
    return any(c.value in values and mention.i <= c.i < mention.j for c in mention.note.kinds(kind))


def _again(mention: Mention) -> bool:
    lower = mention.note.sentence.lower
    own = event_dates(mention) or any(p.where_prec < VAGUE for p in [*event_places(mention), *_beside(mention)])
    heads = (
        [t.i for t in mention.triggers if t.kind == "attack_noun"]
        + [w.i for w in mention.weapons if own]  # "a third rocket had stuck in its rail" is of the same salvo
        + [c.i for c in mention.note.kinds("target") if mention.i <= c.i < mention.j]
    )
    return (
        any(lower[k] in AGAIN for h in heads for k in range(max(mention.i, h - 3), h))
        or any(t.value == "ellipsis" for t in mention.triggers)
        or "again" in mention.flags
        or (bool(event_dates(mention)) and _same_site(mention))
    )


def _same_site(mention: Mention) -> bool:
    """Tell whether a mention says that it was at "the same base" as what was told before."""
    lower = mention.note.sentence.lower
    return any(lower[k] == "same" and not SAMES.isdisjoint(lower[k + 1 : k + 3]) for k in range(mention.i, mention.j))


def _elsewhere(mention: Mention, event: Event) -> bool:
    """Tell whether both name exact places and share none: "a second rocket fell on Mansour" after a telling of Baghdad."""
    mine = {p.place_id for p in event_places(mention) if p.where_prec < VAGUE}
    theirs = {p.place_id for m in event.mentions for p in event_places(m) if p.where_prec < VAGUE}
    return bool(mine and theirs) and not mine & theirs


def _partitive(mention: Mention) -> bool:
    """Tell whether a mention speaks of one out of several told before ("one strike", "three of the five")."""
    lower = mention.note.sentence.lower
    if lower[mention.i : mention.i + 1] == ["of"] and lower[mention.i + 1 : mention.i + 2] in (["the"], ["these"], ["those"], ["them"]):
        return True
    of_told = any(n.part and n.kind == "cardinal" for n in mention.note.numbers if mention.i <= n.i < mention.j)
    return of_told or any(
        t.kind == "attack_noun" and t.i > mention.i and lower[t.i - 1] in ("one", "first") and t.i - 1 <= mention.i + 1
        for t in mention.triggers
    )


def _details(mention: Mention, event: Event) -> bool:
    """Tell whether a mention goes into what the sentence before announced ("It was the turn of Balad. Eight rockets ...")."""
    last = event.mentions[-1]
    announced = len(event.mentions) == 1 and not last.weapons and mention.note.sentence.no - last.note.sentence.no == 1
    return announced and "after" not in last.flags and not event_dates(mention) and not event_places(mention)


def _opens_with_part(mention: Mention) -> bool:
    """Tell whether a clause begins with one of several told before ("The first set a lorry on fire") and names no day or place."""
    lower = mention.note.sentence.lower[mention.i : mention.i + 3]
    if lower[:1] == ["the"] and REST & set(lower[1:2]) and not event_dates(mention):  # "the other one came down near the square"
        return True
    opens = lower[:1] == ["the"] and bool(PARTS & set(lower[1:2])) and lower[2:3] != ["one"]
    verbal = not any(t.i == mention.i + 2 and t.kind == "attack_noun" for t in mention.triggers)
    return opens and verbal and not event_dates(mention) and not event_places(mention)


def _already(mention: Mention) -> bool:
    """Tell whether a clause goes back before what was told ("had already been used")."""
    lower = mention.note.sentence.lower[mention.i : mention.j]
    return "had" in lower and "already" in lower


def _happened(mention: Mention) -> bool:
    """Tell whether the clause says when or where the event came about ("the attack came on Sunday")."""
    words = set(mention.note.sentence.lower[mention.i : mention.j])
    return bool(words & {"came", "occurred", "happened", "took", "began", "started", "comes", "was", "were"})


def _fit_days(mention: Mention, event: Event) -> float:
    mine = [d for d in event_dates(mention) if d.start or d.kind != "offset"]
    theirs = [d for m in event.mentions for d in event_dates(m) if d.start or d.kind != "offset"]
    if mine and not theirs and event.context:  # told after an event of another day, so most likely of that day
        return 0.0 if any(a.start == b.start for a in mine for b in event.context) else -1.5
    if not mine or not theirs:
        return 0.0
    best = CLASH
    for a in mine:
        for b in theirs:
            if a.start is None or b.start is None:
                best = max(best, 1.0 if _same_words(a, b) else CLASH)
            elif a.start <= b.end and b.start <= a.end:
                best = max(best, 1.5 if (a.start, a.end) == (b.start, b.end) and a.prec == 1 else 0.0)
            elif a.start <= b.end + timedelta(days=1) and b.start <= a.end + timedelta(days=1):
                best = max(best, 0.0 if _night(a, b) else CLASH if event_places(mention) else -1.25)
    return best


def _that_night(mention: Mention) -> bool:
    """Tell whether a mention has only a day that points back ("that night"), perhaps to the event and not to the day told last."""
    days = event_dates(mention)
    return bool(days) and all(d.text.lower().startswith("that ") for d in days)


def _same_words(a: DateSpan, b: DateSpan) -> bool:
    """Tell whether two dates that cannot be resolved name the same day: "Friday evening" and "on Friday"."""
    if a.month or b.month:
        return (a.month, a.day) == (b.month, b.day)
    return bool(WEEKDAYS & set(a.text.lower().split()) & set(b.text.lower().split())) or a.text.lower() == b.text.lower()


def _night(a: DateSpan, b: DateSpan) -> bool:
    return any("night" in d.text.lower() or "midnight" in d.text.lower() for d in (a, b))


def _fit_places(mention: Mention, event: Event, codebook: Codebook) -> float:
    mine = exact(event_places(mention) or _scene(mention), codebook)
    theirs = exact([p for m in event.mentions for p in event_places(m) or _scene(m)], codebook)
    named, known = mention.sites, frozenset[str]().union(*(m.sites for m in event.mentions))
    if named & known:
        return 1.5
    if named and not mine and (known or any(p.where_prec < VAGUE for p in theirs)):
        return OTHER_SITE
    if not mine or not theirs:
        return CLASH if _far(mine or _beside(mention), theirs or [p for m in event.mentions for p in _beside(m)], codebook) else 0.0
    if any(a.place_id == b.place_id and codebook.places[a.place_id].kind != "country" for a in mine for b in theirs):
        return 1.5
    if any(compatible(a, b, codebook) for a in mine for b in theirs):
        return 0.25
    if _aims(mention) and any(codebook.distance(a.place_id, b.place_id) <= AIM_KM for a in mine for b in theirs):
        return 0.0
    return CLASH


def _beside(mention: Mention) -> list[PlaceMention]:
    """Return the points from which a mention measures ("northwest of Kirkuk")."""
    return [p for p in mention.places if p.relation == "direction" and p.where_prec < VAGUE]


def _far(mine: list[PlaceMention], theirs: list[PlaceMention], codebook: Codebook) -> bool:
    """Tell whether places are too far from each other for one of them to be measured from the other."""
    here, there = ([p for p in places if p.where_prec < VAGUE] for places in (mine, theirs))
    return bool(here and there) and all(codebook.distance(a.place_id, b.place_id) > DIRECTION_KM for a in here for b in there)


def _scene(mention: Mention) -> list[PlaceMention]:
    return [mention.scene[0]] if mention.scene else []


def _aims(mention: Mention) -> bool:
    """Tell whether a mention says at what munitions were aimed, which may not be where they fell."""
    return bool(AIMED & set(mention.note.sentence.lower[mention.i : mention.j]))


def exact(places: list[PlaceMention], codebook: Codebook) -> list[PlaceMention]:
    """Return the places of a list that hold no other of it."""
    return [p for p in places if not any(codebook.contains(p.place_id, q.place_id) for q in places)]


def _fit_weapons(mention: Mention, event: Event) -> float:
    mine, theirs = _weapons(mention), {value for m in event.mentions for value in _weapons(m)}
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 0.75
    if mine <= LAUNCHED and theirs & LAUNCHED:
        return 0.25
    return -1.25


def _weapons(mention: Mention) -> set[str]:
    """Return the weapons that a mention names; a plain "bomb" may be of any kind."""
    lower = mention.note.sentence.lower
    return {w.value for w in mention.weapons if w.j - w.i > 1 or lower[w.i] not in ("bomb", "bombs", "projectile", "projectiles")}


def munitions(mention: Mention) -> set[int]:
    """Return the numbers of munitions that a mention gives."""
    heads = {w.j - 1 for w in mention.weapons} | {w.i for w in mention.weapons}
    return {n.low for n in mention.note.numbers if mention.i <= n.i < mention.j and n.kind == "cardinal" and n.unit_word in heads and n.low}


def _fit_numbers(mention: Mention, event: Event) -> float:
    mine = munitions(mention)
    theirs = {n for m in event.mentions for n in munitions(m)}
    if not mine or not theirs:
        return 0.0
    return 0.75 if mine & theirs else -0.5

"""Which mentions tell an event that took place: threats, plans, drills, denials and general remarks are no incidents."""

import itertools

from research.coding.events.facts import VAGUE, event_dates, event_places
from research.coding.lexicon import Cue
from research.coding.model import Annotated, Mention
from research.coding.words import words

PLURALS = words("real", "plurals")
DEFINITE = words("real", "definite")
DOING = words("real", "doing")
SERIES = words("real", "series")
FOUND = words("real", "found")
FINDING = frozenset({("turned", "up"), ("came", "across"), ("come", "across"), ("dug", "up"), ("dug", "out"), ("lay", "hidden")})
READY = words("real", "ready")
UNTRUE, RUMOURS = words("real", "untrue"), words("real", "rumours")
SEARCHERS, SEARCHED, ARRESTS = words("real", "searchers"), words("real", "searched"), words("real", "arrests")
WORKS = words("mentions", "works")
GROUNDS, SUMS = words("real", "grounds"), words("real", "sums")
MOST = 8  # attacks that a number may count on one day; more are a total
DISPOSERS = words("real", "disposers")
ATTITUDES = words("real", "attitudes")
ANSWERED = words("real", "answered")
ASKING = words("real", "asking")
BREAKS = words("real", "breaks")
VERBS = frozenset({"assault_verb", "launch_verb", "impact_verb"})
INFINITIVES = VERBS | {"outcome"}
COUNTING = words("real", "counting")
LASTING = frozenset({"been", "go", "goes", "keep", "kept", "continue", "continued", "continues"})
CONDITION = 15  # tokens that "if" and "unless" reach
HEARD = frozenset({"blasts", "explosions", "impacts"})  # one attack makes many
PRESENT, OBJECTS = words("real", "present"), words("real", "objects")
PURPOSES = words("real", "purposes")
PURPOSE_REACH = 20  # tokens from a verb to its purpose ("are firing rockets and machine guns there, ... for training")
SHARES = frozenset({"all", "few", "half", "many", "most", "some", "several"})
REACH = 5  # tokens between a word such as "threatened" and the event it makes unreal


def passed_over(mention: Mention) -> str:
    """Return why a mention tells no event of its own, or an empty string where it does; its unreal triggers are dropped."""
    kept = [t for t in mention.triggers if not unreal(mention, t)]
    mention.triggers = kept or mention.triggers
    if not kept:
        return "denied, threatened, planned or rehearsed"
    if general(mention):
        return "a general remark, without a day, a place or a number of its own"
    if arms_find(mention):
        return "a find of arms that were not in place for an attack"
    if counted_off(mention):
        return "it only numbers an event told elsewhere"
    if _returns_fire(mention):
        return "return fire, told with what it answers"
    if _measured_from(mention):
        return "what is told is dated by an event told elsewhere"
    return ""


def unreal(mention: Mention, trigger: Cue) -> bool:
    """Tell whether a trigger is denied, threatened, planned, feared, or part of a drill."""
    note, lower = mention.note, mention.note.sentence.lower
    before = lower[max(mention.i, trigger.i - 4) : trigger.i]
    if trigger.kind == "attack_noun" and before and before[-1] in ("no", "any", "every", "each", "such"):
        return True
    if trigger.kind == "attack_noun" and len(before) > 1 and before[-2] in ("no", "any") and trigger.kind != "casualty":
        return True
    several = trigger.kind == "attack_noun" and lower[trigger.j - 1] in PLURALS and bool(before)
    if several and (before[-1] in ATTITUDES or (before[-1] == "of" and not SUMS.isdisjoint(before[-2:-1]))):
        return True
    if _search(lower, trigger, mention):
        return True
    if trigger.kind in ("impact_verb", "assault_verb") and DISPOSERS & set(lower[max(mention.i, trigger.i - 6) : trigger.i]):
        return True
    doing = [t for t in mention.triggers if t.kind in VERBS and 0 < trigger.i - t.j <= 2]
    if trigger.kind == "attack_noun" and any(_no_subject(lower, max(mention.i, t.i - 7), t.i) for t in doing):
        return True
    if trigger.kind in VERBS and _no_subject(lower, max(mention.i, trigger.i - 7), trigger.i):
        return True
    did = trigger.kind in VERBS and trigger.value not in ("explode", "land")  # what did not go off was used all the same
    if ("not" in before[-3:] and did) or before[-2:-1] == ["never"]:
        return True
    if before[-1:] == ["to"] and trigger.kind in INFINITIVES and not _achieved(before):
        return True
    return any(_covers(note, cue, trigger, mention) for cue in note.kinds("unreal"))


def _search(lower: list[str], trigger: Cue, mention: Mention) -> bool:
    """Tell whether a raid was made to search or arrest ("whose offices were raided by the counterterrorism service")."""
    if lower[trigger.i] not in ("raid", "raided", "raiding", "raids", "stormed", "storming"):
        return False
    searched = not mention.weapons and not SEARCHERS.isdisjoint(lower) and not SEARCHED.isdisjoint(lower)
    return searched or (not ARRESTS.isdisjoint(lower) and not mention.note.kinds("casualty"))


def _no_subject(lower: list[str], i: int, at: int) -> bool:
    """Tell whether "no" before the subject denies a verb: "no American aircraft carried out a strike", "no base was hit"."""
    for k in range(at - 1, i - 1, -1):
        if lower[k] in BREAKS:
            return False
        if lower[k] == "no" and lower[k + 1] not in ("one", "longer"):
            return True
    return False


def _achieved(before: list[str]) -> bool:
    return any(
        word
        in (
            "managed",
            "tried",
            "trying",
            "attempted",
            "attempting",
            "sought",
            "able",
            "then",
            "claimed",
            "began",
            "begun",
            "started",
            "said",
            "seems",
            "appears",
            "seen",
            "heard",
            "known",
            "reported",
            "believed",
            "thought",
        )
        for word in before
    )


def _covers(note: Annotated, cue: Cue, trigger: Cue, mention: Mention) -> bool:
    lower = note.sentence.lower
    if cue.value == "threat":
        reach = (
            CONDITION
            if lower[cue.i] in ("if", "unless", "whoever")
            else 2
            if lower[cue.i][:4] in ("resu", "susp", "halt", "stop", "ceas")
            else REACH
        )
        if not mention.i <= cue.i < trigger.i or trigger.i - cue.j > reach:
            return False
        word, following = lower[cue.i], lower[cue.j : cue.j + 2]
        if word == "if" and following[:1] in (["not"], ["any"], ["only"]):  # "eight soldiers, if not more, were hurt"
            return False
        if word == "may" and note.sentence.words[cue.i] == "May" and cue.i:  # the month
            return False
        if word in ("may", "might") and following[:1] == ["have"]:
            return False
        return word not in ("stop", "stopped", "further", "prepared") or trigger.i - cue.j <= 1
    if cue.value == "hoax":
        return mention.i <= cue.i < mention.j and (lower[cue.j - 1] not in UNTRUE or bool(RUMOURS & set(lower)))
    if cue.value == "drill":
        if lower[cue.i] == "training" and lower[cue.j : cue.j + 1] and lower[cue.j] in GROUNDS:
            return False
        if trigger.kind in ("impact_verb", "assault_verb") and lower[cue.i] in WORKS:  # "hit a workshop for bombs"
            return False
        purpose = lower[cue.i - 1] in PURPOSES or lower[cue.i - 2] in PURPOSES
        return mention.i <= cue.i < mention.j and abs(cue.i - trigger.i) <= (PURPOSE_REACH if purpose and cue.i > trigger.i else 3)
    return False


def general(mention: Mention) -> bool:
    """Tell whether a mention speaks of attacks in general: a plural without day, place or number, or with "often" and its like."""
    lower, days = mention.note.sentence.lower, event_dates(mention)
    dated, to_a_day = any((d.prec or 1) < 4 for d in days), any(d.prec == 1 for d in days)
    if (lower[0] in ASKING and lower[-1] == "?") or (not to_a_day and _many_times(mention)):
        return True
    if _share(mention):
        return True
    vague = _vague(mention)
    if (vague and not to_a_day) or (len(mention.triggers) == 1 and any(lower[c.i] in SERIES for c in vague)):
        return True
    return _figurative(mention) or (not dated and (_habit(mention) or _goes_on(mention) or _named_only(mention) or _plural(mention)))


def _habit(mention: Mention) -> bool:
    """Tell whether a text says what somebody does, not what was done ("In these regions Israel attacks the allies of Iran")."""
    lower = mention.note.sentence.lower
    if mention.note.sentence.role == "title" or any(p.where_prec < VAGUE for p in event_places(mention)):
        return False
    now = [t for t in mention.triggers if lower[t.i] in PRESENT and lower[t.j : t.j + 1] and lower[t.j] in OBJECTS]
    acting = {c.j for c in mention.note.kinds("nation")} | {g.j for g in mention.note.groups}
    return any(t.i in acting for t in now)


def _vague(mention: Mention) -> list[Cue]:
    """Return the words such as "often" and "dozens of" that make it general; "a string of three bombs" is not."""
    note, lower = mention.note, mention.note.sentence.lower
    cues = [c for c in note.kinds("unreal") if c.value == "general" and mention.i <= c.i < mention.j and _counts(lower, c, mention)]
    return [c for c in cues if not any(n.kind == "cardinal" and n.i == c.j for n in note.numbers)]


def _share(mention: Mention) -> bool:
    """Tell whether a sentence only divides up what was counted ("Most were carried out with drones, the rest with rockets")."""
    lower = mention.note.sentence.lower
    opens = mention.i == 0 and lower[0] in SHARES and lower[1:2] in (["were"], ["was"], ["of"], ["had"], ["have"], ["involved"], ["came"])
    return opens and not event_dates(mention) and not event_places(mention)


def _many_times(mention: Mention) -> bool:
    """Tell whether a number sums up ("have come under attack about 200 times this year")."""
    lower = mention.note.sentence.lower
    times = [n for n in mention.note.numbers if n.kind == "times" or lower[n.j : n.j + 1] == ["times"]]
    return any((n.low or 0) > 3 and mention.i <= n.i < mention.j for n in times)


def _goes_on(mention: Mention) -> bool:
    """Tell whether the words speak of what goes on ("have been attacking") or of several over a time ("attacks since ...")."""
    lower = mention.note.sentence.lower
    first = mention.triggers[0].i
    if LASTING & set(lower[max(mention.i, first - 4) : first]) and _lasting(mention):
        return True
    several = any(lower[t.j - 1] in PLURALS for t in mention.triggers)
    return several and any(d.kind in ("since", "duration") for d in mention.dates)


def _named_only(mention: Mention) -> bool:
    """Tell whether only weak nouns such as "incident" name an event, that points back to nothing told."""
    weak = all(t.kind == "attack_noun" and t.value == "weak" for t in mention.triggers)
    return weak and not mention.weapons and not anaphoric(mention)


def _plural(mention: Mention) -> bool:
    """Tell whether there are only plurals ("attacks on bases"), and no number with a place, no list of places, nothing told before."""
    lower = mention.note.sentence.lower
    nouns = [t for t in mention.triggers if t.kind == "attack_noun" and t.value in ("strong", "weak")]
    if not nouns or len(nouns) < len(mention.triggers) or any(lower[t.j - 1] not in PLURALS for t in nouns):
        return False
    places = event_places(mention)
    listed = "each" in mention.flags and any(p.where_prec < VAGUE for p in places)
    return not (places and numbered(mention) and not _total(mention)) and not listed and not anaphoric(mention)


def _total(mention: Mention) -> bool:
    """Tell whether a number of attacks is too high for one day ("claimed 153 attacks in Syria and Iraq")."""
    heads = {t.j - 1 for t in mention.triggers if t.kind == "attack_noun" and mention.note.sentence.lower[t.j - 1] not in HEARD}
    return any(n.unit_word in heads and (n.low or 0) > MOST for n in mention.note.numbers if mention.i <= n.i < mention.j)


def _counts(lower: list[str], cue: Cue, mention: Mention) -> bool:
    """Tell whether a vague number stands before an event noun ("dozens of attacks"), not before people ("dozens of troops")."""
    if lower[cue.i] not in COUNTING or lower[cue.j - 1] == "times":
        return True
    return any(cue.j - 2 <= t.i <= cue.j + 3 for t in mention.triggers if t.kind != "casualty")


def _figurative(mention: Mention) -> bool:
    """Tell whether only words are attacked ("attacked the budget"): no weapon, target, person, group or site is named."""
    if mention.weapons or any(t.kind != "assault_verb" or t.value != "attack" for t in mention.triggers):
        return False
    named = [c for c in mention.note.cues if c.kind in ("target", "person", "nation") and mention.i <= c.i < mention.j]
    groups = any(mention.i <= g.i < mention.j for g in mention.note.groups) or any(
        mention.i <= g.i < mention.j for g in mention.note.unnamed
    )
    lower = mention.note.sentence.lower
    sites = [p for p in event_places(mention) if p.where_prec <= 2 and lower[p.i - 1] not in ("in", "near")]
    return not (named or groups or sites)


def _lasting(mention: Mention) -> bool:
    """Tell whether a verb says that something goes on ("have been using drones", "go on being used")."""
    lower = mention.note.sentence.lower
    at = mention.triggers[0].i
    before = lower[max(mention.i, at - 4) : at + 1]
    return any(a in ("been", "on", "keep", "kept") and b.endswith("ing") for a, b in itertools.pairwise(before)) or "continue" in before


def counted_off(mention: Mention) -> bool:
    """Tell whether a clause only numbers an event already told ("it was the third attack this week")."""
    lower = mention.note.sentence.lower
    ordinals = [n for n in mention.note.numbers if n.kind == "ordinal" and mention.i <= n.i < mention.j]
    for n in ordinals:
        if any(n.i < t.i <= n.j + 3 and t.kind == "attack_noun" for t in mention.triggers) and {"is", "was", "marks", "marked"} & set(
            lower[mention.i : n.i]
        ):
            return not mention.weapons or not any(d.prec == 1 for d in event_dates(mention))
    return False


def arms_find(mention: Mention) -> bool:
    """Tell whether rockets or the like were only found; bombs on a road and rockets ready to fire are foiled attacks."""
    munitions = all(t.kind in ("munition", "weapon", "casualty") or t.value in ("explode", "foiled") for t in mention.triggers)
    laid = any(w.value in ("ied", "suicide_bomb") for w in mention.weapons) and not any(
        w.value in ("rocket", "mortar", "missile") for w in mention.weapons
    )
    lower = mention.note.sentence.lower
    if not munitions or laid or not READY.isdisjoint(lower):
        return False
    return not FOUND.isdisjoint(lower) or any(tuple(lower[k : k + 2]) in FINDING for k in range(len(lower) - 1))


def _returns_fire(mention: Mention) -> bool:
    """Tell whether a clause only says that the fire was returned ("The Americans replied with artillery")."""
    lower = mention.note.sentence.lower[mention.i : mention.j]
    answered = any(lower[k] in ANSWERED and lower[k + 1] == "with" for k in range(len(lower) - 1))
    guns = all(w.value in ("mortar", "small_arms") for w in mention.weapons)
    return answered and guns and not event_dates(mention) and not event_places(mention)


def _measured_from(mention: Mention) -> bool:
    """Tell whether an event is named only to date something else ("Four days before the explosion Turkey had shut its airspace")."""
    lower = mention.note.sentence.lower
    offsets = [d for d in mention.dates if d.kind == "offset"]
    return definite(mention) and any(
        d.j - 1 <= t.i - 2 <= d.j + 1 and lower[t.i - 1] in ("the", "that", "this") and {"before", "after"} & set(lower[d.i : t.i])
        for d in offsets
        for t in mention.triggers
    )


def definite(mention: Mention) -> bool:
    """Tell whether a mention only points at an event with a definite noun ("the strike", "those raids")."""
    lower = mention.note.sentence.lower
    nouns = {t.i for t in mention.triggers if t.kind == "attack_noun"}  # "the bombing" may look like a verb too
    triggers = [t for t in mention.triggers if lower[t.i] not in DOING and (t.kind == "attack_noun" or t.i not in nouns)]
    return bool(triggers) and all(
        t.kind == "attack_noun"
        and any(word in DEFINITE for word in lower[max(mention.i, t.i - 3) : t.i] if word != "'s" or t.i - 1 > mention.i)
        for t in triggers
    )


def numbered(mention: Mention) -> bool:
    """Tell whether a number counts munitions or attacks in the mention."""
    heads = {w.i for w in mention.weapons} | {t.i for t in mention.triggers} | {w.j - 1 for w in mention.weapons}
    return any(n.unit_word in heads for n in mention.note.numbers if mention.i <= n.i < mention.j and n.kind == "cardinal")


def anaphoric(mention: Mention) -> bool:
    """Tell whether a mention points back to an event already told ("the attack", "those raids")."""
    return any(mention.i <= c.i < mention.j for c in mention.note.kinds("anaphor"))

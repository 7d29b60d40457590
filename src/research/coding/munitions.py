"""How many munitions were fired or seen, and how many attacks one report stands for."""

from research.coding.facts import VAGUE, event_places
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.numbers import Number
from research.coding.words import words

LAUNCHED = frozenset({"rocket", "missile", "mortar"})
DROPPED = words("what", "dropped")
ORDINALS = words("mentions", "ordinals")
UNCOUNTED = frozenset({"small_arms", "unknown", "suicide_bomb"})
THROWN = words("what", "thrown")
EVENT_NOUNS = words("what", "event_nouns")


def munitions_of(event: Event, weapon: str, notes: list[Annotated]) -> tuple[int | None, int | None, Evidence] | None:
    """Return the lower and upper bound of the munitions fired or seen, and the words that give it; None where not said.

    A group's own figure stands second to others; where both are given they are the bounds.
    """
    if weapon in UNCOUNTED:
        return None
    found: list[tuple[tuple[int | None, int | None, Evidence], bool]] = []
    for mention in sorted(event.mentions, key=lambda m: m.note.sentence.role == "title"):
        claimed = any(mention.i <= c.i < mention.j for c in mention.note.kinds("claim"))
        counted = _counted_in(mention, weapon)
        if counted:
            found.append((counted, claimed))
    alone = next((c for c, _ in found if c[2].rule in ("munitions.ordinal", "munitions.part")), None)
    if alone:
        return alone
    if not found:
        later = _told_later(event, weapon, notes)
        return later
    exact = [c for c, _ in found if c[2].rule == "munitions.counted"] or [c for c, _ in found]
    if not exact:
        return None
    official = next((c for c, claimed in found if not claimed and c in exact), exact[0])
    theirs = next((c for c, claimed in found if claimed and c in exact), None)
    if theirs and official[0] and theirs[0] and theirs[0] < official[0]:
        return theirs[0], official[1], official[2]
    return official


def _told_later(event: Event, weapon: str, notes: list[Annotated]) -> tuple[int | None, int | None, Evidence] | None:
    """Return the number that a sentence about the event gives where its telling gives none ("officers counted eleven rockets")."""
    own = {m.note.sentence.no for m in event.mentions}
    if any("each" in m.flags for m in event.mentions):
        return None
    for k in sorted(event.sentences - own):
        whole = Mention(notes[k], 0, len(notes[k].sentence.lower), [], weapons=notes[k].kinds("weapon"))
        counted = _counted_in(whole, weapon)
        if counted and counted[2].rule == "munitions.counted":
            return counted
    return None


def _counted_in(mention: Mention, weapon: str) -> tuple[int | None, int | None, Evidence] | None:
    for cue in mention.weapons:
        if weapon == "air_strike":
            if mention.note.sentence.lower[cue.j - 1] not in DROPPED:
                continue
        elif weapon == "other":
            if mention.note.sentence.lower[cue.j - 1] not in THROWN:
                continue
        elif cue.value != weapon and not (weapon in LAUNCHED and cue.value in LAUNCHED):
            continue
        counted = _counted(mention, cue.i, cue.j)
        if counted and ("each" not in mention.flags or counted[0] == 1):  # what was fired at several places is not said of each
            return counted
    for number in mention.note.numbers:
        if mention.i <= number.i < mention.j and number.kind == "cardinal" and number.unit_word is not None:
            if mention.note.sentence.lower[number.unit_word] == "impacts" and weapon in LAUNCHED:
                return number.low, number.high, Evidence(number.low, "munitions.counted", mention.note.sentence, number.i, number.j)
    single = next((t for t in mention.triggers if t.value == "ellipsis"), None)
    if single and {"one"} & set(mention.note.sentence.lower[single.i : single.i + 2]):
        return 1, 1, Evidence(1, "munitions.one", mention.note.sentence, single.i, single.i + 1)
    if "elided" in mention.flags:
        ordinal = _ordinal(mention)
        if ordinal is not None and any(p.where_prec < VAGUE for p in event_places(mention)):  # each fell on a place of its own
            return 1, 1, Evidence(1, "munitions.ordinal", mention.note.sentence, ordinal, ordinal + 1)
        for number in mention.note.numbers:
            if mention.i <= number.i < mention.j and number.kind == "cardinal" and number.unit_word is None:
                return number.low, number.high, Evidence(number.low, "munitions.counted", mention.note.sentence, number.i, number.j)
    return None


def _ordinal(mention: Mention) -> int | None:
    """Return the token of "the second" in "the second fell on ..."."""
    lower = mention.note.sentence.lower
    return next((t.i - 1 for t in mention.triggers if t.i >= 2 and lower[t.i - 1] in ORDINALS and lower[t.i - 2] == "the"), None)


def _counted(mention: Mention, i: int, j: int) -> tuple[int | None, int | None, Evidence] | None:
    sentence, lower = mention.note.sentence, mention.note.sentence.lower
    for number in mention.note.numbers:
        if number.kind == "cardinal" and mention.i <= number.i < mention.j and _counts(number, lower, i, j):
            return number.low, number.high, Evidence(number.low, "munitions.counted", sentence, number.i, max(number.j, j))
    following = lower[j] if j < len(lower) else ""
    if lower[j - 1].endswith("s") or following in EVENT_NOUNS:
        return None
    for k in range(i - 1, max(i - 5, mention.i - 1, -1), -1):
        if lower[k] in ("a", "an", "one", "another", "single") or (lower[k] == "the" and lower[i] == "drone"):
            return 1, 1, Evidence(1, "munitions.one", sentence, k, j)
        if lower[k] in (",", "and", "of", "the", "by", "with"):
            return None
    return None


def _counts(number: Number, lower: list[str], i: int, j: int) -> bool:
    """Tell whether a number counts the munitions of tokens i to j: "33 rockets", "two rounds of indirect fire", "the number of rockets at 15"."""
    if number.part:
        return False
    if number.unit_word is not None and i <= number.unit_word < j:
        return number.low != 1 or not lower[j - 1].endswith("s")  # not "in one case rockets were ..."
    if (
        number.unit_word is not None
        and number.unit_word < i <= number.unit_word + 3
        and lower[number.unit_word] in ("rounds", "pieces")
        and lower[i - 1] == "of"
    ):
        return True
    if j <= number.i <= j + 3 and lower[number.j : number.j + 2] == ["in", "all"]:
        return True
    return j <= number.i <= j + 5 and "number" in lower[max(i - 4, 0) : i] and number.unit_word is None


def attacks_of(event: Event, alone: bool) -> tuple[int, Evidence] | None:
    """Return how many attacks an event stands for and the words that say so ("five convoys were attacked", "attacked twice"); None where not said.

    A number told without a place sums up the events told after it, unless the event stands `alone`.
    """
    for mention in event.mentions:
        if not alone and not any(p.relation in ("at", "near") and p.where_prec < VAGUE for p in mention.places):
            continue
        heads = {t.j - 1 for t in mention.triggers if t.kind == "attack_noun" and mention.note.sentence.lower[t.i] != "impacts"} | {
            c.j - 1
            for c in mention.note.kinds("target")
            if c.value == "convoy" and mention.i <= c.i < mention.j and mention.note.sentence.lower[c.j - 1].endswith("convoys")
        }
        for number in mention.note.numbers:
            if not mention.i <= number.i < mention.j or number.part or "each" in mention.flags:
                continue
            low = number.low or number.best
            counted = number.kind == "cardinal" and number.unit_word in heads
            repeated = number.kind == "times" and any(abs(number.i - t.j) <= 2 for t in mention.triggers)
            if low and low > 1 and (counted or repeated):
                return low, Evidence(low, "n_attacks", mention.note.sentence, number.i, number.j)
    return None

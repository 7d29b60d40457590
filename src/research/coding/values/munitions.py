"""How many munitions were fired or seen, and how many attacks one report stands for."""

from research.coding.events.facts import VAGUE, event_places
from research.coding.lexicon import Cue
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.numbers.find import Number
from research.coding.words import words

LAUNCHED = frozenset({"rocket", "missile", "mortar"})
COUNTED_HEADS = {"air_strike": words("what", "dropped"), "other": words("what", "thrown")}
ALL_TOLD = frozenset({("in", "all"), ("at", "least"), ("in", "number"), ("in", "total"), ("of", "them")})
PIECES = frozenset({"rounds", "round", "projectiles", "projectile", "munitions"})
ORDINALS = words("mentions", "ordinals")
UNCOUNTED = frozenset({"small_arms", "unknown", "suicide_bomb"})
EVENT_NOUNS = words("what", "event_nouns")

Bounds = tuple[int | None, int | None, Evidence]  # low, high, and the words that say so


def munitions_of(event: Event, weapon: str, notes: list[Annotated]) -> Bounds | None:
    """Return the lower and upper bound of the munitions fired or seen, and the words that give it; None where not said.

    A group's own figure stands second to others; where both are given they are the bounds.
    """
    if weapon in UNCOUNTED:
        return None
    found: list[tuple[Bounds, bool]] = []
    for mention in sorted(event.mentions, key=lambda m: m.note.sentence.role == "title"):
        claimed = any(mention.i <= c.i < mention.j for c in mention.note.kinds("claim"))
        counted = _counted_in(mention, weapon)
        if counted:
            found.append((counted, claimed))
    alone = next((c for c, _ in found if c[2].rule == "munitions.ordinal"), None)
    if alone:
        return alone
    if not found:
        return _told_later(event, weapon, notes)
    exact = [c for c, _ in found if c[2].rule == "munitions.counted"] or [c for c, _ in found]
    if not exact:
        return None
    official = next((c for c, claimed in found if not claimed and c in exact), exact[0])
    theirs = next((c for c, claimed in found if claimed and c in exact), None)
    if theirs and official[0] and theirs[0] and theirs[0] < official[0]:
        return theirs[0], official[1], official[2]
    return official


def _told_later(event: Event, weapon: str, notes: list[Annotated]) -> Bounds | None:
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


def _counted_in(mention: Mention, weapon: str) -> Bounds | None:
    """Return the number that a mention gives: of its weapon, of impacts, or of what it leaves out ("three more were launched")."""
    sentence, lower = mention.note.sentence, mention.note.sentence.lower
    for cue in mention.weapons:
        counted = _counted(mention, cue.i, cue.j) if _counts_for(weapon, cue, lower) else None
        if counted and ("each" not in mention.flags or counted[0] == 1):  # what was fired at several places is not said of each
            return counted
    numbers = [n for n in mention.note.numbers if mention.i <= n.i < mention.j and n.kind == "cardinal"]
    for number in numbers if weapon in LAUNCHED else []:
        if number.unit_word is not None and lower[number.unit_word] == "impacts":
            return number.low, number.high, Evidence(number.low, "munitions.counted", sentence, number.i, number.j)
    rounds = next((n for n in numbers if n.unit_word is not None and lower[n.unit_word] in PIECES and not n.part), None)
    if rounds and weapon in LAUNCHED:
        return rounds.low, rounds.high, Evidence(rounds.low, "munitions.counted", sentence, rounds.i, rounds.j)
    single = next((t for t in mention.triggers if t.value == "ellipsis" and "one" in lower[t.i : t.i + 2]), None)
    if single:
        return 1, 1, Evidence(1, "munitions.one", sentence, single.i, single.i + 1)
    return _left_out(mention, numbers) if "elided" in mention.flags else None


def _counts_for(weapon: str, cue: Cue, lower: list[str]) -> bool:
    """Tell whether the number of what a cue names is that of the event's weapon: aircraft are not counted, but their bombs are."""
    if weapon in COUNTED_HEADS:
        return lower[cue.j - 1] in COUNTED_HEADS[weapon]
    return cue.value == weapon or (weapon in LAUNCHED and cue.value in LAUNCHED)


def _left_out(mention: Mention, numbers: list[Number]) -> Bounds | None:
    """Return one for "the second fell on ..." where it fell on a place of its own, else the number that stands alone."""
    sentence = mention.note.sentence
    ordinal = _ordinal(mention)
    if ordinal is not None and any(p.where_prec < VAGUE for p in event_places(mention)):
        return 1, 1, Evidence(1, "munitions.ordinal", sentence, ordinal, ordinal + 1)
    number = next((n for n in numbers if n.unit_word is None), None)
    return (number.low, number.high, Evidence(number.low, "munitions.counted", sentence, number.i, number.j)) if number else None


def _ordinal(mention: Mention) -> int | None:
    """Return the token of "the second" in "the second fell on ..."."""
    lower = mention.note.sentence.lower
    return next((t.i - 1 for t in mention.triggers if t.i >= 2 and lower[t.i - 1] in ORDINALS and lower[t.i - 2] == "the"), None)


def _counted(mention: Mention, i: int, j: int) -> Bounds | None:
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
    """Tell whether a number counts the munitions of tokens i to j: "33 rockets", "two rounds of indirect fire", "rockets ... at 15"."""
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
    if j <= number.i <= j + 7 and lower[number.i - 1] == "," and tuple(lower[number.j : number.j + 2]) in ALL_TOLD:
        return True
    if tuple(lower[max(number.i - 4, 0) : number.i]) in (("of", "which", "there", "were"), ("of", "which", "there", "was")):
        return j <= number.i <= j + 6  # "the shells, of which there were five, fell ..."
    if j <= number.i <= j + 3 and lower[number.j : number.j + 2] == ["in", "all"]:
        return True
    return j <= number.i <= j + 5 and "number" in lower[max(i - 4, 0) : i] and number.unit_word is None


def attacks_of(event: Event, alone: bool, totals: set[int]) -> tuple[int, Evidence] | None:
    """Return how many attacks an event stands for ("five convoys were attacked", "attacked twice"); None where not said.

    A number told without a place sums up the events told after it, unless the event stands `alone`; so does a running total,
    and a headline above one. `totals`: the numbers of the sentences that give one.
    """
    for mention in event.mentions:
        if mention.note.sentence.no in totals or (totals and mention.note.sentence.role == "title"):
            continue
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

"""Claims of responsibility and their absence: who says "it was us", and attacks that nobody has claimed."""

from collections.abc import Sequence
from functools import cache

from research.coding.claims.actors import Actor
from research.coding.claims.clauses import negative, subject, verb_start
from research.coding.claims.forms import Claim, active, noun, passive
from research.coding.claims.words import key_words, words
from research.coding.model import Annotated

__all__ = ["Claim", "find_claims"]

MADE = frozenset({"made", "issued", "posted", "published"})  # "For one attack there is a claim. It was made by ..."
IT_WAS = (["it", "was"], ["claim", "was"], ["responsibility", "was"])
NAMES = frozenset({"name", "signature", "stamp", "up"})
TAKING = (["took", "the"], ["takes", "the"], ["taken", "the"], ["accepted", "the"], ["shouldered", "the"])
UNDONE = frozenset(
    "without yet refused declined failed expected expect fail hesitated wait waiting not never nor any anyone anybody would likely".split()
)
FIRST = frozenset({"first", "quick", "rushed", "hurried", "hastened", "appeared", "moved"})
NONFINITE_REACH, FOR_REACH = 9, 12
GOAL_REACH, CLAUSE_REACH, TAKEN_REACH = 13, 7, 14


@cache
def triggers() -> frozenset[str]:
    """Return the words at which a claim, or the lack of one, may stand."""
    lists = words("claim")
    verbs = lists["verbs"] | lists["what"] | lists["own_up"] | lists["admit"] | lists["boast"]
    return verbs | {"statement", "unclaimed", "as", "so", "forward", "blame"} | NAMES | MADE


@cache
def _not_made() -> frozenset[str]:
    return triggers() - MADE


def find_claims(note: Annotated, actors: Sequence[Actor], before: Sequence[str] = ()) -> list[Claim]:
    """Return the claims of a sentence, and the statements that there is none, in order.

    `before` are the tokens of the sentence before, whose last word may be the claim that "It was made by" speaks of.
    """
    wanted = triggers() if "claim" in before[-6:] or "claim" in note.sentence.lower else _not_made()
    if wanted.isdisjoint(note.sentence.lower):
        return _no_claimant(note)
    found: list[Claim] = []
    for k, word in enumerate(note.sentence.lower):
        if word not in wanted:
            continue
        claim = _claim(note, actors, k)
        if claim is not None and not any(c.i < claim.j and claim.i < c.j and c.nobody == claim.nobody for c in found):
            found.append(claim)
    return found or _no_claimant(note)


def _no_claimant(note: Annotated) -> list[Claim]:
    """Read "the attack has found no claimant", "it was claimed by no one"."""
    if key_words(words("claim")["unclaimed"]).isdisjoint(note.sentence.lower):
        return []
    text = f" {' '.join(note.sentence.lower)} "
    phrase = next((p for p in sorted(words("claim")["unclaimed"]) if f" {p} " in text), None)
    if phrase is None:
        return []
    start = len(text[: text.index(f" {phrase} ")].split())
    return [Claim(start, start + len(phrase.split()), nobody=True, rule=phrase)]


def _claim(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    low, lists = note.sentence.lower, words("claim")
    word = low[k]
    if word in MADE and low[max(k - 2, 0) : k] in IT_WAS and low[k + 1 : k + 2] == ["by"]:
        return passive(note, actors, k, [])
    if word == "claim" and low[k - 1 - (low[k - 1] == "a")] in lists["lay"] and low[k + 1 : k + 2] == ["to"]:
        whole = low[k + 2 : k + 3] not in ([], ["."], [","], [";"]) and _for_deed(note, k + 1, "to")
        verb = k - 1 - (low[k - 1] == "a")
        return active(note, actors, verb, "laid claim") if whole or _which_claimed(low, verb) else None
    if word in ("claim", "claims") and _is_noun(low, k):
        return noun(note, actors, k)
    if word in lists["verbs"]:
        return _verb(note, actors, k)
    if word == "blame":
        return active(note, actors, k - 2, "took the blame") if low[max(k - 2, 0) : k] in TAKING else None
    if word in lists["what"]:
        told = low[k - 1] in lists["verbs"] or "claim" in low[max(k - 3, 0) : k]
        return None if told else _taken(note, actors, k)
    if word in lists["own_up"]:
        return active(note, actors, k, "owned up") if low[k + 1 : k + 2] == ["up"] and _for_deed(note, k + 2, "to") else None
    if word in lists["admit"] and negative(low, *subject(low, k)):
        return Claim(max(k - 2, 0), k + 1, nobody=True, rule="nobody " + word)
    if word in lists["admit"] or word in lists["boast"]:
        return active(note, actors, k, word) if not words("attack")["strike_nouns"].isdisjoint(low[k + 1 : k + 5]) else None
    return _turn(note, actors, k)


def _turn(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    """Read "it went unclaimed", "nobody came forward", "so says Ashab al-Kahf", "as it has most of those"."""
    low, lists = note.sentence.lower, words("claim")
    word, after = low[k], low[k + 1 : k + 4]
    if (
        word in NAMES
        and k > 1
        and low[k - 1] in ("its", "their", "his")
        and low[k - 2] in ("put", "puts", "putting")
        and after[:1] == ["to"]
    ):
        return active(note, actors, k - 2, "put its name to")
    if word == "statement":  # "no group has put out a statement"
        verb = next((m for m in range(k - 1, max(k - 4, -1), -1) if low[m] in lists["issue"]), None)
        nobody = verb is not None and negative(low, *subject(low, verb)) and low[k + 1 : k + 2] in (["."], [","], [";"], ["on"], ["about"])
        return Claim(k - 1, k + 1, nobody=True, rule="nobody issued a statement") if nobody else None
    if word == "unclaimed":
        return Claim(k, k + 1, nobody=True, rule="unclaimed") if lists["general"].isdisjoint(low[max(k - 4, 0) : k]) else None
    if word in ("forward", "up", "out") and low[k - 1] in lists["come"]:
        return Claim(k - 1, k + 1, nobody=True, rule="nobody came forward") if negative(low, *subject(low, k - 1)) else None
    if word == "forward" and low[k - 1] in lists["come"] and after[:1] in (["as"], ["to"], ["with"]):
        told = {"author", "authors", "claim", "responsibility", "perpetrator", "perpetrators"} & set(low[k + 1 : k + 6])
        return active(note, actors, k - 1, "came forward") if told else None
    if word == "as" and after[:2] in (["it", "has"], ["it", "did"]) and after[2:] and after[2] in lists["rest"]:
        return Claim(k + 1, min(k + 6, len(low)), pronoun="it", rule="as it has most")
    if word == "so" and k == 0 and after[:1] and after[0] in ("says", "said", "claims", "claimed"):
        named = [a for a in actors if a.group_id and not a.state][:1]
        return Claim(0, named[0].j, tuple(named), rule="so says") if named else None
    return None


def _is_noun(low: Sequence[str], k: int) -> bool:
    lists = words("claim")
    before, after = low[k - 1] if k else "", low[k + 1] if k + 1 < len(low) else ""
    return before in lists["before_noun"] or after == "of" or (low[k] == "claim" and after in lists["after_noun"])


def _verb(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    low = note.sentence.lower
    being = not words("claim")["be"].isdisjoint(low[verb_start(low, k) : k])
    if low[k] == "claimed" and (being or low[k + 1 : k + 2] == ["by"]):
        return passive(note, actors, k, low[max(k - 6, 0) : k])
    if not (_claims_attack(low, k) or _claims_deed(low, k)):
        return active(note, actors, k, "claimed") if _which_claimed(low, k) else None
    if low[k] == "claiming" or low[k - 1] == "to":
        return _nonfinite(note, actors, k)
    return active(note, actors, k, "claimed")


def _which_claimed(low: Sequence[str], k: int) -> bool:
    """Tell whether the attack is what "which" or "that" stands for: "the attack, which the group has claimed"."""
    start, end = subject(low, k)
    if end <= start or not start or low[start - 1] not in ("which", "that"):
        return False
    lists = words("claim")
    return not (lists["goals"] - lists["pronouns"] - lists["quantities"]).isdisjoint(low[max(start - 4, 0) : start - 1])


def _nonfinite(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    """Return the claim of "came forward to claim it", "a video claiming it", "vowed more after claiming it"."""
    low = note.sentence.lower
    told = active(note, actors, k, "claimed")
    if told is not None or not UNDONE.isdisjoint(low[max(k - 6, 0) : k]):
        return told
    verb = next(
        (m for m in range(k - 1, max(k - NONFINITE_REACH, 0), -1) if low[m] in words("claim")["issue"] | words("claim")["come"] | FIRST),
        None,
    )
    if verb is not None:
        return active(note, actors, verb, "claimed it")
    near = [a for a in actors if a.j <= k and not a.state and a.group_id]
    known = low[k] == "claiming" and len({a.key for a in near}) == 1 and negative(low, 0, near[0].i) is False
    return Claim(near[0].i, k + 2, (near[0],), rule="claiming") if known else None


def _claims_attack(low: Sequence[str], k: int) -> bool:
    """Tell whether an attack, or responsibility for one, is the object of the verb to claim."""
    lists = words("claim")
    nouns = lists["goals"] - lists["pronouns"] - lists["quantities"]
    for m in range(k + 1, min(k + GOAL_REACH, len(low))):
        word, after = low[m], low[m + 1] if m + 1 < len(low) else ""
        if word in lists["what"] or word in lists["goals"]:
            if word == "this" and after in ("one", "time", "as"):
                return True
            if word in lists["pronouns"] and after and after not in lists["behind_pronouns"]:
                return False
            return not (word in lists["quantities"] and after in lists["people"]) and not _clause_follows(low, m)
        if word in lists["not_goals"] and not (word == "that" and after in nouns):
            return False
    return False


def _clause_follows(low: Sequence[str], m: int) -> bool:
    """Tell whether the noun at token m is the subject of a clause: "claimed the attack was a fabrication"."""
    lists = words("claim")
    for k in range(m + 1, min(m + CLAUSE_REACH, len(low))):
        if low[k] in lists["clause"]:
            return True
        if low[k] in lists["no_clause"]:
            return False
    return False


def _claims_deed(low: Sequence[str], k: int) -> bool:
    """Tell whether "claimed" goes on with a deed: "claimed to have hit", "claims to be behind"."""
    behind = low[k + 1 : k + 5]
    return behind[:2] == ["to", "have"] or (behind[:2] == ["to", "be"] and bool({"behind", "responsible"} & set(behind)))


def _for_deed(note: Annotated, k: int, link: str) -> bool:
    """Tell whether what follows "responsibility for" at token k is an attack; what does not go on so is about one."""
    low, deeds = note.sentence.lower, words("claim")["goals"] | words("attack")["nouns"] | words("charge")["attack_words"]
    if low[k : k + 1] != [link]:
        return True
    return not deeds.isdisjoint(low[k + 1 : k + FOR_REACH]) or any(k < p.i < k + FOR_REACH for p in note.places)


def _taken(note: Annotated, actors: Sequence[Actor], k: int) -> Claim | None:
    """Read "took credit", "responsibility was claimed by", "responsibility was taken in a statement by"."""
    low, lists = note.sentence.lower, words("claim")
    verb = next((m for m in range(k - 1, max(k - 5, -1), -1) if low[m] in lists["take"]), None)
    if verb is not None and words("denial")["verbs"].isdisjoint(low[max(k - 3, 0) : k]):
        return active(note, actors, verb, "took " + low[k]) if low[k] == "credit" or _for_deed(note, k + 1, "for") else None
    for m in range(k + 1, min(k + TAKEN_REACH, len(low))):
        if low[m] in lists["taken"] and not lists["be"].isdisjoint(low[k:m]):
            return passive(note, actors, m, low[k:m])
        if low[m] in (".", ";"):
            break
    return None

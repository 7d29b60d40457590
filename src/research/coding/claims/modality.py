"""What is not so or not certain: hedges, threats and plans, attacks that are feared or have been ended."""

from collections.abc import Sequence

from research.coding.claims.words import together, words

PEOPLE_REACH = 8  # tokens


def is_hedged(low: Sequence[str], k: int) -> bool:
    """Tell whether what stands at token k is only suspected, believed or possible."""
    lists = words("modality")
    if lists["hedges"].isdisjoint(low):
        return False
    start = max(k - 14, 0)
    for m in range(k - 2, start - 1, -1):
        if low[m] in lists["hedge_ends"]:
            start = m + 1
            break
    return any(low[m] in lists["hedges"] and _hedges(low, m) for m in range(start, min(k + 4, len(low))))


def _hedges(low: Sequence[str], m: int) -> bool:
    """Tell whether a word such as "may" hedges where it stands: not in "in May", nor in "may attack"."""
    after = low[m + 1] if m + 1 < len(low) else ""
    if low[m] == "could":
        return after == "have" or low[m + 1 : m + 3] == ["only", "be"]
    if low[m] == "alleged":
        return after != "that"
    if low[m] in ("may", "might"):
        return after in words("modality")["have"] and not (m and low[m - 1] in ("in", "since", "on", "of", "early", "late"))
    return True


def is_unreal(low: Sequence[str], start: int, k: int) -> bool:
    """Tell whether a verb at token k, whose auxiliaries start at `start`, is only threatened, planned or wished for."""
    chain, lists = low[start:k], words("modality")
    for m, word in enumerate(chain):
        if word in lists["unreal"] and "have" not in chain[m + 1 : m + 4]:
            return True
        if word == "to" and "have" not in chain[m + 1 :] and not (start + m and low[start + m - 1] in lists["real_to"]):
            return True
    if not chain and low[max(start - 1, 0)] == "to":
        return True
    before = low[max(start - 8, 0) : start]
    return not lists["conditional"].isdisjoint(before) and not {"said", "says"} & set(before)


def is_doubted(low: Sequence[str], k: int) -> bool:
    """Tell whether there is "no sign that" or "no evidence that" before the clause of which token k is part."""
    before = low[max(k - 9, 0) : k]
    return any(
        word in ("no", "little", "any") and not words("modality")["signs"].isdisjoint(before[n + 1 : n + 3])
        for n, word in enumerate(before)
    )


def is_negated(low: Sequence[str], start: int, k: int) -> bool:
    """Tell whether a verb at token k, whose auxiliaries start at `start`, is denied."""
    return not words("modality")["negations"].isdisjoint(low[start:k])


def is_halted(low: Sequence[str], k: int) -> bool:
    """Tell whether attacks named at token k are feared, ended or still to come."""
    lists, before = words("modality"), low[max(k - 5, 0) : k]
    if not lists["ongoing"].isdisjoint(before):
        before = [word for word in before if word != "against"]
    if low[k - 1 : k] == ["the"] and low[k + 1 : k + 2] == ["by"]:  # "condemned the attack by"
        before = [word for word in before if not word.startswith("condemn")]
    return not lists["halted"].isdisjoint(before) and low[k - 1] not in ("in", "by")


def is_of_people(low: Sequence[str], k: int) -> bool:
    """Tell whether what is disowned behind token k are men and not a deed: "no links with the groups that were bombed"."""
    lists, deeds = words("denial"), together("attack.nouns", "attack.weapons") | {"it", "them", "this"}
    for m in range(k + 1, min(k + PEOPLE_REACH, len(low))):
        if low[m] in lists["people"]:
            return True
        if low[m] in deeds or low[m] in (".", ","):
            return False
    return False


def is_foreknowledge(low: Sequence[str], k: int) -> bool:
    """Tell whether it is only said who knew before: "had known nothing of the strike beforehand"."""
    around = low[max(k - PEOPLE_REACH, 0) : k + 2 * PEOPLE_REACH]
    return not words("denial")["before"].isdisjoint(around)

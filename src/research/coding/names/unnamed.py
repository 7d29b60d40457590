"""Groups without a name: "Iran-backed militias", "factions that Iran supports", "outlaw groups"."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from research.codebook import Codebook
from research.coding.names.mentions import UnnamedGroup
from research.coding.names.phrases import Phrases, by_first, follows
from research.coding.text import Sentence

QUOTES = frozenset({'"', "”"})
REACH = 14  # tokens behind the head within which its patron must be named


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The word lists of [unnamed] in names.toml, compiled."""

    words: dict[str, frozenset[str]]
    guards: Phrases
    tails: Phrases
    outside: Phrases
    it_backs: Phrases
    of_patron: Phrases
    row_id: str | None  # the codebook's row of kind unnamed


@lru_cache(maxsize=8)
def phrasing_of(codebook: Codebook) -> Phrasing:
    """Return the phrasing of `codebook`, compiled once."""
    raw = codebook.lexicon("names")["unnamed"]
    row_id = next((group.group_id for group in codebook.groups.values() if group.kind == "unnamed"), None)
    words = {name: frozenset(values) for name, values in raw.items()}
    return Phrasing(
        words,
        by_first(raw["guards"]),
        by_first(raw["tails"]),
        by_first(raw["outside"]),
        by_first(raw["it_backs"]),
        by_first(raw["of_patron"]),
        row_id,
    )


def unnamed_at(sentence: Sentence, head: int, codebook: Codebook, named: Set[int]) -> UnnamedGroup | None:
    """Return the unnamed group whose head noun is token `head`, or None. `named`: tokens that belong to named groups."""
    phrasing = phrasing_of(codebook)
    lower = sentence.lower
    start, patron, qualified = _before(sentence, head, phrasing, named)
    if start > 0 and start - 1 in named:  # "the Kataib Hezbollah militia": the name says it
        return None
    end = head + 1
    behind = 0 if patron else _behind(lower, end, phrasing)
    if behind:
        end = behind
    elif not patron:
        first, last = _patron_first(lower, start, end, phrasing)
        if first >= 0:
            start, end, behind = first, last, last
    if patron or behind:
        return UnnamedGroup(start, end, sentence.span_text(start, end), phrasing.row_id)
    if outside := follows(phrasing.outside, lower, end):  # "persons outside the law"
        return UnnamedGroup(start, end + outside, sentence.span_text(start, end + outside), None)
    if lower[head] in phrasing.words["people"]:
        return None
    if not _enough(lower, head, qualified, phrasing, named):
        return None
    return UnnamedGroup(start, end, sentence.span_text(start, end), None)


def _enough(lower: list[str], head: int, qualified: bool, phrasing: Phrasing, named: Set[int]) -> bool:
    """Tell whether a head without a patron speaks of a group: "outlaw groups", "militias", but not "militia sources"."""
    following = lower[head + 1] if head + 1 < len(lower) else ""
    if following in phrasing.words["attributive_before"]:
        return False
    if following in ("of", "from") and ({head + 2, head + 3} & named):  # "militants of Islamic State"
        return False
    if head and (lower[head - 1], lower[head]) in (("armed", "forces"), ("security", "forces"), ("armed", "units")):
        return False
    return qualified or lower[head] in phrasing.words["alone"]


def _before(sentence: Sentence, head: int, phrasing: Phrasing, named: Set[int]) -> tuple[int, bool, bool]:
    """Return where the modifiers of the head start, whether a patron is among them, and whether one of them qualifies it."""
    lower, words = sentence.lower, phrasing.words
    k, patron, qualified = head, False, False
    while k > 0 and k - 1 not in named:
        word = lower[k - 1]
        if word in words["patrons"] and _qualifies(lower, k - 1, words):
            patron = True
        elif word in words["qualified"]:
            qualified = True
        elif not (word in words["modifiers"] or (word in words["ties"] and sentence.joined(k - 1))):
            break
        k -= 1
    while k < head and lower[k] in words["counting"]:
        k += 1
    return k, patron, qualified


def _qualifies(lower: list[str], k: int, words: dict[str, frozenset[str]]) -> bool:
    """Tell whether the patron at token k says whose the group is: "Iran-backed", "pro-Iran", "Iranian"."""
    tied = lower[k + 1] in words["ties"] or lower[k + 1] in words["heads"]
    return tied or lower[k] == "iranian" or (k > 0 and lower[k - 1] == "pro")


def _behind(lower: list[str], j: int, phrasing: Phrasing) -> int:
    """Return where a phrase such as "backed by Iran" or "that Iran supports" behind the head ends, or 0."""
    words, k = phrasing.words, j
    if k + 1 < len(lower) and (lower[k] in QUOTES or (lower[k] == "," and lower[k + 1] in words["clause_openers"])):
        k += 1
    while k < min(len(lower), j + REACH):
        size = follows(phrasing.guards, lower, k) or int(lower[k] in words["patrons"])
        if size:
            end = _tailed(phrasing, lower, k + size)
            return end if any(word in words["tie_words"] for word in lower[j:end]) else 0
        if lower[k] not in words["links"]:
            return 0
        k += 1
    return 0


def _tailed(phrasing: Phrasing, lower: list[str], end: int) -> int:
    """Return where the words that follow a patron end: "that Iran supports", "that Iran arms and pays"."""
    size = follows(phrasing.tails, lower, end)
    while size:
        end += size
        size = follows(phrasing.tails, lower, end + 1) if lower[end : end + 1] in (["and"], ["or"], [","]) else 0
        end += size > 0
    return end


def _patron_first(lower: list[str], start: int, end: int, phrasing: Phrasing) -> tuple[int, int]:
    """Return the span of "Iran's allies" or "Iran and the militias it supports" around the head before token `end`, or (-1, -1)."""
    words = phrasing.words
    for k in range(max(start - 3, 0), end - 1):
        if lower[k] in words["patrons"]:
            if lower[k + 1] == "'s" and follows(phrasing.of_patron, lower, k + 2) >= end - k - 2:
                return k, end
            backs = follows(phrasing.it_backs, lower, end)
            if backs and all(word in ("and", "or", "the", "of", "both") for word in lower[k + 1 : start]):
                return k, end + backs
    return -1, -1

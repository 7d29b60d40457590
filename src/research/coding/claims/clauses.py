"""Parts of a sentence over its folded tokens: the subject of a verb, its auxiliaries, nobody as a subject."""

from collections.abc import Sequence

from research.coding.claims.words import together, words

COORDINATED = 14  # tokens between two verbs of one subject
LONGEST = 16  # tokens of a subject
PAIRS = {'"': '"', "”": "“", "’": "‘", ")": "(", "'": "'"}
RELATIVE = frozenset({"that", "which", "who"})
Spans = Sequence[tuple[int, int]]


def is_auxiliary(word: str) -> bool:
    """Tell whether a word may stand between a subject and its verb: an auxiliary or an adverb."""
    lists = words("grammar")
    return word in lists["auxiliaries"] or (word.endswith("ly") and word not in lists["no_adverbs"])


def verb_start(low: Sequence[str], k: int) -> int:
    """Return where the auxiliaries and adverbs of the verb at token k start; "are believed to have" is one of them."""
    believed = words("grammar")["believed"]
    if k > 1 and low[k - 1] == '"' and (is_auxiliary(low[k - 2]) or low[k - 2] == ",") and low[: k - 1].count('"') % 2 == 0:
        k -= 1  # it had "struck the base"
    while k > 0 and (is_auxiliary(low[k - 1]) or (low[k - 1] in believed and low[k : k + 1] == ["to"])):
        k -= 1
    return k


def subject(low: Sequence[str], k: int, spans: Spans = ()) -> tuple[int, int]:
    """Return the tokens of the subject of the verb at token k: what stands before it up to a break, an apposition left out.

    `spans` are names whose words are no breaks ("militias that Iran supports").
    """
    end = verb_start(low, k)
    if end > 1 and low[end - 1] == '"' and low[: end - 1].count('"') % 2 == 0:
        end -= 1  # the group "does not know"
    if end > 1 and low[end - 1] in ("and", "but") and low[k] not in words("attack")["verbs"]:
        first = _first_verb(low, end - 2 if low[end - 2] == "," else end - 1)
        if first is not None:
            return subject(low, first, spans)
    if end > 2 and low[end - 1] in PAIRS and low[end - 2] == "," and (name := _quoted_name(low, end - 1)):
        end = name  # 'a new group, "Sons of the Marshes," claimed'
    if end > 0 and low[end - 1] == ",":
        comma = next((c for c in range(end - 2, max(end - 26, -1), -1) if low[c] == ","), 0)
        if not comma:
            return end, end
        end = comma
    return _noun_phrase(low, end, spans), end


def _quoted_name(low: Sequence[str], close: int) -> int:
    """Return where a name in quotes that closes at token `close` opens, with the comma before it; 0 where it is no apposition."""
    opening = next((m for m in range(close - 1, max(close - 8, 0), -1) if low[m] == PAIRS[low[close]]), 0)
    return opening - 1 if opening > 1 and low[opening - 1] == "," else 0


def _first_verb(low: Sequence[str], end: int) -> int | None:
    """Return the verb with which a second one shares its subject: "condemned the shooting and denies"."""
    verbs = together("grammar.finite", "speech.verbs", "denial.verbs", "claim.verbs")
    for m in range(end - 1, max(end - COORDINATED, 0), -1):
        if low[m] in verbs and low[m - 1] not in ("the", "a", "its", "to", "by"):
            return m
        if low[m] in (";", ".", ":", "—", "–"):
            return None
    return None


def _noun_phrase(low: Sequence[str], end: int, spans: Spans) -> int:
    breaks, start = words("grammar")["breaks"], end
    while start > 0 and end - start < LONGEST:
        word = low[start - 1]
        whole = next((i for i, j in spans if i < start <= j), None)
        if whole is not None:
            start = whole
        elif word in PAIRS:
            opening = next((m for m in range(start - 2, max(start - 13, -1), -1) if low[m] == PAIRS[word]), None)
            if opening is None or low[start - 2] in (",", ".", "!"):  # what is quoted there is said, and no name
                break
            start = opening
        elif word in breaks or (word == "and" and _second_clause(low, start)):
            break
        else:
            start -= 1
    return start


def _second_clause(low: Sequence[str], start: int) -> bool:
    """Tell whether the "and" before a token joins two clauses, and not two nouns."""
    left = low[max(start - 13, 0) : start - 1]
    for stop in (",", ";", ".", "—", "–"):
        if stop in left:
            left = left[len(left) - left[::-1].index(stop) :]
    return low[start] in ("it", "he", "she", "they") or not words("grammar")["finite"].isdisjoint(left)


def has_finite(low: Sequence[str], start: int, end: int, spans: Spans) -> bool:
    """Tell whether a finite verb stands in tokens start to end, outside of names."""
    finite = words("grammar")["finite"]
    return any(low[k] in finite and not any(i <= k < j for i, j in spans) for k in range(start, end))


def negative(low: Sequence[str], start: int, end: int) -> bool:
    """Tell whether tokens start to end speak of nobody: no group, no one, none of the known groups."""
    lists = words("grammar")
    for k in range(start, min(start + 6, end)):
        if low[k] in lists["nobody"] or " ".join(low[k : k + 2]) in lists["no_group"]:
            return True
        if low[k] == "no" and not lists["no_body"].isdisjoint(low[k + 1 : min(k + 5, end)]):
            return True
        if low[k] not in lists["lead_in"] and not low[k].isdigit():
            return False
    return False

"""Who says what in a sentence: verbs of speech with their speakers, "according to", and the words that are said."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from research import codebook
from research.coding.model import Annotated

LONGEST = 16  # tokens of a speaker's name and office
NO_ADVERBS = frozenset({"family", "ally", "assembly", "july", "italy", "supply", "reply", "fly", "anomaly", "monopoly"})
BELIEVED = frozenset("believed thought reported suspected understood alleged assumed presumed rumored rumoured considered known held seen".split())
PAIRS = {'"': '"', "”": "“", "’": "‘", ")": "(", "'": "'"}


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens i to j are a speaker, `verb` the token of the verb, start to end the words said."""

    i: int
    j: int
    verb: int
    start: int
    end: int

    def covers(self, k: int) -> bool:
        """Tell whether token k is part of what is said."""
        return self.start <= k < self.end and not self.i <= k < self.j


@cache
def book() -> dict[str, Any]:
    """Return codebook/claims.toml with every word list as a set."""
    raw = codebook.load().lexicon("claims")
    return {section: {name: frozenset(values) if isinstance(values, list) else values for name, values in lists.items()} for section, lists in raw.items()}


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return the word lists of speech."""
    return book()["speech"]


def find_speech(note: Annotated) -> list[Speech]:
    """Return what is said by whom in a sentence, in order of the verbs."""
    low, lists = note.sentence.lower, vocabulary()
    if lists["verbs"].isdisjoint(low) and lists["according"].isdisjoint(low):
        return []
    found = []
    for k, word in enumerate(low):
        if word in lists["verbs"] and not _is_noun(low, k):
            speech = _spoken(note, k)
        elif word in lists["according"] and low[k + 1 : k + 2] == ["to"]:
            speech = _according(note, k)
        elif word == "by" and (size := _account(low, k)):
            speech = _accounted(low, k, size)
        else:
            continue
        if speech is not None:
            found.append(speech)
    return found


def speech_about(spoken: Sequence[Speech], k: int) -> Speech | None:
    """Return the innermost speech that token k is part of."""
    return min((s for s in spoken if s.covers(k)), key=lambda s: (abs(s.verb - k), s.verb), default=None)


def source_of(note: Annotated, k: int) -> str:
    """Return the words for who says or counts what stands at token k, or an empty string."""
    speech = speech_about(find_speech(note), k)
    return speaker_text(note, speech) if speech else ""


def speaker_text(note: Annotated, speech: Speech) -> str:
    """Return a speaker as the text names him, without articles and dates."""
    i, j = speech.i, speech.j
    while j > i + 1 and is_auxiliary(note.sentence.lower[j - 1]):
        j -= 1
    while i < j and note.sentence.lower[i] in ("the", "and", ",", "but", "while", "also", "later", "that"):
        i += 1
    return note.sentence.span_text(i, j)


def subject(low: Sequence[str], k: int, spans: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
    """Return the tokens of the subject of the verb at token k: what stands before it up to a break, an apposition left out.

    `spans` are names whose words are no breaks ("militias that Iran supports").
    """
    lists = vocabulary()
    end = k
    while end > 0 and (is_auxiliary(low[end - 1]) or (low[end - 1] in BELIEVED and low[end : end + 1] == ["to"])):
        end -= 1
    if end > 0 and low[end - 1] == ",":
        comma = next((c for c in range(end - 2, max(end - 26, -1), -1) if low[c] == ","), None)
        if comma is None or comma == 0:
            return end, end
        end = comma
    start = end
    while start > 0 and end - start < LONGEST:
        word = low[start - 1]
        whole = next((i for i, j in spans if i < start <= j), None)
        if whole is not None:
            start = whole
        elif word in PAIRS:
            opening = _opening(low, start - 1)
            if opening is None or low[start - 2] in (",", ".", "!"):  # what is quoted there is said, and no name
                break
            start = opening
        elif word in lists["breaks"] or (word == "and" and (_has_verb(low, start - 1) or low[start] in ("it", "he", "she", "they"))):
            break
        else:
            start -= 1
    return start, end


def is_auxiliary(word: str) -> bool:
    """Tell whether a word may stand between a subject and its verb: an auxiliary or an adverb."""
    return word in vocabulary()["auxiliaries"] or (word.endswith("ly") and word not in NO_ADVERBS)


def _opening(low: Sequence[str], k: int) -> int | None:
    """Return the token that opens the short quotation or bracket which token k closes."""
    return next((m for m in range(k - 1, max(k - 12, -1), -1) if low[m] == PAIRS[low[k]]), None)


def _has_verb(low: Sequence[str], k: int) -> bool:
    left = low[max(k - 12, 0) : k]
    for stop in (",", ";", ".", "—", "–"):
        if stop in left:
            left = left[len(left) - left[::-1].index(stop) :]
    return not vocabulary()["finite"].isdisjoint(left)


def _is_noun(low: Sequence[str], k: int) -> bool:
    """Tell whether a word such as "reports" or "claims" is a noun where it stands."""
    word, lists = low[k], vocabulary()
    if word not in lists["also_nouns"]:
        return False
    before, after = low[k - 1] if k else "", low[k + 1] if k + 1 < len(low) else ""
    if word.startswith("claim") and after not in ("that", "it", "they", "there", "its", "to", "he", "she", "no", "their", "two", "three", "several"):
        return True
    if word == "reported" and before in ("news", "media", "as"):
        return False
    return before in lists["before_nouns"] or after in lists["after_nouns"]


def _spoken(note: Annotated, k: int) -> Speech | None:
    low = note.sentence.lower
    start, end = subject(low, k, [(u.i, u.j) for u in note.unnamed])
    inverted = k > 0 and low[k - 1] in (",", "\"", "”", "’", "'") and k + 1 < len(low) and low[k + 1] not in vocabulary()["clause_openers"]
    if inverted and (end <= start or not _phrase_before(low, k)):
        stop = _stop(low, k + 1)
        return Speech(k + 1, stop, k, 0, k) if stop > k + 1 else None
    if end <= start:
        return None
    after = _after_adjuncts(note, _after_hearer(note, k) if low[k] in ("told", "tells") else k + 1)
    if after < len(low) and low[after] not in vocabulary()["trailing"]:
        return Speech(start, end, k, k + 1, _scope_end(low, k + 1))
    if start > 0:
        return Speech(start, end, k, _scope_start(low, start), start)
    return Speech(start, end, k, k + 1, len(low))


def _after_hearer(note: Annotated, k: int) -> int:
    """Return the first token after those to whom something was told."""
    low, m = note.sentence.lower, k + 1
    while m < min(len(low), k + 7) and (low[m] in vocabulary()["hearers"] or low[m] in ("the", "a", "news", "s", "'s", "local", "state") or note.sentence.words[m][0].isupper()):
        m += 1
    return m


def _phrase_before(low: Sequence[str], k: int) -> bool:
    """Tell whether the comma before a verb closes an apposition, and not what is said."""
    commas = [c for c in range(k - 1) if low[c] == ","]
    if not commas:
        return False
    return low[commas[-1] + 1] in ("a", "an", "the", "who", "which", "one", "whose", "known", "where", "under") and k - commas[-1] < 24


def _after_adjuncts(note: Annotated, k: int) -> int:
    """Return the first token after k that is no day, no hearer, no "in a statement"."""
    low, lists = note.sentence.lower, vocabulary()
    while k < len(low):
        span = next((d for d in note.dates if d.i <= k < d.j), None)
        if span is not None:
            k = span.j
        elif low[k] in ("on", "in", "to", "at", "late", "early", "earlier", "via", "through") and k + 1 < len(low):
            size = _adjunct(low, k)
            if not size:
                if not any(d.i <= k + 1 < d.j for d in note.dates):
                    return k
                size = 1
            k += size
        elif low[k] in lists["adverbs"]:
            k += 1
        else:
            return k
    return k


def _adjunct(low: Sequence[str], k: int) -> int:
    """Return how many tokens from k on say where or to whom something was said, 0 if they do not."""
    for m in range(k + 1, min(k + 7, len(low))):
        if low[m] in vocabulary()["media"] or low[m] in vocabulary()["hearers"]:
            return m + 1 - k
        if low[m] in ("that", "it", "they", ",", "."):
            return 0
    return 0


def _scope_end(low: Sequence[str], k: int) -> int:
    return next((m for m in range(k, len(low)) if low[m] == ";" or (low[m] in ("but", "while", "although", "though") and low[m - 1] == ",")), len(low))


def _scope_start(low: Sequence[str], start: int) -> int:
    return next((m + 1 for m in range(start - 1, -1, -1) if low[m] == ";"), 0)


def _stop(low: Sequence[str], k: int) -> int:
    """Return where a speaker named from token k on ends."""
    m = k
    while m < len(low) and m - k < LONGEST and low[m] not in vocabulary()["speaker_ends"]:
        m += 1
    return m


def _according(note: Annotated, k: int) -> Speech | None:
    low = note.sentence.lower
    stop = _stop(low, k + 2)
    if stop <= k + 2:
        return None
    if k == 0 or low[k - 1] in (";", "and", "but"):
        return Speech(k + 2, stop, k, stop, _scope_end(low, stop))
    return Speech(k + 2, stop, k, _scope_start(low, k), len(low))


def _account(low: Sequence[str], k: int) -> int:
    """Return the length of "by the Pentagon 's count" from token k on, 0 if it is none."""
    for m in range(k + 2, min(k + 9, len(low))):
        if low[m] in vocabulary()["accounts"]:
            return m + 1 - k
        if low[m] in (",", "."):
            return 0
    return 0


def _accounted(low: Sequence[str], k: int, size: int) -> Speech:
    words = low[k + 1 : k + size]
    if "of" in low[k + size : k + size + 1]:
        return Speech(k + size + 1, _stop(low, k + size + 1), k, 0, len(low))
    return Speech(k + 1, k + size - 1 - (words[-2:-1] == ["'s"]), k, 0, len(low))

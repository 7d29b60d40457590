"""Who says what in a sentence: verbs of speech with their speakers, "according to", and the words that are said."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from research.coding.claims.clauses import has_finite, is_auxiliary, subject
from research.coding.claims.words import together, words
from research.coding.kept import once
from research.coding.model import Annotated

LONGEST = 16  # tokens of a speaker's name and office
APPOSITION = frozenset("a an the who which one whose known where under".split())
WHAT_REACH, ATTITUDE_REACH, CLAIM_REACH = 4, 5, 7
HAVING = frozenset("was were is are be been had has have remains remained feels felt".split())
FIRST_PERSON = frozenset({"we", "our", '"', "“"})
TURNS = frozenset({"but", "while", "although", "though"})
BESIDE_HEARERS = frozenset({"the", "a", "news", "'s", "local", "state", "our", "this", "his", "their", "an", "and", "of"})
SAID_ONLY = frozenset({"state", "states", "let", "replied", "replies", "answered", "answers"})
PLACED = frozenset({"on", "in", "to", "at", "late", "early", "earlier", "via", "through"})


class Speech(NamedTuple):
    """Tokens i to j are a speaker, `verb` the token of the verb, start to end the words said; `counted`: only the numbers in them."""

    i: int
    j: int
    verb: int
    start: int
    end: int
    counted: bool = False

    def covers(self, k: int) -> bool:
        """Tell whether token k is part of what is said."""
        return self.start <= k < self.end and not self.i <= k < self.j


@cache
def _openers() -> frozenset[str]:
    """Return the words at which something said may be found."""
    return together("speech.verbs", "speech.attitudes") | SAID_ONLY | {":", "according", "by"}


@once
def find_speech(note: Annotated) -> list[Speech]:
    """Return what is said by whom in a sentence, in order of the verbs."""
    low, verbs, attitudes = note.sentence.lower, words("speech")["verbs"], words("speech")["attitudes"]
    found: list[Speech | None] = []
    openers = _openers()
    if openers.isdisjoint(low):
        return []
    for k, word in enumerate(low):
        if word not in openers:
            continue
        if (word in verbs and (not _is_noun(low, k) or _after_group(note, k))) or (word in SAID_ONLY and _states(note, k)):
            found.append(None if _what(low, k) else _spoken(note, k))
        elif word == ":" and low[k + 1 : k + 2] and low[k + 1] in FIRST_PERSON and k <= LONGEST:
            found.append(Speech(0, k, k, k + 1, len(low)))
        elif word == "according" and low[k + 1 : k + 2] == ["to"]:
            found.append(_according(low, k))
        elif word == "by" and (size := _account(low, k)):
            found.append(_accounted(low, k, size))
        elif word in attitudes:
            found.append(_attitude(low, k) or _in_view(low, k))
    return [speech for speech in found if speech is not None]


def _after_group(note: Annotated, k: int) -> bool:
    """Tell whether "reported" or "published" at token k has a group right before it, which reports."""
    return note.sentence.lower[k] in ("reported", "reports", "published") and any(g.j == k and not g.adjectival for g in note.groups)


def _states(note: Annotated, k: int) -> bool:
    """Tell whether "state" is a verb ("the men state that"), or "let" one of speech ("let it be known")."""
    low = note.sentence.lower
    if low[k] == "let":
        return low[k + 1 : k + 4] == ["it", "be", "known"]
    follows = low[k + 1] if k + 1 < len(low) else ""
    if low[k].startswith(("repl", "answer")):
        return follows == "that"
    return note.sentence.words[k].islower() and follows in ("that", "in", "it", "they", "on") and low[k - 1] != "the"


def _what(low: Sequence[str], k: int) -> bool:
    """Tell whether a verb only names what stands beside it: "struck what it described as positions"."""
    return "what" in low[max(k - WHAT_REACH, 0) : k]


def speech_about(spoken: Sequence[Speech], k: int) -> Speech | None:
    """Return the innermost speech that token k is part of."""
    return min((s for s in spoken if s.covers(k)), key=lambda s: (abs(s.verb - k), s.verb), default=None)


def source_of(note: Annotated, k: int) -> str:
    """Return the words for who says or counts what stands at token k, or an empty string."""
    speech = speech_about(find_speech(note), k)
    return speaker_text(note, speech) if speech else ""


def speaker_text(note: Annotated, speech: Speech) -> str:
    """Return a speaker as the text names him, without articles and adverbs around him."""
    i, j, low = speech.i, speech.j, note.sentence.lower
    while j > i + 1 and is_auxiliary(low[j - 1]):
        j -= 1
    while i < j and low[i] in ("the", "and", ",", "but", "while", "also", "later", "that"):
        i += 1
    return note.sentence.span_text(i, j)


def _is_noun(low: Sequence[str], k: int) -> bool:
    """Tell whether a word such as "reports" or "claimed" is a noun, or no verb of speech, where it stands."""
    word, lists = low[k], words("speech")
    if word not in lists["also_nouns"]:
        return False
    before, after = low[k - 1] if k else "", low[k + 1] if k + 1 < len(low) else ""
    if word.startswith("claim") and after not in lists["claims_that"]:
        late = after in PLACED | lists["adverbs"] and "that" in low[k + 2 : k + CLAIM_REACH]  # "claimed on Saturday that"
        return not late or before in lists["before_nouns"]
    if word in ("claimed", "claims") and after == "that":
        return before in ("the", "those", "its", "their", "by")
    if word == "reported" and before in ("news", "media", "as"):
        return False
    return before in lists["before_nouns"] or after in lists["after_nouns"]


def _spoken(note: Annotated, k: int) -> Speech | None:
    low, lists = note.sentence.lower, words("speech")
    start, end = subject(low, k, [(u.i, u.j) for u in note.unnamed])
    quoted = k > 0 and low[k - 1] in (",", '"', "”", "’", "'") and k + 1 < len(low)
    quoted = quoted and (low[k + 1] not in lists["clause_openers"] or _only_name(low, k + 1))
    if quoted and (end <= start or not _closes_apposition(low, k)):
        stop = _speaker_end(low, k + 1)
        return Speech(k + 1, stop, k, 0, k) if stop > k + 1 else None
    if end <= start and k > 2 and low[k - 1] == "who":  # "said a leader of the group, who added that"
        start, end = subject(low, k - 2 if low[k - 2] == "," else k - 1, [(u.i, u.j) for u in note.unnamed])
        if end > start and low[k + 1 : k + 2] == ["that"]:
            return Speech(start, end, k, k + 2, _scope_end(low, k + 1))
        return None
    if end <= start:
        return None
    after = _after_adjuncts(note, _after_hearer(note, k) if low[k] in ("told", "tells") else k + 1)
    if after < len(low) and low[after] not in lists["trailing"]:
        return Speech(start, end, k, k + 1, _scope_end(low, k + 1))
    if start > 0:
        first = _scope_start(low, start)
        inside = low[start - 1] == "," and low[after : after + 1] == [","] and not has_finite(low, first, start, ())
        return Speech(start, end, k, first, len(low) if inside else start)  # "its fighters, it read, had struck"
    return Speech(start, end, k, k + 1, len(low))


def _only_name(low: Sequence[str], k: int) -> bool:
    """Tell whether nothing but a speaker stands from token k on: ", said the police."."""
    if low[k] not in ("the", "a", "an", "its", "their"):
        return False
    stop = _speaker_end(low, k)
    return stop >= len(low) - 1 or (low[stop] in (".", ",", '"', "”", "on", "in") and not has_finite(low, stop, len(low), ()))


def _after_hearer(note: Annotated, k: int) -> int:
    """Return the first token after those to whom something was told."""
    low, hearers, m = note.sentence.lower, words("speech")["hearers"] | BESIDE_HEARERS, k + 1
    while m < min(len(low), k + 7) and (low[m] in hearers or note.sentence.words[m][0].isupper()):
        m += 1
    return m


def _closes_apposition(low: Sequence[str], k: int) -> bool:
    """Tell whether the comma before a verb closes an apposition, and not what is said."""
    comma = next((c for c in range(k - 2, -1, -1) if low[c] == ","), None)
    return comma is not None and low[comma + 1] in APPOSITION and k - comma < 24


def _after_adjuncts(note: Annotated, k: int) -> int:
    """Return the first token from k on that is no day, no hearer, no "in a statement"."""
    low, adverbs = note.sentence.lower, words("speech")["adverbs"]
    while k < len(low):
        span = next((d for d in note.dates if d.i <= k < d.j), None)
        if span is not None:
            k = span.j
        elif low[k] == "," and (day := next((d for d in note.dates if d.i == k + 1), None)) and low[day.j : day.j + 1] == [","]:
            k = day.j + 1  # "reported today, Saturday, that"
        elif low[k] in PLACED and k + 1 < len(low):
            size = _adjunct(low, k) or any(d.i <= k + 1 < d.j for d in note.dates)
            if not size:
                return k
            k += size
        elif low[k] in adverbs:
            k += 1
        else:
            return k
    return k


def _adjunct(low: Sequence[str], k: int) -> int:
    """Return how many tokens from k on say where or to whom something was said, 0 if they do not."""
    lists = words("speech")
    for m in range(k + 1, min(k + 7, len(low))):
        if low[m] in lists["media"] or low[m] in lists["hearers"]:
            return m + 1 - k
        if low[m] in ("that", "it", "they", ",", "."):
            return 0
    return 0


def _scope_end(low: Sequence[str], k: int) -> int:
    return next((m for m in range(k, len(low)) if low[m] == ";" or (low[m] in TURNS and low[m - 1] == ",")), len(low))


def _scope_start(low: Sequence[str], start: int) -> int:
    return next((m + 1 for m in range(start - 1, -1, -1) if low[m] == ";"), 0)


def _speaker_end(low: Sequence[str], k: int) -> int:
    """Return where a speaker named from token k on ends."""
    ends = words("speech")["speaker_ends"]
    return next((m for m in range(k, min(k + LONGEST, len(low))) if low[m] in ends), min(k + LONGEST, len(low)))


def _according(low: Sequence[str], k: int) -> Speech | None:
    stop = _speaker_end(low, k + 2)
    if stop <= k + 2:
        return None
    if k == 0 or low[k - 1] in (";", "and", "but"):
        return Speech(k + 2, stop, k, stop, _scope_end(low, stop))
    return Speech(k + 2, stop, k, _scope_start(low, k), len(low))


def _attitude(low: Sequence[str], k: int) -> Speech | None:
    """Read "the minister was certain that", "they had no doubt that", "the verdict of the police is that"."""
    that = next((m for m in range(k + 1, min(k + 4, len(low))) if low[m] == "that"), None)
    verb = next((m for m in range(k - 1, max(k - ATTITUDE_REACH, -1), -1) if low[m] in HAVING), None)
    if that is None:
        return None
    if verb is None and low[that - 1] in HAVING:  # "his view is that"
        start, end = subject(low, that - 1)
        return Speech(start, end, that - 1, that + 1, _scope_end(low, that)) if end > start else None
    start, end = subject(low, verb) if verb is not None else (0, 0)
    if end <= start or low[end - 1] in ("it", "there"):
        return None
    return Speech(start, end, k, that + 1, _scope_end(low, that))


def _in_view(low: Sequence[str], k: int) -> Speech | None:
    """Read "in the view of the police, ..." and "in his opinion it could only be ..."."""
    if low[k - 1] == "the" and low[k - 2 : k - 1] in (["in"], ["to"]) and low[k + 1 : k + 2] == ["of"]:
        stop = _speaker_end(low, k + 2)
        return Speech(k + 2, stop, k, stop, _scope_end(low, stop)) if stop > k + 2 else None
    start = next((m + 1 for m in range(k - 1, max(k - 6, -1), -1) if low[m] in ("in", "to")), None)
    owned = start is not None and start < k and (low[k - 1] in ("his", "her", "their", "its") or "'s" in low[start:k])
    return Speech(start, k, k, k + 1, _scope_end(low, k)) if owned and start is not None else None


def _account(low: Sequence[str], k: int) -> int:
    """Return the length of "by the Pentagon 's count" from token k on, 0 if it is none."""
    accounts = words("speech")["accounts"]
    for m in range(k + 2, min(k + 9, len(low))):
        if low[m] in accounts:
            return m + 1 - k
        if low[m] in (",", "."):
            return 0
    return 0


def _accounted(low: Sequence[str], k: int, size: int) -> Speech:
    if low[k + size : k + size + 1] == ["of"]:
        return Speech(k + size + 1, _speaker_end(low, k + size + 1), k, 0, len(low), counted=True)
    return Speech(k + 1, k + size - 1 - (low[k + size - 2] == "'s"), k, 0, len(low), counted=True)

"""Cue words of the codebook, matched over the tokens of a sentence: the longest phrase from the left wins."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from research.coding.text import Sentence
from research.paths import CODEBOOK

VOWELS = "aeiou"
new_cue = tuple.__new__  # half the time of calling Cue, which counts: a sentence has seven


class Cue(NamedTuple):
    """Tokens i to j (exclusive) are a cue of a kind, `weapon` say, with a value of it, `rocket` say."""

    i: int
    j: int
    kind: str
    value: str


def inflect(verb: str) -> list[str]:
    """Return the regular forms of an English verb: fire -> fire, fires, fired, firing."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS and len(verb) <= 4:
        return [verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [verb, plural, verb + "ed", verb + "ing"]


def expand(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield each wording that an entry of cues.toml stands for."""
    choices = [
        [form for word in part.split("|") for form in (inflect(word[1:]) if word.startswith("~") else [word])]
        for part in phrase.split()
    ]  # fmt: skip
    yield from product(*choices)


Tags = tuple[tuple[str, str], ...]  # kind and value of each
Telling = tuple[frozenset[str], dict[str, frozenset[str]]]  # words that are cues, and pairs of words of longer ones


class Longer(NamedTuple):
    """A phrase of more than one word: its length, the words behind its second, and what it is a cue of."""

    size: int
    rest: list[str]
    tags: Tags


class Lexicon:
    """The phrases of a file of cue words, held by their first word, the longer ones by their second below it."""

    def __init__(self, kinds: Mapping[str, Mapping[str, list[str]]]) -> None:
        tags: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for kind, values in kinds.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    for words in expand(phrase):
                        if (kind, value) not in tags.setdefault(words, []):
                            tags[words].append((kind, value))
        self.by_first: dict[str, tuple[dict[str, list[Longer]], Tags]] = {}
        for words in sorted(tags, key=lambda w: (-len(w), w)):
            by_second, single = self.by_first.get(words[0], ({}, ()))
            if len(words) == 1:
                single = tuple(tags[words])
            else:
                by_second.setdefault(words[1], []).append(Longer(len(words), list(words[2:]), tuple(tags[words])))
            self.by_first[words[0]] = by_second, single
        self.phrases = tags
        self.telling: dict[frozenset[str], Telling] = {}

    def may_hold(self, kinds: frozenset[str], words: list[str]) -> bool:
        """Tell at a glance whether a cue of some kinds may be among words: one in a word, or the two longest words of a phrase."""
        if kinds not in self.telling:
            self.telling[kinds] = _telling([phrase for phrase, tags in self.phrases.items() if any(kind in kinds for kind, _ in tags)])
        single, beside = self.telling[kinds]
        return not single.isdisjoint(words) or any(not beside[word].isdisjoint(words) for word in beside.keys() & words)

    def find(self, sentence: Sentence) -> list[Cue]:
        """Return the cues of a sentence in order; of one kind the longest at each place, of several kinds each."""
        words = sentence.lower
        found: list[Cue] = []
        ends: dict[str, int] = {}  # where the last cue of each kind ends
        last = len(words) - 1
        for i, opened in enumerate(map(self.by_first.get, words)):
            if opened is None:
                continue
            by_second, single = opened
            if i < last and words[i + 1] in by_second:
                for size, rest, tags in by_second[words[i + 1]]:
                    if words[i + 2 : i + size] == rest:
                        _add(found, ends, i, i + size, tags)
            if single:
                _add(found, ends, i, i + 1, single)
        return found


def _telling(phrases: list[tuple[str, ...]]) -> Telling:
    """Return the phrases of one word and, of each other that holds none of these, the longest word with the next longest beside it."""
    single = frozenset(words[0] for words in phrases if len(words) == 1)
    beside: dict[str, set[str]] = {}
    for words in phrases:
        if single.isdisjoint(words):
            longest, next_longest = sorted(words, key=len)[:-3:-1]
            beside.setdefault(longest, set()).add(next_longest)
    return single, {word: frozenset(others) for word, others in beside.items()}


def _add(found: list[Cue], ends: dict[str, int], i: int, j: int, tags: Tags) -> None:
    """Add the cues that tokens i to j (exclusive) are, but for the kinds that a longer phrase has taken these tokens for."""
    if len(tags) == 1:  # as most words have
        ((kind, value),) = tags
        end = ends.get(kind, 0)
        if end <= i:
            found.append(new_cue(Cue, (i, j, kind, value)))
        if end < j:
            ends[kind] = j
        return
    for kind, value in tags:
        if ends.get(kind, 0) <= i:
            found.append(new_cue(Cue, (i, j, kind, value)))
    for kind, _ in tags:
        if ends.get(kind, 0) < j:
            ends[kind] = j


@cache
def load(folder: Path = CODEBOOK, name: str = "cues") -> Lexicon:
    """Return the lexicon of `<name>.toml` in a codebook folder."""
    with (folder / f"{name}.toml").open("rb") as file:
        return Lexicon(tomllib.load(file))

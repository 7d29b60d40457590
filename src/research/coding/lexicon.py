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


class Lexicon:
    """The phrases of a file of cue words, held by their first word."""

    def __init__(self, kinds: Mapping[str, Mapping[str, list[str]]]) -> None:
        tags: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for kind, values in kinds.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    for words in expand(phrase):
                        if (kind, value) not in tags.setdefault(words, []):
                            tags[words].append((kind, value))
        self.by_first: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]] = {}
        for words in sorted(tags, key=lambda w: (-len(w), w)):
            self.by_first.setdefault(words[0], []).append((words, tuple(tags[words])))

    def find(self, sentence: Sentence) -> list[Cue]:
        """Return the cues of a sentence in order; of one kind the longest at each place, of several kinds each."""
        words, found = sentence.lower, []
        ends: dict[str, int] = {}
        for i, word in enumerate(words):
            for phrase, tags in self.by_first.get(word, ()):
                size = len(phrase)
                if size == 1 or tuple(words[i : i + size]) == phrase:
                    for kind, value in tags:
                        if ends.get(kind, 0) <= i:
                            found.append(Cue(i, i + size, kind, value))
                    for kind, _ in tags:
                        ends[kind] = max(ends.get(kind, 0), i + size)
        return found


@cache
def load(folder: Path = CODEBOOK, name: str = "cues") -> Lexicon:
    """Return the lexicon of `<name>.toml` in a codebook folder."""
    with (folder / f"{name}.toml").open("rb") as file:
        return Lexicon(tomllib.load(file))

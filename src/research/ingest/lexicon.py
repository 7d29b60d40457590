"""The cue words of noise.toml, read once, and the form in which text is compared with them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("noise.toml")
DROPPED = str.maketrans("", "", "'’‘ʼ`´")
REMEMBERED = 4096  # paragraphs kept in memory, since each is looked at several times
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without apostrophes and punctuation."""
    return norm(text).split(" ") if norm(text) else []


@lru_cache(maxsize=REMEMBERED)
def norm(text: str) -> str:
    """Return `text` as its words with single spaces between: the form of all phrases."""
    return " ".join(WORD.findall(text.translate(DROPPED).lower()))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of furniture: what it is called, where it may stand and by which phrases it is known."""

    name: str
    zone: str  # any, edge or tail
    max_words: int
    open_end: bool
    colon: bool
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    exceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of noise.toml: sets of words, phrases ready to compare (with a space on both sides), kinds of furniture."""

    sets: dict[str, frozenset[str]]
    kinds: tuple[Kind, ...]
    byline_starts: tuple[str, ...]
    list_labels: frozenset[str]
    related: frozenset[str]
    related_lists: frozenset[str]
    caption: dict[str, tuple[str, ...]]
    credits: frozenset[str]
    bracketed: tuple[str, ...]
    bracketed_max_words: int
    credit_max_words: int


def _phrases(values: list[str]) -> tuple[str, ...]:
    return tuple(f" {norm(value)} " for value in values)


def _kind(entry: dict[str, Any]) -> Kind:
    return Kind(
        entry["name"], entry["zone"], entry["max_words"], entry.get("open_end", False), entry.get("colon", False),
        _phrases(entry.get("starts", [])), _phrases(entry.get("contains", [])), _phrases(entry.get("except", [])),
    )  # fmt: skip


@cache
def lexicon() -> Lexicon:
    """Return the lexicon.

    Raises:
        KeyError, TOMLDecodeError: noise.toml lacks a part or is no TOML.
    """
    data = tomllib.loads(FILE.read_text("utf-8"))
    caption = data["caption"]
    return Lexicon(
        sets={key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)},
        kinds=tuple(_kind(entry) for entry in data["kind"]),
        byline_starts=_phrases(data["byline_starts"]),
        list_labels=frozenset(norm(label) for label in data["list_labels"]),
        related=frozenset(norm(phrase) for phrase in data["related"]["whole"]),
        related_lists=frozenset(norm(phrase) for phrase in data["related"]["lists"]),
        caption={key: _phrases(caption[key]) for key in ("starts", "released")} | {"classes": tuple(caption["classes"])},
        credits=frozenset(norm(phrase) for phrase in caption["ends"]),
        bracketed=_phrases(data["bracketed"]["contains"]),
        bracketed_max_words=data["bracketed"]["max_words"],
        credit_max_words=data["bracketed"]["max_credit_words"],
    )

"""Compile a codebook into two tries over tokens: one for the aliases as they stand, one for their loose keys.

A trie node is a dict from a token to the next node; under the key END it holds the entries whose last token led there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from research.codebook import Codebook
from research.coding.names.fold import exact, is_alias_article
from research.coding.names.rules import Rule, read_rules
from research.coding.tokens import words_of

END = " "  # no token is a space
SILENT = frozenset("'’‘ʼ`–—")  # tokens that are passed over inside a name
SMALL = frozenset("in at near of on and for".split())
SPELLED = {"us": "u.s.", "usa": "u.s.a.", "uk": "u.k."}  # one more key for what the splitter leaves with its dots
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sequence of tokens may stand for: a row of a table, under conditions."""

    table: str  # place, group, adjective (of a place), head (of an unnamed group)
    row_id: str
    rank: int = 0  # 0 a name, 1 a description that holds a name ("base in Erbil"), 2 a loose spelling
    cased: tuple[str, ...] = ()  # the tokens as they must be written
    capital: bool = True  # at least one token must start with a capital
    long_form: bool = False  # an acronym that needs its row's long form in the article
    adjective: bool = False
    rule: Rule | None = None

    @property
    def how(self) -> str:
        """How the entry was found, for the table of assertions."""
        if self.rule:
            return f"name:{self.rule.id}"
        return "name:loose" if self.rank == 2 else "name:alias"


@lru_cache(maxsize=8)
def exact_trie(codebook: Codebook) -> Node:
    """Return the trie of all aliases, adjectives, ambiguous words and head nouns of `codebook`, made once."""
    root: Node = {}
    for tokens, entry in entries(codebook):
        _insert(root, tokens, entry)
    for rule in read_rules(codebook):
        for word in rule.words:
            tokens = split_name(word.lstrip("="))
            _insert(root, tokens, Entry(rule.table, "", 0, tokens if word.startswith("=") else (), _capital(tokens), rule=rule))
    for head in codebook.lexicon("names")["unnamed"]["heads"]:
        _insert(root, split_name(head), Entry("head", head, capital=False))
    return root


@lru_cache(maxsize=1 << 14)
def split_name(name: str) -> tuple[str, ...]:
    """Return the tokens of a name as the splitter of articles makes them, without apostrophes and dashes that stand alone."""
    return tuple(word for word in words_of(name)[0] if word not in SILENT)


def token_key(word: str) -> str:
    """Return the key of one token in the exact trie."""
    return word if word == "'s" else exact(word)


def entries(codebook: Codebook) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield every alias and adjective of the codebook's rows: its tokens and what they stand for."""
    shy = frozenset(codebook.lexicon("ambiguous").get("acronyms_need_long_form", ()))
    for place in codebook.places.values():
        for alias in place.aliases:
            yield _alias("place", place.place_id, alias, shy)
        for alias in place.adjectives:
            yield split_name(alias.lstrip("=")), Entry("adjective", place.place_id, adjective=True)
    for group in codebook.groups.values():
        for alias in group.aliases:
            yield _alias("group", group.group_id, alias, shy)
        for alias in group.adjectives:
            yield split_name(alias.lstrip("=")), Entry("group", group.group_id, adjective=True)


def _alias(table: str, row_id: str, alias: str, shy: frozenset[str]) -> tuple[tuple[str, ...], Entry]:
    name = alias.lstrip("=")
    tokens = split_name(name)
    described = name[:1].islower() and not is_alias_article(tokens[0]) and any(token in SMALL for token in tokens[1:])
    cased = tokens if alias.startswith("=") else ()
    return tokens, Entry(table, row_id, int(described), cased, _capital(tokens), name in shy)


def _capital(tokens: tuple[str, ...]) -> bool:
    return any(token[:1].isupper() for token in tokens)


def _insert(root: Node, tokens: tuple[str, ...], entry: Entry) -> None:
    node = root
    for token in tokens:
        key = token_key(token)
        if key not in node:
            node[key] = {}
            if key in SPELLED:
                node[SPELLED[key]] = node[key]
        node = node[key]
    node.setdefault(END, []).append(entry)

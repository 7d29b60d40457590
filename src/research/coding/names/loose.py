"""Loose keys of a codebook's names: which unlisted spellings may be taken for a name, and which may not.

A loose key is kept only if one row alone has it, its proper part is long enough, and no common word or personal name shares it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from research.codebook import Codebook
from research.coding.names.fold import exact, is_alias_article, loose
from research.coding.names.index import END, SMALL, Entry, Node, entries, split_name
from research.coding.names.rules import read_rules

ARTICLE = " al"  # no key holds a space
LETTERS, CONSONANTS = 6, 3
Keys = tuple[str, ...]


@lru_cache(maxsize=8)
def loose_trie(codebook: Codebook) -> Node:
    """Return the trie of the loose keys of `codebook`, made once. A leading article that a name needs is the key ARTICLE."""
    guard = _Guard.of(codebook)
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted: list[tuple[Keys, Entry]] = []
    for tokens, entry in entries(codebook):
        for keys in _spellings(tokens, codebook, entry):
            owners[_joined(keys)].add((entry.table, entry.row_id))
            if guard.fits(tokens, entry, codebook) and guard.distinct(keys):
                wanted.append((keys, Entry(entry.table, entry.row_id, 2)))
    for rule in read_rules(codebook):
        for word in rule.words:
            owners["".join(loose(token) for token in split_name(word.lstrip("=")) if not is_alias_article(token))].add(("rule", rule.id))
    root: Node = {}
    for keys, entry in wanted:
        if len(owners[_joined(keys)]) == 1:
            node = root
            for key in keys:
                node = node.setdefault(key, {})
            node[END] = [entry]
    return root


@dataclass(frozen=True, slots=True)
class _Guard:
    """What keeps loose keys from taking common words and persons for places."""

    common: frozenset[str]
    stops: frozenset[str]  # loose keys of common words and of personal names
    generic: frozenset[str]  # loose keys of words that alone make no name

    @classmethod
    def of(cls, codebook: Codebook) -> "_Guard":
        words = codebook.lexicon("common_words")
        common, persons = words["words"].split(), words["persons"].split()
        generic = codebook.lexicon("names")["generic"]
        return cls(frozenset(common) | frozenset(generic), frozenset(map(loose, [*common, *persons])), frozenset(map(loose, generic)))

    def fits(self, tokens: tuple[str, ...], entry: Entry, codebook: Codebook) -> bool:
        """Tell whether an alias may be met in other spellings: a name of a place or group that is more than English words."""
        if entry.rank or entry.cased or entry.adjective or any(token.lower() in SMALL for token in tokens):
            return False
        kind = codebook.places[entry.row_id].kind if entry.table == "place" else codebook.groups[entry.row_id].kind
        return kind not in ("country", "state", "unnamed") and any(
            token.lower() not in self.common and not is_alias_article(token) for token in tokens
        )

    def distinct(self, keys: Keys) -> bool:
        """Tell whether the proper part of a loose key is long enough, and no common word or person's name."""
        proper = [key for key in keys if key != ARTICLE and key not in self.generic]
        letters = "".join(proper)
        if len(letters) < LETTERS or sum(c not in "ao" for c in letters) < CONSONANTS:
            return False
        return not (len(keys) - keys.count(ARTICLE) == 1 and proper[0] in self.stops)


def _joined(keys: Keys) -> str:
    return "".join(keys).removeprefix(ARTICLE)


def _spellings(tokens: tuple[str, ...], codebook: Codebook, entry: Entry) -> Iterator[Keys]:
    """Yield the loose key sequences of an alias: articles left out, glued to the word behind them, or the whole in one word."""
    if not all(token[0].isalnum() for token in tokens):
        return
    words = list(tokens)
    lead: Keys = ()
    if is_alias_article(words[0]) and len(words) > 1:
        yield (loose(words[0] + words[1]), *map(loose, words[2:]))  # alShaddadi
        words = words[1:]
        lead = () if _has_bare(words, codebook, entry) else (ARTICLE,)
    bare = [word for n, word in enumerate(words) if n == 0 or not is_alias_article(word)]
    yield (*lead, *map(loose, bare))
    if len(words) > len(bare):
        yield (*lead, *map(loose, _glued(words)))
    if 1 < len(bare) <= 3:
        yield (*lead, loose("".join(bare)))
        yield (*lead, loose("".join(words)))


def _glued(words: list[str]) -> list[str]:
    """Return the words with each inner article written together with the word behind it: Ain Alasad, Deir Ezzor."""
    glued = [words[0]]
    for word in words[1:]:
        if len(glued) > 1 and is_alias_article(glued[-1]):
            glued[-1] += word
        else:
            glued.append(word)
    return glued


def _has_bare(words: list[str], codebook: Codebook, entry: Entry) -> bool:
    """Tell whether the row has the same alias without its article, so that the article is no need."""
    aliases = codebook.places[entry.row_id].aliases if entry.table == "place" else codebook.groups[entry.row_id].aliases
    bare = [exact(word) for word in words]
    return any([exact(token) for token in split_name(alias)] == bare for alias in aliases)

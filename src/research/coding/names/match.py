"""Walk the tries over the tokens of a sentence: all that its words may stand for, overlaps included."""

from dataclasses import dataclass
from typing import NamedTuple

from research.codebook import Codebook
from research.coding.names.fold import ARTICLES, exact, is_article, loose
from research.coding.names.index import END, SILENT, Entry, Node, exact_trie
from research.coding.names.loose import ARTICLE, loose_trie
from research.coding.names.rules import Case
from research.coding.text import Sentence
from research.coding.tokens import POSSESSIVE, Memo, fold


class Candidate(NamedTuple):
    """Tokens i to j (exclusive) may stand for `entry`; `case` is what its rule decided."""

    i: int
    j: int
    entry: Entry
    case: Case | None = None

    @property
    def row_id(self) -> str:
        """The row that it stands for, "" for none."""
        return self.case.row_id if self.case else self.entry.row_id


class Opening(NamedTuple):
    """What a word as it is written may open: an alias, a loose spelling, a name behind an Arabic article."""

    node: Node | None
    branch: Node | None
    article: bool


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled names of one codebook, ready to be matched against sentences."""

    with_article: Node
    generic: frozenset[str]
    shy: frozenset[str]  # acronyms that are words in headlines written in capitals
    openings: Memo[Opening | None]  # by word as it is written; None for the many that open no name

    @classmethod
    def of(cls, codebook: Codebook) -> "Matcher":
        """Return the matcher of `codebook`."""
        root, loose_root = exact_trie(codebook), loose_trie(codebook)
        generic, shy = codebook.lexicon("names")["generic"], codebook.lexicon("ambiguous").get("not_in_capitals", ())
        openings = Memo(lambda word: _opening(word, root, loose_root))
        return cls(loose_root.get(ARTICLE, {}), frozenset(generic), frozenset(shy), openings)

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """Return all that the tokens of `sentence` may stand for."""
        found: list[Candidate] = []
        words, lower, last = sentence.words, sentence.lower, len(sentence.words) - 1
        for i, opening in enumerate(map(self.openings.__getitem__, words)):
            if opening is None:
                continue
            node, branch, article = opening
            end = i
            if node is not None and (END in node or (i < last and _goes_on(words[i + 1], lower[i + 1], node))):
                end = _walk(words, lower, i, node, found)
            if branch is not None:
                self._walk_loose(sentence, i, i + 1, end, branch, found)
            if article and i < last and words[i + 1][0].isupper() and is_article(lower[i], sentence.joined(i + 1)):
                branch = self.with_article.get(loose(lower[i + 1]))
                if branch is not None:
                    self._walk_loose(sentence, i, i + 2, end, branch, found)
        return found

    def _walk_loose(self, sentence: Sentence, i: int, k: int, beyond: int, node: Node, found: list[Candidate]) -> None:
        """Add the rows whose loose key stands at token i and ends behind `beyond`; articles inside a name are passed over."""
        lower, words = sentence.lower, sentence.words
        size = len(words)
        while True:
            if END in node and k > beyond and not _surname(sentence, i, k):
                found += [Candidate(i, k, entry) for entry in node[END]]
            if k + 1 < size and lower[k] in ARTICLES and is_article(lower[k], sentence.joined(k + 1)) and loose(lower[k + 1]) in node:
                k += 1
            if k >= size or not (words[k][0].isupper() or words[k][0].isdigit() or lower[k] in self.generic):
                return
            following = node.get(loose(lower[k]))
            if following is None:
                return
            node, k = following, k + 1


def _opening(word: str, root: Node, loose_root: Node) -> Opening | None:
    lower = word if word == POSSESSIVE else fold(word)
    branch = loose_root.get(loose(lower)) if word != lower else None  # written with a capital
    opening = Opening(_next(lower, root), branch, lower in ARTICLES)
    return opening if opening.article or opening.node is not None or branch is not None else None


def _next(lower: str, node: Node) -> Node | None:
    following: Node | None = node.get(lower)
    return node.get(exact(lower)) if following is None and not lower.isascii() else following


def _goes_on(word: str, lower: str, node: Node) -> bool:
    """Tell whether a word may go on with a name that has led to `node`."""
    return lower in node or word in SILENT or not lower.isascii()


def _walk(words: list[str], lower: list[str], i: int, node: Node, found: list[Candidate]) -> int:
    """Add every alias that starts at token i, whose first token led to `node`; return where the longest of them ends."""
    k, end, size = i + 1, i, len(words)
    while True:
        if END in node:
            for entry in node[END]:
                if _written(words, i, k, entry):
                    found.append(Candidate(i, k, entry))
                    end = k if entry.table != "head" else end
        while k < size and words[k] in SILENT and lower[k] not in node:
            k += 1
        if k >= size:
            return end
        following = _next(lower[k], node)
        if following is None:
            return end
        node, k = following, k + 1


def _written(words: list[str], i: int, k: int, entry: Entry) -> bool:
    """Tell whether tokens i to k are written as the entry demands: in its case, or with at least one capital."""
    if entry.cased:
        return tuple(word for word in words[i:k] if word not in SILENT) == entry.cased
    if not entry.capital or words[i][0].isupper():
        return True
    return any(word[0].isupper() for word in words[i + 1 : k])


def _surname(sentence: Sentence, i: int, k: int) -> bool:
    """Tell whether a short loose match stands behind a capitalised word, as a surname would (not in headlines)."""
    if k - i > 2 or i < 2 or sentence.role == "title":
        return False
    before = sentence.words[i - 2] if sentence.lower[i - 1] in ARTICLES else sentence.words[i - 1]
    return before[0].isupper() and before.isalpha()

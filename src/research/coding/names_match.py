"""Walk the tries over the tokens of a sentence: all that its words may stand for, overlaps included."""

from dataclasses import dataclass

from research.codebook import Codebook
from research.coding.names_fold import ARTICLES, exact, is_article, loose
from research.coding.names_index import END, SILENT, Entry, Node, exact_trie
from research.coding.names_loose import ARTICLE, loose_trie
from research.coding.names_rules import Case
from research.coding.text import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens i to j (exclusive) may stand for `entry`; `case` is what its rule decided."""

    i: int
    j: int
    entry: Entry
    case: Case | None = None

    @property
    def row_id(self) -> str:
        """The row that it stands for, "" for none."""
        return self.case.row_id if self.case else self.entry.row_id


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled names of one codebook, ready to be matched against sentences."""

    exact: Node
    loose: Node
    with_article: Node
    generic: frozenset[str]
    shy: frozenset[str]  # acronyms that are words in headlines written in capitals

    @classmethod
    def of(cls, codebook: Codebook) -> "Matcher":
        """Return the matcher of `codebook`."""
        trie = loose_trie(codebook)
        generic, shy = codebook.lexicon("names")["generic"], codebook.lexicon("ambiguous").get("not_in_capitals", ())
        return cls(exact_trie(codebook), trie, trie.get(ARTICLE, {}), frozenset(generic), frozenset(shy))

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """Return all that the tokens of `sentence` may stand for."""
        found: list[Candidate] = []
        root, loose_root, words = self.exact, self.loose, sentence.words
        for i, word in enumerate(sentence.lower):
            node = root.get(word)
            if node is None and not word.isascii():
                node = root.get(exact(word))
            end = i if node is None else self._walk(sentence, i, node, found)
            if words[i] != word:  # written with a capital
                branch = loose_root.get(loose(word))
                if branch is not None:
                    self._walk_loose(sentence, i, i + 1, end, branch, found)
            if word in ARTICLES and i + 1 < len(words) and words[i + 1][0].isupper() and is_article(word, sentence.joined(i + 1)):
                branch = self.with_article.get(loose(sentence.lower[i + 1]))
                if branch is not None:
                    self._walk_loose(sentence, i, i + 2, end, branch, found)
        return found

    def _walk(self, sentence: Sentence, i: int, node: Node, found: list[Candidate]) -> int:
        """Add every alias that starts at token i, whose first token led to `node`; return where the longest of them ends."""
        lower, words, k, end = sentence.lower, sentence.words, i + 1, i
        while True:
            for entry in node.get(END, ()):
                if _written(words[i:k], entry):
                    found.append(Candidate(i, k, entry))
                    end = k if entry.table != "head" else end
            while k < len(lower) and words[k] in SILENT and lower[k] not in node:
                k += 1
            if k >= len(lower):
                return end
            following = node.get(lower[k])
            if following is None and not lower[k].isascii():
                following = node.get(exact(lower[k]))
            if following is None:
                return end
            node, k = following, k + 1

    def _walk_loose(self, sentence: Sentence, i: int, k: int, beyond: int, node: Node, found: list[Candidate]) -> None:
        """Add the rows whose loose key stands at token i and ends behind `beyond`; articles inside a name are passed over."""
        lower, words = sentence.lower, sentence.words
        while True:
            if k > beyond and not _surname(sentence, i, k):
                found.extend(Candidate(i, k, entry) for entry in node.get(END, ()))
            if k + 1 < len(lower) and is_article(lower[k], sentence.joined(k + 1)) and loose(lower[k + 1]) in node:
                k += 1
            if k >= len(lower) or not (words[k][0].isupper() or words[k][0].isdigit() or lower[k] in self.generic):
                return
            following = node.get(loose(lower[k]))
            if following is None:
                return
            node, k = following, k + 1


def _written(words: list[str], entry: Entry) -> bool:
    """Tell whether the words are written as the entry demands: in its case, or with at least one capital."""
    if entry.cased:
        return tuple(word for word in words if word not in SILENT) == entry.cased
    return not entry.capital or any(word[0].isupper() for word in words)


def _surname(sentence: Sentence, i: int, k: int) -> bool:
    """Tell whether a short loose match stands behind a capitalised word, as a surname would (not in headlines)."""
    if k - i > 2 or i < 2 or sentence.role == "title":
        return False
    before = sentence.words[i - 2] if sentence.lower[i - 1] in ARTICLES else sentence.words[i - 1]
    return before[0].isupper() and before.isalpha()

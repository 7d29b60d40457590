"""Find the places and groups that an article names, with what the words around them say of each.

Aliases of the codebook are matched over tokens, longest and most exact first; spellings that it does not list are met through
loose keys (names_loose), ambiguous words through rules (names_rules). One pass, no pattern per alias.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from research.codebook import Codebook
from research.coding.names.choose import choose, decided, without_apposed
from research.coding.names.context import context_of, look
from research.coding.names.index import Entry
from research.coding.names.match import Candidate, Matcher
from research.coding.names.mentions import GroupMention, NameMentions, PlaceMention, UnnamedGroup
from research.coding.names.phrases import follows
from research.coding.names.rules import Article
from research.coding.names.unnamed import unnamed_at
from research.coding.text import Sentence

__all__ = ["GroupMention", "NameMentions", "PlaceMention", "UnnamedGroup", "find_names"]

JOINTS = frozenset([",", "and", "or", "&", "as", "well", "the", "both"])  # between places that share a preposition
Spans = list[tuple[int, int]]


def find_names(sentences: Sequence[Sentence], codebook: Codebook) -> NameMentions:
    """Return the places, groups and unnamed groups that the sentences of one article speak of.

    Args:
        sentences: all sentences of the article, as `research.coding.text.split` makes them.
        codebook: the names to look for.

    Returns:
        One list per sentence for each kind, sorted by token, without overlaps.
    """
    matcher = _matcher(codebook)
    found = [matcher.candidates(sentence) for sentence in sentences]
    mentions = NameMentions([[] for _ in sentences], [[] for _ in sentences], [[] for _ in sentences])
    if not any(found):
        return mentions
    finder = _Finder(codebook, matcher, _article(sentences, found, codebook))
    defined = _defined(sentences, found)
    for n, sentence in enumerate(sentences):
        if defined:
            found[n] += [Candidate(i, i + 1, defined[word]) for i, word in enumerate(sentence.words) if word in defined]
        if found[n]:
            mentions.places[n], mentions.groups[n], mentions.unnamed[n] = finder.settle(sentence, found[n])
    return mentions


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> Matcher:
    return Matcher.of(codebook)


def _article(sentences: Sequence[Sentence], found: list[list[Candidate]], codebook: Codebook) -> Article:
    """Return what rules may ask: the rows named for certain, and the countries that the article speaks of."""
    rows: set[str] = set()
    countries: set[str | None] = set()
    for row in found:
        ruled = {(c.i, c.j) for c in row if c.entry.rule}
        for c in row:
            entry = c.entry
            if entry.rule or entry.long_form or entry.rank == 2 or entry.table == "head":
                continue
            if entry.table != "group":
                countries.add(codebook.country_of(entry.row_id))
            if not entry.adjective and (c.i, c.j) not in ruled:
                rows.add(entry.row_id)
    actors = codebook.lexicon("names")["actors"]
    return Article(sentences, frozenset(rows), frozenset(country for country in countries if country and country not in actors))


def _defined(sentences: Sequence[Sentence], found: list[list[Candidate]]) -> dict[str, Entry]:
    """Return the acronyms that the article defines in brackets behind a name: "Ashab al-Kahf (AK)"."""
    entries: dict[str, Entry] = {}
    for sentence, row in zip(sentences, found, strict=True):
        for c in row:
            words = sentence.words[c.j : c.j + 3]
            if c.entry.rule or c.entry.table not in ("place", "group") or c.j - c.i < 2 or len(words) < 3:
                continue
            if words[0] == "(" and words[2] == ")" and 2 <= len(words[1]) <= 6 and words[1].isupper() and words[1].isalpha():
                entries.setdefault(words[1], Entry(c.entry.table, c.entry.row_id, 0, (words[1],)))
    return entries


@dataclass(frozen=True, slots=True)
class _Finder:
    """Turns the candidates of one article's sentences into mentions."""

    codebook: Codebook
    matcher: Matcher
    article: Article

    def settle(self, sentence: Sentence, candidates: list[Candidate]) -> tuple[list[PlaceMention], list[GroupMention], list[UnnamedGroup]]:
        """Return the places, groups and unnamed groups of one sentence."""
        kept: dict[str, list[Candidate]] = {"group": [], "place": [], "head": [], "adjective": []}
        for c in decided(sentence, candidates, self.article, self.matcher.shy, self.codebook):
            kept[c.entry.table].append(c)
        groups = choose(kept["group"])
        places = choose(without_apposed(kept["place"], self.codebook))
        unnamed = self._unnamed(sentence, [c.i for c in kept["head"]], groups)
        named = self._groups(sentence, groups, places, unnamed) if groups else []
        spans = [(g.i, g.j) for g in named] + [(u.i, u.j) for u in unnamed]
        located = self._places(sentence, places, spans)
        if kept["adjective"]:
            located = sorted(located + self._adjectives(sentence, kept["adjective"], located, spans), key=lambda row: row.i)
        return located, named, unnamed

    def _unnamed(self, sentence: Sentence, heads: list[int], groups: list[Candidate]) -> list[UnnamedGroup]:
        """Return the unnamed groups: rows of kind unnamed as they stand, and phrases around a head noun."""
        kinds = [(c, self.codebook.groups[c.row_id].kind) for c in groups]
        if not heads and all(kind != "unnamed" for _, kind in kinds):
            return []
        named = {t for c, kind in kinds if kind not in ("unnamed", "state") for t in range(c.i, c.j)}
        spans = [UnnamedGroup(c.i, c.j, sentence.span_text(c.i, c.j), c.row_id) for c, kind in kinds if kind == "unnamed"]
        spans += [one for head in heads if head not in named and (one := unnamed_at(sentence, head, self.codebook, named))]
        chosen: list[UnnamedGroup] = []
        for span in sorted(spans, key=lambda u: (u.i - u.j, u.group_id is None, u.i)):
            if all(span.j <= other.i or span.i >= other.j for other in chosen):
                chosen.append(span)
        return sorted(chosen, key=lambda u: u.i)

    def _groups(
        self, sentence: Sentence, groups: list[Candidate], places: list[Candidate], unnamed: list[UnnamedGroup]
    ) -> list[GroupMention]:
        """Return the named groups that stand in no longer name of a place and no unnamed group."""
        spans = [(u.i, u.j) for u in unnamed] + [(p.i, p.j) for p in places if p.j - p.i > 1]
        nouns = context_of(self.codebook).words["modified_nouns"]
        rows = []
        for c in groups:
            kind = self.codebook.groups[c.row_id].kind
            if kind == "unnamed" or _inside(c, spans):
                continue
            following = sentence.lower[c.j] if c.j < len(sentence.lower) else ""
            adjectival = c.entry.adjective or following in nouns or (following == "'s" and kind == "state")
            rows.append(GroupMention(c.i, c.j, c.row_id, kind, adjectival, c.entry.how))
        return rows

    def _places(self, sentence: Sentence, places: list[Candidate], names: Spans) -> list[PlaceMention]:
        rows: list[PlaceMention] = []
        for c in places:
            given = self._given(sentence, rows[-1], c) if rows else ""
            seen = look(sentence, c.i, c.j, self.codebook.places[c.row_id], self.codebook, given)
            prec = c.case.where_prec if c.case and c.case.where_prec else seen.where_prec
            relation = c.case.relation if c.case and c.case.relation else seen.relation
            rows.append(PlaceMention(c.i, seen.j, seen.place_id, prec, "inside-name" if _inside(c, names) else relation, c.entry.how))
        return rows

    def _given(self, sentence: Sentence, before: PlaceMention, c: Candidate) -> str:
        """Return the relation of the place before, where only "and" or a comma parts the two: "near A and B"."""
        if before.relation == "inside-name" or not all(word in JOINTS for word in sentence.lower[before.j : c.i]):
            return ""
        by_suffix = sentence.lower[before.j - 1] in context_of(self.codebook).words["area_words"]  # "the A area and B"
        return "" if by_suffix else before.relation

    def _adjectives(self, sentence: Sentence, adjectives: list[Candidate], rows: list[PlaceMention], names: Spans) -> list[PlaceMention]:
        """Return the countries that adjectives give where they say where: "Iraqi base", "Syrian town"."""
        nouns = context_of(self.codebook).place_nouns
        covered = {t for row in rows for t in range(row.i, row.j)} | {t for i, j in names if j - i > 1 for t in range(i, j)}
        found = []
        for c in adjectives:
            if c.i not in covered and follows(nouns, sentence.lower, c.j):
                place = self.codebook.places[c.row_id]
                found.append(PlaceMention(c.i, c.j, place.place_id, place.where_prec, "adjective", "name:adjective"))
        return found


def _inside(c: Candidate, spans: Spans) -> bool:
    """Tell whether a candidate lies in one of the spans and is not the whole of it."""
    return any(i <= c.i and c.j <= j and (i, j) != (c.i, c.j) for i, j in spans)

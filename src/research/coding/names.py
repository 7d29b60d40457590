"""Find the places and groups that an article names, with what the words around them say of each.

Aliases of the codebook are matched over tokens, longest and most exact first; spellings that it does not list are met through
loose keys (names_loose), ambiguous words through rules (names_rules). One pass, no pattern per alias.
"""

from collections.abc import Sequence
from functools import lru_cache

from research.codebook import Codebook
from research.coding.names_context import context_of, look
from research.coding.names_index import Entry
from research.coding.names_match import Candidate, Matcher
from research.coding.names_mentions import GroupMention, NameMentions, PlaceMention, UnnamedGroup
from research.coding.names_phrases import follows
from research.coding.names_rules import Article, decide
from research.coding.names_unnamed import unnamed_at
from research.coding.text import Sentence

__all__ = ["GroupMention", "NameMentions", "PlaceMention", "UnnamedGroup", "find_names"]

SITES = ("base", "airport", "embassy", "energy")
JOINTS = frozenset((",", "and", "or", "&", "as", "well", "the", "both"))


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
    article = _article(sentences, found, codebook)
    defined = _defined(sentences, found)
    for n, sentence in enumerate(sentences):
        candidates = found[n] + [Candidate(i, i + 1, defined[word]) for i, word in enumerate(sentence.words) if defined and word in defined]
        if candidates:
            _settle(n, sentence, candidates, article, codebook, mentions)
    return mentions


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> Matcher:
    return Matcher.of(codebook)


def _article(sentences: Sequence[Sentence], found: list[list[Candidate]], codebook: Codebook) -> Article:
    """Return what rules may ask: the rows named for certain, and the countries that the article speaks of."""
    certain = [c.entry for row in found for c in row if not c.entry.rule and not c.entry.long_form and c.entry.rank < 2]
    rows = frozenset(entry.row_id for entry in certain if entry.table in ("place", "group") and not entry.adjective)
    places = [entry.row_id for entry in certain if entry.table in ("place", "adjective")]
    countries = frozenset(country for place in places if (country := codebook.country_of(place)))
    return Article(sentences, rows, countries - frozenset(codebook.lexicon("names")["actors"]))


def _defined(sentences: Sequence[Sentence], found: list[list[Candidate]]) -> dict[str, Entry]:
    """Return the acronyms that the article defines in brackets behind a name: "Ashab al-Kahf (AK)"."""
    defined: dict[str, Entry] = {}
    for sentence, row in zip(sentences, found, strict=True):
        for c in row:
            words = sentence.words[c.j : c.j + 3]
            if c.entry.rule or c.entry.table not in ("place", "group") or c.j - c.i < 2 or len(words) < 3:
                continue
            if words[0] == "(" and words[2] == ")" and 2 <= len(words[1]) <= 6 and words[1].isupper() and words[1].isalpha():
                defined.setdefault(words[1], Entry(c.entry.table, c.entry.row_id, 0, (words[1],)))
    return defined


def _settle(n: int, sentence: Sentence, candidates: list[Candidate], article: Article, codebook: Codebook, mentions: NameMentions) -> None:
    """Choose among the candidates of one sentence and add its mentions."""
    decided = _decide(sentence, candidates, article, codebook)
    groups = _choose([c for c in decided if c.entry.table == "group"])
    places = _choose(_without_apposed([c for c in decided if c.entry.table == "place"], codebook))
    adjectives = [c for c in decided if c.entry.table == "adjective"]
    unnamed = _unnamed(sentence, [c.i for c in decided if c.entry.table == "head"], groups, codebook)
    mentions.unnamed[n] = unnamed
    mentions.groups[n] = _group_mentions(sentence, groups, places, unnamed, codebook)
    mentions.places[n] = _place_mentions(sentence, places, adjectives, mentions.groups[n], unnamed, codebook)


def _decide(sentence: Sentence, candidates: list[Candidate], article: Article, codebook: Codebook) -> list[Candidate]:
    """Return the candidates with their rules decided, without acronyms that the article gives no ground for."""
    shy = codebook.lexicon("ambiguous").get("not_in_capitals", ())
    shouted = _shouted(sentence)
    sites = [c.entry.row_id for c in candidates if c.entry.table == "place" and not c.entry.rule and not c.entry.rank]
    here = frozenset(codebook.places[row].country for row in sites if codebook.places[row].kind != "country")
    decided = []
    for c in candidates:
        if c.entry.long_form and c.entry.row_id not in article.rows:
            continue
        if shouted and c.entry.cased and c.entry.cased[0].replace(".", "") in shy:
            continue
        if c.entry.rule:
            c = Candidate(c.i, c.j, c.entry, decide(c.entry.rule, sentence, c.i, c.j, article, here))
        decided.append(c)
    return decided


def _shouted(sentence: Sentence) -> bool:
    """Tell whether a line is written in capitals throughout."""
    words = [word for word in sentence.words if len(word) > 3 and word.isalpha()]
    return bool(words) and all(word.isupper() for word in words)


def _without_apposed(places: list[Candidate], codebook: Codebook) -> list[Candidate]:
    """Leave out descriptions ("base in Erbil") that a name overlaps, or that only describe a site named in the same sentence."""
    names = [c for c in places if c.entry.rank == 0 and c.row_id]
    kept = []
    for c in places:
        if c.entry.rank == 1:
            row = codebook.places[c.row_id]
            across = any(n.i < c.j and c.i < n.j and not (c.i <= n.i and n.j <= c.j) for n in names)
            sites = [codebook.places[n.row_id] for n in names if not (c.i <= n.i and n.j <= c.j)]
            if across or any(s.kind in SITES and s.admin1 == row.admin1 and s is not row and row.kind in SITES for s in sites):
                continue
        kept.append(c)
    return kept


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates without overlaps: names before loose spellings, longer before shorter.

    Words under a rule stand for what the rule says, or for nothing: they keep aliases of the same words, and of fewer, out.
    """
    ruled = {(c.i, c.j) for c in candidates if c.entry.rule}
    starts = {(c.row_id, i): c.i for c in candidates if c.entry.rank < 2 for i in range(c.i + 1, c.j)}
    candidates = [c for c in candidates if not c.row_id or (c.row_id, c.i) not in starts]  # "Kataib Hezbollah", not "Hezbollah in Iraq"
    order = sorted(candidates, key=lambda c: (c.entry.rank == 2, c.i - c.j, c.i, not c.entry.rule))
    taken: set[int] = set()
    chosen = []
    for c in order:
        if (c.entry.rule or (c.i, c.j) not in ruled) and taken.isdisjoint(range(c.i, c.j)):
            taken.update(range(c.i, c.j))
            if c.row_id:
                chosen.append(c)
    return sorted(chosen, key=lambda c: c.i)


def _unnamed(sentence: Sentence, heads: list[int], groups: list[Candidate], codebook: Codebook) -> list[UnnamedGroup]:
    """Return the unnamed groups of a sentence: rows of kind unnamed as they stand, and phrases around a head noun."""
    kinds = [(c, codebook.groups[c.row_id].kind) for c in groups]
    named = {t for c, kind in kinds if kind not in ("unnamed", "state") for t in range(c.i, c.j)}
    spans = [UnnamedGroup(c.i, c.j, sentence.span_text(c.i, c.j), c.row_id) for c, kind in kinds if kind == "unnamed"]
    spans += [one for head in heads if head not in named and (one := unnamed_at(sentence, head, codebook, named))]
    chosen: list[UnnamedGroup] = []
    for span in sorted(spans, key=lambda u: (u.i - u.j, u.group_id is None, u.i)):
        if all(span.j <= other.i or span.i >= other.j for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda u: u.i)


def _group_mentions(
    sentence: Sentence, groups: list[Candidate], places: list[Candidate], unnamed: list[UnnamedGroup], codebook: Codebook
) -> list[GroupMention]:
    spans = [(u.i, u.j) for u in unnamed] + [(p.i, p.j) for p in places if p.j - p.i > 1]
    nouns = context_of(codebook).words["modified_nouns"]
    rows = []
    for c in groups:
        group = codebook.groups[c.row_id]
        if group.kind == "unnamed" or any(i <= c.i and c.j <= j and (i, j) != (c.i, c.j) for i, j in spans):
            continue
        following = sentence.lower[c.j] if c.j < len(sentence.lower) else ""
        adjectival = c.entry.adjective or following in nouns or (following == "'s" and group.kind == "state")
        rows.append(GroupMention(c.i, c.j, c.row_id, group.kind, adjectival, c.entry.how))
    return rows


def _place_mentions(
    sentence: Sentence, places: list[Candidate], adjectives: list[Candidate], groups: list[GroupMention], unnamed: list[UnnamedGroup],
    codebook: Codebook,
) -> list[PlaceMention]:  # fmt: skip
    names = [(g.i, g.j) for g in groups] + [(u.i, u.j) for u in unnamed]
    rows: list[PlaceMention] = []
    for c in places:
        joined = rows and rows[-1].relation != "inside-name" and all(word in JOINTS for word in sentence.lower[rows[-1].j : c.i])
        seen = look(sentence, c.i, c.j, codebook.places[c.row_id], codebook, rows[-1].relation if joined else "")
        prec = c.case.where_prec if c.case and c.case.where_prec else seen.where_prec
        relation = c.case.relation if c.case and c.case.relation else seen.relation
        if any(i <= c.i and c.j <= j and (i, j) != (c.i, c.j) for i, j in names):
            relation = "inside-name"
        rows.append(PlaceMention(c.i, max(c.j, seen.j), seen.place_id, prec, relation, c.entry.how))
    return sorted(rows + _adjectives(sentence, adjectives, rows, names, codebook), key=lambda row: row.i)


def _adjectives(
    sentence: Sentence, adjectives: list[Candidate], rows: list[PlaceMention], names: list[tuple[int, int]], codebook: Codebook
) -> list[PlaceMention]:
    """Return the country that an adjective gives where it says where: "Iraqi base", "Syrian town"."""
    nouns = context_of(codebook).place_nouns
    found = []
    for c in adjectives:
        covered = any(row.i <= c.i < row.j for row in rows) or any(i <= c.i < j for i, j in names if j - i > 1)
        if not covered and follows(nouns, sentence.lower, c.j):
            place = codebook.places[c.row_id]
            found.append(PlaceMention(c.i, c.j, place.place_id, place.where_prec, "adjective", "name:adjective"))
    return found

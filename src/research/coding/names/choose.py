"""Choose among all that the words of a sentence may stand for: rules first, then the longest, names before loose spellings."""

from research.codebook import Codebook
from research.coding.names.match import Candidate
from research.coding.names.rules import Article, decide
from research.coding.text import Sentence

SITES = ("base", "airport", "embassy", "energy")


def decided(sentence: Sentence, candidates: list[Candidate], article: Article, shy: frozenset[str], codebook: Codebook) -> list[Candidate]:
    """Return the candidates with their rules decided, without acronyms that the article gives no ground for.

    Args:
        sentence: the sentence in which they stand.
        candidates: all that its tokens may stand for.
        article: what rules may ask of the article.
        shy: acronyms that are words where a line is written in capitals.
        codebook: the rows.
    """
    here: frozenset[str] | None = None
    kept = []
    for c in candidates:
        entry = c.entry
        if entry.long_form and entry.row_id not in article.rows:
            continue
        if entry.cased and entry.cased[0].replace(".", "") in shy and _shouted(sentence):
            continue
        if entry.rule:
            here = _countries(candidates, codebook) if here is None else here
            c = Candidate(c.i, c.j, entry, decide(entry.rule, sentence, c.i, c.j, article, here))
        kept.append(c)
    return kept


def _countries(candidates: list[Candidate], codebook: Codebook) -> frozenset[str]:
    """Return the countries of the sites that a sentence names."""
    sites = [c.entry.row_id for c in candidates if c.entry.table == "place" and not c.entry.rule and not c.entry.rank]
    return frozenset(country for row in sites if codebook.places[row].kind != "country" and (country := codebook.places[row].country))


def without_apposed(places: list[Candidate], codebook: Codebook) -> list[Candidate]:
    """Leave out descriptions ("base in Erbil") that a name overlaps, or that only describe a site named in the same sentence."""
    if not any(c.entry.rank == 1 for c in places):
        return places
    names = [c for c in places if c.entry.rank == 0 and c.row_id]
    kept = []
    for c in places:
        if c.entry.rank == 1:
            row = codebook.places[c.row_id]
            outer = [n for n in names if not (c.i <= n.i and n.j <= c.j)]
            sites = [codebook.places[n.row_id] for n in outer]
            across = any(n.i < c.j and c.i < n.j for n in outer)
            if across or (row.kind in SITES and any(s.kind in SITES and s.admin1 == row.admin1 and s is not row for s in sites)):
                continue
        kept.append(c)
    return kept


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates without overlaps, by token: longer before shorter, names before loose spellings of the same length.

    A loose spelling may hold a shorter name, but not reach across one.
    Words under a rule stand for what the rule says, or for nothing: they keep aliases of the same words, and of fewer, out.
    Of two names for one row that overlap, the first counts: "Kataib Hezbollah in Iraq" is not "Hezbollah in Iraq".
    """
    if _apart(candidates):
        return [c for c in candidates if c.row_id]
    ruled = {(c.i, c.j) for c in candidates if c.entry.rule}
    inner = {(c.row_id, i) for c in candidates if c.entry.rank < 2 and c.row_id for i in range(c.i + 1, c.j)}
    names = [c for c in candidates if c.entry.rank < 2]
    order = sorted(candidates, key=lambda c: (c.i - c.j, c.entry.rank == 2, c.i, not c.entry.rule))
    taken: set[int] = set()
    chosen = []
    for c in order:
        if (not c.entry.rule and (c.i, c.j) in ruled) or (c.row_id, c.i) in inner:
            continue
        if c.entry.rank == 2 and any(n.i < c.j and c.i < n.j and not (c.i <= n.i and n.j <= c.j) for n in names):
            continue
        if taken.isdisjoint(range(c.i, c.j)):
            taken.update(range(c.i, c.j))
            if c.row_id:
                chosen.append(c)
    return sorted(chosen, key=lambda c: c.i)


def _apart(candidates: list[Candidate]) -> bool:
    """Tell whether candidates stand one behind the other, as most do: then none keeps another out."""
    end = 0
    for c in candidates:
        if c.i < end:
            return False
        end = c.j
    return True


def _shouted(sentence: Sentence) -> bool:
    """Tell whether a line is written in capitals throughout."""
    seen = False
    for word in sentence.words:
        if len(word) > 3 and word.isalpha():
            if not word.isupper():
                return False
            seen = True
    return seen

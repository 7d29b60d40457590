"""Sites that the codebook does not hold: capitalised names behind a preposition of place ("at a post in Qara Salem", "the Tawke field").

They carry no place_id, but tell one event from another, and that it was not at the place named in the next sentence.
"""

from research.coding.kept import once
from research.coding.model import Annotated
from research.coding.words import words

BEFORE = words("sites", "before")
OF_SITE = words("sites", "of_site")
SKIPPED = words("sites", "skipped")
NOT_SITES = words("sites", "not_sites")
BEHIND = words("sites", "behind")
LONGEST = 4  # tokens of a name


def sites(note: Annotated, i: int, j: int) -> frozenset[str]:
    """Return the names of unknown sites in tokens i to j, folded."""
    found, after = set(), 0
    for k in [k for k in range(max(i, 1), j) if _capital(note.sentence.words[k])]:
        end = _name_end(note, k, j, _taken(note)) if k >= after else k
        if end > k and (_behind_preposition(note, k) or (end < j and note.sentence.lower[end] in BEHIND)):
            found.add(" ".join(note.sentence.lower[k:end]))
        after = max(after, end)
    return frozenset(found)


@once
def _taken(note: Annotated) -> set[int]:
    """Return the tokens that name something else: known places, groups, dates, nationalities, persons by their rank."""
    named = [(s.i, s.j) for s in note.places] + [(s.i, s.j) for s in note.groups] + [(s.i, s.j) for s in note.unnamed]
    other = [(s.i, s.j) for s in note.dates] + [(s.i, s.j) for s in note.cues]
    return {k for first, last in named + other for k in range(first, last)}


def _name_end(note: Annotated, k: int, j: int, taken: set[int]) -> int:
    """Return where the capitalised name that begins at token k ends, k where none begins."""
    end = k
    while (
        end < min(j, k + LONGEST) and end not in taken and _capital(note.sentence.words[end]) and note.sentence.lower[end] not in NOT_SITES
    ):
        end += 1
    return end


def _capital(word: str) -> bool:
    return word[:1].isupper() and word.isalpha() and not word.isupper()


def _behind_preposition(note: Annotated, k: int) -> bool:
    """Tell whether "in", "near", "the village of" and their like stand right before token k."""
    lower = note.sentence.lower
    at = k - 1
    while at > 0 and lower[at] in SKIPPED:
        at -= 1
    if lower[at] == "of":
        return at > 0 and lower[at - 1] in OF_SITE
    return lower[at] in BEFORE

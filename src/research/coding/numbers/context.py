"""What the words around a number say: how exact it is, and whether it counts anything at all."""

from functools import cache

from research.coding.dates.words import MONTHS
from research.coding.numbers.read import book
from research.coding.text import Sentence

Table = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def words(name: str) -> frozenset[str]:
    """Return the word set `name` of codebook/numbers.toml."""
    return frozenset(book()["words"][name])


def _table(name: str, end: int) -> Table:
    """Return phrases by their last (-1) or first (0) word, the longest first."""
    table: Table = {}
    for qualifier, texts in book()[name].items():
        for text in texts:
            parts = tuple(text.split())
            table.setdefault(parts[end], []).append((parts, qualifier))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


BEFORE, AFTER = _table("before", -1), _table("after", 0)
MEASURES, MONEY = words("measures"), words("money_before")
NAMES, SMALL_NAMES = words("names_before"), words("names_before_small")
AGES = frozenset({"number", "aged", "age"})
WORDED_NAMES = AGES | {"highway", "route", "phase", "room", "union"}
COMPOUNDS = words("compounds")
NAMES_AFTER_ORDINAL = words("names_after_ordinal")


def qualifier_before(low: list[str], i: int) -> tuple[str, int]:
    """Return the qualifier before token i ('' if none) and where it starts; of two, "at least some", the outer one holds."""
    name, start = _match_before(low, i)
    if name == "approximately":
        outer, first = _match_before(low, start)
        if outer:
            return outer, first
    return name, start


def _match_before(low: list[str], i: int) -> tuple[str, int]:
    for parts, name in BEFORE.get(low[i - 1], ()):
        start = i - len(parts)
        if start >= 0 and tuple(low[start:i]) == parts:
            return name, start
    return "", i


def qualifier_after(low: list[str], j: int) -> tuple[str, int]:
    """Return the qualifier that starts at token j, a comma before it left out, and the token after it."""
    at = j + 1 if low[j] == "," else j
    for parts, name in AFTER.get(low[at], ()):
        if tuple(low[at : at + len(parts)]) == parts:
            return name, at + len(parts)
    return "", j


def joined(sentence: Sentence, k: int) -> bool:
    """Tell whether token k, if there is one, is written together with the one before it."""
    return k < len(sentence.lower) and sentence.joined(k)


def is_no_quantity(sentence: Sentence, low: list[str], i: int, j: int) -> bool:
    """Tell whether the number at tokens i to j is a length, a time, money, a share, an age or the like."""
    after = low[j]
    if after in COMPOUNDS and joined(sentence, j):
        return True
    if after in MEASURES or low[i - 1] in MONEY:
        return after not in ("second", "third", "half") or joined(sentence, j)
    if low[i][:1].isdigit():
        return _is_figure_of_name(sentence, low, i, j)
    return low[i - 1] in WORDED_NAMES and (low[i - 1] in AGES or sentence.words[i - 1][:1].isupper())  # Highway One


def _is_figure_of_name(sentence: Sentence, low: list[str], i: int, j: int) -> bool:
    figure, before, after = low[i], low[i - 1], low[j]
    if (len(figure) > 1 and figure[0] == "0") or (len(figure) > 4 and figure.isdigit()):
        return True
    if _joins_letters(sentence, low, i, j) or (before in ("/", "+", "#") and joined(sentence, i)) or (after == "/" and joined(sentence, j)):
        return True
    if (i == 0 and after in (".", ")")) or (before == "(" and after == ")"):
        return True  # the number of a list entry, or one alone in brackets
    if before == "." and low[i - 2] in ("no", "nos"):
        return True
    if before in SMALL_NAMES or (before in NAMES and sentence.words[i - 1][:1].isupper() and (i > 1 or after in (",", "."))):
        return True
    if before[:1].isdigit() and not sentence.joined(i) and not _is_year(low, i - 1, i):
        return True  # telephone numbers and tables
    if after in MONTHS and sentence.words[j][:1].isupper():
        return True  # 14 July Bridge
    if before == "," and figure.isdigit() and int(figure) <= 110 and _is_age(sentence, i, after):
        return True
    return _is_year(low, i, j)


def _is_age(sentence: Sentence, i: int, after: str) -> bool:
    """Tell whether a figure between commas, or one that ends a clause, stands behind a person's name: "Name, 34, of Baghdad"."""
    named = i > 1 and sentence.words[i - 2][:1].isupper()
    return named and (after == "," or (i > 2 and sentence.words[i - 3][:1].isupper() and not after[:1].isalnum()))


def _joins_letters(sentence: Sentence, low: list[str], i: int, j: int) -> bool:
    """Tell whether letters are written together with the figure, as in F-16, 107mm, 15E."""
    if i and low[i - 1].isalpha() and low[i - 1] not in ("to", "or", "and") and sentence.joined(i):
        return True
    return low[j].isalpha() and j < len(sentence.lower) and sentence.glued(j)


def _is_year(low: list[str], i: int, j: int) -> bool:
    """Tell whether a figure is a year: four digits from 1900 to 2099, without a qualifier before and a plural after."""
    figure = low[i]
    if j - i > 1 or not (len(figure) == 4 and figure.isdigit() and 1900 <= int(figure) < 2100):
        return False
    return not (qualifier_before(low, i)[0] not in ("", "above") and low[j].endswith("s"))


def is_name(sentence: Sentence, low: list[str], i: int, j: int) -> bool:
    """Tell whether an ordinal at tokens i to j is part of a name or no count: 82nd Airborne, 17th of Ramadan, first aid."""
    if low[j] in NAMES_AFTER_ORDINAL or low[j] in MEASURES or not low[j].isalnum():
        return True
    named = j < len(sentence.words) and low[j] == "of" and sentence.words[j + 1 : j + 2] and sentence.words[j + 1][:1].isupper()
    return bool(named) or (low[j].isalpha() and low[i] not in ("first", "second", "third") and joined(sentence, j))

"""Conditional names: which row an ambiguous word stands for, by the company it keeps (codebook/ambiguous.toml)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from research.codebook import Codebook, CodebookError
from research.coding.names.phrases import Phrases, by_first, by_last, follows, phrase_of, precedes
from research.coding.text import Sentence

CONDITIONS = ("after", "before", "sentence", "article", "not_after", "not_before", "not_sentence", "not_article")
KEYS = (*CONDITIONS, "rows", "not_rows", "only_country", "place", "group", "where_prec", "relation")


@dataclass(frozen=True, eq=False)
class Condition:
    """Phrases of which one must stand (`wanted`) or none may stand in a place: after, before, sentence, article."""

    place: str
    wanted: bool
    words: frozenset[str]  # the phrases of one word
    longer: tuple[tuple[str, ...], ...]
    table: Phrases  # all of them, by first word; by last word for those before

    @classmethod
    def of(cls, name: str, texts: Iterable[str]) -> "Condition":
        """Return the condition that ambiguous.toml calls `name`."""
        place, phrases = name.removeprefix("not_"), [phrase_of(text) for text in texts]
        words, longer = frozenset(one[0] for one in phrases if len(one) == 1), tuple(one for one in phrases if len(one) > 1)
        return cls(place, place == name, words, longer, (by_last if place == "before" else by_first)(texts))

    def holds(self, lower: list[str], i: int, j: int, article: "Article") -> bool:
        """Tell whether the condition holds for tokens i to j (exclusive) of a sentence."""
        if self.place == "after":
            found = follows(self.table, lower, j) > 0
        elif self.place == "before":
            found = precedes(self.table, lower, i) > 0
        elif self.place == "sentence":
            found = not self.words.isdisjoint(lower) or any(holds(lower, phrase) for phrase in self.longer if phrase[0] in lower)
        else:
            found = article.meets(self)
        return found == self.wanted


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule: the row that it gives ("" for none) and the conditions that must hold."""

    row_id: str
    where_prec: int | None
    relation: str | None
    conditions: tuple[Condition, ...]
    rows: frozenset[str]
    not_rows: frozenset[str]
    only_country: str


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of ambiguous.toml."""

    id: str
    table: str
    words: tuple[str, ...]
    cases: tuple[Case, ...]


class Article:
    """What the conditions of rules may ask of an article: its words, the rows that it names for certain, its countries."""

    def __init__(self, sentences: Sequence[Sentence], rows: frozenset[str], countries: frozenset[str]) -> None:
        self.sentences, self.rows, self.countries = sentences, rows, countries
        self.met: dict[Condition, bool] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the article, in lower case."""
        return frozenset(word for sentence in self.sentences for word in sentence.lower)

    def meets(self, condition: Condition) -> bool:
        """Tell whether the article holds one of the phrases of a condition; many names of an article ask for the same ones."""
        if condition not in self.met:
            said = not condition.words.isdisjoint(self.words) or any(self.says(phrase) for phrase in condition.longer)
            self.met[condition] = said
        return self.met[condition]

    def says(self, phrase: tuple[str, ...]) -> bool:
        """Tell whether the article holds these tokens in a row."""
        if not all(word in self.words for word in phrase):
            return False
        return len(phrase) == 1 or any(holds(sentence.lower, phrase) for sentence in self.sentences)


def decide(rule: Rule, sentence: Sentence, i: int, j: int, article: Article, here: frozenset[str] = frozenset()) -> Case | None:
    """Return the first case of `rule` that holds for tokens i to j (exclusive), or None.

    `here` are the countries of the sites that the sentence itself names: they come before those of the article.
    """
    for case in rule.cases:
        if _holds(case, sentence, i, j, article, here):
            return case
    return None


def holds(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Tell whether `words` hold the tokens of `phrase` in a row."""
    if len(phrase) == 1:
        return phrase[0] in words
    size = len(phrase)
    return phrase[0] in words and any(tuple(words[k : k + size]) == phrase for k in range(len(words) - size + 1))


def _holds(case: Case, sentence: Sentence, i: int, j: int, article: Article, here: frozenset[str]) -> bool:
    if case.only_country and (here or article.countries) != {case.only_country}:
        return False
    if (case.rows and not case.rows & article.rows) or case.not_rows & article.rows:
        return False
    return all(condition.holds(sentence.lower, i, j, article) for condition in case.conditions)


@lru_cache(maxsize=8)
def read_rules(codebook: Codebook) -> tuple[Rule, ...]:
    """Return the rules of a codebook's ambiguous.toml.

    Raises:
        CodebookError: a rule has no id or words, an unknown key, or names a row that is not there.
    """
    return tuple(_rule(number, raw, codebook) for number, raw in enumerate(codebook.lexicon("ambiguous").get("rule", ()), 1))


def _rule(number: int, raw: dict[str, Any], codebook: Codebook) -> Rule:
    rule_id = raw.get("id") or f"number {number}"
    if not raw.get("words") or "cases" not in raw:
        raise CodebookError(f"ambiguous.toml rule {rule_id}: lacks words or cases: add both")
    tables = {"group" if "group" in case else "place" for case in raw["cases"] if "group" in case or "place" in case} or {"place"}
    if len(tables) > 1:
        raise CodebookError(f"ambiguous.toml rule {rule_id}: gives places and groups: make two rules of it")
    return Rule(rule_id, tables.pop(), tuple(raw["words"]), tuple(_case(rule_id, case, codebook) for case in raw["cases"]))


def _case(rule_id: str, raw: dict[str, Any], codebook: Codebook) -> Case:
    for key in raw:
        if key not in KEYS:
            raise CodebookError(f"ambiguous.toml rule {rule_id}: unknown key {key!r}: use one of {', '.join(KEYS)}")
    for row in (raw.get("place"), raw.get("group"), *raw.get("rows", ()), *raw.get("not_rows", ())):
        if row and row not in codebook.places and row not in codebook.groups:
            raise CodebookError(f"ambiguous.toml rule {rule_id}: {row!r} is no row of places.csv or groups.csv: add or mend it")
    conditions = tuple(Condition.of(name, raw[name]) for name in CONDITIONS if name in raw)
    return Case(raw.get("place") or raw.get("group") or "", raw.get("where_prec"), raw.get("relation"), conditions,
                frozenset(raw.get("rows", ())), frozenset(raw.get("not_rows", ())), raw.get("only_country", ""))  # fmt: skip

"""A parsed answer of a language model -> rows. Only what rests on words of the article is taken; the rest is refused, and told.

No text of the model itself gets into a table: a cell holds words of the article, a word of the schema, an id of the codebook, a number
or a day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from research.codebook import Codebook
from research.coders.build_rows import RowBuilder, contradiction
from research.coders.names import Names
from research.coders.passages import Passages
from research.coders.protocol import Article, Coded, Refused
from research.coding.rows import Row
from research.coding.text import split

RULE = "language-model"
MOST = 10**6  # of anything that is counted
NO_QUOTE, NO_WORDS = "its quote does not stand in the article", "the words do not stand in the article"
SCALES = {"date_prec": 5, "where_prec": 7}
Item = Mapping[str, Any]


class AnswerRows:
    """Takes the rows of one answer; `refused` lists what was not taken."""

    def __init__(self, article: Article, codebook: Codebook) -> None:
        self.article, self.codebook = article, codebook
        sentences = split(article.text, article.title)
        self.passages, self.names = Passages(article.text, sentences), Names(sentences, codebook)
        self.builder = RowBuilder(article, sentences, codebook, RULE)
        self.countries = {place.country for place in codebook.places.values() if place.country}
        self.refused: list[Refused] = []
        self.row, self.near = "", 0

    def take(self, answer: Item) -> Coded:
        """Return the rows of a whole answer, which fits the schema."""
        ids = [self._report(f"report {number}", item) for number, item in enumerate(answer["reports"])]
        for number, item in enumerate(answer["claims"]):
            self._claim(f"claim {number}", item, ids)
        for number, item in enumerate(answer["tallies"]):
            self._tally(f"tally {number}", item)
        return self.builder.coded

    def _report(self, row: str, item: Item) -> str | None:
        where = self._begin(row, item)
        if where is None:
            return None
        values: dict[str, Any] = {"is_background": item["is_background"]}
        said: dict[str, Row] = {}
        self._date(item["date"], values, said)
        self._place(item["place"], values, said)
        for column in ("weapon", "outcome"):
            self._value(column, item[column], {column: item[column]["value"]}, values, said)
        self._value("target", item["target"], {"target": item["target"]["value"], "target_side": item["target"]["side"]}, values, said)
        self._numbers("munitions", item["munitions"], ("low", "high"), "low", values, said)
        for column in ("killed", "wounded"):
            self._numbers(column, item[column], ("low", "best", "high"), "best", values, said)
        if item["n_attacks"]["value"] not in (None, 0, 1):
            self._value("n_attacks", item["n_attacks"], {"n_attacks": self._count("n_attacks", item["n_attacks"]["value"])}, values, said)
        return self.builder.add("reports", values, where, said)

    def _claim(self, row: str, item: Item, ids: list[str | None]) -> None:
        where = self._begin(row, item)
        number = item["report"]
        if where is None:
            return
        if number is not None and not (0 <= number < len(ids) and ids[number]):
            self._refuse("report_id", number, "", "there is no such report in the answer, or it was refused itself")
            return
        values = {"statement": item["statement"], "report_id": None if number is None else ids[number]}
        group = self._words("group_text", item["group"])
        if item["group"] and group is None:  # a statement about nobody would say something else
            return
        if group:
            values["group_id"] = self.names.group_id(group)
            values["group_text"] = None if values["group_id"] else group["quote"]
        for column in ("by", "medium"):
            words = self._words(column, item[column])
            values[column] = words["quote"] if words else None
        self.builder.add("claims", values, where, {"statement": where})

    def _tally(self, row: str, item: Item) -> None:
        where = self._begin(row, item)
        count = self._count("count", item["count"])
        if where is None or count is None:
            return
        values = {"count": count, "qualifier": item["qualifier"], "unit": item["unit"], "country": self._country(item["country"])}
        values |= {column: self._day(column, item[column]) for column in ("period_start", "period_end")}
        if problem := contradiction(values):
            self._refuse("period_end", values["period_end"], "", problem)
            values |= {"period_start": None, "period_end": None}
        place, source = self._words("place_id", item["place"]), self._words("source", item["source"])
        values["place_id"] = self.names.place_id(place) if place else None
        values["source"] = source["quote"] if source else None
        self.builder.add("tallies", values, where, {"count": where})

    def _begin(self, row: str, item: Item) -> Row | None:
        """Return where the words of a row stand; without them the whole row is refused."""
        self.row = row
        where = self.passages.find(item["quote"])
        if where is None:
            self._refuse("quote", "", item["quote"], NO_QUOTE)
        else:
            self.near = where["start"]
        return where

    def _date(self, item: Item, values: dict[str, Any], said: dict[str, Row]) -> None:
        start, end = (self._day(column, item[name]) for column, name in (("date_start", "start"), ("date_end", "end")))
        found = {"date_start": start, "date_end": end, "date_prec": self._scale("date_prec", item["precision"])}
        if start is None:
            return
        if problem := contradiction(found):
            self._refuse("date_end", end, "", problem)
            return
        basis = item["basis"]
        if basis == "publication" and not item["quote"]:  # no words say it, but a day that the article has itself
            if start == self.article.published:
                values |= found | {"date_basis": basis}
            else:
                self._refuse("date_start", start, "", "it is not the day of publication, on which it is said to rest")
            return
        self._value("date_start", item, found | {"date_basis": None if basis == "none" else basis}, values, said)

    def _place(self, item: Item, values: dict[str, Any], said: dict[str, Row]) -> None:
        words = self._words("place_id", item["quote"])
        if words:
            values |= {"place_id": self.names.place_id(words), "where_description": words["quote"]}
            values["where_prec"] = self._scale("where_prec", item["precision"])
            said["place_id"] = words
        if words is None or not values["place_id"]:
            values["country"] = self._country(item["country"])

    def _value(self, column: str, item: Item, found: dict[str, Any], values: dict[str, Any], said: dict[str, Row]) -> None:
        """Take values that one quote supports, if it does; what is not said needs none."""
        if all(value in (None, "unknown", "none") for value in found.values()):
            return
        words = self.passages.find(item["quote"], self.near) if item["quote"] else None
        if words is None:
            shown = ", ".join(str(value) for value in found.values() if value not in (None, "unknown"))
            self._refuse(column, shown, item["quote"] or "", NO_QUOTE)
            return
        values |= found
        said[column] = words

    def _numbers(self, column: str, item: Item, names: tuple[str, ...], main: str, values: dict[str, Any], said: dict[str, Row]) -> None:
        found = {f"{column}_{name}": self._count(f"{column}_{name}", item[name]) for name in names}
        if problem := contradiction(found):
            self._refuse(f"{column}_{main}", item[main], item["quote"] or "", problem)
            return
        self._value(f"{column}_{main}", item, found, values, said)

    def _words(self, column: str, words: str | None) -> Row | None:
        """Return where words stand that are a value themselves."""
        found = self.passages.find(words, self.near) if words else None
        if words and found is None:
            self._refuse(column, words, words, NO_WORDS)
        return found

    def _country(self, name: str | None) -> str | None:
        if name and name not in self.countries:
            self._refuse("country", name, "", "the codebook has no country of that name")
        return name if name in self.countries else None

    def _day(self, column: str, text: str | None) -> str | None:
        try:
            return date.fromisoformat(text).isoformat() if text else None
        except ValueError:
            self._refuse(column, text, "", "it is no day such as 2020-03-11")
            return None

    def _count(self, column: str, number: Any) -> int | None:
        if number is not None and not 0 <= number <= MOST:
            self._refuse(column, number, "", f"it is not between 0 and {MOST}")
            return None
        return None if number is None else int(number)

    def _scale(self, column: str, number: Any) -> int | None:
        if number is not None and not 1 <= number <= SCALES[column]:
            self._refuse(column, number, "", f"it is not between 1 and {SCALES[column]}")
            return None
        return None if number is None else int(number)

    def _refuse(self, column: str, value: Any, quote: str, reason: str) -> None:
        self.refused.append(Refused(self.article.article_id, self.row, column, str(value)[:80], quote[:200], reason))

"""The sentence of an article in which a value, an event, a claim or a total stands, as far as a coding says it."""

import re
from collections.abc import Mapping
from typing import Any

from research.quality.codings import Coding
from research.quality.gold_rows import Telling
from research.quality.pairing import Comparison

EVIDENCE = {"date": "date_start", "munitions": "munitions_low", "killed": "killed_best", "wounded": "wounded_best"}
WORD = re.compile(r"\w+")
Row = tuple[str, str, str, str, str]  # file, what, reference, given, sentence


class Sentences:
    """Looks up sentences for the errors of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.reference, self.given = comparison.reference, comparison.given

    def of_value(self, file: str, gold: Telling, coded: Telling, slot: str) -> str:
        """Return the sentence from which a value was read, else the one that tells the incident."""
        for side, telling in ((self.given, coded), (self.reference, gold)):
            number = side.evidence.get((telling.name, EVIDENCE.get(slot, slot)))
            if number is not None:
                return _numbered(side, file, number)
        return self.of_event(self.reference, file, gold.name)

    def of_event(self, side: Coding, file: str, event: str | None) -> str:
        """Return the sentence that tells an event, the quotation itself where it is in none."""
        row = side.rows.get((file, event or ""))
        return self.of_row(side, file, row) if row else ""

    def of_row(self, side: Coding, file: str, row: Mapping[str, Any]) -> str:
        """Return the sentence in which a row's words stand; that of its event where it has none."""
        if row.get("sentence_no") is not None:
            return _numbered(side, file, row["sentence_no"])
        if not row.get("quote"):
            return self.of_event(side, file, row["event"]) if row.get("event") else ""
        return self._quoted(file, row["quote"])

    def _quoted(self, file: str, quote: str) -> str:
        words = _words(quote)
        for coding in (self.given, self.reference):
            for sentence in coding.sentences.get(file, []):
                if f" {words} " in f" {_words(sentence)} ":
                    return sentence
        return quote


def _numbered(side: Coding, file: str, number: int) -> str:
    sentences = side.sentences.get(file, [])
    return sentences[number] if number < len(sentences) else ""


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))

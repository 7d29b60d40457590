"""Each thing in which a coding differs from its reference, with the sentence of the article that it is about."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from research.quality.codings import Coding
from research.quality.gold_match import SLOTS
from research.quality.gold_rows import Telling
from research.quality.gold_sheet import Events
from research.quality.pairing import Comparison

COLUMNS = ("file", "what", "reference", "given", "sentence")
EVIDENCE = {"date": "date_start", "munitions": "munitions_low", "killed": "killed_best", "wounded": "wounded_best"}
MISSED, EXTRA = "incident missed", "incident not in the reference"
Row = tuple[str, str, str, str, str]
WORD = re.compile(r"\w+")


def errors(comparison: Comparison) -> pd.DataFrame:
    """Return file, what, reference, given, sentence: a row for each difference, in order of the files.

    `what` is "incident missed", "incident not in the reference", the name of a value of an incident that both tell (date, weapon,
    ...), or "claim missed", "claim extra", "tally missed", "tally extra". Values that gold accepts besides its own are no errors.
    Incidents told as background are not asked about, as in `found`.
    """
    rows = [*_of_reports(comparison), *_of_statements(comparison)]
    place = {file: number for number, file in enumerate(comparison.files)}
    return pd.DataFrame(sorted(rows, key=lambda row: place[row[0]]), columns=list(COLUMNS)).astype("string")


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Return what, number: how many of the errors are of each kind, the most frequent first."""
    counts = found.groupby("what").size().reset_index(name="number")
    return counts.sort_values(["number", "what"], ascending=[False, True]).reset_index(drop=True)


def _of_reports(comparison: Comparison) -> Iterator[Row]:
    for pair in comparison.pairs:
        gold, coded = pair.reference, pair.given
        wanted, told = gold is not None and not gold.background, coded is not None and not coded.background
        if gold and coded and wanted and told:
            for slot in (slot for slot in SLOTS if not comparison.judge.right(slot, gold, coded)):
                sentence = _evidence(comparison, pair.file, gold, coded, slot)
                yield pair.file, slot, _value(gold, slot), _value(coded, slot), sentence
        elif gold and wanted and not gold.optional:
            given = "told as background" if coded else ""
            yield pair.file, MISSED, _brief(gold), given, _sentence(comparison, comparison.reference, pair.file, gold.name)
        elif coded and told:
            reference = "told as background" if gold else ""
            yield pair.file, EXTRA, reference, _brief(coded), _sentence(comparison, comparison.given, pair.file, coded.name)


def _of_statements(comparison: Comparison) -> Iterator[Row]:
    """Return the errors of claims and tallies; a claim is event, group and statement, a tally count, unit and country."""
    for file, kind, key, _ in comparison.errors:
        side = comparison.reference if kind.endswith("missed") else comparison.given
        sentence = _statement(comparison, side, file, kind.split()[0], key)
        said = _claim(key) if kind.startswith("claim") else key.replace(" None", "")
        yield file, kind, *((said, "") if kind.endswith("missed") else ("", said)), sentence


def _claim(key: str) -> str:
    """Return the key of a claim, as gold_sheet writes it, as group and statement."""
    _, group, statement = (part.strip(" '") for part in key.strip("()").rsplit(",", 2))
    return statement if group == "None" else f"{group} {statement}"


def _statement(comparison: Comparison, side: Coding, file: str, kind: str, key: str) -> str:
    """Return the sentence of the claim or tally that a key stands for; where gold has none, that of the event it is about."""
    from research.quality.gold_sheet import Sheet

    article = side.articles[file]
    if kind == "tally":
        rows = [t for t in article.get("tallies", []) if f"{t['count']} {t.get('unit')} {t.get('country')}" == key]
        return _at(comparison, side, file, rows[0]) if rows else ""
    sheet = Sheet(comparison.judge.book, {})
    gold, coded = comparison.reference.tellings(file), comparison.given.tellings(file)
    events = Events(gold, coded, comparison.judge.pairs(gold, coded))
    for claim in article.get("claims", []):
        event = events.of(claim["event"]) if side is comparison.given else claim.get("event")
        if str(sheet.claim_key(event, claim, True)) == key:
            return _at(comparison, side, file, claim) or _sentence(comparison, side, file, claim.get("event") or "")
    return ""


def _evidence(comparison: Comparison, file: str, gold: Telling, coded: Telling, slot: str) -> str:
    """Return the sentence from which a value was read, else the one that tells the incident."""
    for side, telling in ((comparison.given, coded), (comparison.reference, gold)):
        number = side.evidence.get((telling.name, EVIDENCE.get(slot, slot)))
        if number is not None:
            return _numbered(side, file, number)
    return _sentence(comparison, comparison.reference, file, gold.name)


def _sentence(comparison: Comparison, side: Coding, file: str, event: str) -> str:
    """Return the sentence that tells an event, the quotation itself where it is in none."""
    row = side.rows.get((file, event))
    return _at(comparison, side, file, row) if row else ""


def _at(comparison: Comparison, side: Coding, file: str, row: dict[str, Any]) -> str:
    if row.get("sentence_no") is not None:
        return _numbered(side, file, row["sentence_no"])
    quote = row.get("quote") or ""
    words = WORD.findall(quote.lower())
    for coding in (comparison.given, comparison.reference):
        for sentence in coding.sentences.get(file, []) if words else []:
            if " ".join(words) in " ".join(WORD.findall(sentence.lower())):
                return sentence
    return quote


def _numbered(side: Coding, file: str, number: int) -> str:
    sentences = side.sentences.get(file, [])
    return sentences[number] if number < len(sentences) else ""


def _value(telling: Telling, slot: str) -> str:
    if slot == "date":
        days = [day.isoformat() for day in dict.fromkeys((telling.start, telling.end)) if day]
        return " to ".join(days)
    said = telling.slots[slot]
    return "" if said is None else str(said)


def _brief(telling: Telling) -> str:
    return ", ".join(part for part in (_value(telling, slot) for slot in ("date", "place_id", "weapon")) if part)

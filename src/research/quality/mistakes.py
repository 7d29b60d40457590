"""Each thing in which a coding differs from its reference, with the sentence of the article that it is about."""

from collections.abc import Iterator

import pandas as pd

from research.quality.gold_match import SLOTS
from research.quality.gold_rows import Telling
from research.quality.mistakes_statements import of_claims, of_tallies
from research.quality.pairing import Comparison
from research.quality.sentences import Row, Sentences

COLUMNS = ("file", "what", "reference", "given", "sentence")
MISSED, EXTRA = "incident missed", "incident not in the reference"
BACKGROUND = "told as background"


def errors(comparison: Comparison) -> pd.DataFrame:
    """Return file, what, reference, given, sentence: a row for each difference, in order of the files.

    `what` is "incident missed", "incident not in the reference", the name of a value of an incident that both tell (date, weapon,
    ...), or "claim missed", "claim not in the reference" and the same of a total. Values that gold accepts besides its own are no errors.
    Incidents told as background are not asked about, as in `found`.
    """
    sentences = Sentences(comparison)
    rows: list[Row] = [*_of_reports(comparison, sentences), *of_claims(comparison, sentences), *of_tallies(comparison, sentences)]
    rows.sort(key=lambda row: row[0])
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("string")


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Return what, number: how many of the errors are of each kind, the most frequent first."""
    counts = found.groupby("what").size().reset_index(name="number")
    return counts.sort_values(["number", "what"], ascending=[False, True]).reset_index(drop=True)


def _of_reports(comparison: Comparison, sentences: Sentences) -> Iterator[Row]:
    for pair in comparison.pairs:
        gold, coded = pair.reference, pair.given
        wanted, told = gold is not None and not gold.background, coded is not None and not coded.background
        if gold and coded and wanted and told:
            for slot in (slot for slot in SLOTS if not comparison.judge.right(slot, gold, coded)):
                yield pair.file, slot, _value(gold, slot), _value(coded, slot), sentences.of_value(pair.file, gold, coded, slot)
        elif gold and wanted and not gold.optional:
            words = sentences.of_event(comparison.reference, pair.file, gold.name)
            yield pair.file, MISSED, _brief(gold), BACKGROUND if coded else "", words
        elif coded and told:
            words = sentences.of_event(comparison.given, pair.file, coded.name)
            yield pair.file, EXTRA, BACKGROUND if gold else "", _brief(coded), words


def _value(telling: Telling, slot: str) -> str:
    if slot == "date":
        days = [day.isoformat() for day in dict.fromkeys((telling.start, telling.end)) if day]
        return " to ".join(days)
    said = telling.slots[slot]
    return "" if said is None else str(said)


def _brief(telling: Telling) -> str:
    return ", ".join(part for part in (_value(telling, slot) for slot in ("date", "place_id", "weapon")) if part)

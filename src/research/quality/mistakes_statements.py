"""Claims and running totals that only one of two codings has, with their sentences; keys are those by which gold_sheet counts them."""

from collections.abc import Iterator, Mapping
from typing import Any

from research.quality.codings import Coding
from research.quality.gold_sheet import Events, Sheet
from research.quality.pairing import Comparison
from research.quality.sentences import Row, Sentences

Key = tuple[Any, ...]
Rows = dict[Key, Mapping[str, Any]]
NAMES = {"generic": "a group without a name", "unnamed": "nobody by name"}


def of_claims(comparison: Comparison, sentences: Sentences) -> Iterator[Row]:
    """Yield the claims that only one side has: of which group, and how it is said (attributed, suspected and stated count as one)."""
    for file in comparison.files:
        wanted, got = _claims(comparison, file)
        yield from _differences("claim", file, wanted, got, comparison, sentences)


def of_tallies(comparison: Comparison, sentences: Sentences) -> Iterator[Row]:
    """Yield the running totals that only one side has: count, unit and country."""
    for file in comparison.files:
        wanted, got = (_tallies(side, file) for side in (comparison.reference, comparison.given))
        yield from _differences("total", file, wanted, got, comparison, sentences)


def _differences(kind: str, file: str, wanted: Rows, got: Rows, comparison: Comparison, sentences: Sentences) -> Iterator[Row]:
    for key in (key for key in wanted if key not in got):
        yield file, f"{kind} missed", _shown(kind, key), "", sentences.of_row(comparison.reference, file, wanted[key])
    for key in (key for key in got if key not in wanted):
        yield file, f"{kind} not in the reference", "", _shown(kind, key), sentences.of_row(comparison.given, file, got[key])


def _claims(comparison: Comparison, file: str) -> tuple[Rows, Rows]:
    """Return the claims of both sides by their keys, those on events that are not asked about left out."""
    gold, coded = comparison.reference.tellings(file), comparison.given.tellings(file)
    events = Events(gold, coded, comparison.judge.pairs(gold, coded))
    sheet = Sheet(comparison.judge.book, {})
    wanted, got = Rows(), Rows()
    for claim in comparison.reference.articles[file].get("claims", []):
        if claim.get("event") not in events.ignored:
            wanted.setdefault(sheet.claim_key(claim.get("event"), claim, True), claim)
    for claim in comparison.given.coded(file).claims:
        if not events.ignores(claim["report_id"]):
            got.setdefault(sheet.claim_key(events.of(claim["report_id"]), claim, True), claim)
    return wanted, got


def _tallies(side: Coding, file: str) -> Rows:
    return {(tally["count"], tally.get("unit"), tally.get("country")): tally for tally in side.articles[file].get("tallies", [])}


def _shown(kind: str, key: Key) -> str:
    """Return a key in words, without the event of a claim: its sentence tells it."""
    parts = key[1:] if kind == "claim" else key
    return " ".join(NAMES.get(str(part), str(part)) for part in parts if part is not None)

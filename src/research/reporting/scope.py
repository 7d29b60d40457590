"""What a report counts, in words: window, countries, definition, rule. Every findings list says it, so that no number stands alone."""

from research.analysis.selection import Selection
from research.reporting.labels import day, word
from research.reporting.sentences import Sentence, listed, sentence

DEFINED = {
    "reported": "incidents that at least one article reports",
    "claimed": "incidents that at least one group or state claims itself",
    "multi_source": "incidents that at least two independent publishers report",
    "on_facility": "strikes on a base, an embassy or an airport that were not stopped on the way",
}
MERGED = {
    "conservative": "the least that all of them support",
    "representative": "what most of them say",
    "informative": "the most exact that any of them says",
}


def scope(selection: Selection) -> Sentence:
    """Return one sentence on what is counted: it opens or closes a list of findings."""
    p = selection.parameters
    sides = f", on targets of {_words([word('target_side', side) for side in p.target_sides])}" if p.target_sides else ""
    told = "counted too" if p.include_background else "left out"
    return sentence(
        f"Counted are {DEFINED[p.definition]}{where(selection)}{sides}; where reports of one incident differ, "
        f"{MERGED[p.aggregation]} is taken (rule {p.aggregation}); incidents told only as background are {told}."
    )


def window(selection: Selection) -> str:
    """Return "from 1 January 2020 to 31 December 2020"."""
    if not (selection.start and selection.end):
        return "in the whole time of the corpus"
    return f"from {day(selection.start)} to {day(selection.end)}"


def where(selection: Selection) -> str:
    """Return " in Iraq and Syria", nothing where all countries count."""
    return f" in {_words(list(selection.parameters.countries))}" if selection.parameters.countries else ""


def _words(items: list[str]) -> str:
    return "".join(str(part) for part in listed(items))

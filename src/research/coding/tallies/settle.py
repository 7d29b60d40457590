"""What is settled when the totals of an article have been read: their country where they name none, shared periods, each total once."""

from research.codebook import Codebook
from research.coding.model import Annotated, Tally
from research.coding.tallies.accept import CLOSE
from research.coding.tallies.places import scope, several

Named = dict[int, bool]  # id of a tally: whether its words name countries
ROUNDING = 0.15


def one_country_only(tallies: list[Tally], named: Named, notes: list[Annotated], book: Codebook) -> None:
    """Give totals without a country the one of which the article speaks, unless they name countries or are split by country."""
    whole = [t for t in tallies if not t.country and not named[id(t)] and not several(t.note.sentence.lower, True)]
    whole = [t for t in whole if not any(_part_of(o, t) for o in tallies)]
    only = scope(notes, book) if whole else ""
    for tally in whole:
        tally.country = only


def _part_of(part: Tally, whole: Tally) -> bool:
    same = part.unit == whole.unit and (part.period_start, part.period_end) == (whole.period_start, whole.period_end)
    return same and bool(part.country) and part.count < whole.count


def share_periods(tallies: list[Tally]) -> None:
    """Give a total the period of its split by country, where that adds up to it: the split may state what the total only rounds."""
    for whole in tallies:
        here = whole.note.sentence.no
        parts = [t for t in tallies if t.unit == whole.unit and t.country and 0 < t.note.sentence.no - here <= CLOSE]
        if len(parts) > 1 and sum(t.count for t in parts) == whole.count and not whole.country and parts[0].period_start:
            whole.period_start, whole.period_end = parts[0].period_start, parts[0].period_end


def unique(tallies: list[Tally], named: Named) -> list[Tally]:
    """Return each total once: the one of the text before the one of the headline, the exact period before none."""
    kept: list[Tally] = []
    for tally in sorted(tallies, key=lambda t: t.note.sentence.role == "title"):
        if tally.note.sentence.role == "title" and any(_rounds(tally, t) for t in kept):
            continue
        same = next((t for t in kept if (t.count, t.unit) == (tally.count, tally.unit) and _one_country(named, t, tally)), None)
        if same is None:
            kept.append(tally)
            continue
        if not same.country and not named[id(same)]:
            same.country = tally.country
        if same.period_start is None and tally.period_start is not None:
            same.period_start, same.period_end = tally.period_start, tally.period_end
        same.qualifier = tally.qualifier if same.qualifier == "exact" else same.qualifier
        same.source = same.source or tally.source
    return sorted(kept, key=lambda t: (t.note.sentence.no, t.i))


def _rounds(title: Tally, told: Tally) -> bool:
    """Tell whether a headline only rounds a total of the text: "count nears 50" where 47 are told."""
    return (
        title.unit == told.unit
        and title.count != told.count
        and abs(title.count - told.count) <= ROUNDING * told.count
        and title.count % 5 == 0
    )


def _one_country(named: Named, one: Tally, other: Tally) -> bool:
    return one.country == other.country or not (named[id(one)] and named[id(other)])

"""The findings on change: series, changes of tempo, the halves, whether that survives other readings, days with attacks, waiting times."""

import pandas as pd

from research.analysis.combinations import ALL
from research.analysis.overdispersion import LEVEL, NEGATIVE_BINOMIAL
from research.reporting.labels import day
from research.reporting.sentences import Cells, Fact, Parts, Sentence, listed, sentence, verb, written
from research.reporting.summaries_tempo import HALVES, WHOLE, chance

MOST_CHANGES = 4  # more are in the table
MOST_NAMED = 3


def series(dispersion: pd.DataFrame, period: str) -> Sentence | None:
    """Say that counts vary more than chance lets them, if they do, and what that does to the intervals."""
    cells, row = Cells("dispersion", dispersion, "around"), dispersion["around"].iloc[0]
    index, p = cells.value(row, "index"), cells.value(row, "p")
    if index is None or p is None or p >= LEVEL:
        return None
    return sentence(
        f"Incidents come in series: counts by {period} vary ", cells.number(row, "index"), " times as much as independent events would (",
        _chance(cells, row, "p"), "), so the intervals of the rate above, and where needed of each ratio, are negative-binomial.",
    )  # fmt: skip


def _chance(cells: Cells, row: object, column: str) -> Fact:
    return cells.fact(row, column, f"p {chance(cells.value(row, column))}")


def changes(table: pd.DataFrame, read: pd.DataFrame) -> list[Sentence]:
    """Say when the tempo changed, one sentence for each of the last changes; `read` is coverage_change."""
    if table.empty:
        return [sentence("Within that time no change of tempo stands out: one rate explains the days as well as several would.")]
    cells, articles = Cells("changes", table, "change"), Cells("coverage_change", read, "comparison")
    return [_changed(cells, row, articles) for row in table["change"].tolist()[-MOST_CHANGES:]]


def _changed(cells: Cells, row: int, articles: Cells) -> Sentence:
    known = [cells.fact(row, name, day(str(cells.value(row, name)))) for name in ("date", "date_low", "date_high")]
    rates: Parts = ["from ", cells.number(row, "before_per_week"), " to ", cells.number(row, "after_per_week"), " incidents a week"]
    ratio: Parts = []
    if cells.value(row, "ratio") is not None:
        ratio = [", ", cells.number(row, "ratio"), " times", *cells.interval(row, "ratio_low", "ratio_high")]
    told = cells.fact(row, "direction", str(cells.value(row, "direction")))
    beside = _beside(articles, str(cells.value(row, "date")))
    return sentence("On ", known[0], " (95% interval ", known[1], " to ", known[2], ") the tempo ", told, ": ", rates, ratio, beside, ".")


def _beside(articles: Cells, name: str) -> Parts:
    """Return what became of the incidents for each article, and what that means for a change of their number."""
    if articles.value(name, "direction") is None:
        return [", without articles published in both times to set that beside"]
    told = articles.fact(name, "direction", str(articles.value(name, "direction")))
    ratio: Parts = []
    if articles.value(name, "ratio") is not None:
        ratio = [" (", articles.number(name, "ratio"), " times", *_bare(articles, name), ")"]
    doubt = ", so that a change of coverage may explain it" if str(told.text).startswith("did") else ""
    return ["; incidents for each article of the corpus ", told, *ratio, doubt]


def _bare(cells: Cells, row: str) -> Parts:
    """Return ", 95% interval 0.5 to 2" of ratio_low and ratio_high."""
    if cells.value(row, "ratio_high") is None:
        return [", 95% interval ", cells.number(row, "ratio_low"), " and more"]
    return [", 95% interval ", cells.number(row, "ratio_low"), " to ", cells.number(row, "ratio_high")]


def halves(change: pd.DataFrame, read: pd.DataFrame) -> Sentence | None:
    """Compare the rate of the second half with that of the first, and what there was to read (`read`: coverage_change)."""
    if change.empty:
        return None
    row = change["base_start"].iloc[0]
    cells, articles = Cells("change", change, "base_start"), Cells("coverage_change", read, "comparison")
    told = str(cells.value(row, "direction"))
    direction = cells.fact(row, "direction", told)
    counts: Parts = [cells.number(row, "later_incidents"), " against ", cells.number(row, "base_incidents"), " incidents"]
    number: Parts = [" in ", articles.number(HALVES, "later_articles"), " against ", articles.number(HALVES, "base_articles"), " articles"]
    opening = "In the second half of that time, the rate of incidents "
    beside = [] if told.startswith("did") else _beside(articles, HALVES)
    if cells.value(row, "ratio") is None:
        return sentence(opening, direction, ": ", counts, number, beside, ".")
    limits = ("nb_low", "nb_high") if cells.value(row, "intervals") == NEGATIVE_BINOMIAL else ("ratio_low", "ratio_high")
    ratio: Parts = [cells.number(row, "ratio"), " times that of the first half", *cells.interval(row, *limits)]
    return sentence(opening, direction, ": it was ", ratio, ", ", counts, number, beside, ".")


def survival(table: pd.DataFrame, varied: pd.DataFrame) -> list[Sentence]:
    """Say for each comparison how many other readings have the same direction, and name those that do not."""
    cells = Cells("survival", table, "comparison")
    names = table["comparison"].tolist()
    return [_survives(cells, name, varied[varied["comparison"] == name]) for name in dict.fromkeys(names[:1] + names[1:][-MOST_CHANGES:])]


def _survives(cells: Cells, name: str, varied: pd.DataFrame) -> Sentence:
    direction = cells.fact(name, "direction", str(cells.value(name, "direction")))
    about: Parts = ["What is said of the halves"]
    if name != HALVES:
        date = cells.fact(name, "comparison", day(name))
        about = ["What is said of ", date] if direction.text.startswith("did") else ["That the tempo ", direction, " on ", date]
    holds: Parts = [*about, " holds in ", cells.number(name, "same"), " of ", cells.number(name, "readings"), " other readings"]
    others = varied[~varied["same"]]
    if others.empty:
        return sentence(holds, " (definitions, rules, periods, publishers).")
    rows = Cells("sensitivity", varied, "case")
    named = [rows.fact(case, "reading", str(rows.value(case, "reading"))) for case in others["case"].tolist()[:MOST_NAMED]]
    many: Parts = ["in ", cells.number(name, "differ"), ", such as "] if len(others) > MOST_NAMED else []
    return sentence(holds, "; not ", many, listed(named), ".")


def combined(agreement: pd.DataFrame) -> Sentence | None:
    """Say in how many combinations of definition, rule and dropped publisher the finding on the halves holds, and what the others say."""
    cells = Cells("agreement", agreement, "choice")
    readings, same = cells.value(ALL, "readings"), cells.value(ALL, "same")
    if not readings:
        return None
    holds: Parts = ["Of ", cells.count(ALL, "readings", "combination"), " of definition, rule and dropped publisher, ",
                    cells.fact(ALL, "same", "all" if same == readings else written(same)), " say the same of the halves"]  # fmt: skip
    if same == readings:
        return sentence(holds, ".")
    verbs: Parts = ["; by them the rate rose in ", cells.number(ALL, "rose"), ", fell in ", cells.number(ALL, "fell")]
    return sentence(holds, verbs, " and did not change distinguishably in ", cells.number(ALL, "unclear"), ".")


def attack_days(table: pd.DataFrame, waiting: pd.DataFrame) -> list[Sentence]:
    """Say on how many days there were incidents, how many on such a day, and how long it took from one to the next."""
    cells = Cells("attack_days", table, "part")
    if not cells.value(WHOLE, "attack_days"):
        return []
    on: Parts = [cells.number(WHOLE, "attack_days"), " of ", cells.count(WHOLE, "days", "day"), " (", cells.share(WHOLE, "share"),
                 ", 95% interval ", cells.share(WHOLE, "share_low"), " to ", cells.share(WHOLE, "share_high"), ")"]  # fmt: skip
    each: Parts = [cells.number(WHOLE, "per_attack_day"), *cells.interval(WHOLE, "per_attack_day_low", "per_attack_day_high")]
    found = [sentence("Incidents fall on ", on, "; on such a day there are ", each, ", at most ", cells.number(WHOLE, "most"), ".")]
    return [*found, *([_waiting(waiting)] if waiting["gaps"].iloc[0] > 1 else [])]


def _waiting(waiting: pd.DataFrame) -> Sentence:
    cells, row = Cells("waiting", waiting, "gaps"), waiting["gaps"].iloc[0]
    ends = [cells.fact(row, name, day(str(cells.value(row, name)))) for name in ("longest_from", "longest_to")]
    said = verb(cells.value(row, "median"), "day", "days")
    half: Parts = ["Half of the incidents come within ", cells.number(row, "median"), f" {said} of the one before",
                   *cells.interval(row, "median_low", "median_high")]  # fmt: skip
    longest: Parts = ["; the longest quiet is ", cells.count(row, "longest", "day"), ", from ", ends[0], " to ", ends[1]]
    p = cells.value(row, "p")
    if p is None:
        return sentence(half, longest, ".")
    told = "do not fit" if p < LEVEL else "fit"
    return sentence(half, longest, f"; the times between {told} an even flow of independent incidents (", _chance(cells, row, "p"), ").")

"""Score coded tables against hand-coded gold: what was found, what of it is right, and what was linked.

Figures, all 0 to 1 but for the four counts: incident_f1 (a foreground gold report is found: dates within a day, places that do not
contradict), strict_f1 (date, place and weapon right too), slot.* (share of right values among the reports found), claim_f1 and
claim3_f1 (who is said to have done what; the second folds attributed, suspected and stated), tally_f1 and tally_period, link_b3
(B-cubed F1 of incidents against gold events over the reports found: Bagga and Baldwin 1998, Entity-based cross-document coreferencing
using the vector space model, COLING-ACL 79-85). The rules are those of the coding guide.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from research import codebook
from research.quality.gold_match import SLOTS
from research.quality.gold_rows import Coded, coded_articles, gold_lines
from research.quality.gold_sheet import Error, Sheet


def score(folder: Path, gold_files: Iterable[Path], errors: list[Error] | None = None) -> dict[str, float]:
    """Return the figures of the tables in `folder` against all `gold_files` together, by name, in a fixed order.

    Args:
        folder: holds articles, reports, claims, tallies and, for link_b3, incident_reports.
        gold_files: one JSON object per line, as the coding guide describes.
        errors: if given, gets a row (file, kind, where, detail) for everything that is not right.

    Raises:
        tables.TableError: the folder holds no articles. GoldError: a gold file cannot be read.
    """
    coded, files, incident_of = coded_articles(Path(folder))
    sheet = Sheet(codebook.load(), incident_of)
    for path in gold_files:
        for article in gold_lines(Path(path)):
            sheet.count["articles"] += 1
            sheet.count["articles_read"] += article["file"] in files
            sheet.article(article, coded.get(article["file"], Coded([], [], [])))
    if errors is not None:
        errors += sheet.errors
    return _figures(sheet)


def _figures(sheet: Sheet) -> dict[str, float]:
    n, slots = sheet.count, sheet.slots
    out: dict[str, float] = {"articles": n["articles"], "articles_read": n["articles_read"]}
    out |= {"reports_wanted": n["wanted"], "reports_given": n["given"]}
    names = ("incident_f1", "incident_precision", "incident_recall")
    out |= dict(zip(names, f_measure(n["found"], n["wanted"], n["given"]), strict=True))
    out["strict_f1"] = f_measure(n["strict"], n["wanted"], n["given"])[0]
    for label in ("claim", "claim3", "tally"):
        out[label + "_f1"] = f_measure(n[label + "_hit"], n[label + "_wanted"], n[label + "_given"])[0]
    out["tally_period"] = _share(slots["tally_period"])
    out["link_b3"] = b_cubed(sheet.links)
    return out | {f"slot.{slot}": _share(slots[slot]) for slot in SLOTS}


def f_measure(hit: int, wanted: int, given: int) -> tuple[float, float, float]:
    """Return F1, precision and recall. Nothing wanted is fully found; nothing given is precise only if nothing was to be hit."""
    precision = hit / given if given else float(hit == wanted)
    recall = hit / wanted if wanted else 1.0
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the B-cubed F1 of [(gold event, incident)], one pair per report; 0 where there is none."""
    if not pairs:
        return 0.0
    both, gold, coded = Counter(pairs), Counter(g for g, _ in pairs), Counter(c for _, c in pairs)
    precision = _mean(pairs, lambda g, c: both[g, c] / coded[c])
    recall = _mean(pairs, lambda g, c: both[g, c] / gold[g])
    return 2 * precision * recall / (precision + recall)


def _mean(pairs: Sequence[tuple[str, str]], value: Callable[[str, str], float]) -> float:
    return sum(value(g, c) for g, c in pairs) / len(pairs)


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0

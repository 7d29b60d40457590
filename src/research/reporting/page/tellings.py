"""One report as a reader meets it: its article, what it says, its claims, and the sentences it rests on with the words that count."""

from dataclasses import dataclass
from typing import Any

from research.reporting.page.frames import Row, Rows, grouped, keyed
from research.reporting.page.marks import Span, Stretch, stretches
from research.reporting.page.words import KIND_OF, WORDS, amount, day, days, group, place, where, word

WHOLE = 0.85  # of a sentence's characters: a span over more of them says something of the sentence, not of words in it

# Rules that read a value from the event as a whole.
WHOLE_EVENT = ("date.publication", "date.none", "n_attacks.one", "place.of_article", "news", "background", "target.of_event")
# The columns whose words are marked.
MARKED = (
    "date_start", "place_id", "weapon", "munitions_low", "n_attacks", "target", "outcome", "killed_best", "wounded_best", "statement",
)  # fmt: skip


@dataclass(slots=True)
class Quoted:
    """One sentence of an article: its number, its marked stretches, whether sentences before it were left out, and what all of it says.

    `whole` are the kinds and labels of what was read from the sentence as such; to mark every word of it would mark none.
    """

    number: int
    stretches: list[Stretch]
    gap: bool
    whole: list[tuple[str, str]]

    @property
    def text(self) -> str:
        """The sentence itself."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(slots=True)
class Telling:
    """One report: the article that tells it, its values as (kind, label, words), claims in words, and the sentences it rests on.

    `headline` is the article's title as one of these sentences, where it is one.
    """

    report: Row
    article: Row
    published: str
    values: list[tuple[str, str, str]]
    claims: list[str]
    headline: Quoted | None
    sentences: list[Quoted]


def tellings(tables: Rows) -> list[Telling]:
    """Return every report of `tables` with its article, its sentences and its claims."""
    texts = {row["article_id"]: row["text"] for row in tables["texts"]}
    articles, sentences = keyed(tables["articles"], "article_id"), grouped(tables["sentences"], "article_id")
    claims, assertions = grouped(tables["claims"], "report_id"), grouped(tables["assertions"], "row_id")
    result = []
    for report in tables["reports"]:
        own = claims.get(report["report_id"], [])
        rows = [row for key in [report["report_id"], *(claim["claim_id"] for claim in own)] for row in assertions.get(key, [])]
        numbers = {row["sentence_no"] for row in [*rows, *own]} | {report["sentence_no"]}
        article, text = articles.get(report["article_id"], {}), texts.get(report["article_id"], "")
        quoted = _quoted(text, sentences.get(report["article_id"], []), numbers, _spans(rows, own))
        titled = bool(quoted) and quoted[0].text.strip() == (article.get("title") or "").strip()
        result.append(Telling(
            report=report,
            article=article,
            published=day(article.get("published")),
            values=_values(report),
            claims=[claim_words(claim) for claim in own],
            headline=quoted[0] if titled else None,
            sentences=quoted[1:] if titled else quoted,
        ))  # fmt: skip
    return result


def _spans(assertions: list[Row], claims: list[Row]) -> list[Span]:
    """Return what is marked; of values read from the same words, as a bound and its best are, the one that they are read for."""
    main = {(row["start"], row["end"], KIND_OF.get(row["column"])) for row in assertions if row["column"] in MARKED}
    spans = []
    for row in assertions:
        kind = KIND_OF.get(row["column"], "outcome")
        beside = row["column"] not in MARKED and (row["start"], row["end"], kind) in main
        if not beside and row["rule"] not in WHOLE_EVENT:
            label = f"{word('column', row['column'])}: {shown(row['column'], row['value'])}"
            spans.append(Span(row["start"], row["end"], kind, label))
    return spans + [Span(row["start"], row["end"], "claim", claim_words(row)) for row in claims]


def _quoted(text: str, sentences: list[Row], numbers: set[int], spans: list[Span]) -> list[Quoted]:
    result, last = [], None
    for row in sorted(sentences, key=lambda row: row["sentence_no"]):
        if row["sentence_no"] in numbers:
            gap = row["sentence_no"] != (0 if last is None else last + 1)
            whole = [span for span in spans if _covers(span, row)]
            part = [span for span in spans if span not in whole]
            marked = stretches(text[row["start"] : row["end"]], row["start"], part)
            result.append(Quoted(row["sentence_no"], marked, gap, _each_kind(whole)))
            last = row["sentence_no"]
    return result


def _covers(span: Span, sentence: Row) -> bool:
    """Tell whether a span is the sentence, its last mark or a word more or less."""
    overlap = min(span.end, sentence["end"]) - max(span.start, sentence["start"])
    return overlap > WHOLE * (sentence["end"] - sentence["start"])


def _each_kind(spans: list[Span]) -> list[tuple[str, str]]:
    labels: dict[str, list[str]] = {}
    for span in spans:
        labels.setdefault(span.kind, []).append(span.label)
    return [(kind, "; ".join(dict.fromkeys(said))) for kind, said in sorted(labels.items())]


def claim_words(claim: Row) -> str:
    """Return a claim in words: what is said of whom, by whom, through what."""
    who = (group(claim["group_id"]) if claim["group_id"] else claim["group_text"]) or "somebody not named"
    said = word("statement", claim["statement"])
    head = said if claim["statement"] == "unclaimed" else f"{said} {who}"
    by = f", says {claim['by']}" if claim["by"] and claim["statement"] not in ("claimed", "denied") else ""
    through = f" (through {claim['medium']})" if claim["medium"] else ""
    return f"{head}{by}{through}"


def _values(report: Row) -> list[tuple[str, str, str]]:
    """Return what the report says as (kind, label of the kind, words); a kind of which it says nothing is left out."""
    site, within = where(report)
    killed, wounded = (amount(report[f"{who}_low"], report[f"{who}_high"], report[f"{who}_best"]) for who in ("killed", "wounded"))
    attacks = f"stands for {report['n_attacks']} attacks" if (report["n_attacks"] or 1) > 1 else ""
    parts = {
        "when": [days(report["date_start"], report["date_end"], report["date_prec"]), word("date_basis", report["date_basis"])],
        "where": [", ".join(name for name in (site, within) if name), word("where_prec", report["where_prec"])],
        "weapon": [weapon(report), attacks],
        "target": [word("target", report["target"]), side(report)],
        "outcome": [word("outcome", report["outcome"])],
        "casualties": [f"killed {killed}" if killed else "", f"wounded {wounded}" if wounded else ""],
    }
    said = {kind: " · ".join(part for part in values if part) for kind, values in parts.items() if values[0] or any(values[1:])}
    return [(kind, WORDS["kind_label"][kind], text) for kind, text in said.items() if text]


def weapon(row: Row) -> str:
    """Return the weapon of a report or incident and how many of it: Rocket × 15."""
    name = word("weapon", row["weapon"])
    number = amount(row["munitions_low"], row["munitions_high"])
    return f"{name} × {number}" if number and name else name


def side(row: Row) -> str:
    """Return whose the target was, nothing where that is not known."""
    return "" if row["target_side"] in ("unknown", "other") else word("target_side", row["target_side"])


def shown(column: str, value: Any) -> str:
    """Return the value of a column in words."""
    if column in ("date_start", "date_end"):
        return day(value)
    if column == "place_id":
        return place(value)
    if column == "group_id":
        return group(value)
    return word(column, value) if column in WORDS and column not in ("kind", "column") else str(value)

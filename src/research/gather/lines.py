"""What was looked at, as lines for a terminal."""

from collections import Counter
from collections.abc import Iterator

from research.ingest.article import Article
from research.ingest.refusal import Refusal
from research.ingest.stream import Result

NAMES = {"record": "row of a table"}
SHOWN = ("title", "publisher", "published", "url", "retrieved", "licence")


def lines_of(result: Result) -> Iterator[str]:
    """Yield the lines that show one article with its metadata, or one refusal."""
    if isinstance(result, Refusal):
        yield f"rejected: {result.file}: {result.reason}: {result.detail}"
        return
    row = result.row
    yield f"{row['file']}: {NAMES.get(result.read_as, result.read_as)}, {row['n_words']} words, {row['language'] or 'language not told'}"
    cells = {name: row[name] for name in SHOWN if row[name]} | result.told
    if row["published"]:
        cells["published"] = f"{row['published']} ({row['published_basis']})"
    for name, value in cells.items():
        yield f"    {name.replace('_', ' ')}: {value}"


class Sums:
    """How many inputs there were, and what became of them."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Article):
            self.articles[result.row["language"] or ""] += 1
        elif result.is_input:
            self.rejected[result.reason] += 1
        else:
            self.rows[result.reason] += 1

    @property
    def status(self) -> int:
        """Exit status: 0 if all was read, 1 if something was rejected, 3 if there was nothing."""
        return 1 if self.rejected or self.rows else 0 if self.articles else 3

    def lines(self) -> Iterator[str]:
        """Yield the sums, inputs first: they are the articles and the rejected together."""
        read, refused = self.articles.total(), self.rejected.total()
        yield f"{read + refused} inputs: {read} articles, {refused} rejected"
        other = {code: count for code, count in self.articles.items() if code not in ("", "en")}
        if other:
            told = ", ".join(f"{code} {count}" for code, count in sorted(other.items()))
            yield f"in other languages, kept and not coded by the rules: {sum(other.values())} ({told})"
        for name, counted in (("rejected", self.rejected), ("rows of manifests", self.rows)):
            if counted:
                yield f"{name}: " + ", ".join(f"{reason} {count}" for reason, count in sorted(counted.items()))

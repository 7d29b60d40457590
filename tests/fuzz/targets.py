"""What must hold for any input: an article or a refusal with its reason, no exception, counts that add up, text that is sound."""

import hashlib
import io
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from research.ingest.article import Article, read_item
from research.ingest.containers import members
from research.ingest.decode import INVISIBLE
from research.ingest.item import Item, Source
from research.ingest.kinds import is_container, kind_of
from research.ingest.refusal import Refusal
from research.schemas import PUBLISHED_BASES

CODER = "coder"


@dataclass
class Figures:
    """What came of the inputs of one kind."""

    files: int = 0
    inputs: int = 0
    articles: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def add(self, other: "Figures") -> None:
        """Add the figures of other inputs."""
        self.files += other.files
        self.inputs += other.inputs
        self.articles += other.articles
        self.rejected += other.rejected
        self.slowest = max(self.slowest, other.slowest)


def run(kind: str, data: bytes, figures: Figures) -> None:
    """Read one file (kind: its ending), or code one text (kind: coder), check what comes out, and count it."""
    begin = time.process_time()
    if kind == CODER:
        coded(data.decode("utf-8", "replace"))
        found: list[Article | Refusal] = []
        figures.inputs += 1
        figures.articles += 1
    else:
        found, inputs = _read(f"f.{kind}", data)
        assert found, "a file leaves no trace"
        figures.inputs += inputs
    for result in found:
        checked(result)
        figures.articles += isinstance(result, Article)
        figures.rejected.update([result.reason] if isinstance(result, Refusal) else [])
    figures.files += 1
    figures.slowest = max(figures.slowest, time.process_time() - begin)
    assert figures.inputs == figures.articles + figures.rejected.total(), "inputs are not articles and rejected together"


def _read(name: str, data: bytes) -> tuple[list[Article | Refusal], int]:
    """Return what came of a file, and how many inputs were in it as counted before they were read."""
    if not is_container(kind_of(name)):
        results = read_item(Item(name, kind_of(name), data), keep=True).results
        return results, len(results)
    found: list[Article | Refusal] = []
    inputs = 0
    for held in members(Source(name, name, lambda: io.BytesIO(data), len(data)), lambda line: None):
        inputs += 1
        results = [held] if isinstance(held, Refusal) else read_item(held, keep=True).results
        inputs += len(results) - 1  # an export in an archive
        found += results
    return found, inputs


def checked(result: Article | Refusal) -> None:
    """Check one article or refusal."""
    if isinstance(result, Refusal):
        assert result.file and result.reason.replace("_", "").isalpha() and result.detail
        result.detail.encode("utf-8", "strict")
        return
    row = result.row
    assert unicodedata.is_normalized("NFC", result.text) and result.text.strip()
    for value in (result.text, *(value for value in row.values() if isinstance(value, str))):
        value.encode("utf-8")
        assert not INVISIBLE.search(value)
    assert all(part and part == part.strip() and "\n" not in part for part in result.text.split("\n\n"))
    assert row["published_basis"] in PUBLISHED_BASES and (row["published"] is None) == (row["published_basis"] == "none")
    assert row["sha256"] == hashlib.sha256(result.data).hexdigest() and row["article_id"] == row["sha256"][:16]
    assert row["n_words"] >= 0 and (row["language"] is None or len(row["language"]) == 2)


@cache
def _book() -> object:
    from research import codebook

    return codebook.load()


def coded(text: str) -> None:
    """Code a text and check that every row stands on words of it."""
    from research.coding.coder import code
    from research.coding.model import Article as Told

    rows = code(Told("0" * 16, text[:60], "2020-03-12", text), _book())  # type: ignore[arg-type]
    known = {row["report_id"] for row in rows.reports}
    for row in [*rows.claims, *rows.tallies, *rows.assertions]:
        assert 0 <= row["start"] < row["end"] <= len(text)
    assert all(row["report_id"] is None or row["report_id"] in known for row in rows.claims)
    for row in rows.reports:
        for column in ("killed", "wounded"):
            low, high = row[f"{column}_low"], row[f"{column}_high"]
            assert low is None or high is None or 0 <= low <= high


def show(figures: dict[str, Figures], seconds: float) -> None:
    """Print the figures of a campaign."""
    whole = Figures()
    for found in figures.values():
        whole.add(found)
    print(f"{'kind':10} {'files':>8} {'inputs':>8} {'articles':>8} {'rejected':>8} {'slowest':>9}")
    for kind, found in [*figures.items(), ("all", whole)]:
        print(f"{kind:10} {found.files:8} {found.inputs:8} {found.articles:8} {found.rejected.total():8} {found.slowest:7.2f} s")
    print("rejected: " + ", ".join(f"{reason} {count}" for reason, count in Counter(whole.rejected).most_common()))
    even = whole.inputs == whole.articles + whole.rejected.total()
    print(f"{whole.files} files in {seconds:.0f} s, no failure; inputs = articles + rejected: {even}")

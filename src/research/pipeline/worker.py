"""What a worker process does with a batch of inputs: read each, code its articles, pack what came out."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from research import codebook as codebooks
from research.coding.coder import code
from research.coding.model import Article as Coding
from research.ingest.article import Article, read_item
from research.ingest.duplicates import sample, shingles
from research.ingest.item import Item
from research.ingest.manifest import COLUMNS, Known
from research.ingest.refusal import Refusal
from research.pipeline.packing import Cells, Packed, cells, pack, to_json
from research.shelf import Entry

ENGLISH = (None, "en")  # the languages that the rules read; None: too short to tell
TOLD = ("article_id", "sha256", "file", "published", "publisher")  # of an article, in the head of its entry
CHANCE = ("too_slow",)  # reasons for which the machine may be the cause: another time the input may be read


@dataclass(frozen=True, slots=True)
class Task:
    """How to read and code: the codebook's folder (None: read only), and the checksum of everything but the inputs that decides it."""

    codebook: Path | None
    version: str


class Input(NamedTuple):
    """One input, and the SHA-256 of its bytes as far as it is known before it is read."""

    item: Item
    digest: str


class Head(NamedTuple):
    """What an input came to, in short: the SHA-256 of its bytes (empty: they could not be read), its articles and its refusals."""

    digest: str
    articles: list[dict[str, Any]]
    refusals: list[list[Any]]


def key_of(version: str, item: Item, digest: str) -> bytes:
    """Return the fingerprint of all that decides what an input comes to; its row of the manifest may move."""
    known = [_told(item.known), _told(item.outer), {name: _told(known) for name, known in sorted(item.below.items())}]
    return hashlib.sha256(to_json([version, item.file, item.kind, item.charset, digest, known])).digest()


def _told(known: Known) -> list[str]:
    return [getattr(known, column) for column in COLUMNS if column != "sha256"]  # this decides on a refusal, which is told apart


def work(task: Task, batch: list[Input]) -> list[Entry]:
    """Return the entry of each input of a batch, in order."""
    return [_entry(task, item, digest) for item, digest in batch]


def read_head(head: bytes) -> Head:
    """Return the head of an entry."""
    return Head(*json.loads(head))


def stands(head: Head) -> bool:
    """Tell whether an entry holds on another day too."""
    return all(reason not in CHANCE for _, reason, *_ in head.refusals)


def _entry(task: Task, item: Item, digest: str) -> Entry:
    read = read_item(item)
    head, bodies = Head(read.digest, [], []), []
    for found in read.results:
        if isinstance(found, Refusal):
            head.refusals.append([found.file, found.reason, found.detail, found.is_input])
            continue
        text_id = hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        sampled = sample(shingles(found.text)).tobytes().hex()
        head.articles.append({name: found.row[name] for name in TOLD} | {"text": text_id, "sample": sampled})
        bodies.append(pack(Packed(found.row, found.text, _coded(task, found) if task.codebook else {})))
    return Entry(key_of(task.version, item, read.digest or digest), to_json(head), bodies, task.codebook is not None)


def _coded(task: Task, article: Article) -> dict[str, list[Cells]]:
    row = article.row
    if row["language"] not in ENGLISH or task.codebook is None:
        return {}
    coding = Coding(row["article_id"], row["title"] or "", row["published"] or "", article.text)
    return cells(code(coding, codebooks.load(task.codebook)))

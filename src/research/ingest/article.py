"""One input -> its articles, or the reason why it holds none."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Any

from research.ingest.blocks import Block, Facts
from research.ingest.clean import clean
from research.ingest.decode import tidy
from research.ingest.documents import parts_of
from research.ingest.guard import TooSlow, guard
from research.ingest.headline import choose_title
from research.ingest.item import Item, Part
from research.ingest.kinds import is_container, kind_of, member
from research.ingest.language import detect
from research.ingest.lexicon import words
from research.ingest.limits import MAX_BLOCKS, MAX_CELL_CHARS, MAX_CHARS, MAX_DEPTH, MAX_SECONDS
from research.ingest.listing import too_large
from research.ingest.manifest import UNKNOWN, Known, key, merged
from research.ingest.page import read_page
from research.ingest.plain import read_plain
from research.ingest.published import find_published
from research.ingest.refusal import Refusal, RefusedError, plain

ID_LENGTH = 16
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its row of the table `articles` (without duplicate_of) and its cleaned text.

    kind: the kind of the bytes that name it, text for one of an export; read_as: the kind of input, with the layout of the news
    database where it is an export (docx, Nexis Uni); told: what the input says beside; data: the bytes, where they were asked for.
    """

    row: dict[str, Any]
    text: str
    kind: str = ""
    read_as: str = ""
    told: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one input: its articles and refusals, and the SHA-256 of its bytes (empty if they could not be read)."""

    item: Item
    results: list[Article | Refusal]
    digest: str = ""


def read_item(item: Item, keep: bool = False) -> Read:
    """Return the articles of one input; never raises for what it holds. keep: with the bytes that name each."""
    try:
        data = item.read()
    except OSError as error:
        return Read(item, [Refusal(item.file, "unreadable", f"{plain(error)}: make the file readable")])
    except MemoryError:
        return Read(item, [_broken(item.file, "MemoryError")])
    results = articles_of(item, data)
    kept = results if keep else [replace(one, data=b"") if isinstance(one, Article) else one for one in results]
    return Read(replace(item, data=None), kept, hashlib.sha256(data).hexdigest())


def make_article(file: str, kind: str, data: bytes, known: Known) -> Article | Refusal:
    """Return the first article that the bytes of a file hold, or a refusal.

    Args:
        file: name below the raw folder.
        kind: one of research.ingest.kinds.DOCUMENTS.
        data: the raw bytes.
        known: what the manifest says of the file.
    """
    return articles_of(Item(file, kind, data, known=known), data)[0]


def articles_of(item: Item, data: bytes) -> list[Article | Refusal]:
    """Return the articles that the bytes of an input hold, a refusal for each that cannot be read; at least one of the two."""
    if not data.strip():
        return [Refusal(item.file, "empty", "the file is empty: save the article again")]
    if problem := too_large(item.kind, len(data)):
        return [Refusal(item.file, *problem)]
    try:
        with guard():
            layout, parts = parts_of(item.kind, data, item.charset)
            if len(parts) == 1:
                read_as = f"{item.kind}, {layout}" if layout else item.kind
                whole = replace(parts[0], data=data)
                known = merged(item.known, whole.known, _weaker(item.outer, whole.facts))
                own = [_of_part(item.file, whole, item.kind, read_as, known)] if whole.text.strip() or not whole.attached else []
                return own + [found for name, inner in whole.attached for found in _of_attached(item, name, inner)]
            return [_of_export(item, number, part, layout) for number, part in enumerate(parts, start=1)]
    except RefusedError as error:
        return [Refusal(item.file, error.reason, str(error))]
    except TooSlow:
        return [_too_slow(item.file)]
    except Exception as error:  # whatever a broken file does to a parser, the other files go on
        return [_broken(item.file, type(error).__name__)]


def _of_export(item: Item, number: int, part: Part, layout: str) -> Article | Refusal:
    """Return one of the articles of an export; what it says of itself goes before what the manifest says of the whole file."""
    file = member(item.file, number)
    known = merged(item.below.get(key(file), UNKNOWN), _weaker(merged(item.known, item.outer), part.facts))
    return _of_part(file, part, "text", f"{item.kind}, {layout}", known)


def _of_attached(item: Item, name: str, data: bytes) -> list[Article | Refusal]:
    """Return what a file attached to a mail holds; it has its own row of the manifest, and that of the mail where it says nothing."""
    file, kind = member(item.file, name), kind_of(name) or kind_of(name.rpartition("#")[0])
    if is_container(kind):
        detail = "archives, mailboxes and tables are not read where they are attached to a mail: save it as a file of its own"
        return [Refusal(file, "attached", detail)]
    if item.depth == MAX_DEPTH:
        return [Refusal(file, "too_nested", f"it lies in more than {MAX_DEPTH} mails: save it as a file of its own")]
    known, outer = item.below.get(key(file), UNKNOWN), merged(item.known, item.outer)
    return articles_of(Item(file, kind, data, known=known, outer=outer, below=item.below, depth=item.depth + 1), data)


def _weaker(outer: Known, facts: Facts) -> Known:
    """Return what the manifest says of a file with many articles, as far as it holds for one that says something of itself."""
    publisher = "" if facts.publisher else outer.publisher
    return Known(publisher=publisher, retrieved=outer.retrieved, licence=outer.licence)


def _of_part(file: str, part: Part, kind: str, read_as: str, known: Known) -> Article | Refusal:
    try:
        blocks, facts = _blocks(part)
        found = _article(file, part, blocks, facts, known)
        return replace(found, kind=kind, read_as=read_as) if isinstance(found, Article) else found
    except RefusedError as error:
        return Refusal(file, error.reason, str(error))
    except Exception as error:
        return _broken(file, type(error).__name__)


def _broken(file: str, name: str) -> Refusal:
    return Refusal(file, "broken", f"the file cannot be read ({name}): save the article as plain text")


def _too_slow(file: str) -> Refusal:
    return Refusal(file, "too_slow", f"it takes more than {MAX_SECONDS} seconds to read: save the article as plain text")


def _blocks(part: Part) -> tuple[list[Block], Facts]:
    if part.kind != "html" and len(part.text) > MAX_CHARS:
        raise RefusedError("too_large", f"more than {MAX_CHARS} characters: save the article alone")
    if part.kind == "html":
        blocks, facts = read_page(part.text)
    else:
        blocks, facts = read_plain(tidy(part.text), markdown=part.kind == "markdown")
    if len(blocks) > MAX_BLOCKS:
        raise RefusedError("too_large", f"more than {MAX_BLOCKS} lines: save the article alone")
    told = part.facts
    facts = Facts(told.title or facts.title, told.publisher or facts.publisher, told.url or facts.url, told.dates + facts.dates)
    return blocks, facts


def _article(file: str, part: Part, blocks: list[Block], facts: Facts, known: Known) -> Article | Refusal:
    title = known.title or choose_title(blocks, facts)
    text = clean(blocks, title)
    if not words(text.removeprefix(title)):
        return Refusal(file, "no_text", "no running text is left beside headline, menus and notices: save the article's text")
    url = known.url or facts.url
    found = find_published(blocks, facts, title, url, known.retrieved)
    digest = hashlib.sha256(part.data).hexdigest()
    row = {
        "article_id": digest[:ID_LENGTH],
        "file": file,
        "title": title,
        "publisher": (known.publisher or found.publisher)[:MAX_CELL_CHARS],
        "url": url[:MAX_CELL_CHARS],
        "published": known.published or found.value,
        "published_basis": "manifest" if known.published else found.basis,
        "language": detect(text),
        "n_words": sum(1 for token in text.split() if WORD.search(token)),
        "sha256": digest,
        "retrieved": known.retrieved,
        "licence": known.licence[:MAX_CELL_CHARS],
    }
    return Article({name: value if value != "" else None for name, value in row.items()}, text, told=part.told, data=part.data)

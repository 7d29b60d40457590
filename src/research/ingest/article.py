"""One raw file -> one article, or the reason why it is none."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from research.ingest.blocks import Block, Facts
from research.ingest.clean import clean
from research.ingest.decode import DecodeError, decode, tidy
from research.ingest.headline import choose_title
from research.ingest.language import detect
from research.ingest.lexicon import words
from research.ingest.limits import MAX_BLOCKS, MAX_CHARS, MAX_FILE_BYTES
from research.ingest.listing import RawFile, Refusal
from research.ingest.manifest import Known
from research.ingest.page import read_page
from research.ingest.plain import read_plain
from research.ingest.published import find_published

ID_LENGTH = 16
WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its row of the table `articles` (without duplicate_of) and its cleaned text."""

    row: dict[str, Any]
    text: str


def read_article(raw: RawFile, known: Known) -> Article | Refusal:
    """Return the article in a raw file, or a refusal; never raises for what the file holds."""
    try:
        with raw.path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
        return make_article(raw.file, raw.kind, data, known)
    except OSError as error:
        return Refusal(raw.file, "unreadable", f"{(error.strerror or 'input error').lower()}: make the file readable")


def make_article(file: str, kind: str, data: bytes, known: Known) -> Article | Refusal:
    """Return the article that the bytes of a file hold, or a refusal.

    Args:
        file: name below the raw folder.
        kind: text, markdown or html.
        data: the raw bytes.
        known: what the manifest says of the file.
    """
    if not data.strip():
        return Refusal(file, "empty", "the file is empty: save the article again")
    if len(data) > MAX_FILE_BYTES:
        return Refusal(file, "too_large", f"more than {MAX_FILE_BYTES} bytes: save the article alone, as text")
    try:
        blocks, facts = _read(decode(data), kind)
        return _article(file, data, blocks, facts, known)
    except DecodeError as error:
        return Refusal(file, error.reason, str(error))
    except (MemoryError, RecursionError) as error:
        return Refusal(file, "broken", f"the file cannot be read ({type(error).__name__}): save the article as plain text")
    except Exception as error:  # whatever a broken file does to a parser, the other files go on
        return Refusal(file, "broken", f"the file cannot be read ({type(error).__name__}): save the article as plain text")


def _read(text: str, kind: str) -> tuple[list[Block], Facts]:
    if kind != "html" and len(text) > MAX_CHARS:
        raise DecodeError("too_large", f"more than {MAX_CHARS} characters: save the article alone")
    blocks, facts = read_page(text) if kind == "html" else read_plain(tidy(text), markdown=kind == "markdown")
    if len(blocks) > MAX_BLOCKS:
        raise DecodeError("too_large", f"more than {MAX_BLOCKS} lines: save the article alone")
    return blocks, facts


def _article(file: str, data: bytes, blocks: list[Block], facts: Facts, known: Known) -> Article | Refusal:
    title = known.title or choose_title(blocks, facts)
    text = clean(blocks, title)
    if not words(text.removeprefix(title)):
        return Refusal(file, "no_text", "no running text is left beside headline, menus and notices: save the article's text")
    url = known.url or facts.url
    found = find_published(blocks, facts, title, url, known.retrieved)
    digest = hashlib.sha256(data).hexdigest()
    row = {
        "article_id": digest[:ID_LENGTH],
        "file": file,
        "title": title,
        "publisher": known.publisher or found.publisher,
        "url": url,
        "published": known.published or found.value,
        "published_basis": "manifest" if known.published else found.basis,
        "language": detect(text),
        "n_words": len(WORD.findall(text)),
        "sha256": digest,
        "retrieved": known.retrieved,
        "licence": known.licence,
    }
    return Article({name: value if value != "" else None for name, value in row.items()}, text)

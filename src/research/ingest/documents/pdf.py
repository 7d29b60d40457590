"""The words of a PDF file's text layer, by pypdf."""

import io
import logging
from collections import Counter
from typing import Any

from research.ingest.blocks import is_prose
from research.ingest.lexicon import norm
from research.ingest.limits import MAX_DOCUMENT_CHARS, MAX_PAGES
from research.ingest.refusal import RefusedError

MIN_CHARS = 40  # of a page with less it is taken that its words are in its pictures
MARGIN_LINES = 3  # lines at the top and at the foot of a page that may be running heads
MIN_REPEATS = 3  # pages that have to share one

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds wrong is told as a refusal, or not at all


def words(data: bytes) -> str:
    """Return the text of a PDF, pages apart by an empty line, without lines that head or foot the pages.

    Raises:
        RefusedError: it is locked, damaged or too large, or a scan without a text layer.
    """
    pages = _pages(data)
    repeated = _running(pages)
    kept = ["\n".join(line for number, line in enumerate(page) if not _is_running(line, number, len(page), repeated)) for page in pages]
    return "\n\n".join(page for page in kept if page.strip())


def _pages(data: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("encrypted", "the PDF is locked with a password: save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise RefusedError("too_large", f"more than {MAX_PAGES} pages: save the article alone")
        pages, size, pictures = [], 0, 0
        for page in reader.pages:
            text = page.extract_text() or ""
            pictures += len(text) < MIN_CHARS and _has_picture(page)
            size += len(text)
            if size > MAX_DOCUMENT_CHARS:
                raise RefusedError("too_large", f"more than {MAX_DOCUMENT_CHARS} characters: save the article alone")
            pages.append(text.split("\n"))
    except (DependencyError, FileNotDecryptedError):
        raise RefusedError("encrypted", "the PDF is locked: print it to a new PDF, or save the text") from None
    except PyPdfError as error:
        raise RefusedError("broken", f"the PDF is damaged ({type(error).__name__}): fetch or save it again") from None
    if size < MIN_CHARS:
        if pictures:
            raise RefusedError("scanned", "its pages are pictures without a text layer: run it through OCR (ocrmypdf), or save the text")
        raise RefusedError("no_text", "the PDF holds no text: save the article's text")
    return pages


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    return any(thing.get_object().get("/Subtype") == "/Image" for thing in objects.get_object().values()) if objects else False


def _running(pages: list[list[str]]) -> set[str]:
    """Return the lines, numbers apart, that stand at the edge of most pages."""
    edges = Counter(line for page in pages for line in {_shape(line) for line in page[:MARGIN_LINES] + page[-MARGIN_LINES:]})
    return {line for line, count in edges.items() if line and count >= MIN_REPEATS and count > len(pages) / 2}


def _is_running(line: str, number: int, count: int, repeated: set[str]) -> bool:
    return (number < MARGIN_LINES or number >= count - MARGIN_LINES) and not is_prose(line) and _shape(line) in repeated


def _shape(line: str) -> str:
    return "".join("0" if char.isdigit() else char for char in norm(line)) or ("0" if line.strip() else "")

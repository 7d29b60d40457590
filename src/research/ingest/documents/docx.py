"""The words of a Word document (DOCX), by python-docx."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from research.ingest.limits import MAX_DOCUMENT_CHARS, MAX_DOCX_XML, MAX_MEMBERS
from research.ingest.refusal import RefusedError

TEXT = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = (f"{W}br", f"{W}cr")


def words(data: bytes) -> str:
    """Return the text of a document, paragraphs apart by empty lines, headings marked as in Markdown.

    Raises:
        RefusedError: it is damaged, or unpacks to more than any document of text.
    """
    import docx

    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = list(_paragraphs(document.element.body))
    except RefusedError:
        raise
    except Exception as error:  # python-docx has no error of its own for damaged files
        raise RefusedError("broken", f"the document is damaged ({type(error).__name__}): save it again, or as text") from None
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _check(data: bytes) -> None:
    """Refuse what unpacks to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            sizes = {info.filename: info.file_size for info in infos}
    except Exception as error:
        raise RefusedError(
            "broken", f"this is no DOCX ({type(error).__name__}): save it again; an old .doc has to be saved as .docx"
        ) from None
    xml = sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels")))
    if len(infos) > MAX_MEMBERS or xml > MAX_DOCX_XML or sum(sizes.values()) > 20 * MAX_DOCX_XML:
        raise RefusedError("bomb", f"its text unpacks to {xml} bytes, at most {MAX_DOCX_XML}: save it in parts, or as text")


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the text of every paragraph, those in tables and text boxes too, in reading order, without deleted words."""
    size = 0
    for paragraph in body.iter(f"{W}p"):
        text = "".join(_pieces(paragraph))
        size += len(text)
        if size > MAX_DOCUMENT_CHARS:
            raise RefusedError("too_large", f"more than {MAX_DOCUMENT_CHARS} characters: save the article alone")
        yield text


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab", *BREAKS):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag == f"{W}tab":
            yield "\t" if element.getparent().tag == f"{W}r" else ""
        else:
            yield "\n"

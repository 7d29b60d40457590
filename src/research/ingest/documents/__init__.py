"""Documents -> parts: the words of each article, and what the document says of it. Each kind has one reader, imported when needed."""

from importlib import import_module

from research.ingest.agency import split
from research.ingest.decode import decode, tidy
from research.ingest.item import Part
from research.ingest.record import read_record


def parts_of(kind: str, data: bytes, charset: str = "") -> tuple[str, list[Part]]:
    """Return the layout of an agency's export and its articles; of any other document an empty layout and the one article it is.

    Args:
        kind: one of research.ingest.kinds.DOCUMENTS.
        data: the bytes of the document.
        charset: the encoding that a server named, empty if none did.

    Raises:
        RefusedError: the document cannot be read.
    """
    if kind == "record":
        return "", [read_record(data)]
    if kind == "mail":
        from research.ingest.documents.mail import read_mail

        return "", [read_mail(data)]
    if kind in ("html", "markdown"):
        return "", [Part(kind, decode(data, charset), data)]
    text = decode(data, charset) if kind == "text" else import_module(f"research.ingest.documents.{kind}").words(data)
    layout, parts = split(tidy(text))
    return layout, parts or [Part("text", text, data)]

"""One input on its way from a raw file to an article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from research.ingest.blocks import Facts
from research.ingest.kinds import kind_of
from research.ingest.limits import MAX_DOCUMENT_BYTES
from research.ingest.manifest import UNKNOWN, Known


@dataclass(frozen=True, slots=True)
class Item:
    """One file, or one member of a file that holds many, to be read by itself.

    file: name below the raw folder, of a member with that of its container before it (export.zip!a/b.txt).
    kind: one of research.ingest.kinds.DOCUMENTS, or `record`, a row of a table as one line of JSON.
    data: its bytes; None where they are still to be read from `path`.
    known: what the manifest or its container says of it.
    outer: what the manifest says of its container: this holds where nothing else is known.
    below: what the manifest says of the articles in it, by name (export.docx!3).
    charset: the encoding that its server named; empty if none did.
    depth: in how many mails it lies.
    """

    file: str
    kind: str
    data: bytes | None = None
    path: Path | None = None
    known: Known = UNKNOWN
    outer: Known = UNKNOWN
    below: dict[str, Known] = field(default_factory=dict)
    charset: str = ""
    depth: int = 0

    def read(self) -> bytes:
        """Return its bytes, one more than any document may have at most."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        with self.path.open("rb") as stream:
            return stream.read(MAX_DOCUMENT_BYTES + 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One article in a document: its words, what the document says of it, and the bytes that name it.

    kind: text, markdown or html; data: the bytes whose SHA-256 gives the article_id, those of the whole document where it holds one
    article, the words of the part in UTF-8 where it holds several; known: what a row of a table says, as a manifest would;
    told: what no table has a column for (byline, length, load date); attached: files of a mail that may hold articles, by name.
    """

    kind: str
    text: str
    data: bytes
    facts: Facts = field(default_factory=Facts)
    known: Known = UNKNOWN
    told: dict[str, str] = field(default_factory=dict)
    attached: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read from the start as often as needed, on the disk or in an archive.

    file: as in Item; name: its path in the folder or archive; size: its bytes as they lie there; depth: in how many archives it lies;
    columns: which column of a table holds what, by patterns of `file`.
    """

    file: str
    name: str
    open: Callable[[], IO[bytes]]
    size: int
    depth: int = 0
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of file, empty if it is not read."""
        return kind_of(self.name)

"""WARC files (crawls, Common Crawl News, what `research fetch` keeps) -> the pages in them, by warcio.

The records are cut here and parsed by warcio, so that one with a false length costs itself and not those behind it.
"""

import contextlib
import io
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from research.ingest.blocks import one_line
from research.ingest.containers.bounds import ended, unpacked
from research.ingest.dates import from_machine
from research.ingest.decode import tidy
from research.ingest.item import Item, Source
from research.ingest.kinds import member
from research.ingest.limits import MAX_CELL_CHARS, MAX_DOCUMENT_BYTES, MAX_HEADER_BYTES
from research.ingest.manifest import Known
from research.ingest.refusal import Refusal, RefusedError

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what it finds wrong is told as a refusal, or mended by it

START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
INNER_START = re.compile(rb"\r\n\r\nWARC/[01]\.\d{1,2}\r?\n")
LENGTH = re.compile(rb"(?i)^content-length:\s*(\d{1,18})\s*$", re.MULTILINE)
TYPE = re.compile(rb"(?i)^warc-type:\s*(\w{1,20})\s*$", re.MULTILINE)
HELD = (b"response", b"resource", b"conversion")  # the other types of record hold no page
KINDS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/pdf": "pdf", "application/rtf": "rtf", "text/rtf": "rtf", "message/rfc822": "mail",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


@dataclass(slots=True)
class Record:
    """One record as it stands in the file: its head, its content, and what is wrong with it (empty if nothing is)."""

    head: bytes
    content: bytes
    wrong: str = ""


def read(source: Source, say: Callable[[str], None]) -> Iterator[Item | Refusal]:
    """Yield the pages of a WARC file, named by the number of their record, from 1."""
    passed = number = 0
    for number, record in enumerate(records(unpacked(source)), start=1):
        found = _input(member(source.file, number), record)
        passed += found is None
        if found is not None:
            yield found
    say(f"{source.file}: {number} records, {number - passed} of them pages; {passed} others (requests, redirects, pictures) passed over")


def records(stream: IO[bytes]) -> Iterator[Record]:
    """Yield the records of a WARC file, unpacked.

    Raises:
        RefusedError: it is none, or is cut off.
    """
    held = _Held(stream)
    line = held.line()
    if not START.fullmatch(line):
        raise RefusedError("broken", "this is no WARC file: it does not begin with WARC/1")
    while line:
        head = _head(held, line)
        length = LENGTH.search(head)
        if not length:
            yield Record(head, b"", "its head names no length")
        elif int(length.group(1)) > MAX_DOCUMENT_BYTES:
            if TYPE.search(head[:MAX_HEADER_BYTES]):
                yield Record(head, b"", f"its length is given as {int(length.group(1))} bytes, at most {MAX_DOCUMENT_BYTES} are read")
        else:
            yield _content(held, head, int(length.group(1)))
        line = held.next_start()
    ended(stream)


def _head(held: "_Held", line: bytes) -> bytes:
    head = line
    while line.strip() and len(head) < MAX_HEADER_BYTES:
        line = held.line()
        head += line
    return head


def _content(held: "_Held", head: bytes, length: int) -> Record:
    content = held.take(length)
    inner = INNER_START.search(content)
    after = held.line() if len(content) == length else b""
    while after and not after.strip():
        after = held.line()
    sound = not after or START.fullmatch(after)
    held.give_back(after)
    if inner and (len(content) < length or not sound):  # the length is too large: what it swallowed is read after all
        held.give_back(content[inner.end() - len(inner.group().lstrip()) :])
        return Record(head, b"", f"its length, {length} bytes, reaches into the next record")
    if len(content) < length:
        return Record(head, b"", f"the file ends within it, after {len(content)} of {length} bytes")
    return Record(head, content, "" if sound else f"it goes on behind its length, {length} bytes")


def _input(file: str, record: Record) -> Item | Refusal | None:
    """Return the page in a record, or why it cannot be read; None if it holds no page."""
    kind = TYPE.search(record.head)
    if kind and kind.group(1).lower() not in HELD:
        return None
    if record.wrong:
        return Refusal(file, "broken_record", f"{record.wrong}: fetch the page again")
    try:
        return _page(file, record)
    except Exception as error:  # whatever a broken record does to the parser, the others go on
        return Refusal(file, "broken_record", f"the record cannot be read ({type(error).__name__}): fetch the page again")


def _page(file: str, record: Record) -> Item | Refusal | None:
    from warcio.recordloader import ArcWarcRecordLoader

    parsed = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(record.head + record.content), known_format="warc")
    address = one_line(tidy(parsed.rec_headers.get_header("WARC-Target-URI") or "")).strip("<> ")[:MAX_CELL_CHARS]
    of_page = parsed.http_headers or parsed.rec_headers
    if parsed.http_headers:
        status = str(parsed.http_headers.get_statuscode())
        if status.startswith("3"):
            return None
        if status != "200":
            return Refusal(file, "http_status", f"the server answered {status[:20]} for {address}: fetch the page again, or leave it")
    named = of_page.get_header("Content-Type") or ""
    stream = parsed.content_stream()
    data = b""
    with contextlib.redirect_stderr(io.StringIO()):  # warcio speaks of damaged content there
        while len(data) <= MAX_DOCUMENT_BYTES and (block := stream.read(1 << 16)):
            data += block
    kind = KINDS.get(named.split(";")[0].strip().lower(), "") if named else "html" if data.lstrip()[:1] == b"<" else ""
    if not kind:
        return None
    retrieved = from_machine(parsed.rec_headers.get_header("WARC-Date") or "")
    charset = CHARSET.search(named)
    return Item(file, kind, data, known=Known(url=_web(address), retrieved=retrieved), charset=charset.group(1) if charset else "")


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


class _Held:
    """A stream to which bytes can be given back."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._back = io.BytesIO()

    def line(self) -> bytes:
        """Return the next line with its end, or as much of it as a head may hold; empty at the end of the file."""
        return self._back.readline(MAX_HEADER_BYTES) or self._stream.readline(MAX_HEADER_BYTES)

    def take(self, length: int) -> bytes:
        """Return the next bytes, fewer at the end of the file."""
        found = self._back.read(length)
        while len(found) < length and (block := self._stream.read(length - len(found))):
            found += block
        return found

    def give_back(self, data: bytes) -> None:
        """Read these bytes again before the rest."""
        if data:
            self._back = io.BytesIO(data + self._back.read())

    def next_start(self) -> bytes:
        """Return the first line of the next record, passing over what is before it; empty at the end of the file."""
        line = self.line()
        while line and not START.fullmatch(line):
            line = self.line()
        return line

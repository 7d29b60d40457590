"""Answers of servers kept in a WARC file (ISO 28500), by warcio; a run that is killed loses no answer that was whole."""

import gzip
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from research.ingest.containers.bounds import unpacked
from research.ingest.containers.warc import records
from research.ingest.item import Source
from research.ingest.refusal import RefusedError

NAME = "fetched-{:03d}.warc.gz"
PART = ".fetched.warc.gz.part"
TARGET = re.compile(rb"(?im)^warc-target-uri:\s*<?([^\s>]+)>?\s*$")
ANSWERED = re.compile(rb"HTTP/[\d.]+ 200\b")
CARRIED = ("transfer-encoding",)  # headers that spoke of the connection, not of what is kept


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, as it was sent but for the pieces in which it came."""

    status: int
    reason: str
    heads: list[tuple[str, str]]
    data: bytes

    def head(self, name: str) -> str:
        """Return the first header of a name, empty if there is none."""
        return next((value for known, value in self.heads if known.lower() == name.lower()), "")


class Archive:
    """A folder of WARC files, one of each run; `held`: the addresses that answered with a page."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.held: set[str] = set()
        self._count = 0
        self._stream: IO[bytes] | None = None
        if (folder / PART).exists():
            self._mend()
        for path in sorted(folder.glob("fetched-*.warc.gz")):
            self._note(path)

    def keep(self, url: str, answer: Answer) -> None:
        """Keep one answer."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        if self._stream is None:
            self._stream = (self.folder / PART).open("wb")
        heads = [(name, value) for name, value in answer.heads if name.lower() not in CARRIED]
        writer = WARCWriter(self._stream, gzip=True)
        status = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), heads, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(answer.data), http_headers=status))
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._count += 1
        if answer.status == 200:
            self.held.add(url)

    def close(self) -> Path | None:
        """Give the answers of this run their name, and return it; None if there were none."""
        if self._stream is None:
            return None
        self._stream.close()
        self._stream = None
        return self._named()

    def _named(self) -> Path:
        number = 1
        while (path := self.folder / NAME.format(number)).exists():
            number += 1
        (self.folder / PART).rename(path)
        return path

    def _mend(self) -> None:
        """Keep the whole answers of a run that was killed."""
        part = self.folder / PART
        whole = b""
        try:
            for record in records(_opened(part)):
                if not record.wrong:
                    whole += gzip.compress(record.head + record.content + b"\r\n\r\n", mtime=0)
        except RefusedError:
            pass  # what was cut off at the end
        if not whole:
            part.unlink()
            return
        mended = part.with_name(f"{PART}.mended")
        mended.write_bytes(whole)
        mended.replace(part)
        self._named()

    def _note(self, path: Path) -> None:
        try:
            for record in records(_opened(path)):
                target = TARGET.search(record.head)
                if target and ANSWERED.match(record.content):
                    self.held.add(target.group(1).decode("utf-8", "replace"))
        except RefusedError:
            pass  # a damaged file is told when it is read


def _opened(path: Path) -> IO[bytes]:
    return unpacked(Source(path.name, "a.warc.gz", lambda: path.open("rb"), path.stat().st_size))

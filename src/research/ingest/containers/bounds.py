"""Reading from the front, no further than the limits: bytes that are unpacked, lines, copies of archives in archives."""

import gzip
import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

from research.ingest.item import Source
from research.ingest.kinds import is_packed
from research.ingest.limits import FREE_RATIO_BYTES, MAX_RATIO
from research.ingest.refusal import RefusedError

BLOCK = 1 << 20
IN_MEMORY = 10_000_000  # bytes of an archive in an archive above which it is put on the disk


def most(size: int) -> int:
    """Return how many bytes may be unpacked from `size` bytes."""
    return max(FREE_RATIO_BYTES, MAX_RATIO * size)


def bomb(size: int) -> RefusedError:
    """Return the refusal of an archive of `size` bytes that unpacks to more than it may."""
    return RefusedError("bomb", f"{size} bytes unpack to more than {most(size)}, as no archive of texts does: take it out of the folder")


def unpacked(source: Source) -> IO[bytes]:
    """Return a buffered stream of the file, unpacked where it is packed as a whole (.gz)."""
    stream = source.open()
    if not is_packed(source.name):
        return cast(IO[bytes], io.BufferedReader(_Counted(stream, None), BLOCK))
    return cast(IO[bytes], io.BufferedReader(_Counted(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), source.size), BLOCK))


def seekable(source: Source) -> IO[bytes]:
    """Return the file as a stream in which one can go back; a member of an archive is copied first."""
    stream = source.open()
    if source.depth == 0:
        return stream
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by the caller
    while block := stream.read(BLOCK):
        copy.write(block)
    copy.seek(0)
    return cast(IO[bytes], copy)


def lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream without their ends, None for one that is too long, of which no more than a block is in memory."""
    while line := stream.readline(longest + 2):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(BLOCK)
        yield None
    ended(stream)


def ended(stream: IO[bytes]) -> None:
    """Do nothing at the end of a stream.

    Raises:
        RefusedError: it is no end but damage.
    """
    stream.read(1)


class _Counted(io.RawIOBase):
    """A stream that ends with a refusal where it yields more than `size` packed bytes may (None: no end).

    Where its bytes are damaged it ends, so that what came before is read; `ended` then raises the refusal.
    """

    def __init__(self, stream: IO[bytes], size: int | None) -> None:
        self._stream = stream
        self._size = size
        self._left = most(size or 0)
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._cut = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._cut:
            raise RefusedError("cut_short", f"the packed file breaks off or is damaged ({self._cut}): fetch or save it again")
        try:
            data = self._read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            self._cut = type(error).__name__
            return 0
        if self._size is not None:
            self._left -= len(data)
            if self._left < 0:
                raise bomb(self._size)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()

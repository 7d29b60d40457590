"""Mailboxes (mbox) -> their messages, cut where a line begins with "From " after an empty one."""

from collections.abc import Callable, Iterator

from research.ingest.containers.bounds import lines, unpacked
from research.ingest.item import Item, Source
from research.ingest.kinds import member
from research.ingest.limits import MAX_DOCUMENT_BYTES
from research.ingest.refusal import Refusal, RefusedError

QUOTED = b">From "


def read(source: Source, say: Callable[[str], None]) -> Iterator[Item | Refusal]:
    """Yield the messages of a mailbox, named by their number from 1."""
    number = 0
    for number, data in enumerate(_messages(source), start=1):
        file = member(source.file, number)
        if data is None:
            yield Refusal(file, "too_large", f"more than {MAX_DOCUMENT_BYTES} bytes: save the article alone, as text")
        else:
            yield Item(file, "mail", data)
    say(f"{source.file}: {number} messages")


def _messages(source: Source) -> Iterator[bytes | None]:
    """Yield the messages, None for one that is too large."""
    held: list[bytes] = []
    size = 0
    begun = False
    empty = True
    for line in lines(unpacked(source), MAX_DOCUMENT_BYTES):
        if empty and line is not None and line.startswith(b"From "):
            if begun:
                yield _whole(held, size)
            held, size, begun = [], 0, True
        elif not begun and (line is None or line.strip()):
            raise RefusedError("broken", 'this is no mailbox: it does not begin with "From "; save a single message as .eml')
        else:
            size += MAX_DOCUMENT_BYTES if line is None else len(line) + 1
            if size <= MAX_DOCUMENT_BYTES and line is not None:
                held.append(line[1:] if line.startswith(QUOTED) else line)
        empty = line is not None and not line
    if begun:
        yield _whole(held, size)


def _whole(held: list[bytes], size: int) -> bytes | None:
    return b"\n".join(held) if size <= MAX_DOCUMENT_BYTES else None

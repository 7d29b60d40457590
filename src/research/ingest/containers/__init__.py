"""Files that hold many inputs -> the inputs, read from front to back and never whole. Each kind has one reader, imported when needed."""

from collections.abc import Callable, Iterator
from importlib import import_module

from research.ingest.guard import TooSlow, guard
from research.ingest.item import Item, Source
from research.ingest.refusal import Refusal, RefusedError

READERS = {"zip": "zipped", "warc": "warc", "jsonl": "rows", "json": "rows", "csv": "rows", "parquet": "rows", "mbox": "mbox"}
Say = Callable[[str], None]


def members(source: Source, say: Say) -> Iterator[Item | Refusal]:
    """Yield the inputs in a file that holds many, and a refusal for each that cannot be read.

    Where the file itself breaks off, what came before is yielded, and then one refusal of the file. A file that holds no input is
    refused, so that every file leaves a trace.

    Args:
        source: the file, of a kind in research.ingest.kinds.CONTAINERS.
        say: told how the file is read: which columns, how many records were passed over.
    """
    reader = import_module(f"research.ingest.containers.{READERS[source.kind]}").read(source, say)
    count = 0
    try:
        while (found := _next(reader)) is not None:
            count += 1
            yield found
        if not count:
            yield Refusal(source.file, "empty", "the file holds no article: take it out of the folder")
    except RefusedError as error:
        yield Refusal(source.file, error.reason, f"{error}{_so_far(count)}")
    except (TooSlow, Exception) as error:
        detail = f"the file breaks off or is damaged ({type(error).__name__}){_so_far(count)}: fetch or save it again"
        yield Refusal(source.file, "broken", detail)


def _next(reader: Iterator[Item | Refusal]) -> Item | Refusal | None:
    with guard():
        return next(reader, None)


def _so_far(count: int) -> str:
    return f"; the {count} inputs before that are read" if count else ""

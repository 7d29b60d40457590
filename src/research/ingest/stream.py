"""The raw files of a folder -> their articles, one after the other in the order of the files, in worker processes if asked for.

Files that hold many inputs are opened here and read from front to back; their members are read by the workers, a batch at a time.
At no time is more in memory than a few batches.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import IO

from research.ingest.article import Article, Read, read_item
from research.ingest.containers import members
from research.ingest.containers.columns import Settings
from research.ingest.item import Item, Source
from research.ingest.kinds import is_container
from research.ingest.listing import RawFile
from research.ingest.manifest import Known, Manifest, key, merged
from research.ingest.refusal import Refusal, plain

BATCH = 64  # inputs that a worker takes at once
BATCH_BYTES = 8_000_000  # or fewer, where they are large
AHEAD = 3  # batches for each worker that wait or run
NO_SETTINGS: Settings = MappingProxyType({})
Say = Callable[[str], None]
Result = Article | Refusal


def silent(line: str) -> None:
    """Say nothing."""


def read_files(
    files: Iterable[RawFile], manifest: Manifest, jobs: int = 1, say: Say = silent, columns: Settings = NO_SETTINGS, *, keep: bool = False
) -> Iterator[tuple[RawFile, Result]]:
    """Yield every article of the files and a refusal for every input that cannot be read, with the file in which it lies.

    Refusals of rows of the manifest (a checksum that does not fit) come between them; their `is_input` is not set.

    Args:
        files: what to read, in order.
        manifest: what is known of the files and of their members.
        jobs: processes that read; the result is the same for any number.
        say: told how files that hold many inputs are read.
        columns: which column of a table holds what, by patterns of file names.
        keep: with the bytes that name each article.
    """
    for raw, done in groupby(_read(items(files, manifest, say, columns), jobs, keep), key=itemgetter(0)):
        unread = dict(manifest.below(raw.file))
        for _, read in done:
            for result in [read] if isinstance(read, Refusal) else _checked(read, manifest):
                unread.pop(key(file_of(result)), None)
                yield raw, result
            if isinstance(read, Read):
                unread.pop(key(read.item.file), None)
        for name, known in unread.items():
            yield raw, manifest.missing(name, known)


def file_of(result: Result) -> str:
    """Return the name of an article's file, or of a refused one."""
    return str(result.row["file"]) if isinstance(result, Article) else result.file


def _checked(read: Read, manifest: Manifest) -> list[Result]:
    """Return what came of an input, and a refusal of the manifest's row if its checksum does not fit."""
    wrong = checksum(read.item.file, read.item.known, read.digest, manifest)
    return [*read.results, wrong] if wrong else read.results


def items(
    files: Iterable[RawFile], manifest: Manifest, say: Say = silent, columns: Settings = NO_SETTINGS
) -> Iterator[tuple[RawFile, Item | Refusal]]:
    """Yield every input of the files, not read yet, with what the manifest says of it, and a refusal for what cannot be opened."""
    for raw in files:
        known = manifest.of(raw.file)
        if not is_container(raw.kind):
            yield raw, Item(raw.file, raw.kind, path=raw.path, known=known, below=manifest.below(raw.file))
            continue
        try:
            source = Source(raw.file, raw.path.name, partial(_open, raw.path), raw.path.stat().st_size, columns=columns)
            for found in members(source, say):
                yield raw, replace(_told(found, manifest), outer=known) if isinstance(found, Item) else found
            if known.sha256:
                with raw.path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                if wrong := checksum(raw.file, known, digest, manifest):
                    yield raw, wrong
        except OSError as error:
            yield raw, Refusal(raw.file, "unreadable", f"{plain(error)}: make the file readable")


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _told(item: Item, manifest: Manifest) -> Item:
    return replace(item, known=merged(manifest.of(item.file), item.known), below=manifest.below(item.file))


def checksum(file: str, known: Known, digest: str, manifest: Manifest) -> Refusal | None:
    """Return the refusal of the manifest's row of an input whose sha256 is not that of its bytes, None where it is, or says nothing."""
    if not known.row or not known.sha256 or not digest or known.sha256.lower() == digest:
        return None
    detail = f"sha256 is not that of {file}, which is read as it is: mend the cell, or put the right file back"
    return Refusal(f"{manifest.name}:{known.row}", "other_bytes", detail, is_input=False)


Work = tuple[RawFile, Item | Refusal]
Done = tuple[RawFile, Read | Refusal]


def _read(work: Iterator[Work], jobs: int, keep: bool) -> Iterator[Done]:
    if jobs <= 1:
        for raw, item in work:
            yield raw, item if isinstance(item, Refusal) else read_item(item, keep)
        return
    with ProcessPoolExecutor(jobs) as pool:
        running: deque[Future[list[Done]]] = deque()
        for batch in _batches(work):
            running.append(pool.submit(_read_batch, batch, keep))
            if len(running) >= AHEAD * jobs:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()


def _read_batch(batch: list[Work], keep: bool) -> list[Done]:
    return list(_read(iter(batch), 1, keep))


def _batches(work: Iterator[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    size = 0
    for raw, item in work:
        batch.append((raw, item))
        size += len(item.data or b"") if isinstance(item, Item) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

"""The raw files -> the workshop: each input is read and coded, or taken from the shelf where it was before."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from research.fingerprint import of_file
from research.ingest.folder import open_columns, open_folder
from research.ingest.item import Item
from research.ingest.listing import RawFile
from research.ingest.manifest import Manifest, key
from research.ingest.refusal import Refusal
from research.ingest.stream import checksum, items
from research.pipeline.engines import Engine
from research.pipeline.progress import Progress, Say
from research.pipeline.worker import Input, Task, key_of, read_head, stands, work
from research.pipeline.workshop import Taken, Workshop
from research.shelf import Entry, Shelf

BATCH = 100  # inputs that a worker takes at once: large enough to hide the cost of sending them
BATCH_BYTES = 8_000_000  # or fewer, where they come out of a file that holds many


@dataclass
class Reading:
    """Takes the articles of a folder into the workshop, and what could not be read into its refusals.

    folder: the raw files; manifest: as in ingest.read_folder; digests: the SHA-256 of each file when the build began, by name, brought
    up to date where a file has changed since; task: how to read and code; engine: where; shelf: what earlier builds have coded.
    """

    folder: Path
    manifest: Path | None
    digests: dict[str, str]
    task: Task
    engine: Engine
    workshop: Workshop
    shelf: Shelf
    say: Say

    def run(self) -> None:
        """Read everything.

        Raises:
            IngestError: the manifest or columns.toml cannot be used.
        """
        listed, listing = open_folder(self.folder, self.manifest)
        self.workshop.refusals += [*listing.refusals, *listed.refusals]
        self.progress = Progress("coding", len(listing.files), self.say)
        inputs = items(listing.files, listed, self.say, open_columns(self.folder))
        for _, entries in self.engine.run(partial(_work, self.task), self._batches(inputs)):
            self.shelf.put(entry for _, entry in entries)
            self.workshop.found((number, entry.key) for number, entry in entries)
            self.progress.add(len(entries))
        for raw, taken in groupby(self.workshop.inputs(), key=lambda one: one.raw):
            self._take(raw, taken, listed)

    def _batches(self, inputs: Iterable[tuple[RawFile, Item | Refusal]]) -> Iterator[list[tuple[int, Input]]]:
        """Yield the inputs that are not on the shelf, with their numbers, a batch at a time; note all."""
        batch: list[tuple[int, Input]] = []
        size = 0
        for number, (raw, item) in enumerate(inputs):
            if isinstance(item, Refusal):
                self.workshop.note(number, raw.file, item.file, refusal=item)
                continue
            digest = self._digest(raw, item)
            name = key_of(self.task.version, item, digest)
            head = self.shelf.head(name)
            self.workshop.note(number, raw.file, item.file, name)
            if head is not None and stands(read_head(head)):
                self.progress.skip()
                continue
            batch.append((number, Input(item, digest)))
            size += len(item.data or b"")
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _digest(self, raw: RawFile, item: Item) -> str:
        if item.data is not None:
            return hashlib.sha256(item.data).hexdigest()
        try:
            return self.digests.get(raw.file) or of_file(raw.path)
        except OSError:
            return ""

    def _take(self, raw: str, taken: Iterable[Taken], listed: Manifest) -> None:
        """Take in the articles and refusals of one file, and refuse the rows of the manifest that name what is not in it."""
        unread = dict(listed.below(raw))
        for one in taken:
            unread.pop(key(one.file), None)
            if one.refusal:
                self.workshop.refusals.append(one.refusal)
                continue
            for file in self._take_input(one, raw, listed):
                unread.pop(key(file), None)
        self.workshop.refusals += [listed.missing(name, known) for name, known in unread.items()]

    def _take_input(self, one: Taken, raw: str, listed: Manifest) -> Iterator[str]:
        """Take in what one input came to; yield the names of its articles and refusals. What was read counts, not what was there before."""
        data = self.shelf.head(one.key)
        if data is None:
            raise RuntimeError(f"{one.file} was coded and is not on the shelf")
        head = read_head(data)
        if one.file == raw:
            self.digests[raw] = head.digest or self.digests.get(raw, "")
        for part, article in enumerate(head.articles):
            self.workshop.add(article, one.key, part)
            yield article["file"]
        for refusal in head.refusals:
            self.workshop.refusals.append(Refusal(*refusal))
            yield refusal[0]
        if wrong := checksum(one.file, listed.of(one.file), head.digest, listed):
            self.workshop.refusals.append(wrong)


def _work(task: Task, batch: list[tuple[int, Input]]) -> list[tuple[int, Entry]]:
    entries = work(task, [one for _, one in batch])
    return [(number, entry) for (number, _), entry in zip(batch, entries, strict=True)]

"""Manifests in an archive: each tells of the files beside and below it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import IO

from research.ingest.kinds import MEMBER, member
from research.ingest.limits import MAX_DOCUMENT_BYTES
from research.ingest.listing import visible_name
from research.ingest.manifest import UNKNOWN, Known, Manifest, key, parse_manifest, unreadable_manifest
from research.ingest.refusal import Refusal


class Manifests:
    """The manifests of an archive by their folder. A checksum in one is passed over: the archive has its own of every file."""

    def __init__(self, file: str, found: Mapping[str, Callable[[], IO[bytes]]]) -> None:
        """Read the manifests `found` (by their paths) in the archive `file`."""
        self.file = file
        self.folders = {path.rpartition("/")[0]: self._read(path, opened) for path, opened in sorted(found.items())}

    def _read(self, path: str, opened: Callable[[], IO[bytes]]) -> Manifest:
        name = member(self.file, visible_name(path))
        try:
            with opened() as stream:
                return parse_manifest(name, stream.read(MAX_DOCUMENT_BYTES))
        except Exception as error:  # zipfile and the libraries under it raise many kinds
            return unreadable_manifest(name, error)

    def of(self, path: str) -> Known:
        """Return what the nearest manifest above a file tells of it."""
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in self.folders:
                return replace(self.folders[folder].of(path[len(folder) :].lstrip("/")), sha256="")
        return UNKNOWN

    def refusals(self, there: set[str]) -> Iterator[Refusal]:
        """Yield what is wrong in the manifests, and their rows on files that are not in the archive; there: the paths that are."""
        names = {key(path) for path in there}
        for folder, manifest in self.folders.items():
            yield from manifest.refusals
            for name, known in manifest.known.items():
                path = f"{folder}/{name}".lstrip("/")
                if key(path.partition(MEMBER)[0]) not in names:
                    yield manifest.missing(member(self.file, visible_name(path)), known)

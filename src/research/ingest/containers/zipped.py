"""ZIP archives -> the files in them, by the standard library's zipfile, with what manifests in them tell."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from research.ingest.containers.bounds import bomb, most, seekable
from research.ingest.containers.told import Manifests
from research.ingest.item import Item, Source
from research.ingest.kinds import is_container, kind_of, member, other_kind
from research.ingest.limits import MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_MEMBERS, MAX_NAME_CHARS
from research.ingest.listing import is_no_article, too_large, visible_name
from research.ingest.refusal import Refusal, RefusedError
from research.paths import MANIFEST_NAME

ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)


def read(source: Source, say: Callable[[str], None]) -> Iterator[Item | Refusal]:
    """Yield the inputs in an archive, in the order of their names; archives in it are opened too, down to a depth."""
    if source.depth >= MAX_DEPTH:
        raise RefusedError("too_nested", f"it lies in {MAX_DEPTH} archives: unpack them")
    try:
        archive = zipfile.ZipFile(seekable(source))
    except BROKEN as error:
        raise RefusedError("broken", f"this is no whole ZIP archive ({error}): fetch or save it again") from None
    with archive:
        shown = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        entries = [info for info in shown if not is_no_article(_path(info).name)]
        if len(entries) > MAX_MEMBERS:
            raise RefusedError("too_large", f"it holds {len(entries)} files, at most {MAX_MEMBERS}: make several archives of it")
        left = most(source.size)
        manifests = Manifests(source.file, {str(_path(info)): partial(archive.open, info) for info in shown if _is_manifest(info)})
        yield from manifests.refusals({str(_path(info)) for info in entries})
        for name, info in _named(entries):
            left -= info.file_size
            if left < 0:
                raise bomb(source.size)
            inner = Source(member(source.file, name), name, partial(archive.open, info), info.file_size, source.depth + 1, source.columns)
            for found in _member(inner, info, say):
                yield (
                    replace(found, known=manifests.of(str(_path(info)))) if isinstance(found, Item) and found.file == inner.file else found
                )


def _member(inner: Source, info: zipfile.ZipInfo, say: Callable[[str], None]) -> Iterator[Item | Refusal]:
    from research.ingest.containers import members

    kind = kind_of(inner.name)
    problem = _problem(info, kind, inner.name)
    if problem:
        yield Refusal(inner.file, *problem)
    elif is_container(kind):
        yield from members(inner, say)
    else:
        try:
            with inner.open() as stream:
                yield Item(inner.file, kind, stream.read(MAX_DOCUMENT_BYTES + 1))
        except Exception as error:  # zipfile and the libraries under it raise many kinds
            yield Refusal(inner.file, "broken", f"it cannot be unpacked ({type(error).__name__}): fetch or save the archive again")


def _problem(info: zipfile.ZipInfo, kind: str, name: str) -> tuple[str, str] | None:
    if info.flag_bits & ENCRYPTED:
        return "encrypted", "it is locked with a password: unpack the archive"
    if not kind:
        return "other_kind", other_kind(name)
    return too_large(kind, info.file_size)


def _named(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the entries with names that are told apart, sorted."""
    seen: dict[str, int] = {}
    for info in sorted(entries, key=lambda info: (info.filename, info.header_offset)):
        name = visible_name(info.filename.replace("\\", "/").encode("utf-8", "backslashreplace").decode())[-MAX_NAME_CHARS:]
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}", info


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _is_manifest(info: zipfile.ZipInfo) -> bool:
    return _path(info).name.lower() == MANIFEST_NAME and not info.flag_bits & ENCRYPTED and info.file_size <= MAX_DOCUMENT_BYTES


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)

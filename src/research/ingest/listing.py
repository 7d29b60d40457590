"""The raw files of a folder, in sorted order, and the ones that are refused before they are read."""

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from research.ingest.kinds import is_container, kind_of, other_kind
from research.ingest.limits import MAX_DOCUMENT_BYTES, MAX_FILE_BYTES
from research.ingest.refusal import Refusal, plain
from research.paths import COLUMNS_NAME, MANIFEST_NAME

HIDING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NOT_ARTICLES = ("readme.md", MANIFEST_NAME, COLUMNS_NAME)


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file to read: its name below the folder with / between folders, where it is, and how it is read."""

    file: str
    path: Path
    kind: str


@dataclass(slots=True)
class Listing:
    """The files to read, and the refusals."""

    files: list[RawFile] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def list_folder(folder: Path, manifest: Path | None) -> Listing:
    """Return the articles of `folder` and its subfolders in sorted order.

    README.md, the manifest and hidden files (names that begin with a dot) are no articles and are passed over. Links to folders
    are not followed; links to files outside the folder are refused.
    """
    listing = Listing()
    home = folder.resolve()
    apart = manifest.resolve() if manifest else None
    for directory, subfolders, names in os.walk(folder, onerror=lambda error: _unreadable(listing, folder, error)):
        here = Path(directory)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in [*subfolders, *sorted(names)]:
            path = here / name
            if name.startswith(".") or is_no_article(name) or (apart and name == apart.name and path.resolve() == apart):
                continue
            if name not in subfolders or path.is_symlink():
                _sort(listing, path, folder, home)
    listing.files.sort(key=lambda raw: raw.file)
    return listing


def is_no_article(name: str) -> bool:
    """Tell whether a file of that name says something of the articles and is none."""
    return name.lower() in NOT_ARTICLES


def name_below(path: Path, folder: Path) -> str:
    """Return the name of `path` below `folder` with / between folders; what is no visible UTF-8 of it is written as escapes."""
    return visible_name(os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace"))


def visible_name(name: str) -> str:
    """Return a name with escapes for characters that end a line, command a terminal or turn the order of what is read."""
    return HIDING.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), name)


def look_at(path: Path, folder: Path, home: Path) -> RawFile | Refusal:
    """Return a file below `folder` to read, or why it is not read. home: `folder` without links."""
    file = name_below(path, folder)
    refusal = _refuse(path, home)
    return Refusal(file, *refusal) if refusal else RawFile(file, path, kind_of(path.name))


def _sort(listing: Listing, path: Path, folder: Path, home: Path) -> None:
    found = look_at(path, folder, home)
    if isinstance(found, Refusal):
        listing.refusals.append(found)
    else:
        listing.files.append(found)


def _refuse(path: Path, home: Path) -> tuple[str, str] | None:
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return "outside_folder", "the link leads out of the folder: copy the file itself into it"
    try:
        status = path.stat()
    except OSError as error:
        return "unreadable", f"{plain(error)}: make the file readable"
    if stat.S_ISDIR(status.st_mode):
        return "linked_folder", "links to folders are not followed: copy the folder itself"
    if not stat.S_ISREG(status.st_mode):
        return "not_a_file", "this is no regular file: take it out of the folder"
    kind = kind_of(path.name)
    if not kind:
        return "other_kind", other_kind(path.name)
    return too_large(kind, status.st_size)


def too_large(kind: str, size: int) -> tuple[str, str] | None:
    """Return why an input of so many bytes is not read, None if it is. Files that hold many inputs may have any size."""
    most = MAX_FILE_BYTES if kind in ("text", "markdown", "html") else MAX_DOCUMENT_BYTES
    if is_container(kind) or size <= most:
        return None
    return "too_large", f"{size} bytes, at most {most}: save the article alone, as text"


def _unreadable(listing: Listing, folder: Path, error: OSError) -> None:
    file = name_below(Path(error.filename), folder)
    listing.refusals.append(Refusal(file, "unreadable", f"{plain(error)}: make the folder readable"))

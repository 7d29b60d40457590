"""The raw files of a folder, in sorted order, and the ones that are refused before they are read."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from research.ingest.limits import MAX_FILE_BYTES
from research.paths import MANIFEST_NAME

KINDS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
NOT_ARTICLES = ("readme.md", MANIFEST_NAME)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that is not read: which file, a short reason, and a detail that says what mends it."""

    file: str
    reason: str
    detail: str


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
            if name.startswith(".") or name.lower() in NOT_ARTICLES or (apart and name == apart.name and path.resolve() == apart):
                continue
            if name not in subfolders or path.is_symlink():
                _sort(listing, path, folder, home)
    listing.files.sort(key=lambda raw: raw.file)
    return listing


def name_below(path: Path, folder: Path) -> str:
    """Return the name of `path` below `folder` with / between folders; bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _sort(listing: Listing, path: Path, folder: Path, home: Path) -> None:
    file = name_below(path, folder)
    refusal = _refuse(path, home)
    if refusal:
        listing.refusals.append(Refusal(file, *refusal))
    else:
        listing.files.append(RawFile(file, path, KINDS[path.suffix.lower()]))


def _refuse(path: Path, home: Path) -> tuple[str, str] | None:
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return "outside_folder", "the link leads out of the folder: copy the file itself into it"
    try:
        status = path.stat()
    except OSError as error:
        return "unreadable", f"{_plain(error)}: make the file readable"
    if stat.S_ISDIR(status.st_mode):
        return "linked_folder", "links to folders are not followed: copy the folder itself"
    if not stat.S_ISREG(status.st_mode):
        return "not_a_file", "this is no regular file: take it out of the folder"
    if path.suffix.lower() not in KINDS:
        return "other_kind", f"files of the kind {path.suffix or 'without ending'} are not read: save the article as .txt, .md or .html"
    if status.st_size > MAX_FILE_BYTES:
        return "too_large", f"{status.st_size} bytes, at most {MAX_FILE_BYTES}: save the article alone, as text"
    return None


def _unreadable(listing: Listing, folder: Path, error: OSError) -> None:
    file = name_below(Path(error.filename), folder)
    listing.refusals.append(Refusal(file, "unreadable", f"{_plain(error)}: make the folder readable"))


def _plain(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()

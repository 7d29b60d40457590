"""Which article is meant: a file, the name of a raw file, the first digits of an article_id, or a text."""

import hashlib
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from research.ingest.article import ID_LENGTH, make_article, read_article
from research.ingest.article import Article as Ingested
from research.ingest.dates import from_manifest
from research.ingest.listing import KINDS, RawFile, Refusal, list_folder, name_below
from research.ingest.manifest import Known, key, read_manifest
from research.paths import MANIFEST_NAME, RAW

DIGITS = re.compile(rf"[0-9a-f]{{4,{ID_LENGTH}}}")
LONGEST_NAME = 1000  # a longer string is a text
SHOWN = 5  # names in a message


class ExplainError(ValueError):
    """The article cannot be found or read; the message names the mend."""


def find(name: str | Path, raw: Path | None = None, manifest: Path | None = None) -> Ingested:
    """Return the article that `name` means, read as `research code` reads it.

    Args:
        name: path of a file; or a name in `raw`, with or without folders and ending; or the first digits of an article_id, 4 at least.
        raw: folder of raw articles, data/raw if none is given.
        manifest: what is known of its files; manifest.csv in that folder if none is given.

    Raises:
        ExplainError: no article, or several, are meant; or the file cannot be read.
    """
    if manifest is not None and not manifest.is_file():
        raise ExplainError(f"{manifest} is no file: name the manifest, or leave it out")
    file = _file(Path(name), raw or RAW) if _is_file(Path(name)) else _in_folder(str(name), raw or RAW, manifest)
    folder = file.path.parents[len(PurePosixPath(file.file).parts) - 1]
    return _whole(read_article(file, _known(file.file, manifest or folder / MANIFEST_NAME)))


def from_text(text: str, title: str = "", published: str = "") -> Ingested:
    """Return a text as an article; `published` is a day, month or year as in a manifest.

    Raises:
        ExplainError: the date is none, or there is no running text.
    """
    try:
        day = from_manifest(published) if published else ""
    except ValueError as error:
        raise ExplainError(f"published: {error}") from None
    return _whole(make_article("text", "text", text.encode("utf-8", "replace"), Known(title=title.strip(), published=day)))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long to be one
        return False


def _file(path: Path, raw: Path) -> RawFile:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ExplainError(f"{path.name} is not read: save the article as .txt, .md or .html")
    home = raw if raw.is_dir() and path.resolve().is_relative_to(raw.resolve()) else path.parent
    return RawFile(name_below(path.resolve(), home.resolve()), path.resolve(), kind)


def _in_folder(name: str, raw: Path, manifest: Path | None) -> RawFile:
    if not raw.is_dir():
        raise ExplainError(f"{name} is no file, and {raw} is no folder: name a file, or a folder of raw articles with --raw")
    files = list_folder(raw, manifest).files
    found = [file for file in files if _named(file.file, key(name))]
    if not found and DIGITS.fullmatch(name.lower()):
        found = [file for file in files if _digest(file.path).startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise ExplainError(f"{name} may be {_listed(file.file for file in found)}: write more of it")
    like = get_close_matches(name, [file.file for file in files], n=1, cutoff=0.5)
    mend = f'did you mean "{like[0]}"?' if like else "name a file, or the first digits of an article_id"
    raise ExplainError(f"{raw.name} holds no article {name} among its {len(files)}: {mend}")


def _named(file: str, name: str) -> bool:
    path = PurePosixPath(key(file))
    return name in (str(path), path.name, path.stem, str(path.with_suffix("")))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:ID_LENGTH]
    except OSError:
        return ""


def _known(file: str, manifest: Path) -> Known:
    return read_manifest(manifest).known.get(key(file), Known()) if manifest.is_file() else Known()


def _whole(result: Ingested | Refusal) -> Ingested:
    if isinstance(result, Refusal):
        raise ExplainError(f"{result.file}: {result.reason}: {result.detail}")
    return result


def _listed(names: Iterable[str]) -> str:
    known = sorted(names)
    return ", ".join(known[:SHOWN]) + (f" and {len(known) - SHOWN} more" if len(known) > SHOWN else "")

"""Which article is meant: a file, the name of a raw file, the first digits of an article_id, or a text."""

import hashlib
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from research.ingest.article import ID_LENGTH, make_article
from research.ingest.article import Article as Ingested
from research.ingest.containers.columns import load
from research.ingest.dates import from_manifest
from research.ingest.kinds import MEMBER, kind_of, member, other_kind
from research.ingest.listing import RawFile, list_folder, name_below
from research.ingest.manifest import Known, Manifest, key, read_manifest
from research.ingest.refusal import Refusal
from research.ingest.stream import Result, file_of, read_files
from research.paths import COLUMNS_NAME, MANIFEST_NAME, RAW

DIGITS = re.compile(rf"[0-9a-f]{{4,{ID_LENGTH}}}")
LONGEST_NAME = 1000  # a longer string is a text
SHOWN = 5  # names in a message


class ExplainError(ValueError):
    """The article cannot be found or read; the message names the mend."""


def find(name: str | Path, raw: Path | None = None, manifest: Path | None = None) -> Ingested:
    """Return the article that `name` means, read as `research code` reads it.

    Args:
        name: path of a file; or a name in `raw`, with or without folders and ending; either with the name of one of the articles in it
            behind a ! (export.docx!3); or the first digits of an article_id, 4 at least.
        raw: folder of raw articles, data/raw if none is given.
        manifest: what is known of its files; manifest.csv in that folder if none is given.

    Raises:
        ExplainError: no article, or several, are meant; or the file cannot be read.
    """
    if manifest is not None and not manifest.is_file():
        raise ExplainError(f"{manifest} is no file: name the manifest, or leave it out")
    outer, _, inner = str(name).partition(MEMBER)
    file = _file(Path(outer), raw or RAW) if _is_file(Path(outer)) else _in_folder(outer, raw or RAW, manifest)
    folder = file.path.parents[len(PurePosixPath(file.file).parts) - 1]
    results = _results(file, manifest or folder / MANIFEST_NAME)
    return _whole(_one(str(name), member(file.file, inner) if inner else "", results))


def _results(file: RawFile, manifest: Path) -> list[Result]:
    """Return all that is read in a file: one article, or many, and what cannot be read."""
    listed = read_manifest(manifest) if manifest.is_file() else Manifest()
    columns = file.path.parents[len(PurePosixPath(file.file).parts) - 1] / COLUMNS_NAME
    settings = load(columns) if columns.is_file() else {}
    found = (result for _, result in read_files([file], listed, columns=settings))
    return [result for result in found if isinstance(result, Ingested) or result.is_input]


def _one(name: str, inner: str, results: list[Result]) -> Result:
    """Return the article that is meant among those of a file: the one named, or whose id the name begins, or the only one."""
    if inner:
        found = [result for result in results if file_of(result) == inner]
    elif len(results) > 1 and DIGITS.fullmatch(name.lower()):
        found = [one for one in results if isinstance(one, Ingested) and one.row["article_id"].startswith(name.lower())]
    else:
        found = results
    if len(found) == 1:
        return found[0]
    raise ExplainError(f"{name} may be {_listed(file_of(result) for result in results)}: name one of these")


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
    kind = kind_of(path.name)
    if not kind:
        raise ExplainError(f"{path.name}: {other_kind(path.name)}")
    home = raw if raw.is_dir() and path.resolve().is_relative_to(raw.resolve()) else path.parent
    return RawFile(name_below(path.resolve(), home.resolve()), path.resolve(), kind)


def _in_folder(name: str, raw: Path, manifest: Path | None) -> RawFile:
    if not raw.is_dir():
        raise ExplainError(f"{name} is no file, and {raw} is no folder: name a file, or a folder of raw articles with --raw")
    files = list_folder(raw, manifest).files
    found = [file for file in files if _named(file.file, key(name))]
    if not found and DIGITS.fullmatch(name.lower()):
        found = [file for file in files if _holds(file, name.lower())]
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


def _holds(file: RawFile, digits: str) -> bool:
    """Tell whether a file, or one of the articles in it, has an id that begins so."""
    try:
        if hashlib.sha256(file.path.read_bytes()).hexdigest().startswith(digits):
            return True
    except OSError:
        return False
    if file.kind in ("text", "markdown", "html", "mail"):
        return False
    found = (result for _, result in read_files([file], Manifest()))
    return any(isinstance(result, Ingested) and result.row["article_id"].startswith(digits) for result in found)


def _whole(result: Ingested | Refusal) -> Ingested:
    if isinstance(result, Refusal):
        raise ExplainError(f"{result.file}: {result.reason}: {result.detail}")
    return result


def _listed(names: Iterable[str]) -> str:
    known = sorted(names)
    return ", ".join(known[:SHOWN]) + (f" and {len(known) - SHOWN} more" if len(known) > SHOWN else "")

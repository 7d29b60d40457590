"""A folder of raw articles -> the tables `articles`, `texts` and `rejected`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from research.ingest.article import Article
from research.ingest.containers.columns import ColumnsError, Settings, load
from research.ingest.duplicates import find_duplicates
from research.ingest.listing import Listing, RawFile, list_folder
from research.ingest.manifest import Manifest, check_files, read_manifest
from research.ingest.refusal import Refusal
from research.ingest.stream import Say, read_files, silent
from research.paths import COLUMNS_NAME, MANIFEST_NAME
from research.tables import frame

Progress = Callable[[int, int], None]
UNDATED = "~"  # sorts behind every date


class IngestError(ValueError):
    """There is no folder or manifest to read."""


@dataclass(frozen=True)
class Ingested:
    """The tables `articles`, `texts` and `rejected` of research.schemas."""

    articles: pd.DataFrame
    texts: pd.DataFrame
    rejected: pd.DataFrame


def read_folder(
    folder: Path, manifest: Path | None = None, progress: Progress | None = None, *, jobs: int = 1, say: Say = silent
) -> Ingested:
    """Read the raw articles of a folder and its subfolders.

    Args:
        folder: holds files of the kinds of research.ingest.kinds.
        manifest: a CSV file with what is known of them; without it, manifest.csv in the folder is read if it is there.
        progress: called with the number of files done and of all files.
        jobs: processes that read files.
        say: told how files that hold many inputs are read.

    Returns:
        articles, one row each; their cleaned texts; and one row for each input or manifest row that could not be used.

    Raises:
        IngestError: the folder or the manifest named is not there, or the folder's columns.toml cannot be used.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise IngestError(f"{folder} is no folder: name the folder that holds the raw articles")
    listed, listing = open_folder(folder, manifest)
    settings = open_columns(folder)
    articles: list[Article] = []
    refusals = [*listing.refusals, *listed.refusals]
    done = Done(len(listing.files), progress)
    for raw, result in read_files(listing.files, listed, jobs, say, settings):
        done.at(raw)
        if isinstance(result, Article):
            articles.append(result)
        else:
            refusals.append(result)
    done.at(None)
    articles, again = _first_of_each(articles)
    return _tables(articles, refusals + again)


class Done:
    """How many raw files are done."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total = total
        self.progress = progress
        self.done = 0
        self.raw: RawFile | None = None

    def at(self, raw: RawFile | None) -> None:
        """Note that the work has come to an input of this file, or to the end (None)."""
        if self.raw is not None and raw is not self.raw and self.progress:
            self.done += 1
            self.progress(self.done, self.total)
        self.raw = raw


def open_columns(folder: Path) -> Settings:
    """Return what the columns.toml of a folder says of the tables in it; nothing if there is none.

    Raises:
        IngestError: it cannot be used.
    """
    path = folder / COLUMNS_NAME
    try:
        return load(path) if path.is_file() else {}
    except ColumnsError as error:
        raise IngestError(str(error)) from None


def open_folder(folder: Path, path: Path | None) -> tuple[Manifest, Listing]:
    """Return what the manifest at `path` (None: the usual one, if it is there) says, and the files of a folder, of which none is read yet.

    Raises:
        IngestError: there is no such manifest.
    """
    if path is not None and not Path(path).is_file():
        raise IngestError(f"{path} is no file: name the manifest, or leave it out")
    usual = folder / MANIFEST_NAME
    chosen = Path(path) if path is not None else usual if usual.is_file() else None
    listed = read_manifest(chosen) if chosen else Manifest()
    listing = list_folder(folder, chosen)
    check_files(listed, folder, {raw.file for raw in listing.files} | {refusal.file for refusal in listing.refusals})
    return listed, listing


def _first_of_each(articles: list[Article]) -> tuple[list[Article], list[Refusal]]:
    """Return the articles without those that have the same bytes as an earlier file, and the refusals of these."""
    first: dict[str, str] = {}
    kept, refusals = [], []
    for article in articles:
        file, name = article.row["file"], article.row["article_id"]
        if name in first:
            refusals.append(Refusal(file, "same_bytes", f"the same bytes as {first[name]}, which is kept: take one of the two out"))
        else:
            first[name] = file
            kept.append(article)
    return kept, refusals


def _tables(articles: list[Article], refusals: list[Refusal]) -> Ingested:
    ordered = sorted(articles, key=lambda article: (article.row["published"] or UNDATED, article.row["file"]))
    originals = find_duplicates([article.text for article in ordered])
    rows: list[dict[str, Any]] = []
    for article, original in zip(ordered, originals, strict=True):
        rows.append({**article.row, "duplicate_of": None if original is None else ordered[original].row["article_id"]})
    texts = [{"article_id": article.row["article_id"], "text": article.text} for article in ordered]
    return Ingested(frame("articles", rows), frame("texts", texts), frame("rejected", rejected_rows(refusals)))


def rejected_rows(refusals: list[Refusal]) -> list[dict[str, str]]:
    """Return one row for each file; several things wrong with one are told together."""
    rows: dict[str, dict[str, str]] = {}
    for refusal in refusals:
        row = rows.get(refusal.file)
        if row is None:
            rows[refusal.file] = {"file": refusal.file, "reason": refusal.reason, "detail": refusal.detail}
        else:
            row["detail"] += f"; {refusal.reason}: {refusal.detail}"
    return list(rows.values())

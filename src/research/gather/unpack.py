"""Articles out of whatever holds them -> a folder of raw files, one each, with a manifest: all of it or nothing."""

import csv
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from research.ingest.article import Article
from research.ingest.stream import Result
from research.paths import MANIFEST_NAME
from research.spreadsheet import escaped

COLUMNS = ("file", "title", "publisher", "url", "published", "retrieved", "licence", "sha256", "note")
# What is written are the bytes that name the article, so that its article_id stays.
ENDINGS = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
    "rtf": ".rtf",
    "mail": ".eml",
    "record": ".jsonl",
}
NO_LETTERS = re.compile(r"[^a-z0-9]+")
SLUG = 60  # characters of a headline in a file name


class UnpackError(ValueError):
    """The folder cannot be written; the message names the mend."""


def check(folder: Path) -> None:
    """Do nothing where a new folder can be made.

    Raises:
        UnpackError: it is there already and holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnpackError(f"{folder} is there already: name a new folder")


def unpack(results: Iterable[Result], folder: Path) -> Iterator[Result]:
    """Write the articles among some results into a new folder, and yield every result as it comes.

    The folder appears when all is written; until then it is `.NAME.part` beside it, which a later run makes anew. In the manifest stands
    what the files themselves do not say, and where each came from.

    Args:
        results: articles with the bytes that name them.
        folder: the folder to make.
    """
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with (part / MANIFEST_NAME).open("w", encoding="utf-8", newline="") as stream:
        manifest = csv.writer(stream, lineterminator="\n")
        manifest.writerow(COLUMNS)
        for result in results:
            if isinstance(result, Article):
                file = _file(result)
                (part / file).parent.mkdir(exist_ok=True)
                (part / file).write_bytes(result.data)
                manifest.writerow([escaped(cell) for cell in _row(result, file)])
            yield result
    if folder.exists():
        folder.rmdir()
    part.replace(folder)


def _file(article: Article) -> str:
    """Return the name of an article's file: year, day, headline, the first digits of its id."""
    row = article.row
    day = row["published"] or "undated"
    plain = unicodedata.normalize("NFKD", row["title"] or "").encode("ascii", "ignore").decode().lower()
    slug = NO_LETTERS.sub("-", plain)[:SLUG].strip("-") or "untitled"
    year = day[:4] if row["published"] else day
    return f"{year}/{day}-{slug}-{row['article_id'][:8]}{ENDINGS[article.kind]}"


def _row(article: Article, file: str) -> list[str]:
    row = article.row
    told = "; ".join([f"from {row['file']}", *(f"{name.replace('_', ' ')}: {value}" for name, value in article.told.items())])
    known = {**row, "file": file, "note": told, "published": row["published"] if row["published_basis"] == "manifest" else ""}
    return [str(known[name] or "") for name in COLUMNS]

"""`research ingest` and `research fetch`: what files hold, and pages of the web."""

import sys
from pathlib import Path
from typing import Any

import click

from research.cli.terminal import DONE, FILE, FOLDER, REJECTED, Unusable, out, say


@click.command()
@click.argument("sources", metavar="SOURCE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--into", type=FOLDER, help="New folder to write the articles into, one file each, with a manifest [default: write nothing].")
@click.option("--manifest", type=FILE, help="CSV with a row for each file [default: manifest.csv beside it, if there is one].")
@click.option(
    "--column", "columns", multiple=True, metavar="OURS=THEIRS", help="Column of a table that holds text, title, url, published ..."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
def ingest(sources: tuple[Path, ...], into: Path | None, manifest: Path | None, columns: tuple[str, ...], jobs: int) -> None:
    """Show what files and folders hold: every article, as what it is read, its metadata; and what is rejected, and why.

    Nothing is written but with --into, and then all of it or nothing: a new folder of raw files, one for each article, whose bytes and
    article_id are those of the source, and a manifest with what the files themselves do not say. `research code` reads all the same
    kinds directly.

    \b
    Examples:
      research ingest ~/Downloads/export.docx crawl.warc.gz
      research ingest articles.csv --column text=body_clean --column published=day
      research ingest ~/mail.mbox --into ~/articles
    """  # noqa: D301
    from research.gather.lines import Sums, lines_of
    from research.gather.look import look
    from research.gather.unpack import UnpackError, check, unpack
    from research.ingest import IngestError
    from research.ingest.containers.columns import ColumnsError, chosen

    sums = Sums()
    try:
        if into:
            check(into)
        found = look(sources, manifest, chosen(columns), jobs=jobs, say=say, keep=bool(into))
        for result in unpack(found, into) if into else found:
            sums.add(result)
            for line in lines_of(result):
                out(line)
    except (IngestError, ColumnsError, UnpackError) as error:
        raise Unusable(str(error)) from None
    for line in sums.lines():
        say(line)
    say(f"written: {into}" if into else "nothing is written; with --into FOLDER the articles are")
    sys.exit(sums.status)


@click.command()
@click.argument("urls", metavar="[URL]...", nargs=-1)
@click.option("--list", "listed", type=click.File(encoding="utf-8"), help="File with an address a line; - for the standard input.")
@click.option("--into", type=FOLDER, required=True, help="Folder for the WARC file; one that is there already is added to.")
@click.option("--delay", type=click.FloatRange(min=0), default=5.0, show_default=True, help="Seconds between two requests to one site.")
@click.option("--contact", default="", help="Your mail address or page, told to the sites.")
def fetch(urls: tuple[str, ...], listed: Any, into: Path, delay: float, contact: str) -> None:
    """Download pages politely and keep them in a WARC file, which `research code` reads.

    One request at a time, with a pause for each site; robots.txt is kept to; a busy server is asked again, later each time. Addresses
    that the folder holds already are passed over, so that a run that was stopped can be gone on with.

    \b
    Examples:
      research fetch https://example.org/news/1 --into data/raw
      research fetch --list addresses.txt --into data/raw --contact desk@example.org
    """  # noqa: D301
    from research.gather.fetch import addresses
    from research.gather.fetch import fetch as fetched
    from research.gather.keep import Archive

    wanted = addresses([*urls, *(listed or ())])
    if not wanted:
        raise Unusable("no address is named: give some, or a file of them with --list")
    archive = Archive(into)
    failed = 0
    try:
        for page in fetched(wanted, archive, delay=delay, contact=contact):
            failed += bool(page.problem)
            out(f"not fetched: {page.url}: {page.problem}" if page.problem else f"fetched: {page.url}: {page.size} bytes")
    finally:
        kept = archive.close()
    say(f"{len(wanted) - failed} of {len(wanted)} addresses fetched" + (f", kept in {kept}" if kept else ""))
    sys.exit(REJECTED if failed else DONE)

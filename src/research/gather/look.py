"""What files and folders hold, read as `research code` reads them; nothing is written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from research.ingest.article import Article
from research.ingest.containers.columns import Settings
from research.ingest.folder import IngestError, open_columns, open_folder
from research.ingest.listing import RawFile, look_at
from research.ingest.manifest import Manifest, read_manifest
from research.ingest.refusal import Refusal
from research.ingest.stream import Result, Say, file_of, read_files, silent
from research.paths import MANIFEST_NAME


def look(
    sources: Iterable[Path],
    manifest: Path | None = None,
    columns: Settings | None = None,
    *,
    jobs: int = 1,
    say: Say = silent,
    keep: bool = False,
) -> Iterator[Result]:
    """Yield every article in some files and folders, and a refusal for every input or row of a manifest that cannot be used.

    Args:
        sources: files and folders; a manifest.csv and columns.toml in a folder, or beside a file, is read too.
        manifest: what is known of them, in the place of those.
        columns: which column of a table holds what, by patterns of file names, before what columns.toml says.
        jobs: processes that read.
        say: told how files that hold many inputs are read.
        keep: with the bytes that name each article.

    Raises:
        IngestError: a source is not there, or a manifest or columns.toml cannot be used.
    """
    first: dict[str, str] = {}
    for source in sources:
        for result in _results(source, manifest, columns or {}, jobs, say, keep):
            if isinstance(result, Article) and (kept := first.setdefault(result.row["article_id"], file_of(result))) != file_of(result):
                yield Refusal(file_of(result), "same_bytes", f"the same bytes as {kept}, which is kept: take one of the two out")
            else:
                yield result


def _results(source: Path, manifest: Path | None, columns: Settings, jobs: int, say: Say, keep: bool) -> Iterator[Result]:
    files, refusals, listed = _opened(source, manifest)
    yield from refusals
    settings = {**open_columns(source if source.is_dir() else source.parent), **columns}
    for _, result in read_files(files, listed, jobs, say, settings, keep=keep):
        yield result


def _opened(source: Path, manifest: Path | None) -> tuple[list[RawFile], list[Refusal], Manifest]:
    if source.is_dir():
        listed, listing = open_folder(source, manifest)
        return listing.files, [*listing.refusals, *listed.refusals], listed
    if not source.exists():
        raise IngestError(f"{source} is not there: name files or folders")
    usual = source.parent / MANIFEST_NAME
    chosen = manifest or (usual if usual.is_file() else None)
    listed = read_manifest(chosen) if chosen else Manifest()
    found = look_at(source, source.parent, source.parent.resolve())
    refusals = [refusal for refusal in listed.refusals if refusal.file.startswith(listed.name)]
    return ([], [found, *refusals], listed) if isinstance(found, Refusal) else ([found], refusals, listed)

"""Which kind of input a file is, by the ending of its name."""

from pathlib import PurePosixPath

DOCUMENTS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".rtf": "rtf", ".eml": "mail",
}  # fmt: skip
CONTAINERS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".warc": "warc", ".mbox": "mbox", ".zip": "zip",
}  # fmt: skip
KINDS = DOCUMENTS | CONTAINERS
PACKED = ".gz"
MAY_BE_PACKED = ("jsonl", "json", "csv", "warc", "mbox")  # what is read from front to back
MEMBER = "!"  # between the name of a container and that of what it holds
READ = ".txt, .md, .html, .pdf, .docx, .rtf, .eml, .mbox, .json, .jsonl, .csv, .parquet, .warc, .warc.gz or .zip"


def kind_of(name: str) -> str:
    """Return the kind of a file by its name; empty if files of that ending are not read. A packed one (.warc.gz) has the inner kind."""
    path = PurePosixPath(name.lower())
    if path.suffix == PACKED:
        inner = KINDS.get(PurePosixPath(path.stem).suffix, "")
        return inner if inner in MAY_BE_PACKED else ""
    return KINDS.get(path.suffix, "")


def is_container(kind: str) -> bool:
    """Tell whether files of a kind hold several inputs, each read by itself."""
    return kind in CONTAINERS.values()


def is_packed(name: str) -> bool:
    """Tell whether the file is packed as a whole (.gz)."""
    return name.lower().endswith(PACKED)


def member(file: str, name: object) -> str:
    """Return the name of something that `file` holds: crawl.warc.gz!12, export.zip!a/b.txt."""
    return f"{file}{MEMBER}{name}"


def other_kind(name: str) -> str:
    """Return what mends a file of a kind that is not read."""
    ending = PurePosixPath(name).suffix or "without ending"
    return f"files of the kind {ending} are not read: save the article as {READ}"

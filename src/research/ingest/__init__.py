"""Raw files -> articles: read, clean, title, publisher, date, language, near-duplicates."""

from research.ingest.folder import Ingested, IngestError, read_folder

__all__ = ["IngestError", "Ingested", "read_folder"]

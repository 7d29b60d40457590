"""What the figures were made from, as checksums: who builds again from the same gets the same, and a change of any of it shows."""

from collections.abc import Mapping

import pandas as pd

from research import build, fingerprint
from research.paths import CODEBOOK, ROOT

DATA = (".csv", ".toml", ".json")
DIGITS = 16


def made_from(tables: Mapping[str, pd.DataFrame], folder: str) -> pd.DataFrame:
    """Return what, checksum (the first 16 hex digits of a SHA-256): of the raw articles, of the codebook's data, of all tables of `folder`.

    The tables are those of which the record of their build knows, as CSV; where there is no record, their checksum is missing.
    """
    articles = tables["articles"]
    codebook = {name: value for name, value in fingerprint.folder(CODEBOOK).items() if name.endswith(DATA)}
    built = fingerprint.read_json(ROOT / folder / build.RECORD).get("files", {})
    parts = {
        "articles": dict(zip(articles["file"], articles["sha256"], strict=True)),
        "codebook": codebook,
        "tables": {name: value for name, value in built.items() if name.endswith(".csv")},
    }
    rows = [(what, fingerprint.of_value(sums)[:DIGITS] if sums else None) for what, sums in parts.items()]
    return pd.DataFrame(rows, columns=["what", "checksum"], dtype="string")

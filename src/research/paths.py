"""Every folder of the project as a constant, so that notebooks and commands never depend on where they are run."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]

CODEBOOK = PACKAGE / "codebook"
RAW = ROOT / "data" / "raw"
PROCESSED = ROOT / "data" / "processed"
REFERENCE = ROOT / "data" / "reference"
NOTEBOOKS = ROOT / "notebooks"
SPECS = ROOT / "reports" / "specs"
BUILT = ROOT / "reports" / "built"
EDITIONS = ROOT / "reports" / "editions"
LOCK = ROOT / "requirements" / "lock.txt"
MANIFEST_NAME = "manifest.csv"
COLUMNS_NAME = "columns.toml"

"""One input, or row of the manifest, that cannot be used."""

import re
from dataclasses import dataclass

ROW = re.compile(r".*:\d{1,9}", re.DOTALL)
OF_MANIFEST = ("manifest_unreadable", "no_file_column", "bad_row", "named_twice", "outside_folder", "bad_date", "other_bytes")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Which file (or member of one, or row of the manifest), a short reason, and a detail that says what mends it.

    is_input: the refusal is of an input; not so where a row of the manifest is wrong and the input is read as it is.
    """

    file: str
    reason: str
    detail: str
    is_input: bool = True


def is_of_manifest(file: str, reason: str) -> bool:
    """Tell of a row of the table `rejected` whether it is a row of the manifest (manifest.csv:12), not an input."""
    return reason == "file_missing" or (reason in OF_MANIFEST and ROW.fullmatch(file) is not None)


class RefusedError(ValueError):
    """An input that cannot be read: `reason` is a short name, the message says what mends it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def plain(error: OSError) -> str:
    """Return what the system says of an error, without the path."""
    return (error.strerror or type(error).__name__).lower()

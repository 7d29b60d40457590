"""The print edition as a file: typst sets the fixed layout of layout.typ with a report's content, offline and the same every time."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pandas import DataFrame

from research.reporting.printed.content import content
from research.reporting.visible import visible

FILE = "report.pdf"
LAYOUT = Path(__file__).with_name("layout.typ")


class PrintError(ValueError):
    """A print edition cannot be set; the message says what typst found."""


def write_print(
    title: str,
    description: str,
    notebooks: Sequence[Path],
    tables: Mapping[str, DataFrame],
    parameters: Mapping[str, Any],
    provenance: Mapping[str, Any],
    out: Path,
) -> Path:
    """Write `out`/report.pdf and return its path; the arguments are those of build_page.

    What articles say is data to the layout, so that nothing of it is read as typst's markup. Only the fonts inside the compiler are used
    and no date is written: the same arguments give the same bytes on every machine. A letter that none of these fonts has is drawn as an
    empty box; the PDF is tagged for screen readers as ever, but may then not call itself PDF/UA.

    Raises:
        PrintError: the layout cannot be set.
    """
    pages = _set(json.dumps(visible(content(title, description, notebooks, tables, parameters, provenance))))
    part = out / f".{FILE}.part"
    try:
        part.write_bytes(pages)
        os.replace(part, out / FILE)  # noqa: PTH105 - as in research.tables
    finally:
        part.unlink(missing_ok=True)
    return out / FILE


def _set(report: str) -> bytes:
    import typst

    try:
        return _compiled(report, "ua-1")
    except typst.TypstError:  # most often for a letter that no font has
        pass
    try:
        return _compiled(report, None)
    except typst.TypstError as error:
        raise PrintError(f"the print edition cannot be set: {error}") from None


def _compiled(report: str, standard: Literal["ua-1"] | None) -> bytes:
    import typst

    inputs = {"report": report}
    pages = typst.compile(LAYOUT.read_bytes(), ignore_system_fonts=True, format="pdf", pdf_standards=standard, sys_inputs=inputs)
    return bytes(pages)

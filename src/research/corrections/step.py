"""The one step between coding and linking: the corrections and decisions of two files, where there are such files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from research import tables as processed
from research.codebook import Codebook
from research.corrections.changes import apply
from research.corrections.files import read, read_decisions
from research.corrections.model import CORRECTIONS, DECISIONS, article_of


class Overruled(NamedTuple):
    """The tables as people corrected them, with the table `corrections`; their decisions for linking (None: no file); what to say of it."""

    tables: dict[str, pd.DataFrame]
    decisions: pd.DataFrame | None
    lines: list[str]


def overrule(
    tables: Mapping[str, pd.DataFrame], corrections: Path | None = None, decisions: Path | None = None, codebook: Codebook | None = None
) -> Overruled:
    """Apply a file of corrections to the coded tables (see `apply`), and read a file of decisions on reports (see `read_decisions`).

    Decisions on reports that are not there are passed over by linking, so that a list can outlive a corpus; `lines` names them. The
    others stand in the table `corrections` too, so that all that people decided is in one place.

    Raises:
        CorrectionError: listing every line of one of the files that cannot be followed.
    """
    changed, applied = apply(tables, read(corrections) if corrections else (), codebook, corrections.name if corrections else "")
    lines = [f"corrections: {len(applied)} {'change' if len(applied) == 1 else 'changes'}"] if len(applied) else []
    decided = read_decisions(decisions) if decisions else None
    if decided is not None and decisions:
        there = decided[["report_a", "report_b"]].isin(list(changed["reports"]["report_id"])).all(axis=1)
        applied = pd.concat([applied, processed.frame("corrections", _links(decided[there]))])
        applied = applied.sort_values("correction_id", kind="stable").reset_index(drop=True)
        lines += [f"decisions: {int(there.sum())} followed"] if there.any() else []
        for row in decided[~there].to_dict("records"):
            lines.append(f"decisions: {decisions.name}: {row['report_a']} and {row['report_b']} are not both there: passed over")
    return Overruled({**changed, "corrections": applied}, decided, lines)


def _links(decisions: pd.DataFrame) -> Iterator[dict[str, str]]:
    for row in decisions.to_dict("records"):
        one, other, column = row["report_a"], row["report_b"], f"{row['relation']}_link"
        yield {
            "correction_id": f"{one}.{column}.{other}",
            "article_id": article_of(one),
            "table": "incident_reports",
            "row_id": one,
            "column": column,
            "new": other,
            "reason": row["reason"],
            "coder": row["coder"],
        }


def notes(folder: Path, article_id: str) -> list[str]:
    """Return what corrections.csv and decisions.csv of a folder say of one article, a line each, whether or not it can be followed.

    Raises:
        CorrectionError: one of the files cannot be read as a table.
    """
    corrections, decisions, lines = folder / CORRECTIONS, folder / DECISIONS, []
    for c in read(corrections) if corrections.is_file() else ():
        if article_of(c.row) == article_id:
            change = "dropped" if c.drops else f'"{c.expected}" -> "{c.value}"'
            lines.append(f"  {c.row} {c.column}: {change}: {c.reason} ({c.coder})")
    for row in read_decisions(decisions).to_dict("records") if decisions.is_file() else ():
        if article_id in (article_of(row["report_a"]), article_of(row["report_b"])):
            lines.append(f"  {row['report_a']} {row['relation']} be one incident with {row['report_b']}: {row['reason']} ({row['coder']})")
    return ["", "Corrections and decisions on it", *lines] if lines else []

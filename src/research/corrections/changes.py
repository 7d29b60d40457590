"""Apply corrections to coded tables: every one of them, or none."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from research import tables as processed
from research.codebook import Codebook
from research.corrections.cells import shown
from research.corrections.checks import changes_of
from research.corrections.follow import conflicts, disagreements, of_dropped, of_places
from research.corrections.model import CORRECTIONS, KEYS, ROW, TABLE_NAMES, Change, Correction, CorrectionError
from research.corrections.provenance import corrected_assertions
from research.corrections.rows import Rows

Tables = dict[str, pd.DataFrame]


def apply(
    tables: Mapping[str, pd.DataFrame], corrections: Sequence[Correction], codebook: Codebook | None = None, source: str = CORRECTIONS
) -> tuple[Tables, pd.DataFrame]:
    """Return the coded tables with the corrections applied, and the table `corrections` of what was changed.

    All corrections speak of the rows as the coder left them, so their order does not matter. With a corrected place go its country,
    governorate and coordinates; with a dropped report the claims on it; both are listed like the corrections that they follow from.

    Args:
        tables: `reports`, `claims`, `tallies` and `assertions`; with `sentences` and `texts`, a corrected cell that had no assertion
            gets one. They are not changed; other tables come back as they are.
        corrections: as `read` gives them.
        codebook: the places, groups and countries that there are; without it, any are taken, and nothing follows from a place.
        source: name of the file for messages.

    Raises:
        CorrectionError: listing every correction that cannot be followed, with its mend. Nothing is applied then.
    """
    if not corrections:
        return dict(tables), processed.frame("corrections", ())
    rows = {name: Rows(name, tables[name]) for name in TABLE_NAMES}
    changes, problems = changes_of(corrections, rows, codebook)
    changes += [*of_dropped(changes, rows), *(of_places(changes, rows, codebook) if codebook else ())]
    problems += [*conflicts(changes), *disagreements(changes, rows)]
    if problems:
        raise CorrectionError(source, problems)
    changed = {name: _corrected(tables[name], rows[name], [change for change in changes if change.table == name]) for name in TABLE_NAMES}
    changed["assertions"] = corrected_assertions(tables, changes)
    return {**tables, **changed}, processed.frame("corrections", map(_applied, changes))


def _corrected(frame: pd.DataFrame, rows: Rows, changes: list[Change]) -> pd.DataFrame:
    if not changes:
        return frame
    result = frame.reset_index(drop=True)
    for change in changes:
        if change.column != ROW:
            cell: Any = pd.NA if change.new is None else change.new
            result.loc[rows.at[change.row], change.column] = cell
    gone = {change.row for change in changes if change.column == ROW}
    return result[~result[KEYS[rows.table]].isin(gone)].reset_index(drop=True)


def _applied(change: Change) -> dict[str, Any]:
    return {
        "correction_id": f"{change.row}.{change.column}",
        "article_id": change.article_id,
        "table": change.table,
        "row_id": change.row,
        "column": change.column,
        "old": shown(change.old) or None,
        "new": shown(change.new) or None,
        "reason": change.reason,
        "coder": change.correction.coder,
        "date": change.correction.date or None,
    }

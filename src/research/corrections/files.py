"""Read corrections.csv and decisions.csv; lines are counted as an editor does, the heading is line 1."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from research.corrections.model import Correction, CorrectionError, article_of, table_of

if TYPE_CHECKING:
    import pandas as pd

Line = tuple[int, dict[str, str]]
CORRECTION_COLUMNS = ("row", "column", "value", "expected", "reason", "coder")
DECISION_COLUMNS = ("report_a", "report_b", "relation", "reason", "coder")
OTHER_NAMES = {"expected_old_value": "expected", "old": "expected", "old_value": "expected", "row_id": "row"}
RELATIONS = {"must": "must", "must-link": "must", "cannot": "cannot", "cannot-link": "cannot"}
DELIMITERS = (",", ";", "\t")


def read(path: Path) -> list[Correction]:
    """Return the corrections of a file with the columns row, column, value, expected, reason, coder and, if given, table, date, quote.

    Whether they can be followed is for `apply` to say, so that all that is wrong is said together. Without a table, the row's id tells it.

    Raises:
        CorrectionError: the file cannot be read as a table with these columns.
    """
    found = []
    for line, cells in _lines(path, CORRECTION_COLUMNS):
        texts = {name: cells.get(name, "") for name in (*CORRECTION_COLUMNS, "date", "quote")}
        found.append(Correction(line=line, table=cells.get("table") or table_of(cells["row"]), **texts))
    return found


def without(path: Path, article_id: str) -> str:
    """Return the text of a file of corrections, as CSV with commas, without those of one article.

    Raises:
        CorrectionError: as `read`.
    """
    columns = ("table", *CORRECTION_COLUMNS, "date", "quote")
    rows = ([getattr(one, name) for name in columns] for one in read(path) if article_of(one.row) != article_id)
    found = io.StringIO()
    csv.writer(found, lineterminator="\n").writerows([columns, *rows])
    return found.getvalue()


def read_decisions(path: Path) -> "pd.DataFrame":
    """Return report_a, report_b, relation (`must` or `cannot`), reason, coder: which reports a person holds to be one incident, or not.

    Raises:
        CorrectionError: the file cannot be read, or lists lines that cannot be followed, each with its mend.
    """
    import pandas as pd

    rows, problems, seen = [], [], dict[frozenset[str], int]()
    for line, cells in _lines(path, DECISION_COLUMNS):
        pair = frozenset((cells["report_a"], cells["report_b"]))
        if pair in seen:
            problems.append((line, f"the same two reports as in line {seen[pair]}: keep one of the two"))
        seen.setdefault(pair, line)
        problems += [(line, text) for text in _wrong_decision(cells)]
        rows.append({**cells, "relation": RELATIONS.get(cells["relation"].lower(), "")})
    if problems:
        raise CorrectionError(path.name, problems)
    return pd.DataFrame(rows, columns=list(DECISION_COLUMNS)).astype("string")


def _wrong_decision(cells: dict[str, str]) -> list[str]:
    wrong = [f"{name} is empty: fill it in" for name in DECISION_COLUMNS if not cells[name]]
    if cells["relation"] and cells["relation"].lower() not in RELATIONS:
        wrong.append(f'relation "{cells["relation"]}" is unknown: write must (one incident) or cannot (two incidents)')
    if cells["report_a"] and cells["report_a"] == cells["report_b"]:
        wrong.append("report_a and report_b are the same: name two reports")
    return wrong


def _lines(path: Path, needed: tuple[str, ...]) -> list[Line]:
    """Return the lines that are not empty as {column: text}, with their numbers."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CorrectionError(path.name, [(1, f"the file cannot be read ({(error.strerror or 'input error').lower()})")]) from None
    except UnicodeDecodeError:
        raise CorrectionError(path.name, [(1, "the file is not UTF-8: save it as CSV UTF-8")]) from None
    heading = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=heading.count))
    found: list[Line] = []
    problems: list[tuple[int, str]] = []
    names: list[str] | None = None
    try:
        before = 0
        for cells in reader:
            line, before = before + 1, reader.line_num
            if names is None:
                names = _names(path, cells, needed)
            elif len(cells) > len(names):
                problems.append((line, "more cells than the heading: put cells that hold a comma in double quotes"))
            elif any(cell.strip() for cell in cells):
                full = [cell.strip() for cell in cells] + [""] * (len(names) - len(cells))
                found.append((line, dict(zip(names, full, strict=True))))
    except csv.Error as error:
        problems.append((reader.line_num, f"no CSV ({error}): save the file as CSV UTF-8"))
    if problems:
        raise CorrectionError(path.name, problems)
    if names is None:
        _names(path, [], needed)
    return found


def _names(path: Path, cells: list[str], needed: tuple[str, ...]) -> list[str]:
    plain = [cell.strip().lower().replace(" ", "_") for cell in cells]
    names = [OTHER_NAMES.get(name, name) for name in plain]
    missing = [name for name in needed if name not in names]
    if missing:
        raise CorrectionError(path.name, [(1, f"the heading lacks {', '.join(missing)}: begin the file with {','.join(needed)}")])
    return names

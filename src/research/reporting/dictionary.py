"""The data dictionary: docs/data-dictionary.md, made from the schemas and the declared parameters."""

from research.paths import ROOT
from research.reporting.parameters import PARAMETERS, Parameter
from research.schemas import TABLES, Column, Table

PAGE = ROOT / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

Made by `research dictionary` from src/research/schemas.py and src/research/reporting/parameters.py: change them, not this page.

An empty cell means "not said", never 0. Dates are ISO 8601 days held as text. Columns with a * are never empty.
"""


def page() -> str:
    """Return the dictionary as Markdown: a section for each table in the order of the schemas, and one for the parameters."""
    return "\n".join([HEAD, *(_section(table) for table in TABLES.values()), _parameters()])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"One row: {table.grain}. Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
    lines += ["| column | type | meaning | unit | allowed values |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_row(column) for column in table.columns), ""])


def _row(column: Column) -> str:
    name = f"`{column.name}`{' *' if column.required else ''}"
    return f"| {name} | {column.type} | {_cell(column.meaning)} | {_cell(column.unit)} | {', '.join(column.allowed)} |"


def _parameters() -> str:
    lines = [
        "## Parameters of notebooks and reports",
        "",
        "| parameter | type | default | meaning | unit | choices |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *(_parameter_row(p) for p in PARAMETERS.values()), ""])


def _parameter_row(parameter: Parameter) -> str:
    cells = (
        f"`{parameter.name}`",
        parameter.type,
        f"`{parameter.default!r}`",
        parameter.meaning,
        parameter.unit,
        ", ".join(parameter.choices),
    )
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

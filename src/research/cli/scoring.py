"""`research score`: how right tables are."""

from pathlib import Path

import click

from research.cli.terminal import FILE, FOLDER, Nothing, Unusable, out


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("gold", type=FILE, nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="List everything that is not right.")
def score(folder: Path, gold: tuple[Path, ...], errors: bool) -> None:
    """Score the tables of FOLDER against hand-coded GOLD files (docs/coding-guide.md says what the figures mean).

    \b
    Example:
      research score data/processed tests/gold/a.jsonl --errors
    """  # noqa: D301
    from research.quality.gold import score as figures
    from research.quality.gold_rows import GoldError
    from research.tables import TableError

    wrong: list[tuple[str, str, str, str]] = []
    try:
        found = figures(folder, gold, wrong)
    except TableError as error:
        raise Nothing(str(error)) from None
    except GoldError as error:
        raise Unusable(str(error)) from None
    for name, value in found.items():
        out(f"{name:24} {value if isinstance(value, int) else format(value, '.3f')}")
    for row in wrong if errors else []:
        out("\t".join(row))

"""`research notebooks`: run in place, or checked."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from research import paths
from research.cli.terminal import DONE, JOBS, REJECTED, Nothing, Unusable, say


@click.command()
@click.option("--check", is_flag=True, help="Run nothing; say what is wrong with the notebooks as they are.")
@JOBS
@click.argument("names", nargs=-1)
def notebooks(check: bool, jobs: int, names: tuple[str, ...]) -> None:
    """Run the notebooks of notebooks/ in place with their default parameters and store their outputs.

    These are the outputs that `make test` compares. A notebook that fails stays as it was.

    \b
    Examples:
      research notebooks
      research notebooks 2_attack_tempo
      research notebooks --check
    """  # noqa: D301
    files = _notebooks(names)
    found = _check_notebooks(files) if check else _run_notebooks(files, jobs)
    for line in found:
        say(line)
    sys.exit(REJECTED if found else DONE)


def _notebooks(names: Iterable[str]) -> list[Path]:
    from research.reporting.parameters import nearest

    known = {path.stem: path for path in sorted(paths.NOTEBOOKS.glob("*.ipynb"))}
    if not known:
        raise Nothing("notebooks/ holds no notebook")
    wanted = [Path(name).stem if name.endswith(".ipynb") else name for name in names] or list(known)
    for name in wanted:
        if name not in known:
            raise Unusable(f'there is no notebook "{name}"{nearest(name, known)}')
    return [known[name] for name in wanted]


def _check_notebooks(files: Iterable[Path]) -> list[str]:
    from research.reporting.lint import problems

    return [f"{path.name}: {text}" for path in files for text in problems(path)]


def _run_notebooks(files: Iterable[Path], jobs: int) -> list[str]:
    from research.reporting.in_place import run_in_place

    return [f"failed, the stored outputs are kept: {message}" for message in run_in_place(files, jobs, say).values()]

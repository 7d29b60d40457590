"""`research dictionary`: the page on every column."""

import sys

import click

from research import paths
from research.cli.terminal import DONE, REJECTED, say


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the page is not what the schemas say.")
def dictionary(check: bool) -> None:
    """Write docs/data-dictionary.md, which says of every column of every table what it holds, from the schemas."""
    from research.fingerprint import write_text
    from research.reporting.dictionary import PAGE, page

    if check:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        if not same:
            say("docs/data-dictionary.md is not what the schemas say: run `research dictionary`")
        sys.exit(DONE if same else REJECTED)
    PAGE.parent.mkdir(exist_ok=True)
    write_text(PAGE, page())
    say(f"written: {PAGE.relative_to(paths.ROOT).as_posix()}")

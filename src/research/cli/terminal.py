"""What the commands share: exit statuses, kinds of arguments, refusals, and what is printed."""

import unicodedata
from pathlib import Path

import click

DONE, REJECTED, UNUSABLE, NOTHING = 0, 1, 2, 3
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
PLACE = click.Path(path_type=Path)
UNPRINTABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode: control, format, lone surrogates, ends of lines and paragraphs
JOBS = click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Notebooks that run at the same time.")


class Unusable(click.ClickException):
    """Arguments, parameters or specifications cannot be used; the message names the mend."""

    exit_code = UNUSABLE

    def format_message(self) -> str:
        """Return the message without what could command a terminal."""
        return told(self.message)


class Nothing(Unusable):
    """There is nothing to do the command on."""

    exit_code = NOTHING


def printable(text: object) -> str:
    """Return text without the control and formatting characters with which an article could command a terminal; line ends stay."""
    return "".join(char if char == "\n" or unicodedata.category(char) not in UNPRINTABLE else " " for char in str(text))


def told(text: object) -> str:
    """Return a message as it is printed; where it has lines, those after the first are indented, so that none passes for a message."""
    return printable(text).replace("\n", "\n    ")


def say(line: object) -> None:
    """Print one line of progress to the error stream."""
    click.echo(told(line), err=True)


def out(line: object) -> None:
    """Print one line of result."""
    click.echo(told(line))

"""The command: messages, exit status, and that it starts quickly."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from research import cli, tables
from research.cli import terminal
from research.schemas import TABLES


def run(*arguments):
    return CliRunner().invoke(cli.main, list(arguments))


def test_help_teaches_by_example():
    assert "research code data/raw --out data/processed" in run("--help").output
    assert "Examples:" in run("code", "--help").output
    assert all(command.help for command in cli.main.commands.values())


def test_help_imports_nothing_that_is_slow():
    code = "import sys; from research import cli; print(sorted({'pandas', 'altair', 'numpy', 'papermill'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code", "{tmp}/nowhere", "--out", "{tmp}/out"], "nowhere is no folder"),
        (["code", "{tmp}", "--out", "{tmp}/out"], "lies within"),
        (["code", "{tmp}/empty", "--out", "{tmp}/out", "--manifest", "{tmp}/m.csv"], "m.csv is no file"),
        (["code", "{tmp}/empty", "--out", "{tmp}/out", "--codebook", "{tmp}/empty"], "holds no places.csv"),
        (["code", "{tmp}/empty", "--out", "{tmp}/out", "--aggregation", "majority"], "is not one of"),
        (["report", "irak-2020"], 'did you mean "iraq-2020"'),
        (["notebooks", "2_atack_tempo"], 'did you mean "2_attack_tempo"'),
        (["score", "{tmp}/empty"], "Missing argument"),
    ],
)
def test_unusable_arguments_end_with_status_2_and_a_mend(tmp_path, arguments, message):
    (tmp_path / "empty").mkdir()
    done = run(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.exit_code == terminal.UNUSABLE
    assert message in done.output


def test_nothing_to_do_it_on_ends_with_status_3(tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("code", str(tmp_path / "empty"), "--out", str(tmp_path / "out"))
    assert done.exit_code == terminal.NOTHING
    assert "holds no article" in done.output
    assert not (tmp_path / "out").exists()
    assert run("diff", str(tmp_path / "empty"), str(tmp_path / "empty")).exit_code == terminal.NOTHING


def test_differences_are_lines_and_a_status(tmp_path):
    empty = {name: tables.frame(name, ()) for name in TABLES}
    row = {"file": "x.txt", "reason": "unreadable", "detail": "a \x1b[31mpicture"}
    tables.write(tmp_path / "old", empty)
    tables.write(tmp_path / "new", {**empty, "rejected": tables.frame("rejected", [row])})
    tables.write(tmp_path / "newer", {**empty, "rejected": tables.frame("rejected", [{**row, "reason": "empty"}])})
    assert run("diff", str(tmp_path / "old"), str(tmp_path / "old")).exit_code == 0
    assert "rejected x.txt: added" in run("diff", str(tmp_path / "old"), str(tmp_path / "new")).output
    done = run("diff", str(tmp_path / "new"), str(tmp_path / "newer"))
    assert done.exit_code == 1
    assert "rejected x.txt reason: 'unreadable' -> 'empty'" in done.output


@pytest.mark.parametrize("text", ["\x1b]0;title\x07", "a\u202eb", "a\rb", "\x9b31m", "\u2028"])
def test_text_of_articles_cannot_command_the_terminal(text):
    assert all(char == "\n" or char.isprintable() for char in terminal.printable(text))


def test_letters_of_any_script_stay():
    assert terminal.printable("سرايا أولياء الدم, Kata'ib – “x”\nnext") == "سرايا أولياء الدم, Kata'ib – “x”\nnext"


def test_the_data_dictionary_is_in_step_with_the_schemas():
    assert run("dictionary", "--check").exit_code == 0


def test_every_command_of_the_design_is_there():
    assert {"code", "report", "status", "diff", "score", "notebooks", "dictionary"} <= set(cli.main.list_commands(click.Context(cli.main)))

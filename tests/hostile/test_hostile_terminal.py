"""What commands print of hostile articles: one line for each message, and nothing that commands a terminal."""

import ast
import csv
import re
from pathlib import Path
from typing import Any

import pytest

from research.cli.terminal import told
from research.paths import PACKAGE
from research.spreadsheet import escaped
from research.tables import read
from tests import project
from tests.hostile import corpus

pytestmark = pytest.mark.slow
BEGINNINGS = ("ingest: ", "coding: ", "linking: ", "tables: ", "rejected: ", "    ")
PRINTERS = {"print", "echo", "secho", "pprint", "write"}  # `write` only of sys.stdout and sys.stderr
ALLOWED = {"cli/terminal.py", "cli/explain.py", "quality/bench.py", "quality/bench_sizes.py"}  # explain's words are freed of signs before


def test_coding_prints_one_line_for_each_message(coded: tuple[Path, Any]) -> None:
    printed = coded[1].stderr
    assert not corpus.commands(printed + coded[1].stdout)
    assert [line for line in printed.splitlines() if not line.startswith(BEGINNINGS)] == []
    assert not [line for line in printed.splitlines() if line.startswith("rejected: every.txt")], "a name that begins a line of its own"
    assert "rejected: b\\nrejected: every.txt.exe: other_kind" in printed


def test_names_in_tables_are_of_one_line(coded: tuple[Path, Any]) -> None:
    for name in ("articles", "rejected"):
        files = read(coded[0] / "data" / "processed", name)["file"]
        assert not corpus.commands("".join(files))
        assert not files.str.contains("\n").any()


def test_every_file_is_an_article_or_rejected(coded: tuple[Path, Any]) -> None:
    raw, tables = coded[0] / "data" / "raw", coded[0] / "data" / "processed"
    files = [path for path in raw.rglob("*") if path.is_file() and path.name != "manifest.csv"]
    rejected = read(tables, "rejected")
    assert len(files) == len(read(tables, "articles")) + int(rejected["reason"].isin(["other_kind", "binary", "no_text"]).sum())


@pytest.mark.parametrize("arguments", [("ingest", "data/raw"), ("diff", "data/processed", corpus.TAMPERED), ("status",)])
def test_other_commands(coded: tuple[Path, Any], arguments: tuple[str, ...]) -> None:
    folder = coded[0]
    done = project.research(folder, *(str(folder / word) if (folder / word).exists() else word for word in arguments))
    assert done.returncode in (0, 1), done.stderr
    assert not corpus.commands(done.stdout + done.stderr)
    assert not [line for line in done.stdout.splitlines() if line.startswith("rejected: every.txt")]


def test_what_is_explained(coded: tuple[Path, Any]) -> None:
    from research import explain

    for payload in corpus.PAYLOADS.values():
        text = explain(
            f"{payload} Two rockets hit Balad air base on 5 May 2021, {payload} said. {corpus.filler(payload)}", payload, "2021-05-06"
        ).text()
        assert not corpus.commands(text)
    done = project.research(coded[0], "explain", "\x1b]0;hacked\x07\nnone", "--raw", str(coded[0] / "data/raw"))
    assert done.returncode == 3
    assert not corpus.commands(done.stderr)


def test_written_articles_have_names_and_a_manifest_without_formulae(coded: tuple[Path, Any], tmp_path: Path) -> None:
    into = tmp_path / "into"
    done = project.research(coded[0], "ingest", str(coded[0] / "data/raw"), "--into", str(into))
    assert not corpus.commands(done.stdout + done.stderr)
    names = [path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()]
    assert len(names) > len(corpus.PAYLOADS)
    assert all(re.fullmatch(r"[a-z0-9./-]+", name) for name in names)
    rows = list(csv.reader((into / "manifest.csv").open(encoding="utf-8", newline="")))
    assert sum("cmd|" in cell for row in rows for cell in row) > 3
    assert all(not part.startswith(("=", "+", "-", "@")) for row in rows for cell in row for part in re.split("[;\t]", cell))
    assert corpus.traces(tmp_path) == []


def test_every_payload_is_told_on_lines_of_one_message() -> None:
    for payload in corpus.PAYLOADS.values():
        lines = told(f"rejected: {payload}").split("\n")
        assert not corpus.commands("".join(lines))
        assert all(line.startswith("    ") for line in lines[1:])
        assert "\n" not in told(escaped(payload).replace("\n", " "))


def test_nothing_prints_but_by_the_terminal() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name.split(".")[-1] in PRINTERS - {"write"} or name in ("sys.stdout.write", "sys.stderr.write"):
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found <= ALLOWED

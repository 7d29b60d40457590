"""`research code --coder ...`: from raw articles to tables, off unless asked for, the same again without a network."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from research.cli import main

from .material import ANSWER, TEXT, TITLE
from .stub import Stub, completion, send, status
from .test_human import CLAIM, REPORT, write


@pytest.fixture
def raw(tmp_path) -> Path:
    folder = tmp_path / "project" / "raw"
    folder.mkdir(parents=True)
    (folder / "taji.txt").write_text(TEXT + "\n", encoding="utf-8")
    (folder / "quiet.txt").write_text(
        "Quiet day at the base\n\nNothing happened at the base on Thursday, said its commander.\n", encoding="utf-8"
    )
    (folder / "manifest.csv").write_text(f"file,title,published\ntaji.txt,{TITLE},2021-03-12\nquiet.txt,Quiet day at the base,2021-03-13\n")
    return folder


@pytest.fixture
def run(tmp_path, raw, monkeypatch):
    def command(out: str, *arguments: str):
        done = CliRunner().invoke(
            main, ["code", str(raw), "--out", str(tmp_path / out), "--answers", str(tmp_path / "answers"), *arguments]
        )
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return command


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", dtype="string")


def replies(stub: Stub) -> None:
    nothing = json.dumps({"reports": [], "claims": [], "tallies": []})
    stub.replies = [lambda handler: _by_article(handler, stub, nothing)]


def _by_article(handler, stub, nothing):
    telling = "Katyusha" in stub.asked[-1]["messages"][1]["content"]
    send(handler, 200, completion(json.dumps(ANSWER) if telling else nothing))


def test_without_recorded_answers_every_article_is_rejected_and_nothing_asked(run, stub, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", stub.address)
    done = run("out", "--coder", "language-model", "--model", "m")
    assert (done.exit_code, stub.asked) == (1, [])
    assert "rejected: taji.txt: no_answer: no answer of m is recorded: ask for it by --ask" in done.stderr
    assert list(read(tmp_path / "out", "rejected")["file"]) == ["quiet.txt", "taji.txt"]
    assert read(tmp_path / "out", "articles").empty


def test_asked_once_it_replays_offline_with_the_same_bytes(run, stub, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-key")
    replies(stub)
    first = run("one", "--coder", "language-model", "--model", "m", "--address", stub.address, "--ask", "--jobs", "2")
    assert (first.exit_code, len(stub.asked)) == (0, 2)
    assert read(tmp_path / "one", "incidents")["claim_status"].tolist() == ["attributed"]
    again = run("two", "--coder", "language-model", "--model", "m")
    assert (again.exit_code, len(stub.asked)) == (0, 2)
    files = {name: [path.read_bytes() for path in sorted((tmp_path / name).iterdir()) if path.is_file()] for name in ("one", "two")}
    assert files["one"] == files["two"]
    assert all(b"sk-secret-key" not in data for data in files["one"])
    assert "up to date" in run("one", "--coder", "language-model", "--model", "m").stderr


def test_asking_goes_on_where_it_stopped(run, stub, tmp_path):
    replies(stub)
    stub.replies = [*stub.replies, status(401)]
    arguments = ("--coder", "language-model", "--model", "m", "--address", stub.address, "--ask")
    stopped = run("out", *arguments)
    assert stopped.exit_code == 2
    assert "set OPENAI_API_KEY" in stopped.stderr
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())
    replies(stub)
    assert run("out", *arguments).exit_code == 0
    assert len(stub.asked) == 3


def test_values_that_are_refused_are_counted_in_the_report_of_the_run(run, stub):
    stub.replies = [json.dumps(ANSWER)]
    done = run("out", "--coder", "language-model", "--model", "m", "--address", stub.address, "--ask")
    assert "language-model m: quote: 4 refused: its quote does not stand in the article" in done.stderr


def test_codings_of_a_person_become_tables(run, tmp_path):
    codings = tmp_path / "anna"
    codings.mkdir()
    write(codings / "reports.csv", REPORT)
    write(codings / "claims.csv", CLAIM)
    done = run("out", "--coder", f"human:{codings}")
    assert done.exit_code == 1
    assert "rejected: quiet.txt: not_coded" in done.stderr
    assert read(tmp_path / "out", "reports")["weapon"].tolist() == ["rocket"]
    assert read(tmp_path / "out", "articles")["file"].tolist() == ["taji.txt"]
    write(codings / "articles.csv", {"file": "quiet.txt"})
    assert run("out", "--coder", f"human:{codings}").exit_code == 0
    assert len(read(tmp_path / "out", "articles")) == 2


def test_corrections_of_what_the_rules_say_do_not_touch_another_coder(run, raw, tmp_path):
    (raw.parent / "corrections.csv").write_text(
        "row,column,value,expected,reason,coder\nx-r01,weapon,mortar,rocket,wrong,me\n", encoding="utf-8"
    )
    codings = write(tmp_path / "reports.csv", REPORT)
    assert run("out", "--coder", f"human:{codings}").exit_code == 1
    assert run("rules").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--coder", "humans"), 'there is no coder "humans"'),
        (("--ask",), "--ask, --model and --address are for the coder language-model"),
        (("--coder", "language-model"), "which language model?"),
        (("--coder", "language-model", "--model", "m", "--ask"), "set OPENAI_BASE_URL"),
        (("--coder", "human:nowhere"), "nowhere: there is no such file or folder"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_written(run, tmp_path, arguments, message):
    done = run("out", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (tmp_path / "out").exists()

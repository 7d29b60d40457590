"""Builds of many articles: streamed, in worker processes, never twice; and what is left of one that was stopped."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from research import lock, moving, shelf, tables
from research.build import RECORD, BuildError, Job, code_folder
from research.pipeline import reading, worker
from research.quality.bench_corpus import write
from tests.project import bytes_of

COUNT = 30  # articles
BATCH = 7  # several batches, so that workers are started


@pytest.fixture(scope="module")
def raw(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "raw"
    write(folder, COUNT)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def whole(raw) -> dict[str, bytes]:
    """The tables made in one go, in this process."""
    out = raw.parent / "whole"
    code_folder(Job(raw, out))
    return bytes_of(out)


@pytest.fixture
def coded(monkeypatch) -> list[str]:
    """The files that are read and coded, in order."""
    done: list[str] = []
    real = worker.read_item

    def read(item):
        done.append(item.file)
        return real(item)

    monkeypatch.setattr(worker, "read_item", read)
    return done


def copy(raw: Path, folder: Path) -> tuple[Path, Path]:
    return Path(shutil.copytree(raw, folder / "raw")), Path(shutil.copytree(raw.parent / "whole", folder / "out"))


def test_worker_processes_give_the_same_bytes(raw, whole, tmp_path, monkeypatch):
    lines: list[str] = []
    monkeypatch.setattr(reading, "BATCH", BATCH)
    code_folder(Job(raw, tmp_path / "out"), jobs=2, say=lines.append)
    assert bytes_of(tmp_path / "out") == whole
    assert f"ingest: {COUNT} articles read, 1 rejected" in lines


def test_one_article_more_is_coded_alone_and_all_is_as_from_nothing(raw, whole, tmp_path, coded):
    more, out = copy(raw, tmp_path)
    write(more, COUNT + 1, first=COUNT)
    code_folder(Job(more, out))
    assert coded == [f"0000/{COUNT:07d}.txt"]
    code_folder(Job(more, tmp_path / "anew"))
    assert bytes_of(out) == bytes_of(tmp_path / "anew")


def test_a_changed_row_of_the_manifest_and_a_withdrawn_article_count(raw, whole, tmp_path, coded):
    other, out = copy(raw, tmp_path)
    manifest = other / "manifest.csv"
    lines = manifest.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("Gazette", "Courier")
    manifest.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    (other / lines[-1].split(",")[0]).unlink()
    code_folder(Job(other, out))
    assert coded == [lines[3].split(",")[0]]
    assert len(tables.read(out, "articles")) == COUNT - 1


def damage_bytes(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE bodies SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB) WHERE rowid % 7 = 0")
        base.execute("UPDATE files SET head = CAST(x'5b5d' AS BLOB) WHERE key IN (SELECT key FROM files ORDER BY key LIMIT 5)")
        base.execute("DELETE FROM bodies WHERE rowid % 11 = 0")
        base.execute("UPDATE notes SET note = CAST('0' AS BLOB)")
    base.close()


@pytest.mark.parametrize(
    ("damage", "all_anew"),
    [
        (damage_bytes, False),
        (lambda path: path.write_bytes(path.read_bytes()[:100_000]), True),
        (lambda path: path.write_bytes(b"no database" * 1000), True),
        (lambda path: path.unlink(), True),
    ],
    ids=["entries", "half written", "garbage", "gone"],
)
def test_what_is_broken_on_the_shelf_is_coded_again(raw, whole, tmp_path, coded, damage, all_anew):
    same, out = copy(raw, tmp_path)
    damage(out / shelf.FOLDER / shelf.FILE)
    (out / RECORD).unlink()
    code_folder(Job(same, out))
    assert bytes_of(out) == whole
    assert (len(coded) == COUNT + 1) == all_anew
    assert coded


def test_a_file_that_changes_while_it_is_read_is_read_again_by_the_next_build(raw, whole, tmp_path, monkeypatch):
    other, out = copy(raw, tmp_path)
    file = other / "0000" / "0000007.txt"
    before = file.read_bytes()
    file.write_bytes(before + b"A rocket hit Balad.\n")
    real = worker.read_item

    def read(item):
        if item.path == file:
            file.write_bytes(before + b"A drone hit Taji on Mon")
        found = real(item)
        if item.path == file:
            file.write_bytes(before)
        return found

    monkeypatch.setattr(worker, "read_item", read)
    code_folder(Job(other, out))
    monkeypatch.undo()
    assert not code_folder(Job(other, out)).unchanged
    assert bytes_of(out) == whole


def test_a_file_that_goes_while_the_others_are_read_is_rejected(raw, tmp_path, monkeypatch):
    other = Path(shutil.copytree(raw, tmp_path / "raw"))
    real = reading.open_folder

    def listed(*arguments):
        found = real(*arguments)
        (other / "0000" / "0000007.txt").unlink()
        return found

    monkeypatch.setattr(reading, "open_folder", listed)
    done = code_folder(Job(other, tmp_path / "out"))
    assert [row["reason"] for row in done.rejected] == ["unreadable", "empty"]
    assert done.rows["articles"] == COUNT - 1


def test_the_second_of_two_builds_is_told_to_wait(raw, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    out = tmp_path / "out"
    with lock.lock(out, out / shelf.FOLDER), pytest.raises(BuildError, match=r"another build is at work in .*out \(process \d+\): wait"):
        code_folder(Job(raw, out))
    assert code_folder(Job(raw, out)).rows["articles"] == COUNT


def test_moves_that_were_begun_are_finished_by_the_next_build(raw, whole, tmp_path):
    same, out = copy(raw, tmp_path)
    names = [name for name in bytes_of(out)]
    for name in names:
        part = out / ".stage.part" / name
        part.parent.mkdir(parents=True, exist_ok=True)
        (out / name).rename(part)
        (out / name).write_bytes(b"older")
    for name in names[: len(names) // 2]:
        (out / ".stage.part" / name).replace(out / name)
    gone = out / "reports.parquet" / "year=1999" / "part-0.parquet"
    gone.parent.mkdir()
    gone.write_bytes(b"older")
    listed = [["", gone.relative_to(out).as_posix()], *([f".stage.part/{name}", name] for name in names)]
    (out / moving.LIST).write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(tables.TableError, match="tables of two builds"):
        tables.read(out, "reports")
    assert code_folder(Job(same, out)).unchanged
    assert bytes_of(out) == whole
    assert not gone.parent.exists()


def test_parts_of_a_build_that_was_killed_are_cleared_away(raw, whole, tmp_path):
    same, out = copy(raw, tmp_path)
    (out / ".reports.csv.part").write_bytes(b"half a row")
    assert code_folder(Job(same, out)).unchanged
    assert bytes_of(out) == whole


def test_mistakes_in_a_long_manifest_cost_their_rows_only(tmp_path):
    raw = tmp_path / "raw"
    write(raw, 3)
    good = (raw / "manifest.csv").read_text(encoding="utf-8").splitlines()
    rows = [good[0]]
    for number in range(100_000):
        rows.append(f"gone/{number}.txt,Title,Paper,2021-01-01" if number % 1000 else "../out.txt,Title,Paper,2021-13-45,too,many,cells")
    (raw / "manifest.csv").write_text("\n".join([*rows, *good[1:]]) + "\n", encoding="utf-8")
    done = code_folder(Job(raw, tmp_path / "out"))
    assert done.rows["articles"] == 3
    reasons = [row["reason"] for row in done.rejected]
    assert {reason: reasons.count(reason) for reason in set(reasons)} == {"bad_row": 100, "file_missing": 99_900}
    assert set(tables.read(tmp_path / "out", "articles")["published_basis"]) == {"manifest"}

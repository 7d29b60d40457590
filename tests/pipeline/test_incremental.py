"""A folder that is added to, changed and taken from, build after build: each time the tables are those of a build from nothing."""

import random
import shutil
from pathlib import Path

import pandas as pd
import pytest

from research import shelf, tables
from research.build import Job, code_folder
from research.pipeline import formatting, incident_units, units
from research.pipeline.standing import FILE
from research.quality.bench_corpus import write
from research.schemas import TABLES
from tests.project import bytes_of

COUNT = 24  # articles
STEPS = 3
SIZE = 8  # articles of a unit, so that there are several


@pytest.fixture(autouse=True)
def small_units(monkeypatch):
    monkeypatch.setattr(units, "SIZE", SIZE)
    monkeypatch.setattr(incident_units, "SIZE", SIZE)


@pytest.fixture(scope="module")
def every(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("every") / "raw"
    write(folder, COUNT)
    return folder


def changed(raw: Path, every: Path, chance: random.Random) -> None:
    """Add, change and remove articles at random, and change the manifest."""
    files = sorted(path for path in every.rglob("*.txt"))
    for path in chance.sample(files, 6):
        here = raw / path.relative_to(every)
        here.parent.mkdir(parents=True, exist_ok=True)
        if not here.exists():
            shutil.copy(path, here)
        elif chance.random() < 0.5:
            here.unlink()
        else:
            here.write_text(
                path.read_text(encoding="utf-8") + f"\nTwo rockets hit Balad air base on June {chance.randrange(1, 29)}, 2021.\n"
            )
    lines = (every / "manifest.csv").read_text(encoding="utf-8").splitlines()
    kept = [lines[0], *(line for line in lines[1:] if chance.random() < 0.9)]
    (raw / "manifest.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_any_changes_give_what_a_build_from_nothing_gives(every, tmp_path, seed):
    chance, raw, out = random.Random(seed), tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for path in chance.sample(sorted(every.rglob("*.txt")), COUNT // 2):
        (raw / path.relative_to(every)).parent.mkdir(exist_ok=True)
        shutil.copy(path, raw / path.relative_to(every))
    for step in range(STEPS):
        code_folder(Job(raw, out))
        code_folder(Job(raw, tmp_path / f"anew{step}"))
        assert bytes_of(out) == bytes_of(tmp_path / f"anew{step}")
        changed(raw, every, chance)


@pytest.fixture
def built(every, tmp_path) -> tuple[Path, Path]:
    raw = Path(shutil.copytree(every, tmp_path / "raw"))
    code_folder(Job(raw, tmp_path / "out"))
    return raw, tmp_path / "out"


def test_one_article_more_is_written_and_linked_alone(built, monkeypatch):
    raw, out = built
    done: list[int] = []
    linked: list[str] = []
    rows, of_unit = formatting._rows, incident_units._of_unit
    monkeypatch.setattr(formatting, "_rows", lambda bench, unit: (done.append(len(unit)), rows(bench, unit))[1])
    monkeypatch.setattr(incident_units, "_of_unit", lambda unit, *rest: (linked.append(unit.name), of_unit(unit, *rest))[1])
    text = "Rocket hits Taji\n\nA rocket hit Taji air base north of Baghdad on March 3, 1998, police said.\n"
    (raw / "more.txt").write_text(text, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    code_folder(Job(raw, out))
    assert len(done) == 2
    assert sum(done) < COUNT
    assert linked == ["1998"]
    same = [path for path, time in before.items() if path.exists() and path.stat().st_mtime_ns == time]
    assert len(same) > 0.8 * len(before)


def test_parquet_and_csv_hold_the_same_rows(built):
    _, out = built
    for name in TABLES:
        parquet = tables.read(out, name)
        only = out.parent / "csv"
        only.mkdir(exist_ok=True)
        shutil.copy(out / f"{name}.csv", only)
        assert parquet.equals(tables.read(only, name)), name
        assert len(pd.read_parquet(out / f"{name}.parquet")) == len(parquet)  # as other people's scripts do


def test_only_the_years_asked_for_are_opened(built):
    _, out = built
    years = tables.years_of(out, "reports") - {tables.UNKNOWN_YEAR}
    assert len(years) > 2
    first = min(years)
    wanted = tables.read(out, "reports", {first})
    for path in (out / "reports.parquet").glob("year=*"):
        if path.name != f"year={first}":
            for part in path.iterdir():
                part.write_bytes(b"not to be opened")
    assert len(wanted) > 0
    assert tables.read(out, "reports", {first}).equals(wanted)


@pytest.mark.parametrize("name", ["pieces.sqlite", FILE])
@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"broken" * 5000)], ids=["gone", "garbage"])
def test_what_is_broken_of_the_pieces_is_made_again(built, name, damage):
    raw, out = built
    whole = bytes_of(out)
    damage(out / shelf.FOLDER / name)
    (out / "reports.csv").write_bytes(b"changed")
    code_folder(Job(raw, out))
    assert bytes_of(out) == whole


def test_flat_parquet_of_an_earlier_version_gives_way(built):
    raw, out = built
    whole = bytes_of(out)
    shutil.rmtree(out / "reports.parquet")
    (out / "reports.parquet").write_bytes(b"flat")
    code_folder(Job(raw, out))
    assert bytes_of(out) == whole

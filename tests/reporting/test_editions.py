"""Editions: kept under a number and a name, the highest number last; one that cannot be is refused with the mend."""

import json

import pytest

from research.reporting import editions


@pytest.fixture
def built(tmp_path):
    folder = tmp_path / "built" / "all"
    folder.mkdir(parents=True)
    (folder / editions.FILE).write_text(json.dumps({key: {} for key in editions.PARTS}), encoding="utf-8")
    return folder.parent


def test_the_last_edition_is_the_one_with_the_highest_number(built, tmp_path):
    for name in ("zebra", *(f"no-{number}" for number in range(2, 11))):
        editions.keep("all", name, built, tmp_path)
    assert [number for number, _, _ in editions.kept("all", tmp_path)] == list(range(1, 11))
    assert list(editions.last("all", tmp_path)) == ["10-no-10.json"]
    assert editions.last("other", tmp_path) == {}
    assert editions.read(tmp_path / "all" / "1-zebra.json") == editions.read(built / "all")


@pytest.mark.parametrize(
    ("report", "name", "mend"),
    [
        ("all", "Spring 2024", "use small letters"),
        ("all", "../spring", "use small letters"),
        ("all", "taken", "choose another name"),
        ("other", "spring", "run `research report other`"),
    ],
)
def test_an_edition_that_cannot_be_kept_is_refused_with_the_mend(built, tmp_path, report, name, mend):
    editions.keep("all", "taken", built, tmp_path)
    with pytest.raises(editions.EditionError, match=mend):
        editions.keep(report, name, built, tmp_path)


def test_what_is_no_edition_is_refused(built, tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    for path in (tmp_path / "x.json", tmp_path, tmp_path / "nothing"):
        with pytest.raises(editions.EditionError, match="no built report and no kept edition"):
            editions.read(path)
    assert editions.is_one(built / "all")
    assert not editions.is_one(tmp_path)

"""The codebook: what its files hold, what follows from them, and what a broken file says."""

import csv
import math
import pickle
import shutil

import pytest

from research import paths
from research.codebook import Codebook, CodebookError, load
from research.coding.names.find import find_names
from research.coding.names.rules import read_rules
from research.coding.text import split

PLACES = "place_id,name,aliases,kind,country,admin1,latitude,longitude,where_prec,coord_basis\n"
GROUPS = "group_id,name,aliases,kind,parent,parent_basis,side,note\n"


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load()


@pytest.fixture
def folder(tmp_path):
    """A small codebook of another theatre: no word lists of its own."""
    (tmp_path / "places.csv").write_text(PLACES + "port-x,Port X,Port Xenia|Xenia,town,Xland,North,1.5,2.5,1,known\n", "utf-8")
    (tmp_path / "groups.csv").write_text(GROUPS + "red,Red Band,Red Band|=RB,insurgent,,,other,\n", "utf-8")
    return tmp_path


def test_every_row_of_the_files_is_loaded_in_their_order(codebook):
    for name, rows in (("places.csv", codebook.places), ("groups.csv", codebook.groups)):
        with (paths.CODEBOOK / name).open(encoding="utf-8", newline="") as file:
            assert [line[0] for line in csv.reader(file)][1:] == list(rows)


def test_every_place_is_inside_its_country(codebook):
    countries = {place.country: place.place_id for place in codebook.places.values() if place.kind == "country"}
    for place in codebook.places.values():
        if place.kind != "country" and place.country in countries:
            assert codebook.contains(countries[place.country], place.place_id)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("green-zone", "us-embassy-baghdad"),
        ("green-zone", "union-iii"),
        ("baghdad", "green-zone"),
        ("baghdad", "us-embassy-baghdad"),
        ("baghdad-airport", "camp-victory"),
        ("baghdad-airport", "baghdad-diplomatic-support-center"),
        ("anbar", "ain-al-asad"),
        ("erbil-governorate", "erbil"),
        ("kurdistan-region", "erbil-airport"),
        ("deir-ez-zor", "conoco"),
        ("iraq", "baghdad-governorate"),
    ],
)
def test_what_holds_what(codebook, outer, inner):
    assert codebook.contains(outer, inner)
    assert not codebook.contains(inner, outer)


def test_nothing_holds_itself(codebook):
    assert not any(codebook.contains(place_id, place_id) for place_id in codebook.places)


@pytest.mark.parametrize(
    ("given", "best"),
    [
        (["iraq", "baghdad", "green-zone", "us-embassy-baghdad"], "us-embassy-baghdad"),
        (["erbil", "harir"], "harir"),
        (["northern-iraq", "iraq"], "northern-iraq"),
        (["baghdad-airport", "camp-victory"], "camp-victory"),
        (["balad", "balad-air-base"], "balad-air-base"),
        (["nowhere", "anbar"], "anbar"),
        ([], None),
    ],
)
def test_the_most_exact_place(codebook, given, best):
    assert codebook.most_exact(given) == best
    assert codebook.most_exact(reversed(given)) == best


def test_same_points_and_distances(codebook):
    assert codebook.same("conoco", "mission-support-site-euphrates")
    assert codebook.same("mission-support-site-euphrates", "conoco")
    assert not codebook.same("conoco", "al-omar")
    assert codebook.distance("conoco", "conoco") == 0
    assert 300 < codebook.distance("baghdad", "erbil") < 340  # 320 km as the crow flies


def test_a_place_without_a_point_is_infinitely_far(folder):
    (folder / "places.csv").write_text(PLACES + "a,A,Aaa,town,X,,,,1,\nb,B,Bbb,town,X,,1,1,1,\n", "utf-8")
    assert load(folder).distance("a", "b") == math.inf


def test_country_and_governorate(codebook):
    assert codebook.country_of("ain-al-asad") == "Iraq"
    assert codebook.country_of("nowhere") is None
    assert codebook.country_of(None) is None
    assert codebook.governorate_of("kirkuk") == "kirkuk-governorate"
    assert codebook.governorate_of("diwaniyah") == "qadisiyyah"
    assert codebook.governorate_of("fallujah") is None


def test_loading_twice_gives_one_object(codebook):
    assert load() is codebook


def test_a_codebook_that_is_sent_to_a_worker_is_the_one_loaded_there(codebook):
    assert pickle.loads(pickle.dumps(codebook)) is codebook


def test_another_theatre_needs_two_files_only(folder):
    other = load(folder)
    names = find_names(split("Port Xenia was shelled by the Red Band. RB denied it. Drones struck near Xenia."), other)
    assert [[m.place_id for m in row] for row in names.places] == [["port-x"], [], ["port-x"]]
    assert names.places[2][0].relation == "near"
    assert [[m.group_id for m in row] for row in names.groups] == [["red"], ["red"], []]
    assert read_rules(other) == ()


def test_a_folder_may_change_single_words(folder):
    (folder / "names.toml").write_text('[relation]\nnear = ["yonder of"]\n', "utf-8")
    names = find_names(split("A blast yonder of Xenia. A blast outside Xenia."), load(folder))
    assert [row[0].relation for row in names.places] == ["near", "at"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,A,Aaa,town,X,,north,1,1,k", "row 2: latitude 'north' is no number"),
        ("a,A,Aaa,town,X,,33,444,1,k", "row 2: longitude 444 is outside"),
        ("a,A,Aaa,village,X,,33,44,1,k", "row 2: kind 'village' is unknown"),
        ("a,A,Aaa,town,X,,33,44,9,k", "row 2: where_prec '9' is unknown"),
        (",A,Aaa,town,X,,33,44,1,k", "row 2: place_id is empty"),
        ("a,A,Aaa,town,X,,33,44,1,k\na,B,Bbb,town,X,,33,44,1,k", "row 3: place_id 'a' stands in an earlier row"),
        ("a,A,Aaa,town,X,,33,44,1,k\nb,B,aaa,town,X,,33,44,1,k", "row 3: alias 'aaa' of b also stands in a"),
        ("a,A,-|Aaa,town,X,,33,44,1,k", "row 2: alias '-' has no letter"),
        ("a,A,Aaa,town,X,,33,44,1,k,too,many", "row 2: has more cells than the heading"),
    ],
)
def test_a_broken_place_names_its_row_and_its_mend(folder, line, says):
    (folder / "places.csv").write_text(PLACES + line + "\n", "utf-8")
    with pytest.raises(CodebookError, match=r"places\.csv") as error:
        load(folder)
    assert says in str(error.value)


def test_broken_files_are_named(folder):
    (folder / "groups.csv").write_text(GROUPS + "red,Red,Red Band,insurgent,blue,,other,\n", "utf-8")
    with pytest.raises(CodebookError, match="parent of red is 'blue'"):
        load(folder)


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "places.csv").write_bytes(PLACES.encode() + "a,A,Türkiye,town,X,,33,44,1,k\n".encode("latin-1"))
    with pytest.raises(CodebookError, match=r"places\.csv row 2: not UTF-8"):
        load(folder)


def test_a_missing_column_is_named(folder):
    (folder / "places.csv").write_text("place_id;name\na;A\n", "utf-8")
    with pytest.raises(CodebookError, match="lacks the columns"):
        load(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CodebookError, match=r"places\.csv: not in the codebook"):
        load(tmp_path)


def test_a_broken_word_list_is_named(folder):
    (folder / "names.toml").write_text("near = [\n", "utf-8")
    with pytest.raises(CodebookError, match=r"names\.toml"):
        load(folder).lexicon("names")
    with pytest.raises(CodebookError, match=r"nosuch\.toml: neither"):
        load(folder).lexicon("nosuch")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('id = "r"\nwords = ["Xenia"]\ncases = [{ place = "atlantis" }]', "'atlantis' is no row"),
        ('id = "r"\nwords = ["Xenia"]\ncases = [{ plaice = "port-x" }]', "unknown key 'plaice'"),
        ('id = "r"\ncases = [{ }]', "lacks words or cases"),
        ('id = "r"\nwords = ["Xenia"]\ncases = [{ place = "port-x" }, { group = "red" }]', "make two rules"),
    ],
)
def test_a_broken_rule_is_named(folder, rule, says):
    (folder / "ambiguous.toml").write_text(f"[[rule]]\n{rule}\n", "utf-8")
    with pytest.raises(CodebookError, match=r"ambiguous\.toml rule r") as error:
        read_rules(load(folder))
    assert says in str(error.value)


def test_the_shipped_codebook_may_be_copied_whole(tmp_path):
    other = load(shutil.copytree(paths.CODEBOOK, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__", "*.py")))
    assert list(other.places) == list(load().places)
    assert len(read_rules(other)) == len(read_rules(load()))

import pytest

from research.paths import SPECS
from research.reporting.specs import SpecError, find, load

GOOD = 'title = "T"\ndescription = "D"\nnotebooks = ["2_attack_tempo"]\n'


def spec(folder, text, name="one.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_specification_of_the_project_can_be_used():
    specs = [load(path) for path in find()]
    assert {"all", "iraq-2020", "october-2023-to-february-2024"} <= {s.name for s in specs}
    assert all(s.title and s.description and s.notebooks for s in specs)


def test_parameters_that_are_not_given_have_their_defaults(tmp_path):
    found = load(spec(tmp_path, GOOD + "[parameters]\nstart = 2020-01-01\n"))
    assert found.parameters["start"] == "2020-01-01"
    assert found.parameters["frequency"] == "M"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "one.toml: "),
        (GOOD.replace("title", "titel"), 'there is no key "titel"; did you mean "title"'),
        ('description = "D"\nnotebooks = ["2_attack_tempo"]\n', "title is missing"),
        (GOOD.replace("2_attack_tempo", "2_atack_tempo"), 'no notebook "2_atack_tempo"; did you mean "2_attack_tempo"'),
        ('title = "T"\ndescription = "D"\n', "notebooks is missing"),
        (GOOD + '[parameters]\nstart_day = "2020-01-01"\n', 'one.toml: there is no parameter "start_day"; did you mean "start"'),
    ],
)
def test_a_wrong_specification_is_refused_with_file_and_mend(tmp_path, text, message):
    with pytest.raises(SpecError, match=message.replace("?", r"\?")):
        load(spec(tmp_path, text))


def test_a_name_that_could_not_be_a_folder_is_refused(tmp_path):
    with pytest.raises(SpecError, match="small letters"):
        load(spec(tmp_path, GOOD, "Up & Down.toml"))


def test_reports_are_found_by_name_or_file():
    assert [p.stem for p in find(["iraq-2020.toml", "all", "all"], SPECS)] == ["iraq-2020", "all"]
    with pytest.raises(SpecError, match=r'no report "irak-2020".*did you mean "iraq-2020"'):
        find(["irak-2020"])

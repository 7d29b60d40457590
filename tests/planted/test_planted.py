"""A short run of the campaign, on two changes whose ends are known; the long one is `python -m tests.planted`."""

import os
import subprocess
import sys

import pytest

from tests.planted import explained, results
from tests.planted.change import Change, Gone, Spot
from tests.planted.draw import FAMILIES, draw
from tests.planted.graph import Graph
from tests.planted.scratch import ROOT
from tests.planted.source import Source
from tests.planted.words import other_number, other_word

MODULE = """
def far(days: int, wide: bool = False) -> bool:
    '''Tell 1 < 2.'''
    if not days or (wide and days > 3):
        raise ValueError(f"{days} < 3")
    return days == 7
"""


def test_every_family_gives_changes_that_can_be_planted_and_the_seed_decides():
    drawn = draw(ROOT, 21, 1, list(FAMILIES))
    assert [change.family for change in drawn[:7]] == list(FAMILIES)
    charts = [change for change in drawn if change.family == "charts"]
    assert charts == draw(ROOT, 3, 1, ["charts"])
    assert charts != draw(ROOT, 3, 2, ["charts"])
    for change in drawn:
        text = (ROOT / change.file).read_bytes().decode("utf-8", "surrogateescape")
        assert change.apply(text) != text
        assert change.said().count("\n") == 0


def test_a_change_is_found_where_its_line_went_and_not_guessed(tmp_path):
    change = Spot("f", "k", tmp_path / "a.py", tmp_path, "one\ntwo\n", 4, 7, "2").change()
    assert (change.line, change.before, change.after) == (2, "two\n", "2\n")
    assert change.apply("one\ntwo\n") == "one\n2\n"
    assert change.apply("two\none\n") == "2\none\n"
    with pytest.raises(Gone):
        change.apply("two\ntwo\nthree\ntwo\n".replace("two\nthree", "three"))
    with pytest.raises(Gone):
        change.apply("one\n")


def test_code_is_changed_where_it_does_something(tmp_path):
    from tests.planted.plant_code import spots

    path = tmp_path / "m.py"
    path.write_text(MODULE, encoding="utf-8")
    source = Source(path)
    changed = {(kind, source.text[begin:end], new) for kind, begin, end, new in spots(source)}
    assert changed == {
        ("default", "False", "True"),
        ("not dropped", "not ", ""),
        ("and/or", "or", "and"),
        ("and/or", "and", "or"),
        ("comparison", ">", ">="),
        ("constant", "3", "4"),
        ("comparison", "==", "!="),
        ("constant", "7", "8"),
    }


def test_words_and_numbers_say_something_else():
    assert [other_word(word) for word in ("Rose", "incidents", "aaa")] == ["Fell", "icnidents", "aaaa"]
    assert [other_number(digits) for digits in ("7", "09", "99")] == ["8", "10", "100"]


def test_the_nearest_tests_are_found_by_what_imports_what():
    graph = Graph(ROOT)
    near = graph.reach("src/research/linking/link.py")
    assert near["tests/linking/test_link.py"] == 1 < near["tests/linking/test_incidents.py"]
    assert graph.reach("data/raw/manifest.csv")["tests/ingest/test_shipped_articles.py"] == 1
    assert graph.reach("src/research/reporting/page/words.toml")["tests/reporting/test_spelling.py"] == 1
    assert "tests/page/test_page_build.py" in graph.tests("src/research/reporting/page/templates/_number.html.j2")
    assert graph.notebooks("src/research/reporting/charts_map.py") == ["notebooks/2_attack_tempo.ipynb"]
    assert "notebooks/1_sources.ipynb" in graph.notebooks("src/research/codebook/words.toml")  # it shows a checksum of the folder
    assert graph.tests("docs/coders.md") == []


def test_every_explained_line_is_still_there():
    assert explained.gone(ROOT) == []


def test_a_miss_is_explained_by_its_line_and_what_differs():
    change = Change("coder", "constant", "a.py", 3, "    far = 3\n", "    far = 4\n")
    entry = {"file": "a.py", "line": "far = 3", "was": "3", "now": "4", "why": "nothing is that far"}
    assert explained.why(change, [entry]) == "nothing is that far"
    assert explained.why(change, [{**entry, "now": "5"}]) == ""
    assert explained.why(change, [{**entry, "line": "far = 2"}]) == ""


def test_a_change_is_caught_by_nbval_and_no_change_by_nothing(tmp_path):
    path = ROOT / "src/research/reporting/summaries_origin.py"
    text = path.read_text(encoding="utf-8")
    number, remark = text.index("DIGITS = 16") + len("DIGITS = "), len('"""')
    file = tmp_path / "planted.jsonl"
    for kind, begin, end, new in (("number", number, number + 2, "15"), ("none", remark, remark, "As it is. ")):
        results.write(file, Spot("measures", kind, path, ROOT, text, begin, end, new).change(), {"caught": "", "cpu": 0.0})
    command = [sys.executable, "-m", "tests.planted", "--again", "missed", "--stages", "nbval", "--results", str(file)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)
    if "fails without any change" in done.stderr:
        pytest.skip("the stored outputs are not those of the code: nbval says so itself")
    assert done.returncode == 1, done.stderr
    number, none = results.read(file).values()
    assert (number["caught"], number["by"].split("::")[0]) == ("nbval", "notebooks/1_sources.ipynb")
    assert none["caught"] == ""
    assert done.stdout.count("missed: ") == 1
    assert "As it is. " in done.stdout

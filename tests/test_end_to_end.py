"""Raw articles to finished reports, as a user builds them: what is built, what is refused, and that it is the same everywhere."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests import project

pytestmark = pytest.mark.slow
BROKEN = 'title = "Broken"\ndescription = "Its notebook fails."\nnotebooks = ["9_broken"]\n'
ADDED = "Rocket attack on Ain al-Asad\n\nThree rockets hit Ain al-Asad air base on 4 May 2021, the Iraqi military said. Nobody was hurt.\n"
WRONG = project.SPEC.replace("countries", "contries")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project with one good report, one whose notebook fails, one with a wrong parameter and an unreadable article, built once."""
    folder = project.make(tmp_path_factory.mktemp("one") / "project", {"broken": BROKEN, "spring": project.SPEC, "wrong": WRONG})
    cells = [new_code_cell("start = None", metadata={"tags": ["parameters"]}), new_code_cell("{}['incidents']")]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), folder / "notebooks" / "9_broken.ipynb")
    old = folder / "reports" / "built" / "broken"
    old.mkdir(parents=True)
    (old / "index.html").write_text("built before", encoding="utf-8")
    return folder, project.research(folder, "report")


def test_the_good_report_is_whole(built):
    folder, _ = built
    report = folder / "reports" / "built" / "spring"
    found = {path.relative_to(report).as_posix() for path in report.rglob("*") if path.is_file()}
    expected = {
        "index.html",
        "report.json",
        "notebooks/2_attack_tempo.ipynb",
        "charts/weapons.svg",
        "charts/weapons.json",
        "tables/weapons.csv",
    }
    assert expected <= found
    page = (report / "index.html").read_text(encoding="utf-8")
    assert "A few articles" in page
    assert "Balad" in page
    assert (folder / "reports" / "built" / "index.html").exists()


def test_the_articles_became_incidents(built):
    folder, _ = built
    incidents = pd.read_csv(folder / "data" / "processed" / "incidents.csv")
    assert {"balad-air-base", "erbil-airport", "harir-air-base"} & set(incidents["place_id"])
    assert len(pd.read_csv(folder / "reports" / "built" / "spring" / "tables" / "weapons.csv"))


def test_an_unreadable_article_is_listed_and_the_rest_goes_on(built):
    folder, done = built
    assert f"rejected: {project.UNREADABLE}: " in done.stderr
    assert list(pd.read_csv(folder / "data" / "processed" / "rejected.csv")["file"]) == [project.UNREADABLE]
    assert len(pd.read_csv(folder / "data" / "processed" / "articles.csv")) == len(project.ARTICLES)


def test_a_wrong_parameter_is_named_with_its_mend(built):
    _, done = built
    assert done.returncode == 2
    assert 'not built: wrong.toml: there is no parameter "contries"; did you mean "countries"?' in done.stderr


def test_a_failing_notebook_is_named_and_leaves_the_old_report(built):
    folder, done = built
    assert "report broken failed, the one built before is kept: 9_broken.ipynb, cell 2: KeyError: 'incidents'" in done.stderr
    assert {p: b for p, b in project.bytes_of(folder / "reports" / "built" / "broken").items()} == {"index.html": b"built before"}
    assert not [path for path in (folder / "reports" / "built").iterdir() if path.name.startswith(".")]


def test_nothing_changed_nothing_done(built):
    folder, _ = built
    before = project.bytes_of(folder / "reports" / "built" / "spring")
    done = project.research(folder, "report", "spring")
    assert done.returncode == 1  # the unreadable article is still there
    assert "reports: all up to date" in done.stderr
    assert project.bytes_of(folder / "reports" / "built" / "spring") == before


def test_status_says_what_is_stale_and_why(built):
    folder, _ = built
    lines = project.research(folder, "status").stdout.splitlines()
    assert lines[0] == "tables: fresh"
    assert "report broken: stale because not built yet" in lines
    assert "report spring: fresh" in lines
    article, page = folder / "data" / "raw" / "harir.txt", folder / "reports" / "built" / "spring" / "index.html"
    kept = article.read_bytes(), page.read_bytes()
    try:
        article.write_bytes(kept[0] + b"\nMore.")
        page.write_bytes(kept[1] + b" ")
        lines = project.research(folder, "status").stdout.splitlines()
    finally:
        article.write_bytes(kept[0])
        page.write_bytes(kept[1])
    assert lines[0] == "tables: stale because data (changed harir.txt)"
    assert "report spring: stale because built files (changed index.html); its tables are stale: data (changed harir.txt)" in lines


def test_what_is_built_says_what_it_was_made_from_and_never_when(built):
    folder, _ = built
    record = json.loads((folder / "reports" / "built" / "spring" / "report.json").read_text(encoding="utf-8"))
    assert set(record["inputs"]) == {"parameters", "text", "notebooks", "tables", "data", "codebook", "code", "environment", "edition"}
    assert record["inputs"]["parameters"]["start"] == "2021-04-01"
    assert "pandas" in record["inputs"]["environment"]
    assert record["findings"]


def test_another_folder_and_time_zone_give_the_same_bytes(built, tmp_path):
    folder, _ = built
    other = project.make(tmp_path / "quite" / "another place" / "project", source=folder)
    done = project.research(other, "report", zone="America/New_York", seed="7")
    assert done.returncode == 1, done.stderr
    for part in (Path("data/processed"), Path("reports/built/spring")):
        one, two = (project.bytes_of(root / part) for root in (folder, other))
        assert list(one) == list(two)
        assert [name for name in one if one[name] != two[name]] == []


def test_a_changed_article_or_module_is_named_and_runs_only_what_depends_on_it(built, tmp_path):
    folder = project.make(tmp_path / "project", source=built[0])
    shutil.copytree(built[0] / "data/processed", folder / "data/processed")
    shutil.copytree(built[0] / "reports/built", folder / "reports/built")
    assert project.research(folder, "status").stdout.splitlines() == ["tables: fresh", "report spring: fresh"]

    module = folder / "src/research/reporting/findings_claims.py"
    module.write_text(module.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    lines = project.research(folder, "report").stderr.splitlines()
    assert "report spring: stale because code (changed reporting/findings_claims.py)" in lines
    assert "report spring: 2_attack_tempo.ipynb kept, for nothing that it depends on has changed" in lines
    assert "report spring: 3_claimed_groups.ipynb run" in lines
    assert "report spring: 2_attack_tempo.ipynb run" not in lines
    for part in ("notebooks", "tables", "charts"):
        old, new = (root / "reports/built/spring" / part for root in (built[0], folder))
        assert project.bytes_of(old) == project.bytes_of(new)

    assert project.research(folder, "keep", "first").returncode == 0
    (folder / "data/raw/ain.txt").write_text(ADDED, encoding="utf-8")
    lines = project.research(folder, "report").stderr.splitlines()
    assert "report spring: stale because data (added ain.txt); edition (added 1-first.json)" in lines
    assert "report spring: built, 2 of 2 notebooks run" in lines

    new = folder / "reports/built/spring"
    done = project.research(folder, "diff", str(folder / "reports/editions/spring/1-first.json"), str(new))
    assert done.returncode == 1
    assert re.search(r"^incident 2021-05-04-ain-al-asad-\w+: added \(ain.txt added\)$", done.stdout, re.MULTILINE)
    assert re.search(r"^sentence: changed: From 1 April .* 4 incidents .* -> From 1 April .* 5 incidents ", done.stdout, re.MULTILINE)
    assert "because data (added ain.txt): " in done.stderr
    assert "Since the edition “first”" in (new / "index.html").read_text(encoding="utf-8")
    assert project.research(folder, "diff", str(new), str(new)).stderr == "0 differences\n"


def test_what_falls_with_an_article_is_told_and_nothing_touched(built):
    folder, _ = built
    before = {part: project.bytes_of(folder / part) for part in ("data", "reports/built/spring")}
    done = project.research(folder, "without", "erbil.html", "spring")
    assert done.returncode == 0, done.stderr
    for pattern in (
        r"^articles \w{16}: removed$",
        r"^claims \w{16}-c01: removed$",
        r"^incidents 2021-04-14-erbil-airport-\w+: removed$",
        r"^report spring: incident 2021-04-14-erbil-airport-\w+: removed \(erbil.html withdrawn\)$",
        r"^report spring: sentence: changed: From 1 April .* 4 incidents .* -> From 1 April .* 3 incidents ",
        r"^report spring: chart weapons \(Incidents by weapon\): changed \(-2021-04-14-erbil-airport-\w+\)$",
    ):
        assert re.search(pattern, done.stdout, re.MULTILINE), pattern
    assert "file_missing" not in done.stdout
    assert {part: project.bytes_of(folder / part) for part in before} == before
    assert "holds no article" in project.research(folder, "without", "nothing.txt", "spring").stderr

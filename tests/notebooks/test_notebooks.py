"""The committed notebooks: as they should be, and compared strictly enough that one changed figure in one article is seen."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from research.paths import NOTEBOOKS
from research.reporting.lint import problems
from research.reporting.parameters import PARAMETERS, TAG
from tests import project

FILES = sorted(NOTEBOOKS.glob("*.ipynb"))


def compared(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(folder)]
    command += ["--nbval", "--nbval-current-env", str(folder / "notebooks")]
    return subprocess.run(command, cwd=folder, env=project.environment(folder), capture_output=True, text=True, check=False, timeout=300)


def test_there_are_notebooks():
    assert {"1_sources", "2_attack_tempo", "3_claimed_groups"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_is_as_it_should_be(path):
    assert problems(path) == []


@pytest.mark.slow
def test_one_changed_figure_in_one_article_is_seen_and_its_cell_named(tmp_path):
    folder = project.make(tmp_path / "project")
    for path in (folder / "notebooks").glob("*.ipynb"):
        if path.stem != "2_attack_tempo":
            path.unlink()
    coded = project.research(folder, "code", str(folder / "data/raw"), "--out", str(folder / "data/processed"))
    assert "rejected: scan.txt" in coded.stderr, coded.stderr
    done = project.research(folder, "notebooks")
    assert done.returncode == 0, done.stderr
    assert compared(folder).returncode == 0

    article = folder / "data" / "raw" / "balad.txt"
    article.write_text(article.read_text(encoding="utf-8").replace("Two Iraqi soldiers", "Seven Iraqi soldiers"), encoding="utf-8")
    project.research(folder, "code", str(folder / "data/raw"), "--out", str(folder / "data/processed"))
    seen = compared(folder)
    assert seen.returncode == 1
    assert "2_attack_tempo.ipynb::Cell" in seen.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_parameters_cell_names_every_choice(path):
    cells = nbformat.read(path, as_version=4).cells
    lines = next(cell.source for cell in cells if TAG in cell.metadata.get("tags", [])).splitlines()
    for line in lines:
        parameter = PARAMETERS[line.split(" ")[0]]
        if isinstance(parameter.default, str):
            assert all(choice in line for choice in parameter.choices), line

"""pyproject.toml, the lock, environment.yml and the notebooks' stored outputs are in step."""

import json
import re
import tomllib
from collections import defaultdict
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements" / "lock.txt").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
REQUIREMENTS = [
    *map(Requirement, PROJECT["project"]["dependencies"]),
    *map(Requirement, chain.from_iterable(PROJECT["dependency-groups"].values())),
    *map(Requirement, PROJECT["build-system"]["requires"]),
]
ENTRIES = re.split(r"\n(?=\S)", LOCK.strip())


def locked() -> dict[str, list[tuple[Version, Marker | None]]]:
    found = defaultdict(list)
    for entry in ENTRIES:
        requirement = Requirement(entry.split("\\\n")[0])
        found[requirement.name].append((Version(str(requirement.specifier).removeprefix("==")), requirement.marker))
    return dict(found)


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_what_the_project_asks_for_is_locked(requirement: Requirement) -> None:
    versions = locked().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement} is not in the lock: make lock"
    assert all(version in requirement.specifier for version, _ in versions)


@pytest.mark.parametrize("name", [requirement.name for requirement in REQUIREMENTS])
def test_the_tested_pythons_get_the_same_version_of_what_the_project_asks_for(name: str) -> None:
    def version(python: str) -> list[Version]:
        environment = {"python_version": python, "python_full_version": f"{python}.1"}
        return [version for version, marker in locked()[canonicalize_name(name)] if not marker or marker.evaluate(environment)]

    assert version("3.11") == version("3.12") == version("3.13")
    assert len(version("3.11")) == 1


def test_every_entry_is_pinned_and_hashed() -> None:
    whole = re.compile(r"[a-z0-9.-]+==[\w.!+]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in ENTRIES if not whole.fullmatch(entry)] == []


def test_the_lock_names_no_package_index() -> None:
    assert not re.search(r"://|^-", LOCK, re.MULTILINE)


def test_conda_users_get_the_lock_and_a_python_that_fits() -> None:
    *conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    assert pip == {"pip": ["-r requirements/lock.txt"]}
    python = next(text.removeprefix("python=") for text in conda if text.startswith("python="))
    assert f"{python}.0" in Requirement(f"python{PROJECT['project']['requires-python']}").specifier


def test_this_environment_is_the_locked_one() -> None:
    for name, versions in locked().items():
        wanted = {str(version) for version, marker in versions if not marker or marker.evaluate()}
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            # Of another system, or left out by tools/setup.py.
            assert not wanted or name in {"rfc3987-syntax", "lark"}
        else:
            assert found in wanted, f"{name} {found} is not the locked one: make setup"


def test_the_notebooks_store_outputs_to_be_compared() -> None:
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        outputs = [output for cell in json.loads(path.read_text())["cells"] for output in cell.get("outputs", [])]
        assert any(output["output_type"] in ("execute_result", "display_data") for output in outputs), path.name

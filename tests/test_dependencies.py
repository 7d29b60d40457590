"""The page on what the project is built on is made of the lock and of what is installed."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    specification = importlib.util.spec_from_file_location("dependencies", ROOT / "tools" / "dependencies.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(tool: ModuleType) -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run .venv/bin/python tools/dependencies.py"


def test_every_package_tells_its_licence(tool: ModuleType) -> None:
    rows = [line.split(" | ") for line in tool.page().splitlines() if re.match(r"\| [\w.-]+ \| \d", line)]
    assert len(rows) > 40
    assert [row[0] for row in rows if row[3] == "not told"] == []


def test_the_audit_is_of_the_whole_lock_and_no_part_of_the_tests() -> None:
    recipes = dict(re.findall(r"^([a-z]+):.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert "--requirement requirements/lock.txt" in recipes["audit"]
    assert "audit" not in recipes["test"] + recipes["check"]

"""A researcher's minutes in JupyterLab: she opens a notebook, changes three parameters, and sees it redrawn; nothing asks the network."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from browser import Browser, Page

from tests import project

pytestmark = pytest.mark.slow
NOTEBOOK = "2_attack_tempo"
CHANGED = 'start = "2021-04-05"\nend = None\ncountries = []\nfrequency = "W"\ndefinition = "claimed"\naggregation = "representative"\n'
CHANGED += 'include_background = False\ntarget_sides = []\ntables = "data/processed"'
PATIENCE = 120.0  # of a busy machine; alone each step takes some seconds
CONTROL = 2
READY = (  # without a kernel, JupyterLab says idle, too
    "document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')"
    " && document.querySelector('.jp-Toolbar-kernelName').innerText.includes('Python')"
)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project whose tables are made, and the address of JupyterLab on it, with settings of its own, as `make lab` starts it."""
    folder = project.make(tmp_path / "project")
    project.research(folder, "code", str(folder / "data/raw"), "--out", str(folder / "data/processed"))
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "RUNTIME")}
    settings = {**own, "JUPYTER_CONFIG_PATH": str(project.ROOT / "tools" / "lab")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--ServerApp.port=0"]
    options = {"env": {**project.environment(folder), **settings}, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, "--IdentityProvider.token=known"], cwd=folder, **options)
    try:
        yield folder, f"{_address(tmp_path / 'runtime', process)}lab/tree/notebooks/{NOTEBOOK}.ipynb?token=known"
    finally:
        process.terminate()
        process.wait(20)


def _address(runtime: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        for file in runtime.glob(f"jpserver-{process.pid}.json"):
            if text := file.read_text(encoding="utf-8"):
                return str(json.loads(text)["url"])
        time.sleep(0.1)
    raise RuntimeError("JupyterLab did not start")


def _replace_parameters(page: Page) -> None:
    """Type other values into the first code cell, and run all cells in a fresh kernel."""
    page.wait_for("document.querySelector('.jp-Notebook .jp-CodeCell .cm-content')", PATIENCE)
    page.wait_for(READY, PATIENCE)
    page.click(".jp-CodeCell .cm-content", scroll=False)  # to scroll would move JupyterLab's panels away
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="a", code="KeyA", modifiers=CONTROL, windowsVirtualKeyCode=65)
    page.write(CHANGED)
    page.click('[data-command="notebook:restart-run-all"]', scroll=False)
    page.wait_for("document.querySelector('.jp-Dialog .jp-mod-accept')", PATIENCE)
    page.click(".jp-Dialog .jp-mod-accept", scroll=False)


def test_changed_parameters_are_redrawn_saved_and_checked(chromium: str, lab: tuple[Path, str]) -> None:
    folder, address = lab
    with Browser(chromium) as browser:
        page = browser.open(address, width=1600, height=1000)
        _replace_parameters(page)
        page.wait_for("document.querySelector('.jp-Notebook').innerText.includes('claims itself')", PATIENCE)
        page.wait_for(READY, PATIENCE)
        assert not page.evaluate("document.querySelector('.jp-Notification-Toast, .Toastify__toast')")  # no question about news
        page.click('[data-command="docmanager:save"]', scroll=False)
        page.wait_for("!document.querySelector('.jp-mod-current.jp-mod-dirty')", PATIENCE)
        elsewhere = [
            address for address in page.requests if not address.startswith((lab[1].split("/lab/")[0], "ws://127.0.0.1", "data:", "blob:"))
        ]
    assert elsewhere == []

    saved = nbformat.read(folder / "notebooks" / f"{NOTEBOOK}.ipynb", as_version=4)
    titles = [str(output.get("data", {})) for cell in saved.cells for output in cell.get("outputs", [])]
    assert any("Incidents per week" in text for text in titles)
    assert not any(output.output_type == "error" for cell in saved.cells for output in cell.get("outputs", []))

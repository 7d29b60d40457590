"""`make lab` is for the person who started it: on loopback, with a token, for no other site; a hostile notebook runs nothing in it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from browser import Browser
from nbformat.sign import NotebookNotary, SQLiteSignatureStore

from research import explain
from research.reporting.rich import frame_html
from research.reporting.sentences import Findings, Sentence
from research.reporting.show import to_csv, to_html
from tests.hostile.corpus import CANARY, HOST, PAYLOADS, filler
from tests.project import ROOT

pytestmark = pytest.mark.slow
PATIENCE = 120.0  # seconds on a busy machine
LOOPBACK = "0100007F"  # 127.0.0.1 as /proc/net/tcp has it
LISTENS = "0A"
NOTEBOOK = "hostile.ipynb"
OPENING = re.compile(
    r"token\s*=\s*(?:''|\"\"|None|$)|password_required\s*=\s*False|allow_origin|allow_remote_access|disable_check_xsrf|allow_unauthenticated"
    r"|allow_credentials|0\.0\.0\.0|--ip=(?!127\.0\.0\.1)|trust_xheaders",
    re.IGNORECASE | re.MULTILINE,
)
Lab = tuple[subprocess.Popen[bytes], dict[str, Any]]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The server that the recipe of `make lab` starts, on a free port and another folder, and what it says of itself."""
    folder = tmp_path_factory.mktemp("lab")
    own = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "RUNTIME", "DATA")}
    (folder / "work").mkdir()
    _hostile_notebook(folder / "work" / NOTEBOOK, folder / "data")
    options = f"--no-browser --ServerApp.port=0 --ServerApp.root_dir={folder / 'work'}"
    told = ["make", "-n", "lab", f"bin={Path(sys.executable).parent}", f"OPTIONS={options}"]
    recipe = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    command = recipe[recipe.index("JUPYTER_CONFIG_PATH=") :]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(["bash", "-c", command], cwd=ROOT, env={**os.environ, **own}, start_new_session=True, **quiet)
    try:
        yield process, _server(folder / "runtime", process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _server(runtime: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            if text := file.read_text(encoding="utf-8"):
                return dict(json.loads(text))
        time.sleep(0.1)
    raise RuntimeError("JupyterLab did not start")


def _hostile_notebook(path: Path, data: Path) -> None:
    """Write a notebook of what ours store for hostile articles, and trust it, as one that a researcher ran herself is trusted."""
    texts = list(PAYLOADS.values())
    table = pd.DataFrame({"title": texts, "n": range(len(texts))})
    shown = [
        {"text/html": to_html(table, {}, texts[0]), "text/csv": to_csv(table), "text/plain": texts[1]},
        Findings([Sentence([text]) for text in texts]).bundle(),
        *({"text/html": explain(f"Two rockets hit Balad, {text} said. {filler(text)}", text)._repr_html_()} for text in texts[::4]),
        {"text/html": frame_html(table.rename(columns={"title": texts[14]}))},
    ]
    outputs = [nbformat.v4.new_output("display_data", data=part) for part in shown]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass", id="only", execution_count=1, outputs=outputs)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    data.mkdir()
    NotebookNotary(data_dir=str(data), store_factory=lambda: SQLiteSignatureStore(str(data / "nbsignatures.db"))).sign(notebook)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(address: str, data: bytes | None = None, **headers: str) -> tuple[int, HTTPMessage]:
    """Return the status and the head of an answer; where it leads elsewhere, it is not followed."""
    request = urllib.request.Request(address, data, headers)
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def test_it_listens_on_loopback_only(lab: Lab) -> None:
    sockets = {str(link.readlink()) for link in Path(f"/proc/{lab[1]['pid']}/fd").iterdir() if os.path.lexists(link)}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{lab[1]['pid']}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == LISTENS and f"socket:[{cells[9]}]" in sockets:
                found.append(cells[1].partition(":")[0])
    assert found
    assert set(found) == {LOOPBACK}


def test_it_asks_for_a_token_that_nobody_can_guess(lab: Lab) -> None:
    url, token = lab[1]["url"], lab[1]["token"]
    assert url.startswith("http://127.0.0.1:")
    assert len(token) >= 40
    assert ask(f"{url}api/contents")[0] == 403
    assert ask(f"{url}api/contents?token=guess")[0] == 403
    assert ask(f"{url}api/contents", Authorization="token guess")[0] == 403
    status, head = ask(f"{url}lab")
    assert status == 302
    assert head["Location"].startswith("/login")
    assert ask(f"{url}api/contents", Authorization=f"token {token}")[0] == 200


def test_other_sites_get_nothing(lab: Lab) -> None:
    url, token = lab[1]["url"], lab[1]["token"]
    known = {"Authorization": f"token {token}"}
    assert ask(f"{url}api/contents", Host="elsewhere.example", **known)[0] == 403, "another name that leads to this machine"
    cookie = {"Cookie": ask(f"{url}lab?token={token}")[1]["Set-Cookie"].partition(";")[0], "Origin": "https://elsewhere.example"}
    assert "Access-Control-Allow-Origin" not in ask(f"{url}api/contents", **cookie)[1], "what no script of another site may read"
    assert ask(f"{url}api/kernels", b"{}", **cookie)[0] in (403, 404), "what is asked for with the reader's cookie from another site"
    assert "frame-ancestors 'self'" in ask(f"{url}lab", **known)[1]["Content-Security-Policy"]


def test_no_file_of_ours_opens_it() -> None:
    listed = subprocess.run(["git", "ls-files", "Makefile", "tools", ".ci", "pyproject.toml"], cwd=ROOT, capture_output=True, text=True)
    files = [ROOT / name for name in listed.stdout.splitlines()] or [ROOT / "Makefile", *(ROOT / "tools").rglob("*.*")]
    for path in files:
        assert not OPENING.search(path.read_text(encoding="utf-8", errors="replace")), path.name
    assert "--ip=127.0.0.1" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert OPENING.search("--ServerApp.token=''")
    assert OPENING.search("c.ServerApp.allow_origin = '*'")


def test_a_hostile_notebook_runs_nothing_in_it(lab: Lab, chromium: str) -> None:
    with Browser(chromium) as browser:
        tab = browser.open(f"{lab[1]['url']}lab/tree/{NOTEBOOK}?token={lab[1]['token']}", width=1600, height=1000)
        tab.wait_for("document.querySelectorAll('.jp-OutputArea-output').length > 10", PATIENCE)
        tab.wait_for("document.querySelector('.jp-RenderedHTMLCommon table.result')", PATIENCE)
        tab.evaluate("new Promise(done => setTimeout(done, 2000))")  # for what would be set as mathematics, or fetched
        assert tab.evaluate("window.hacked") is None
        assert tab.evaluate("document.querySelectorAll('.jp-OutputArea script, .jp-OutputArea img, .jp-OutputArea iframe').length") == 0
        assert tab.evaluate("document.querySelectorAll('.jp-OutputArea a[href], .jp-OutputArea li h1').length") == 0
        assert tab.evaluate("document.querySelectorAll('.jp-OutputArea mjx-container').length") == 0
        assert [address for address in tab.requests if HOST in address] == []
        assert CANARY in tab.evaluate("document.querySelector('.jp-OutputArea').textContent")

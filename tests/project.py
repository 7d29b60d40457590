"""A copy of the project in a folder of its own, with a handful of articles, on which commands run as a user would run them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = {
    "balad.txt": (
        "2021-04-05",
        "Two rockets hit Balad air base",
        "Two rockets struck Balad Air Base north of Baghdad on Sunday, the Iraqi military said. Two Iraqi soldiers were wounded.\n\n"
        "No group has claimed responsibility. U.S. contractors work at the base.",
    ),
    "balad-again.txt": (
        "2021-04-06",
        "Balad base attacked with rockets",
        "Rockets fell on Balad Air Base on Sunday and wounded two soldiers, a security official said.\n\n"
        "The official blamed Iran-backed militias for the attack.",
    ),
    "erbil.html": (
        "2021-04-15",
        "Drone attack on Erbil airport",
        "<html><head><title>Drone attack on Erbil airport</title></head><body><article><h1>Drone attack on Erbil airport</h1>"
        "<p>A drone carrying explosives attacked Erbil International Airport on Wednesday, the interior ministry of the Kurdistan "
        "region said. There were no casualties.</p><p>Saraya Awliya al-Dam claimed responsibility for the attack in a statement "
        "on Telegram. The airport hosts troops of the U.S.-led coalition, and it has been attacked before.</p></article></body></html>",
    ),
    "convoy.md": (
        "2021-05-10",
        "# Roadside bomb hits supply convoy in Diwaniyah",
        "A roadside bomb exploded beside a convoy carrying supplies for the coalition in Diwaniyah on Monday, police said. "
        "One vehicle was damaged. Nobody was hurt.\n\nIt was the third attack on convoys this month.",
    ),
    "harir.txt": (
        "2021-06-10",
        "Rocket fired at Harir base",
        "A rocket was fired at Harir Air Base near Erbil on Wednesday, an Iraqi officer said. It missed. No injuries were reported.",
    ),
}
UNREADABLE = "scan.txt"
SPEC = """title = "A few articles"
description = "Attacks in Iraq in the spring of 2021."
notebooks = ["2_attack_tempo", "3_claimed_groups"]

[parameters]
start = 2021-04-01
end = 2021-06-30
countries = ["Iraq"]
"""


def make(folder: Path, specs: dict[str, str] | None = None, source: Path = ROOT) -> Path:
    """Copy code, notebooks and lock of `source` into `folder`, write articles, one that is unreadable, a manifest and `specs`."""
    for part in ("src", "notebooks"):
        shutil.copytree(source / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".*"))
    (folder / "requirements").mkdir()
    shutil.copy(source / "requirements" / "lock.txt", folder / "requirements")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    lines = ["file,title,publisher,published"]
    for name, (published, title, text) in ARTICLES.items():
        (raw / name).write_text(text if name.endswith(".html") else f"{title}\n\n{text}\n", encoding="utf-8")
        lines.append(f"{name},{title.lstrip('# ')},{name.split('.')[0].capitalize()} News,{published}")
    (raw / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (raw / UNREADABLE).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "reports" / "specs").mkdir(parents=True)
    for name, text in (specs or {"spring": SPEC}).items():
        (folder / "reports" / "specs" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def environment(folder: Path, zone: str = "UTC", seed: str = "0") -> dict[str, str]:
    """Return the environment in which commands use the code of `folder`."""
    return {**os.environ, "PYTHONPATH": str(folder / "src"), "TZ": zone, "PYTHONHASHSEED": seed}


def research(folder: Path, *arguments: str, zone: str = "UTC", seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run `research` on the project in `folder`, from another folder, as nothing may depend on where it is called."""
    command = [sys.executable, "-m", "research.cli", *arguments]
    return subprocess.run(
        command, cwd=folder.parent, env=environment(folder, zone, seed), capture_output=True, text=True, check=False, timeout=300
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path, but for what builds keep to save work."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if ".cache" not in path.relative_to(folder).parts}

"""A project of hostile articles: every payload of payloads.toml as title, text and metadata, and again in every coded cell of free text.

Articles alone do not bring every payload into every cell, for cleaning and coding take some apart. So a second folder of tables,
data/tampered, has them there as another coder or a hand-made table could; a report is built on it.
"""

import csv
import subprocess
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pandas as pd

from research.tables import read_all, write
from tests import project

PAYLOADS: dict[str, str] = tomllib.loads(Path(__file__).with_name("payloads.toml").read_text("utf-8"))
HOST = "hacked.invalid"  # no such host can be
CANARY = "hacked"
TAMPERED = "data/tampered"
SPEC = "hostile"
START = date(2021, 4, 4)
NAMES = [
    "<img src=x onerror=window.hacked=1>.txt", "$(touch hacked).txt", "`touch hacked`.txt", ";touch hacked;.txt", "=1+1.txt", "-rf.txt",
    "--out.txt", "|touch hacked.txt", "a\nrejected: b.txt", "a\rb.txt", "\x1b]52;c;aGFja2Vk\x07.txt", "\x1b[2Jc.txt", "‮txt.scr.txt",
    "{{ 7*7 }}.txt", "%s%n{0}.txt", "a!b.txt", "c\\..\\..\\d.txt", "'\"; DROP TABLE articles;--.txt", "#eval.txt", "&amp;<b>.txt",
]  # fmt: skip
REFUSED = ["<svg onload=window.hacked=1>.exe", "\x1b]0;hacked\x07.exe", "b\nrejected: every.txt.exe"]
# Columns of free text, by table; the others hold ids, dates, numbers and words of a list.
FREE = {
    "articles": ("title", "publisher", "url", "licence"),
    "reports": ("admin1", "where_description"),
    "claims": ("group_text", "by", "medium"),
    "tallies": ("source",),
    "assertions": ("value", "rule"),
    "relations": ("by",),
    "incidents": ("admin1", "where_description", "claimed_by", "attributed_to"),
    "incident_reports": ("reasons",),
    "rejected": ("file", "reason", "detail"),
}
NOTEBOOKS = ("1_sources", "3_claimed_groups")  # those that show most of what articles say; each more takes seconds
TEXT = "The base has been attacked before, and troops of the coalition work there beside Iraqi soldiers. " * 30


def make(folder: Path) -> Path:
    """Lay out the project and code it, and write the tampered tables and the specification of a report on them."""
    made = project.make(folder, {SPEC: _spec()})
    raw = made / "data" / "raw"
    with (raw / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["file", "title", "publisher", "url", "published", "licence"])
        rows.writerows(_articles(raw))
    for name in REFUSED:
        (raw / name).write_bytes(b"MZ")
    return made


def code(made: Path) -> subprocess.CompletedProcess[str]:
    """Code the raw articles of a project, and tamper with a copy of its tables."""
    done = project.research(made, "code", str(made / "data/raw"), "--out", str(made / "data/processed"))
    tables = read_all(made / "data" / "processed")
    for name, columns in FREE.items():
        for column in columns:
            tables[name][column] = _filled(tables[name][column])
    write(made / TAMPERED, tables)
    return done


def filler(payload: str) -> str:
    """Return text to go with a payload of control characters, of which a text may hold one in a hundred."""
    return "" if payload.isprintable() else TEXT


def traces(folder: Path) -> list[Path]:
    """Return the files below a folder that a payload has made."""
    return [path for path in folder.rglob(CANARY)]


def commands(text: str) -> set[str]:
    """Return the characters of what a command printed that command a terminal or turn the order of what is read."""
    return {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


def _articles(raw: Path) -> Iterator[list[str]]:
    """Write an article for each payload, and yield its row of the manifest."""
    names = iter(NAMES)
    for number, (kind, payload) in enumerate(PAYLOADS.items()):
        name = next(names, f"{number:02}-{kind}.txt")
        day = START + timedelta(days=3 * number)
        (raw / name).write_text(f"{payload} Rockets hit base\n\n{_body(payload, day)}\n", encoding="utf-8", newline="")
        yield [name, payload, payload, payload, day.isoformat(), payload]


def _body(payload: str, day: date) -> str:
    told = f"{day.day} {day:%B %Y}"
    return (
        f"Two rockets struck Balad Air Base north of Baghdad on {told}, wounding two soldiers, {payload} said. {payload}\n\n"
        f"A group calling itself Saraya {payload} claimed responsibility for the attack in a statement carried by {payload}.\n\n"
        f'"{payload}," said the police of {payload}. It was the 5th attack on bases this year, according to {payload}.\n\n'
        f"{filler(payload)}"
    )


def _filled(column: pd.Series) -> pd.Series:
    """Return a column with a payload in each cell, in turn."""
    return pd.Series(
        [payload for payload, _ in zip(cycle(PAYLOADS.values()), column, strict=False)], index=column.index, dtype=column.dtype
    )


def _spec() -> str:
    text = " ".join(value for name, value in PAYLOADS.items() if value.isprintable())
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    notebooks = ", ".join(f'"{name}"' for name in NOTEBOOKS)
    return (
        f'title = "{quoted}"\ndescription = "{quoted}"\nnotebooks = [{notebooks}]\n\n'
        f'[parameters]\nstart = 2021-04-01\nend = 2021-12-31\ncountries = []\ntables = "{TAMPERED}"\ntotals = ""\n'
    )

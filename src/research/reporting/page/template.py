"""The jinja2 templates of the pages: everything that is not marked as safe HTML is escaped."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from research.reporting.page import words
from research.reporting.page.charts import Figure
from research.reporting.page.inline import FOLDER, json_block
from research.reporting.page.markup import slug
from research.reporting.page.results import ResultTable


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "day": words.day,
        "groups": words.groups,
        "json": json_block,
        "place": words.place,
        "slug": slug,
        "thousands": lambda number: f"{number:,}",
        "web": web,
    }
    environment.globals |= {"word": words.word, "days": words.days}
    environment.tests |= {"figure": lambda block: isinstance(block, Figure), "result": lambda block: isinstance(block, ResultTable)}
    return environment


def web(address: str | None) -> str:
    """Return `address` if it is one of the web, else nothing: no other kind of link leaves a page."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


def write_page(template: str, path: Path, **context: Any) -> None:
    """Write `template` filled with `context` to `path`, wholly or not at all."""
    text = _environment().get_template(template).render(**context)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)  # noqa: PTH105 - as in research.tables
    finally:
        part.unlink(missing_ok=True)

"""An article -> the question to a language model: prompt and JSON schema are data of the package."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from research.coders.protocol import Article

HERE = Path(__file__).parent
SEED = 20190608  # any number: the same one every time
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@cache
def prompt() -> str:
    """Return the instructions."""
    return (HERE / "prompt.md").read_text(encoding="utf-8")


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer; do not change it, it is shared."""
    found: dict[str, Any] = json.loads((HERE / "schema.json").read_text(encoding="utf-8"))
    return found


def question(article: Article, model: str) -> dict[str, Any]:
    """Return the body of a request to chat/completions: the same for the same article, model, prompt and schema."""
    return {
        "model": model,
        "messages": [{"role": "system", "content": prompt()}, {"role": "user", "content": _material(article)}],
        "temperature": 0,
        "seed": SEED,
        "response_format": {"type": "json_schema", "json_schema": {"name": "coding", "strict": True, "schema": schema()}},
    }


def _material(article: Article) -> str:
    title = article.title if article.title and not article.text.startswith(article.title) else ""
    return "\n\n".join(part for part in (f"Published: {_day(article.published)}", title, article.text) if part)


def _day(published: str) -> str:
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return published or "unknown"
    return f"{day.isoformat()}, a {DAYS[day.weekday()]}"

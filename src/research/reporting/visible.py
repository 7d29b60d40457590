"""Texts for what draws and prints, which break on characters that nobody sees: control characters abort them."""

from typing import Any

from research.ingest.decode import tidy


def visible(value: Any) -> Any:
    """Return data as JSON can hold them with every text in them freed of control characters and invisible ones, as articles are."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dict):
        return {visible(key): visible(inner) for key, inner in value.items()}
    return [visible(inner) for inner in value] if isinstance(value, list | tuple) else value

"""Coders: whatever answers `code(article) -> coded rows`. Three come along: the rules, a language model, and codings by people.

`make` turns what is asked for on the command line (a `Request`) into a coder, `code_articles` runs one over the articles of a folder.
"""

from typing import Any

__all__ = ["Article", "Coded", "Coder", "CoderError", "NotCoded", "Outcome", "Request", "code_articles", "make"]
HOMES = {
    "Article": "protocol", "Coded": "protocol", "Coder": "protocol", "CoderError": "protocol", "NotCoded": "protocol",
    "Outcome": "run", "code_articles": "run", "Request": "request", "make": "choose",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in HOMES:  # only what is used is imported: a coder that is not asked for costs nothing
        from importlib import import_module

        return getattr(import_module(f"research.coders.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

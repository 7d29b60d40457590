"""The words of a language model -> a JSON object that fits the schema of an answer, or what is wrong with them."""

import json
from functools import cache
from typing import Any

from research.coders.protocol import NotCoded
from research.coders.question import schema

MOST_CHARACTERS = 1 << 20
MOST_ROWS = 200  # of one kind in one article
LONGEST_MESSAGE = 200


def parsed(content: str) -> dict[str, Any]:
    """Return the object that a model's words hold; words around it (a fence, thoughts) are passed over.

    Raises:
        NotCoded: there is none, or it does not fit the schema.
    """
    if len(content) > MOST_CHARACTERS:
        raise _unusable(f"it has {len(content)} characters")
    found = _object(content)
    for table in ("reports", "claims", "tallies"):  # before the schema is gone through row by row
        rows = found.get(table)
        if isinstance(rows, list) and len(rows) > MOST_ROWS:
            raise _unusable(f"it has {len(rows)} {table} where one article has no more than {MOST_ROWS}")
    for error in _validator().iter_errors(found):
        where = "/".join(str(part) for part in error.absolute_path) or "the object"
        raise _unusable(f"{where}: {error.message[:LONGEST_MESSAGE]}")
    return found


def _object(content: str) -> dict[str, Any]:
    start, end = content.find("{"), content.rfind("}") + 1
    for words in (content, content[start:end] if start >= 0 else ""):
        try:
            found = json.loads(words, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    raise _unusable("it is no JSON object" if content.strip() else "it is empty")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def _unusable(what: str) -> NotCoded:
    return NotCoded("answer_unusable", f"the language model's answer does not fit the schema: {what}")

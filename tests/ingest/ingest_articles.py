"""Short ways to write an article and read it."""

from research.ingest.article import Article, make_article
from research.ingest.manifest import Known
from research.ingest.refusal import Refusal

BODY = "Three rockets hit the base outside the city late on Monday, officials said, and nobody was hurt in the attack."
MORE = "The base houses soldiers of the coalition, who are there at the invitation of the government of the country."


def read(text: str | bytes, kind: str = "text", **known: str) -> Article:
    """Return the article in `text`, which must be one."""
    result = make_article("article", kind, text.encode() if isinstance(text, str) else text, Known(**known))
    assert isinstance(result, Article), result
    return result


def refuse(data: bytes, kind: str = "text") -> Refusal:
    """Return the refusal of `data`, which must be one."""
    result = make_article("article", kind, data, Known())
    assert isinstance(result, Refusal), result
    return result


def paragraphs(text: str | bytes, kind: str = "text", **known: str) -> list[str]:
    """Return the paragraphs of the cleaned text."""
    return read(text, kind, **known).text.split("\n\n")

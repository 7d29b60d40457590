"""Code a few sentences as an article, for tests."""

from research import codebook
from research.coding.coder import code
from research.coding.model import Article
from research.coding.rows import Coded, Row

PUBLISHED = "2023-11-10"  # a Friday


def coded(text: str, title: str = "", published: str = PUBLISHED) -> Coded:
    """Return the rows of an article whose first paragraph is `title`, if one is given."""
    return code(Article("0" * 16, title, published, f"{title}\n\n{text}" if title else text), codebook.load())


def reports(text: str, title: str = "", published: str = PUBLISHED) -> list[Row]:
    """Return the reports of an article that are not background."""
    return [row for row in coded(text, title, published).reports if not row["is_background"]]


def report(text: str, title: str = "", published: str = PUBLISHED) -> Row:
    """Return the one report of an article that is not background."""
    rows = reports(text, title, published)
    assert len(rows) == 1, [(row["date_start"], row["place_id"], row["quote"]) for row in rows]
    return rows[0]

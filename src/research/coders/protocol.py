"""What a coder is: it has a name and a version, and answers `code(article)` with the rows that the article gives to each table."""

from typing import NamedTuple, Protocol

from research.coding.model import Article
from research.coding.rows import Coded

__all__ = ["Article", "Coded", "Coder", "CoderError", "NotCoded", "Refused"]


class CoderError(ValueError):
    """A coder cannot work at all. The message says what mends it."""


class NotCoded(LookupError):
    """One article could not be coded; the others can. `reason` is a short name, `detail` says what is wrong and what mends it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class Refused(NamedTuple):
    """One value that a coder gave and that was not taken: of which row and column, the words it rests on, and why it was refused."""

    article_id: str
    row: str
    column: str
    value: str
    quote: str
    reason: str


class Coder(Protocol):
    """Anything that codes articles. The same article, name and version give the same rows, at any time and on any machine."""

    @property
    def name(self) -> str:
        """Return a short name, such as "rules"."""

    @property
    def version(self) -> str:
        """Return a checksum of everything but the article that decides what the coder says."""

    def code(self, article: Article) -> Coded:
        """Return the rows that one article gives to each table of the coding step.

        Row ids begin with the article's, so that rows of several articles can be put together.

        Raises:
            NotCoded: this article has no coding; the others go on.
            CoderError: no article can be coded.
        """

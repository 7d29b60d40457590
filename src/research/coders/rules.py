"""The rules of research.coding as a coder."""

from functools import cached_property

from research import fingerprint
from research.codebook import Codebook
from research.coders.protocol import Article, Coded
from research.coding.coder import code


class RuleCoder:
    """Codes by the rules of research.coding and the words of a codebook."""

    name = "rules"

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    @cached_property
    def version(self) -> str:
        """Return a checksum of the rules and of the codebook."""
        return fingerprint.of_value([fingerprint.code("coding"), fingerprint.folder(self.codebook.folder)])[:16]

    def code(self, article: Article) -> Coded:
        """Return the rows that one article gives to each table."""
        return code(article, self.codebook)

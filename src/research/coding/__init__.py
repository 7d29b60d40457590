"""Articles -> reports, claims and tallies, each value with its assertion: the sentence, the words and the rule that gave it."""

from research.coding.corpus import CODED_TABLES, code_articles
from research.coding.model import Article
from research.coding.rows import Coded

__all__ = ["CODED_TABLES", "Article", "Coded", "code_articles"]

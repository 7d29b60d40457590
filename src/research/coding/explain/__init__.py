"""What was read in an article, and why: each sentence with the words marked that give a value, each value with its rule."""

from research.coding.explain.data import Explanation
from research.coding.explain.view import explain

__all__ = ["Explanation", "explain"]

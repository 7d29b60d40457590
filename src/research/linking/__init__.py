"""Reports -> incidents: which reports tell the same event, and what they say together."""

from research.linking.incidents import aggregate
from research.linking.link import DecisionError, link

__all__ = ["DecisionError", "aggregate", "link"]

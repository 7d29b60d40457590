"""From each number of a report back to the rows behind it: incidents, articles, reports, claims, totals, rejected files."""

from research.reporting.behind.context import Context
from research.reporting.behind.find import rows_behind
from research.reporting.behind.kinds import KINDS, Ids, Rows

__all__ = ["KINDS", "Context", "Ids", "Rows", "rows_behind"]

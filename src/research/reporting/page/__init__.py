"""The page of a report: one self-contained HTML file made of executed notebooks and the evidence behind them."""

from research.reporting.page.build import PageError, Since, build_page
from research.reporting.page.index import build_index

__all__ = ["PageError", "Since", "build_index", "build_page"]

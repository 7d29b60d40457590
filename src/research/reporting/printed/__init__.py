"""The print edition of a report: a PDF of the same findings, figures and tables, set by typst from data; no text is read as markup."""

from research.reporting.printed.write import FILE, PrintError, write_print

__all__ = ["FILE", "PrintError", "write_print"]

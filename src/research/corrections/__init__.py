"""What people decide over the coder: corrections of coded rows, applied before linking, and which reports are one incident."""

from research.corrections.changes import apply
from research.corrections.files import read, read_decisions
from research.corrections.model import Correction, CorrectionError
from research.corrections.step import notes, overrule

__all__ = ["Correction", "CorrectionError", "apply", "notes", "overrule", "read", "read_decisions"]

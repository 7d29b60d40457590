"""What people decide over the coder: corrections of coded rows, applied before linking, and which reports are one incident."""

from typing import Any

__all__ = ["Correction", "CorrectionError", "apply", "read", "read_decisions"]
HOMES = {"Correction": "model", "CorrectionError": "model", "apply": "changes", "read": "files", "read_decisions": "files"}


def __getattr__(name: str) -> Any:
    if name in HOMES:
        from importlib import import_module

        return getattr(import_module(f"research.corrections.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

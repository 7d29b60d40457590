"""Raw news articles on armed attacks, turned into tidy tables, charts and reports in which every number has its sentence."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from research.coding.explain.ask import explain
    from research.reporting.incident import incident

__all__ = ["__version__", "explain", "incident"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "explain":  # on first use: importing the package stays quick
        from research.coding.explain.ask import explain

        return explain
    if name == "incident":
        from research.reporting.incident import incident

        return incident
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

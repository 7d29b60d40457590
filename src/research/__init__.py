"""Raw news articles on armed attacks, turned into tidy tables, charts and reports in which every number has its sentence."""

__version__ = "0.1.0"

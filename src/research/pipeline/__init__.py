"""A folder of raw articles of any size -> its tables: read, coded, linked and written article by article, so that memory stays flat."""

from research.pipeline.build import Built, NoArticles, Sources, build

__all__ = ["Built", "NoArticles", "Sources", "build"]

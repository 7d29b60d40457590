"""Articles -> reports, claims and tallies, each value with its assertion: the sentence, the words and the rule that gave it."""


def __getattr__(name: str):
    if name in ("code_articles", "code", "Article", "Coded"):
        import importlib

        return getattr(importlib.import_module("research.coding.corpus"), name)
    raise AttributeError(name)

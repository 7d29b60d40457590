"""What the notebook on coders begins with: tables, a second coder's, and gold with the coding that is held against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from research import codebook, tables
from research.paths import ROOT
from research.quality.agreement import Coding, Comparison, compare, of_gold, of_tables
from research.reporting.parameters import check

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Material:
    """What is compared.

    Attributes:
        frames: the tables of the corpus.
        gold: the coder against gold.
        coders: the second coder against the first, None where there is no second.
    """

    frames: Frames
    gold: Comparison
    coders: Comparison | None


def load(tables: str, other: str, gold: list[str]) -> Material:
    """Return the material under the parameters of these names.

    An article of a gold file counts as the tables code it; one that they lack is read from the gold file's folder and coded by the rules.

    Raises:
        ParameterError: a wrong value. TableError: a folder holds no such table. GoldError: a gold file cannot be read.
    """
    values = check({"tables": tables, "other": other, "gold": gold})
    book = codebook.load()
    frames = _read(values["tables"])
    first = of_tables(frames, "the coder")
    paths = [ROOT / name for name in values["gold"]]
    wanted = of_gold(paths)
    given = _with(first, _beside(paths, set(wanted.articles) - set(first.articles), book))
    second = compare(first, of_tables(_read(values["other"]), "the second coder"), book) if values["other"] else None
    return Material(frames, compare(wanted, given, book), second)


def _read(folder: str) -> Frames:
    return tables.read_all(ROOT / folder)


def _beside(paths: Iterable[Path], missing: set[str], book: codebook.Codebook) -> list[Coding]:
    """Return codings by the rules of the missing articles that stand beside their gold file."""
    folders = dict.fromkeys(path.parent for path in paths if any((path.parent / file).is_file() for file in missing))
    if not folders:
        return []
    from research.coders.sample import code_folder

    return [of_tables(code_folder(folder, book), "the rules") for folder in folders]


def _with(first: Coding, others: Iterable[Coding]) -> Coding:
    """Return a coding with the articles of others that it lacks."""
    articles, sentences, evidence = dict(first.articles), dict(first.sentences), dict(first.evidence)
    for other in others:
        fresh = set(other.articles) - set(articles)
        articles |= {file: other.articles[file] for file in fresh}
        sentences |= {file: other.sentences[file] for file in fresh if file in other.sentences}
        evidence |= other.evidence
    return Coding(first.name, articles, sentences, evidence)

"""A folder of articles -> tables in memory, coded by the rules: for a set of articles that is too small for a folder of tables."""

from pathlib import Path

import pandas as pd

from research.codebook import Codebook
from research.coders.rules import RuleCoder
from research.coders.run import code_articles
from research.ingest import read_folder


def code_folder(folder: Path, codebook: Codebook) -> dict[str, pd.DataFrame]:
    """Return the tables articles, texts, sentences, reports, claims, tallies, assertions and relations of a folder of articles.

    What is no article there is passed over; its manifest.csv is read.

    Raises:
        IngestError: there is no such folder.
    """
    read = read_folder(folder)
    return {"articles": read.articles, "texts": read.texts, **code_articles(RuleCoder(codebook), read.articles, read.texts).frames}

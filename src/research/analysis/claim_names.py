"""As whom a text names the one of whom a claim speaks: its own words for the group, not the codebook's."""

import pandas as pd

from research import codebook
from research.analysis.selection import Tables
from research.coding.names.find import find_names
from research.coding.text import Sentence, split

Mention = tuple[int, int, str]  # sentence, offset in the article, words


def as_named(tables: Tables, claims: pd.DataFrame) -> pd.Series:
    """Return for each of `claims` the words by which its article names the group; empty where no group is meant.

    Of several names the one in the claim's own sentence stands, the nearest one, else the last before it, else the first of the article:
    "the group claimed" is told by the name that the group has there. A group that is not of the codebook has its `group_text`.
    """
    texts = tables["texts"].set_index("article_id")["text"]
    known = claims.dropna(subset=["group_id"])
    found: dict[tuple[str, str], list[Mention]] = {}
    for article_id in known["article_id"].unique():
        if article_id in texts.index:
            _mentions(str(article_id), split(str(texts[article_id])), found)
    named = [
        _nearest(found.get((row["article_id"], row["group_id"]), []), row) if pd.notna(row["group_id"]) else row["group_text"]
        for row in claims.to_dict("records")
    ]
    return pd.Series(named, index=claims.index, dtype="string")


def _mentions(article_id: str, sentences: list[Sentence], found: dict[tuple[str, str], list[Mention]]) -> None:
    for sentence, row in zip(sentences, find_names(sentences, codebook.load()).groups, strict=True):
        for mention in row:
            words = sentence.span_text(mention.i, mention.j)
            place = (sentence.no, sentence.starts[mention.i], words)
            found.setdefault((article_id, mention.group_id), []).append(place)


def _nearest(mentions: list[Mention], claim: dict[object, object]) -> str | None:
    number, start = int(str(claim["sentence_no"])), int(str(claim["start"]))
    own = [mention for mention in mentions if mention[0] == number]
    if own:
        return min(own, key=lambda mention: abs(mention[1] - start))[2]
    before = [mention for mention in mentions if mention[0] < number]
    return before[-1][2] if before else mentions[0][2] if mentions else None

"""What is passed over at a glance would give nothing if it were read: the rows are the same without glances, in any mixture of words."""

import random

import pytest

from research import codebook
from research.coding.claims import find as claims_find
from research.coding.coder import code
from research.coding.model import Annotated, Article
from research.coding.tallies import find as tallies_find
from research.coding.tallies.totals import has_number
from research.coding.text import split
from research.ingest import read_folder
from research.paths import ROOT
from research.quality.bench_texts import EVERYDAY, texts

BOOK = codebook.load()
MIXED = 250


def sentences(folder: str) -> list[str]:
    read = read_folder(ROOT / "tests" / "coding" / folder)
    return [sentence.text for text in read.texts["text"] for sentence in split(text)]


@pytest.fixture(scope="module")
def mixed() -> list[Article]:
    """Articles of sentences that never stood together, with words of one put into another, many without anybody named in them."""
    chance = random.Random(11)
    told, everyday = sentences("fresh"), [s.text for s in split(EVERYDAY.read_text(encoding="utf-8"))]
    quiet = [s.text for text in texts("quiet", 20)[1]["text"] for s in split(text)]
    plain = [s for s in told if not any(word[:1].isupper() for word in s.split()[1:])]
    words = [word for s in told for word in s.split()]
    articles = []
    for k in range(MIXED):
        picked = [chance.choice(pool).split() for pool in (everyday, quiet, plain, plain, told)[: 2 + k % 4] for _ in range(3)]
        for sentence in picked[:: 1 + k % 3]:
            sentence[chance.randrange(len(sentence))] = chance.choice(words)
        chance.shuffle(picked)
        articles.append(Article(f"{k:016x}", "", chance.choice(["", "2021-06-13"]), " ".join(" ".join(s) for s in picked)))
    return articles


def test_nothing_is_lost_at_a_glance(mixed, monkeypatch):
    glanced = [code(article, BOOK) for article in mixed]
    monkeypatch.setattr(claims_find, "worth_reading", lambda notes: [True] * len(notes))
    monkeypatch.setattr(tallies_find, "may_count", lambda note, before, goes_on: has_number(note))
    monkeypatch.setattr(Annotated, "may_hold", lambda note, kinds: True)
    for article, coded in zip(mixed, glanced, strict=True):
        assert code(article, BOOK) == coded, article.text
    assert sum(bool(coded.claims) for coded in glanced) > 10
    assert sum(bool(coded.tallies) for coded in glanced) > 1
    assert sum(not coded.reports for coded in glanced) > 50

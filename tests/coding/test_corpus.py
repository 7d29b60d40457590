"""Many articles: the same tables for any number of processes, in any number of batches."""

import pandas as pd
import pytest

from research.coding import corpus
from research.coding.corpus import CODED_TABLES, code_articles
from research.tables import check

TEXTS = (
    "Three rockets hit the Balad air base in Iraq on Friday, wounding two soldiers.\n\nNo group has claimed the attack.",
    "The wheat harvest has begun. Rain is forecast for the weekend.",
    "Rockets again\n\nA drone struck the airport of Erbil on 3 March 2021. Kataib Hezbollah claimed it on Telegram.",
    "Since January there have been 47 attacks on bases in Iraq, the Pentagon said.",
)


@pytest.fixture
def news() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [(f"{k:016x}", TEXTS[k % len(TEXTS)]) for k in range(22)]
    articles = pd.DataFrame({"article_id": [i for i, _ in rows], "title": "Rockets again", "published": "2021-03-06", "language": "en"})
    articles.loc[3, ["title", "published", "language"]] = None
    articles.loc[5, "language"] = "ar"
    texts = pd.DataFrame(rows, columns=["article_id", "text"]).iloc[::-1]  # in another order
    return articles.astype("string"), texts.astype("string")


def test_any_number_of_processes_gives_the_same_tables(news, monkeypatch):
    monkeypatch.setattr(corpus, "BATCH", 3)
    one, two = code_articles(*news, jobs=1), code_articles(*news, jobs=2)
    assert list(one) == list(CODED_TABLES)
    for name in CODED_TABLES:
        pd.testing.assert_frame_equal(one[name], two[name])


def test_batches_and_chunks_leave_no_trace(news, monkeypatch):
    whole = code_articles(*news)
    monkeypatch.setattr(corpus, "BATCH", 4)
    monkeypatch.setattr(corpus, "CHUNK", 5)
    done = []
    parts = code_articles(*news, progress=done.append)
    assert sum(done) == 21  # the article in another language is not read
    for name in CODED_TABLES:
        pd.testing.assert_frame_equal(whole[name], parts[name])
        assert whole[name].to_csv() == parts[name].to_csv()


def test_the_tables_fit_their_schemas(news):
    coded = code_articles(*news)
    for name in CODED_TABLES:
        check(name, coded[name])
    assert len(coded["reports"]) > 5
    assert len(coded["tallies"]) > 3
    assert coded["sentences"]["article_id"].nunique() == 21


def test_no_articles_give_empty_tables(news):
    articles, texts = news
    coded = code_articles(articles.iloc[:0], texts, jobs=2)
    assert all(coded[name].empty for name in CODED_TABLES)
    check("reports", coded["reports"])

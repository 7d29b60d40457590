"""The bench: texts that are the same each time, figures that fit them, and a word where spaCy is missing."""

import pytest
from click.testing import CliRunner

from research.quality import bench, bench_work
from research.quality.bench_texts import SETS, texts
from research.quality.bench_work import Timing, measure, phrases


@pytest.mark.parametrize("name", SETS)
def test_the_texts_are_as_many_as_asked_for_and_the_same_each_time(name):
    articles, words = texts(name, 140)
    assert len(articles) == articles["article_id"].nunique() == 140
    assert words["article_id"].tolist() == articles["article_id"].tolist()
    assert words.equals(texts(name, 140)[1])
    assert words["text"].str.len().min() > 100


@pytest.mark.parametrize("name", ["quiet", "everyday"])
def test_news_without_attacks_gives_no_reports(name):
    timing = measure("rules", name, 40)
    assert timing.found == 0
    assert timing.sentences > 350


def test_the_corpus_is_timed_in_a_process_of_its_own():
    timing = measure("rules", "attacks", 20)
    assert timing.articles == 20
    assert timing.sentences > 100
    assert timing.found > 10
    assert timing.seconds > 0


def test_spacy_is_given_what_the_rules_look_for():
    assert {"Ain al-Asad", "Kataib Hezbollah", "katyushas"} <= set(phrases())


def test_without_spacy_the_bench_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bench, "has_spacy", lambda: False)
    monkeypatch.setattr(bench, "measure", lambda *_: Timing(2, 20, 3, 0.5, 0.25, 100.0))
    result = CliRunner().invoke(bench.main, ["--articles", "2", "--set", "attacks"])
    assert result.exit_code == 0
    assert "40 sentences/s" in result.output
    assert "4 articles/s" in result.output
    assert "peak 100 MiB" in result.output
    assert "extra `bench`" in result.output


def test_spacy_stands_beside_the_coder(monkeypatch):
    taken = {"rules": 2.0, "spacy": 0.5}
    monkeypatch.setattr(bench, "has_spacy", lambda: True)
    monkeypatch.setattr(bench, "measure", lambda tool, *_: Timing(2, 20, 3, taken[tool], taken[tool], None))
    result = CliRunner().invoke(bench.main, ["--set", "attacks"])
    assert "4.0 times as long as spaCy" in result.output
    assert "peak" not in result.output


def test_medians_are_taken_of_several_runs():
    runs = [Timing(1, 9, 2, seconds, seconds, peak) for seconds, peak in ((3.0, 10.0), (1.0, 30.0), (2.0, 20.0))]
    assert bench.middle(runs) == Timing(1, 9, 2, 2.0, 2.0, 20.0)


def test_whether_spacy_is_there_is_asked_without_importing_it(monkeypatch):
    monkeypatch.setattr(bench_work, "find_spec", lambda name: None)
    assert not bench_work.has_spacy()

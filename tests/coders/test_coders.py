"""What all coders have in common: how one is chosen, and how it runs over the articles of a folder."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research import coding
from research.coders import CoderError, Request, code_articles, make
from research.coders.answers import Answers
from research.coders.build_rows import completed, contradiction
from research.coders.language_model import LanguageModelCoder
from research.coders.passages import Passages
from research.coders.question import question
from research.coders.rules import RuleCoder
from research.coding.text import split

from .material import ANSWER, ARTICLE, TEXT
from .test_human import ARTICLES, REPORT, TEXTS, write


def test_the_rules_as_a_coder_say_what_the_rules_say(book):
    direct = coding.code_articles(ARTICLES, TEXTS)
    outcome = code_articles(make(Request(), ARTICLES, book), ARTICLES, TEXTS)
    assert outcome.rejected.empty
    for name, frame in direct.items():
        pd.testing.assert_frame_equal(frame, outcome.frames[name])


@pytest.mark.parametrize(
    ("request_", "name"),
    [(Request(), "rules"), (Request("language-model", model="m"), "language-model m"), (Request("human:{tmp}"), "human codings")],
)
def test_a_coder_is_chosen_by_name(tmp_path, book, request_, name):
    (tmp_path / "codings").mkdir()
    write(tmp_path / "codings" / "reports.csv", REPORT)
    chosen = Request(request_.coder.replace("{tmp}", str(tmp_path / "codings")), model=request_.model)
    coder = make(chosen, ARTICLES, book)
    assert coder.name == name
    assert coder.version == make(chosen, ARTICLES, book).version != ""


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (Request("rule"), 'no coder "rule": use rules, language-model or human:FOLDER'),
        (Request("human:"), 'no coder "human:"'),
        (Request("rules", ask=True), "--ask, --model and --address are for the coder language-model"),
        (Request("human:x", model="m"), "are for the coder language-model"),
        (Request("language-model"), "which language model"),
        (Request("language-model", ask=True, model="m"), "set OPENAI_BASE_URL"),
    ],
)
def test_what_cannot_be_chosen_is_said_with_its_mend(book, wrong, message):
    with pytest.raises(CoderError, match=message):
        make(wrong, ARTICLES, book)


def test_nothing_is_asked_unless_it_is_asked_for(tmp_path, book, monkeypatch, stub):
    monkeypatch.setenv("OPENAI_BASE_URL", stub.address)
    outcome = code_articles(make(Request("language-model", model="m", answers=tmp_path), ARTICLES, book), ARTICLES, TEXTS)
    assert stub.asked == []
    assert list(outcome.rejected["reason"]) == ["no_answer", "no_answer"]
    assert all(frame.empty for frame in outcome.frames.values())


@pytest.mark.parametrize("jobs", [1, 4])
def test_what_has_no_coding_is_rejected_and_the_rest_goes_on(tmp_path, book, stub, jobs):
    stub.replies = [json.dumps(ANSWER)]
    asking = make(Request("language-model", True, "m", stub.address, tmp_path), ARTICLES, book)
    asking.code(ARTICLE)
    replaying = LanguageModelCoder("m", book, Answers(tmp_path))
    outcome = code_articles(replaying, ARTICLES, TEXTS, jobs)
    assert list(outcome.rejected["file"]) == ["quiet.txt"]
    assert len(outcome.frames["reports"]) == 1
    assert set(outcome.frames["sentences"]["article_id"]) == {ARTICLE.article_id}
    assert Path(tmp_path, f"{Answers(tmp_path).file(question(ARTICLE, 'm')).name}").is_file()


def test_several_questions_at_a_time_give_the_same_tables(tmp_path, book, stub):
    articles = pd.concat([ARTICLES.iloc[[0]].assign(article_id=f"{n:016x}", file=f"{n}.txt") for n in range(12)], ignore_index=True)
    texts = pd.DataFrame({"article_id": articles["article_id"], "text": [TEXT + f"\n\nPage {n}." for n in range(12)]})
    stub.replies = [json.dumps(ANSWER)]
    one, four = (
        code_articles(make(Request("language-model", True, "m", stub.address, tmp_path / str(jobs)), articles, book), articles, texts, jobs)
        for jobs in (1, 4)
    )
    for name, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, four.frames[name])
    kept = [{file.name: file.read_bytes() for file in (tmp_path / jobs).iterdir()} for jobs in ("1", "4")]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 12


def test_the_rules_version_changes_with_the_codebook(tmp_path, book):
    import shutil

    from research import codebook

    shutil.copytree(book.folder, tmp_path / "book")
    copy = RuleCoder(codebook.load(tmp_path / "book")).version
    assert copy == RuleCoder(book).version
    (tmp_path / "book" / "groups.csv").write_bytes((book.folder / "groups.csv").read_bytes() + b"\n")
    assert RuleCoder(codebook.load(tmp_path / "book")).version != copy


PASSAGES = Passages(TEXT, split(TEXT, ARTICLE.title))


class TestPassages:
    @pytest.mark.parametrize(
        ("quote", "found"),
        [
            ("Five Katyusha rockets", "Five Katyusha rockets"),
            ("  Five\nKatyusha   rockets ", "Five Katyusha rockets"),
            ("five katyusha rockets", None),
            ("ive Katyusha rocket", None),
            ("Katyusha rocket", None),
            ("4", None),
            ("U.S.–led coalition", "U.S.-led coalition"),
            ("", None),
            (" \n ", None),
            ("Taji\n\nFive", "Taji\n\nFive"),
        ],
    )
    def test_only_words_that_stand_there_are_found(self, quote, found):
        row = PASSAGES.find(quote)
        assert (row and row["quote"]) == found

    def test_typed_quotes_and_dashes_may_differ(self):
        text = "He said: “It’s the third—and last.”"
        row = Passages(text, split(text)).find('"It\'s the third-and last."')
        assert row is not None
        assert row["quote"] == "“It’s the third—and last.”"

    def test_of_several_places_the_nearest_counts(self):
        text = "Three men. Three rockets. Three men."
        passages = Passages(text, split(text))
        assert passages.find("Three men")["start"] == 0
        assert passages.find("Three men", near=24)["start"] == 26

    def test_long_quotations_are_cut(self):
        text = "Word " * 60
        row = Passages(text, split(text)).find(text)
        assert len(row["quote"].split()) == 40
        assert text[row["start"] : row["end"]] == row["quote"]

    def test_an_empty_article_has_no_words(self):
        assert Passages("", []).find("word") is None

    @given(st.text(alphabet="ab “”'’.-–\n\u00a0", max_size=60), st.data())
    def test_whatever_is_cut_out_of_a_text_is_found_as_it_stands(self, text, data):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        row = Passages(text, split(text)).find(text[start:end])
        whole = not (start and text[start - 1 : start + 1].isalnum()) and not text[end - 1 : end + 1].isalnum()
        if row:
            assert text[row["start"] : row["end"]] == row["quote"]
        elif text[start:end].strip() and end - start > 1 and whole and not any(c.isspace() for c in text):
            pytest.fail("words that stand in the text were not found")


class TestRows:
    def test_a_place_brings_its_country_but_overrules_nobody(self, book):
        assert completed({"place_id": "camp-taji"}, book)["country"] == "Iraq"
        assert completed({"place_id": "camp-taji", "where_prec": 2}, book)["where_prec"] == 2

    def test_no_date_has_no_precision(self, book):
        row = completed({"date_prec": 3, "date_basis": "stated"}, book)
        assert (row["date_prec"], row["date_basis"]) == (None, "none")

    def test_several_days_have_no_precision_unless_it_is_said(self, book):
        assert completed({"date_start": "2021-01-01", "date_end": "2021-01-04"}, book).get("date_prec") is None

    @pytest.mark.parametrize(
        ("row", "wrong"),
        [
            ({"killed_low": 1, "killed_high": 3}, False),
            ({"killed_low": 4, "killed_high": 3}, True),
            ({"killed_best": 4, "killed_high": 3}, True),
            ({"munitions_low": 0, "munitions_high": 0}, False),
            ({"period_start": "2021-02-01", "period_end": "2021-01-01"}, True),
            ({"date_start": None, "date_end": "2021-01-01"}, False),
        ],
    )
    def test_what_cannot_be_true_at_once_is_told(self, row, wrong):
        assert bool(contradiction(row)) is wrong

"""Tokens of words between spaces: remembered, but never more than a corpus of any size can bear."""

from hypothesis import given
from hypothesis import strategies as st

from research.coding import tokens
from research.coding.text import split
from research.coding.tokens import TOKEN, Memo, bounds_of, fold, words_of


def test_possessives_hyphens_and_underscores():
    text = "Iraq's  pro-Iran Kata’ib _base_ IRAQ’S"
    words, lower = words_of(text)
    assert words == ["Iraq", "'s", "pro", "Iran", "Kata’ib", "base", "IRAQ", "'s"]
    assert lower == ["iraq", "'s", "pro", "iran", "kataib", "base", "iraq", "'s"]
    starts, ends = bounds_of(text, words, 100)
    assert [text[start - 100 : end - 100] for start, end in zip(starts, ends, strict=True)] == [
        "Iraq", "'s", "pro", "Iran", "Kata’ib", "base", "IRAQ", "’S",
    ]  # fmt: skip


@given(st.text(alphabet="aZ é'’-‑_.,:1/ \n", max_size=60))
def test_tokens_and_their_places_are_those_that_the_pattern_finds_in_the_whole_text(text: str):
    words, lower = words_of(text)
    starts, ends = bounds_of(text, words, 0)
    plain = [match.span() for match in TOKEN.finditer(text) if match.group() not in "-‑"]
    covered = {k for span in plain for k in range(*span)}
    assert {k for start, end in zip(starts, ends, strict=True) for k in range(start, end)} == covered
    assert [word if word == "'s" else fold(word) for word in words] == lower


def test_a_sentence_knows_its_places_without_being_asked_twice():
    (sentence,) = split("Rockets fell near the U.S. embassy")
    assert sentence.starts is sentence.starts
    assert sentence.span_text(3, 6) == "the U.S. embassy"


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 3)
    asked = []
    memo = Memo(lambda word: asked.append(word) or word.upper())
    assert [memo[word] for word in "abacad"] == list("ABACAD")
    assert asked == ["a", "b", "c", "d"]
    assert len(memo) == 1
    assert memo["x" * 65] == "X" * 65
    assert len(memo) == 1

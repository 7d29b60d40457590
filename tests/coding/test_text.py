"""Sentences, their roles and their tokens."""

from hypothesis import given
from hypothesis import strategies as st

from research.coding.text import split


def texts(text: str, title: str = "") -> list[str]:
    return [sentence.text for sentence in split(text, title)]


def test_abbreviations_and_initials_do_not_end_a_sentence():
    text = "Maj. Gen. J. B. Smith of the U.S. Army spoke at 7 p.m. on Jan. 3. The base was calm."
    assert texts(text) == ["Maj. Gen. J. B. Smith of the U.S. Army spoke at 7 p.m. on Jan. 3.", "The base was calm."]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one():
    assert texts("It was sold to the U.S. The price is unknown.") == ["It was sold to the U.S.", "The price is unknown."]


def test_quotes_belong_to_the_sentence_they_close():
    assert texts('"We left." Then rain came.') == ['"We left."', "Then rain came."]


def test_paragraphs_have_roles():
    sentences = split("A title\n\n[Photo: a truck]\n\n11.02.2020\n\nThis is the lead of it. It goes on.\n\nThe body.", "A title")
    assert [s.role for s in sentences] == ["title", "caption", "body", "lead", "lead", "body"]


def test_tokens_part_hyphens_and_possessives_and_fold_apostrophes():
    (sentence,) = split("Kata'ib Hezbollah's U.S.-led 5,000 men at 7:20 in K-1.")
    assert sentence.lower == ["kataib", "hezbollah", "'s", "u.s.", "led", "5,000", "men", "at", "7:20", "in", "k", "1", "."]


@given(st.text(max_size=300))
def test_every_offset_points_at_its_words(text: str):
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text
        for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True):
            assert text[start:end] == word


@given(st.lists(st.sampled_from(["Rockets fell.", "No one was hurt!", "Was it a drone?", "U.S. forces replied."]), min_size=1, max_size=8))
def test_sentences_come_back_as_they_were_joined(parts: list[str]):
    assert texts(" ".join(parts)) == parts

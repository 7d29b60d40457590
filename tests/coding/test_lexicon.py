"""Cue words: inflection, alternatives, the longest phrase wins."""

import pytest

from research.coding.lexicon import Lexicon, expand, inflect, load
from research.coding.text import split


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", ["attack", "attacks", "attacked", "attacking"]),
        ("fire", ["fire", "fires", "fired", "firing"]),
        ("deny", ["deny", "denies", "denied", "denying"]),
        ("plan", ["plan", "plans", "planned", "planning"]),
        ("crash", ["crash", "crashes", "crashed", "crashing"]),
    ],
)
def test_regular_verbs_are_inflected(verb, forms):
    assert inflect(verb) == forms


def test_alternatives_multiply():
    assert set(expand("air strike|strikes")) == {("air", "strike"), ("air", "strikes")}


def test_the_longest_phrase_wins_within_a_kind_and_kinds_do_not_hide_each_other():
    lexicon = Lexicon({"weapon": {"ied": ["bomb"], "suicide_bomb": ["suicide bomb"]}, "event": {"strong": ["bomb"]}})
    (sentence,) = split("A suicide bomb went off")
    assert [(c.kind, c.value) for c in lexicon.find(sentence)] == [("weapon", "suicide_bomb"), ("event", "strong")]


def test_the_shipped_cues_load():
    assert load().by_first["rocket"]


def test_a_glance_passes_over_no_phrase():
    lexicon = load()
    kinds = frozenset(kind for tags in lexicon.phrases.values() for kind, _ in tags)
    for words, tags in lexicon.phrases.items():
        assert lexicon.may_hold(frozenset([tags[0][0]]), ["they", *words]), words
        assert lexicon.may_hold(kinds, list(words)), words
    assert not lexicon.may_hold(kinds, ["wheat", "grew", "in", "the", "north"])

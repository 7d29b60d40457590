"""A short run of the campaign: the long one is `python -m tests.fuzz`."""

import pytest

from research.ingest.refusal import Refusal
from tests.fuzz.__main__ import KINDS, campaign
from tests.fuzz.changes import broken
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import Figures, checked, run


def test_broken_inputs_are_articles_or_rejected():
    figures = campaign(250, 0)
    assert sum(found.files for found in figures.values()) >= 250
    assert sum(found.articles for found in figures.values()) > 50
    assert sum(found.rejected.total() for found in figures.values()) > 50


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in seeds()])
def test_sound_inputs_are_articles(kind):
    figures = Figures()
    for data in seeds()[kind]:
        run(kind, data, figures)
    assert figures.articles
    assert set(figures.rejected) <= {"scanned", "same_bytes"}


def test_what_does_not_hold_is_found():
    with pytest.raises(AssertionError):
        checked(Refusal("f", "", "no reason"))
    assert broken(b"abc", [(0, 0.0, 0.0, b"x"), (4, 0.5, 0.0, b"")]) == b"xa"

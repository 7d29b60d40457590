"""Marks stand at the right characters, whatever the spans."""

from hypothesis import given
from hypothesis import strategies as st

from research.reporting.page.marks import Span, Stretch, stretches

TEXTS = st.text(alphabet="ab é🚧<&\n", max_size=30)
SPANS = st.lists(
    st.builds(Span, st.integers(0, 60), st.integers(0, 60), st.sampled_from(["when", "where"]), st.sampled_from(["x", "y"])), max_size=6
)


def test_overlapping_spans_share_the_words_between_them() -> None:
    found = stretches("Four rockets fell", 100, [Span(100, 112, "weapon", "rocket"), Span(105, 117, "outcome", "hit")])
    assert found == [
        Stretch("Four ", ("weapon",), ("rocket",)),
        Stretch("rockets", ("weapon", "outcome"), ("rocket", "hit")),
        Stretch(" fell", ("outcome",), ("hit",)),
    ]


def test_spans_outside_the_sentence_mark_nothing() -> None:
    assert stretches("calm", 10, [Span(0, 10, "when", "x"), Span(14, 20, "when", "x"), Span(12, 12, "when", "x")]) == [Stretch("calm")]


def test_a_span_that_reaches_beyond_the_sentence_is_cut() -> None:
    assert stretches("calm", 10, [Span(5, 12, "when", "x")]) == [Stretch("ca", ("when",), ("x",)), Stretch("lm")]


@given(TEXTS, st.integers(0, 40), SPANS)
def test_no_character_is_lost_and_each_is_marked_by_the_spans_over_it(text: str, offset: int, spans: list[Span]) -> None:
    found = stretches(text, offset, spans)
    assert "".join(part.text for part in found) == text
    position = offset
    for part in found:
        for place in range(position, position + len(part.text)):
            assert set(part.kinds) == {span.kind for span in spans if span.start <= place < span.end}
        position += len(part.text)

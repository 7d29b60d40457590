"""A sentence and the spans that count in it -> stretches of text, each with the spans that cover it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of the cleaned article text, the kind of evidence they are, and what was read from them."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text without a boundary of a span in it; `kinds` and `labels` of all spans that cover it, each once, the shortest span's first."""

    text: str
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def stretches(text: str, offset: int, spans: Iterable[Span]) -> list[Stretch]:
    """Return the sentence `text`, which begins at `offset` of its article, cut at every boundary of `spans`.

    Spans may overlap and may reach beyond the sentence; the texts of the result, joined, are `text` again.
    """
    inside = sorted(span for span in spans if span.start < span.end and span.start < offset + len(text) and span.end > offset)
    cuts = {0, len(text)}
    for span in inside:
        cuts |= {max(span.start - offset, 0), min(span.end - offset, len(text))}
    edges = sorted(cuts)
    result = []
    for first, last in pairwise(edges):
        over = sorted((span for span in inside if span.start - offset <= first and span.end - offset >= last), key=_length)
        kinds, labels = (tuple(dict.fromkeys(values)) for values in ([s.kind for s in over], [s.label for s in over]))
        result.append(Stretch(text[first:last], kinds, labels))
    return result


def _length(span: Span) -> int:
    return span.end - span.start

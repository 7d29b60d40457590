"""What the bench times, each in a process of its own: the rule coder, and beside it spaCy's tokeniser and phrase matcher."""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from typing import TypeVar

from research import codebook
from research.coding import lexicon
from research.coding.corpus import code_articles
from research.coding.text import split
from research.quality.bench_texts import texts

TOOLS = ("rules", "spacy")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: what was done, by the clock (`seconds`) and on the processor (`cpu`), and the most memory the process held.

    `found`: reports of the rules, matches of spaCy. `peak`: MiB, None where the system does not tell.
    """

    articles: int
    sentences: int
    found: int
    seconds: float
    cpu: float
    peak: float | None


def has_spacy() -> bool:
    """Tell whether spaCy, which only the extra `bench` brings, is there."""
    return find_spec("spacy") is not None


def measure(tool: str, name: str, count: int) -> Timing:
    """Run one of TOOLS over `count` articles of a set, in a fresh process and on one core."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit({"rules": _rules, "spacy": _spacy}[tool], name, count).result()


def _rules(name: str, count: int) -> Timing:
    articles, words = texts(name, count)
    coded, seconds, cpu = _timed(lambda: code_articles(articles, words))
    return Timing(count, len(coded["sentences"]), len(coded["reports"]), seconds, cpu, _peak())


def _spacy(name: str, count: int) -> Timing:
    import spacy
    from spacy.matcher import PhraseMatcher

    words = list(texts(name, count)[1]["text"])
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("codebook", [nlp.make_doc(phrase) for phrase in sorted(set(phrases()))])
    found, seconds, cpu = _timed(lambda: sum(len(matcher(nlp.make_doc(text))) for text in words))
    return Timing(count, sum(len(split(text)) for text in words), found, seconds, cpu, _peak())


def phrases() -> Iterator[str]:
    """Yield every name and cue phrase of the codebook: what the rules look for too."""
    book = codebook.load()
    for place in book.places.values():
        yield from (name.lstrip("=") for name in (*place.aliases, *place.adjectives))
    for group in book.groups.values():
        yield from (name.lstrip("=") for name in (*group.aliases, *group.adjectives))
    for values in book.lexicon("cues").values():
        for entries in values.values():
            yield from (" ".join(words) for entry in entries for words in lexicon.expand(entry))


def _timed(work: Callable[[], Result]) -> tuple[Result, float, float]:
    seconds, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - seconds, time.process_time() - cpu


def _peak() -> float | None:
    """Return the most memory that this process has held, in MiB."""
    try:
        import resource
    except ImportError:  # not on Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)

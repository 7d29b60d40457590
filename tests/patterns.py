"""Every regular expression of the package, and strings made from each that would make it backtrack if it could."""

import importlib
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import research
from research.paths import PACKAGE, RAW

LENGTH = 12_000  # characters of a hostile string: quadratic work on them takes half a second
LIMIT = 0.25  # seconds of processor time for one string; linear work takes a thousandth of one
ANCHORED = {"match", "fullmatch"}
NAME = re.compile(r"(\w+) = re\.compile\(")
ENDS = ("\x00", "", "\n!")
MANY = 8  # a repeat of so many can be pumped
COMMON = ("a", "A", " ", "a ", "A ", "1", "1 ", "1,", ".", "-", "a-", "A. ", "(", "[", "\n", "\t", "é", '"', "the ", "and ")
Pattern = tuple[str, int]


class TooSlow(BaseException):
    """A pattern was stopped."""


def patterns() -> dict[Pattern, str]:
    """Return every pattern that the package compiles when all of it is imported and some articles are coded, and where it does."""
    found: dict[Pattern, str] = {}
    original = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: int) -> re.Pattern[Any]:
        compiled = original(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if frame and frame.f_code.co_filename.startswith(str(PACKAGE)) and isinstance(compiled.pattern, str | bytes):
            text = compiled.pattern if isinstance(compiled.pattern, str) else compiled.pattern.decode("latin-1")
            place = f"{frame.f_code.co_filename.removeprefix(str(PACKAGE))}:{frame.f_lineno}"
            found.setdefault((text, compiled.flags & ~re.UNICODE), place)
        return compiled

    re._compile = record  # type: ignore[attr-defined]
    try:
        for module in pkgutil.walk_packages(research.__path__, "research."):
            importlib.import_module(module.name)
        _use()
    finally:
        re._compile = original  # type: ignore[attr-defined]
    return found


def _use() -> None:
    """Code some articles, so that patterns that are made from the codebook are made."""
    from research.coding import code_articles
    from research.ingest import read_folder

    read = read_folder(RAW)
    code_articles(read.articles.head(40), read.texts)


def slowest(pattern: Pattern, place: str) -> tuple[float, str]:
    """Return the most processor time that a pattern takes on a hostile string as it is used, and the start of that string."""
    compiled = re.compile(*pattern)
    ways = [getattr(compiled, name) for name in _ways(place)]
    worst = (0.0, "")
    for attack in dict.fromkeys(_attacks(pattern)):
        worst = max(worst, *((_time(way, attack), attack[:80]) for way in ways))
        if worst[0] >= LIMIT:
            break
    return worst


def _ways(place: str) -> list[str]:
    """Return how the constant that is made at a place is used anywhere: match, fullmatch, or finditer for all that look further on."""
    file, _, line = place.partition(":")
    source = (PACKAGE / file.lstrip("/")).read_text("utf-8").split("\n")[int(line) - 1]
    name = NAME.match(source)
    used = {match for match in re.findall(rf"\b{name.group(1)}\.(\w+)", _source())} if name else set()
    return sorted(used) if used and used <= ANCHORED else ["finditer"]


@cache
def _source() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))


def _time(way: Any, text: str) -> float:
    def stop(number: int, frame: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        deque(way(text) or (), maxlen=0) if way.__name__ == "finditer" else way(text)
    except TooSlow:
        return LIMIT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - begin


def _attacks(pattern: Pattern) -> Iterator[str]:
    for prefix, pump in _pumps(parser.parse(*pattern), ""):
        for lead, unit in ((prefix, pump), ("", prefix + pump)):
            if unit:
                yield from (lead + unit * (LENGTH // len(unit)) + end for end in ENDS)
    yield from (common * (LENGTH // len(common)) + ENDS[0] for common in COMMON)


def _pumps(tree: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield for each repeat in a pattern a string that leads to it, and each way to go through it once."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= MANY:
                for choice in range(3):
                    yield prefix, _sample(body, choice)
            yield from _pumps(body, prefix)
        elif code is op.SUBPATTERN:
            yield from _pumps(value[-1], prefix)
        elif code is op.ATOMIC_GROUP:
            yield from _pumps(value, prefix)
        elif code is op.BRANCH:
            for branch in value[1][:40]:
                yield from _pumps(branch, prefix)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _pumps(value[1], prefix)
        prefix = (prefix + _sample([(code, value)], 0))[-200:]


def _sample(tree: Any, choice: int) -> str:
    """Return a string that a part of a pattern matches; `choice` picks among its ways."""
    return "".join(_one(code, value, choice) for code, value in tree)


def _one(code: Any, value: Any, choice: int) -> str:
    if code is op.LITERAL:
        return chr(value)
    if code is op.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if code is op.ANY:
        return "a"
    if code is op.IN:
        return _member(value, choice)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = value
        return _sample(body, choice) * min(max(least, 1), 3) if most else ""
    if code is op.SUBPATTERN:
        return _sample(value[-1], choice)
    if code is op.ATOMIC_GROUP:
        return _sample(value, choice)
    if code is op.BRANCH:
        return _sample(value[1][choice % len(value[1])], choice)
    return ""


def _member(members: Any, choice: int) -> str:
    negated = bool(members) and members[0][0] is op.NEGATE
    candidates = "aA1 .,-'\"([)]\n\té’–_#:/"
    fitting = [char for char in candidates if _in(members, char) != negated]
    fitting += [chr(value) for code, value in members if code is op.LITERAL and not negated]
    fitting += [chr(value[0]) for code, value in members if code is op.RANGE and not negated]
    return fitting[choice % len(fitting)] if fitting else "\u4e00"


CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _in(members: Any, char: str) -> bool:
    for code, value in members:
        if (code is op.LITERAL and chr(value) == char) or (code is op.RANGE and value[0] <= ord(char) <= value[1]):
            return True
        if code is op.CATEGORY and re.match(CATEGORIES[value], char):
            return True
    return False


if __name__ == "__main__":
    timed = sorted(((*slowest(pattern, place), place, pattern[0]) for pattern, place in patterns().items()), reverse=True)
    print(f"{len(timed)} patterns, {LENGTH} characters each; the slowest:")
    for seconds, start, place, text in timed[:30]:
        print(f"{seconds:6.2f} s  {place}  {text[:100]!r}  on {start[:40]!r}")
    sys.exit(timed[0][0] >= LIMIT)

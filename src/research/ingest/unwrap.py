"""Lines -> paragraphs: join lines that were wrapped by hand or by a mail program, keep lines that stand for themselves apart."""

import itertools
import re
from collections.abc import Callable

from research.ingest.blocks import SENTENCE_END
from research.ingest.lexicon import lexicon, words
from research.ingest.limits import WRAP_WIDTHS

BULLET = re.compile(r"^\s*(?:[*•·▪▫■□◦‣⁃●○➤►–—>»+-]+\s+)+(?=\S)")
INDENT = re.compile(r"^(?:\t| {2,})\S")


def chunks(lines: list[str]) -> list[list[str]]:
    """Return the runs of lines between blank lines."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def wrap_width(runs: list[list[str]]) -> int:
    """Return the width at which the lines of `runs` are wrapped, 0 if they are not.

    A wrapped line is full: the first word of the next line would not have fitted any more.
    """
    pairs = [(len(a.rstrip()), len(b.split(maxsplit=1)[0])) for run in runs for a, b in itertools.pairwise(run)]
    longest = max((len(line.rstrip()) for run in runs for line in run), default=0)
    if not WRAP_WIDTHS[0] <= longest <= WRAP_WIDTHS[1]:
        return 0
    full = sum(1 for length, word in pairs if length + 1 + word > longest)
    return longest if full >= 3 and full >= 0.6 * len(pairs) else 0


def join_lines(run: list[str], width: int, stands_alone: Callable[[str], bool]) -> list[str]:
    """Return the paragraphs of one run of lines, each in one line, bullets still on.

    Args:
        run: lines without blank lines between them.
        width: as from `wrap_width`.
        stands_alone: tells of a line that it is no running text (a date line, a button), so that nothing is joined to it.
    """
    paragraphs = [run[0].strip()]
    if len(run) == 1:
        return paragraphs
    alone = stands_alone(run[0])
    for before, line in itertools.pairwise(run):
        goes_on = not BULLET.match(line) and _goes_on(before, line, width)
        # Inside a wrapped sentence a line may look like a button by chance.
        inside = goes_on and bool(width) and not alone and not SENTENCE_END.search(before.rstrip())
        line_alone = not inside and stands_alone(line)
        if goes_on and not alone and not line_alone:
            paragraphs[-1] = _glue(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line.strip())
        alone = line_alone
    return paragraphs


def _goes_on(before: str, line: str, width: int) -> bool:
    before, line = before.rstrip(), line.rstrip()
    ended = bool(SENTENCE_END.search(before))
    if line.lstrip()[0].islower() and not ended:
        return True
    if width:
        return not INDENT.match(line) and len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return not ended and len(before) >= WRAP_WIDTHS[0] and _is_open(before)


def _is_open(before: str) -> bool:
    if before.endswith((",", ";", "-", "–", "—")):
        return True
    last = words(before[-20:])
    return bool(last) and before[-1].isalpha() and last[-1] in lexicon().sets["open_words"]


def _glue(text: str, line: str) -> str:
    hyphenated = len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha() and line[:1].islower()
    return text + line if hyphenated else f"{text} {line}"

"""One small change: lines of a file, and what stands there instead."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

AROUND = 30  # characters shown on each side of what differs


class Gone(LookupError):
    """The lines that a change replaces are no longer in the file."""


@dataclass(frozen=True, slots=True)
class Change:
    """In `file` (a path below the project), from `line` (counted from 1) on, the lines `before` become `after`."""

    family: str
    kind: str
    file: str
    line: int
    before: str
    after: str

    @property
    def key(self) -> str:
        """What names the change in results, wherever its line has moved to."""
        return "\n".join((self.file, self.before, self.after))

    def apply(self, text: str) -> str:
        """Return `text`, the file's, with the change.

        Raises:
            Gone: its lines are not there, or several times, and none of them in the old place.
        """
        lines = text.splitlines(keepends=True)
        begin = sum(map(len, lines[: self.line - 1]))
        if not text.startswith(self.before, begin):
            if text.count(self.before) != 1:
                raise Gone(self.file)
            begin = text.index(self.before)
        return text[:begin] + self.after + text[begin + len(self.before) :]

    def difference(self) -> tuple[str, str]:
        """Return what differs, with a few characters on each side: what was there, what is there now."""
        head = _same(self.before, self.after)
        tail = _same(self.before[head:][::-1], self.after[head:][::-1])
        first = max(head - AROUND, 0)
        was, now = (text[first : min(len(text) - tail + AROUND, len(text))] for text in (self.before, self.after))
        return was.strip(), now.strip()

    def said(self) -> str:
        """Return the change in one line."""
        was, now = (" ".join(part.split()) for part in self.difference())
        return f"{self.file}:{self.line} {self.kind}: {was} -> {now}"

    def as_json(self) -> dict[str, Any]:
        """Return the change as a line of results holds it."""
        return asdict(self)


def _same(one: str, two: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((number for number, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


class Spot(NamedTuple):
    """A place where a file can be changed: `new` for text[begin:end], which is a Change as soon as one is wanted of it."""

    family: str
    kind: str
    path: Path
    root: Path
    text: str
    begin: int
    end: int
    new: str

    @property
    def is_change(self) -> bool:
        """Tell whether anything would differ."""
        return self.text[self.begin : self.end] != self.new

    def change(self) -> Change:
        """Return the change of whole lines."""
        first = self.text.rfind("\n", 0, self.begin) + 1
        last = self.text.find("\n", self.end)
        last = len(self.text) if last < 0 else last + 1
        before = self.text[first:last]
        after = before[: self.begin - first] + self.new + before[self.end - first :]
        line = self.text.count("\n", 0, first) + 1
        return Change(self.family, self.kind, self.path.relative_to(self.root).as_posix(), line, before, after)

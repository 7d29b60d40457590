"""What is shown of an article, as data: its sentences with marks, the rows read from them value by value, and what was passed over.

Every text in here is of one line and without control characters, so that no article can command a terminal.
"""

import unicodedata
from dataclasses import dataclass

VALUE, TELLING, PASSED = "value", "telling", "passed"  # kinds of marks
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) of a sentence's text: of which row (`key`), which kind of words, and what they say."""

    start: int
    end: int
    key: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its number, its role (title, lead, body, caption), its marks, and the reports that it goes on about untold."""

    no: int
    role: str
    text: str
    marks: tuple[Mark, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row, the rule that gave it, and the words and the sentence in which it stands (empty, None: in none of its own)."""

    column: str
    value: str
    rule: str = ""
    words: str = ""
    sentence_no: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its key on show (A, c1, t1), its id, its values, the columns of which nothing is said.

    `of` is the key of the report that a claim speaks of; `about` are the sentences that go on about a report without telling it.
    """

    key: str
    row_id: str
    values: tuple[Value, ...]
    unsaid: tuple[str, ...] = ()
    of: str = ""
    about: tuple[int, ...] = ()

    def get(self, column: str) -> Value:
        """Return the value of a column, an empty one where nothing is said."""
        return next((value for value in self.values if value.column == column), Value(column, ""))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that speak of force but were not coded, and the reason."""

    key: str
    words: str
    reason: str
    sentence_no: int


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """An article as the coder read it. It prints as plain text, and shows itself as HTML in JupyterLab."""

    article_id: str
    file: str
    title: str
    published: str
    lines: tuple[Line, ...]
    reports: tuple[Entry, ...] = ()
    claims: tuple[Entry, ...] = ()
    tallies: tuple[Entry, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    remark: str = ""

    def __repr__(self) -> str:
        return self.text()

    def text(self, width: int = 100, colour: bool = False) -> str:
        """Return it as text of `width` columns; `colour` adds ANSI colours, which carry nothing that the letters do not."""
        from research.coding.explain.terminal import render

        return render(self, width, colour)

    def html(self) -> str:
        """Return it as one HTML element with inline styles."""
        from research.coding.explain.html import render

        return render(self)

    def _repr_html_(self) -> str:
        return self.html()


def plain(text: object) -> str:
    """Return a text with a blank for each character that is not seen; every other character keeps its place."""
    return "".join(" " if unicodedata.category(char) in UNSEEN else char for char in str(text))


def letters(number: int) -> str:
    """Return the key of report `number`, from 0: A, B, ... Z, AA, AB."""
    key = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        key, number = chr(ord("A") + rest) + key, number - 1
    return key

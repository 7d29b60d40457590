"""One quantity as it is read from a sentence."""

from dataclasses import dataclass


@dataclass(slots=True)
class Number:
    """One quantity: tokens i to j (exclusive), its qualifier included.

    Attributes:
        low, high: bounds, None where open or unknown.
        best: the figure itself where there is one; None for a range, an upper bound alone and vague words.
        qualifier: exact, at_least, more_than, approximately, nearly, up_to, range, vague.
        kind: cardinal, vague (several, dozens), none (no, nobody), ordinal (third), times (twice), article (a, one).
        value: the number as written, also where the bounds differ from it.
        unit_word: token of the noun that is counted, None where none follows.
        part: "three of the ...": a share of something counted before.
        more: "another 55", "two more": added to something counted before.
        hedged: "no reports of casualties": nothing is known, which is not the same as none.
    """

    i: int
    j: int
    low: int | None
    high: int | None
    best: int | None
    qualifier: str
    kind: str
    value: int | None = None
    unit_word: int | None = None
    part: bool = False
    more: bool = False
    hedged: bool = False

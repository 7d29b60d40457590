"""What the reading of dates works on: spans, the context of an article, and the pieces of which spans are made."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from research.coding.dates.calendar import Interval, month_span, safe_date, year_span
from research.coding.text import Sentence

PAD = [""] * 8


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published: the first and last day it may have been, and the day itself where it is known."""

    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The day, None where only month or year are known."""
        return self.first if self.first == self.last else None


@lru_cache(maxsize=4096)
def published(text: str | None) -> Published:
    """Read '' (unknown), a year, a month (2021-06) or an ISO day; anything else counts as unknown."""
    parts = (text or "").strip()[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return Published()
    numbers = [int(part) for part in parts]
    if not 1900 <= numbers[0] < 2100:
        return Published()
    if len(numbers) == 1:
        span = year_span(numbers[0])
    elif len(numbers) == 2:
        span = month_span(numbers[0], numbers[1])
    else:
        day = safe_date(*numbers[:3])
        span = (day, day) if day else None
    return Published(*span) if span else Published()


@dataclass(slots=True)
class DateSpan:
    """One phrase of time: tokens i to j (exclusive) of its sentence, and the days it stands for.

    Attributes:
        start, end: first and last day; both None where the phrase cannot be resolved.
        prec: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer; None without days.
        basis: `stated` where the text gives the calendar date, `relative` where it is worked out.
        kind: point, range, since (open until publication), until, deictic (from the last date told), duration (ends on
            publication), clock, offset ("a day after the strike": `offset` days lie between that event and the one told),
            anniversary, vague ("in recent weeks").
        days: first and last day of the date itself: for since and until of the date that opens or closes the period.
        month, day: as written, also where the year is unknown.
        anniversary: the phrase dates a commemoration, or what is commemorated.
        said: the phrase tells when somebody spoke.
        dateline: the phrase is the article's own date.
    """

    i: int
    j: int
    start: date | None
    end: date | None
    prec: int | None
    basis: str
    kind: str
    text: str
    days: Interval | None = None
    month: int | None = None
    day: int | None = None
    offset: int | None = None
    anniversary: bool = False
    said: bool = False
    dateline: bool = False


@dataclass(slots=True)
class DateContext:
    """What the sentences before have told.

    Attributes:
        last: days of the last event that was dated.
        mention: days of the last date that was mentioned at all, for "that month".
        opened: the day on which a period told since then opened ("since Monday"), for "that night".
        year: the year that the article gives or implies, for dates without one in an article without publication date.
        anchor: first full date of that year, from which other days without a year are taken to lie nearest.
        stated: last full date that was told, and the number of its sentence.
    """

    last: Interval | None = None
    mention: Interval | None = None
    opened: Interval | None = None
    year: int | None = None
    anchor: date | None = None
    stated: tuple[date, int] | None = None


@dataclass(slots=True)
class Piece:
    """A part of a phrase of time before it is resolved: calendar fields, or a `form` with its own fields."""

    i: int
    j: int
    form: str  # date, month, year, weekday, fixed (days known), unit, clock
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    weekday: int | None = None
    shift: str = ""  # last, this, next, previous, following; or a week such as last-week
    days: Interval | None = None
    kind: str = "point"
    basis: str = "stated"
    offset: int | None = None
    since: date | None = None  # the day on which "since" this piece starts, where it is not the first
    bad: bool = False  # a misprint: 39 March
    named: bool = False  # the night that begins on this day: "Thursday overnight"


@dataclass(slots=True)
class Frame:
    """One sentence under work: its folded tokens, padded with empty ones, and what dates it may be measured from."""

    sentence: Sentence
    published: Published
    context: DateContext
    low: list[str] = field(default_factory=list)
    size: int = 0
    last: Interval | None = None
    mention: Interval | None = None
    clocks: set[int] = field(default_factory=set)  # tokens of times of day

    def __post_init__(self) -> None:
        self.size = len(self.sentence.lower)
        self.low = self.sentence.lower + PAD
        self.last, self.mention = self.context.last, self.context.mention

    def touches(self, k: int) -> bool:
        """Tell whether token k follows the token before it without a space: a hyphen or nothing stands between."""
        return 0 < k < self.size and self.sentence.joined(k)

    def glued(self, k: int) -> bool:
        """Tell whether token k follows the token before it with nothing between: the th of 11th."""
        return 0 < k < self.size and self.sentence.glued(k)

    def capital(self, k: int) -> bool:
        """Tell whether token k starts with a capital letter."""
        return k < self.size and self.sentence.words[k][:1].isupper()

    def number(self, k: int) -> int | None:
        """Return token k as a whole number of at most two digits, or None."""
        word = self.low[k]
        return int(word) if len(word) <= 2 and word.isascii() and word.isdigit() else None

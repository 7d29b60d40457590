"""The day and place that one sentence sets for the next: "On Wednesday it was Iraq's turn. A drone was sent at ..."."""

from research.codebook import Codebook
from research.coding.dates.types import DateSpan
from research.coding.events.build import substantial
from research.coding.events.facts import VAGUE, event_dates, event_places, sets_day
from research.coding.events.pointing import pointed_at
from research.coding.events.real import definite
from research.coding.model import Annotated, Mention
from research.coding.names.mentions import PlaceMention
from research.coding.words import words

REMEMBRANCE = words("frames", "remembrance")
MORE = words("frames", "more")
EVENTS = words("frames", "events")
VERBS = frozenset({"assault_verb", "impact_verb", "launch_verb"})
PRONOUNS, AUXILIARIES = frozenset({"they", "it"}), frozenset({"had", "have", "has", "also", "then"})
SUBJECT = 6  # tokens in which a sentence names what it is about
TOLD = frozenset({"the", "these", "those", "that"})
BACK = 3  # sentences that a day set before reaches over


def set_frames(mentions: list[Mention], notes: list[Annotated], codebook: Codebook) -> None:
    """Give each mention without a date the day of a heading above it, or of a sentence before it in its paragraph that tells no event."""
    telling = {m.note.sentence.no for m in mentions if substantial(m)}
    headings = _headings(notes)
    for mention in mentions:
        number = mention.note.sentence.no
        before = notes[max(number - 1, 0)]
        if REMEMBRANCE & (set(mention.note.sentence.lower) | set(before.sentence.lower)):
            mention.flags.add("commemorated")
        quiet = number and number - 1 not in telling and before.sentence.paragraph == mention.note.sentence.paragraph
        if quiet and MORE & set(before.sentence.lower) and EVENTS & set(before.sentence.lower):
            mention.flags.add("again")
        if not any(p.relation in ("at", "near") for p in mention.places) and not definite(mention):
            mention.scene = pointed_at(mention, notes, codebook) or _scene(number, notes, telling)
        _give_subject(mention, notes)
        if not event_dates(mention) and not _of_told(mention):
            mention.frame = _opening(mention, mentions) or _frame(number, notes, telling) or headings.get(number)


def _give_subject(mention: Mention, notes: list[Annotated]) -> None:
    """Flag the state whose aircraft the sentence before is about, where "they" or "it" strikes: "they bombed a camp on Sunday"."""
    lower, number = mention.note.sentence.lower, mention.note.sentence.no
    verbs = [t.i for t in mention.triggers if t.kind in VERBS and t.i > mention.i]
    if (
        not number
        or not any(lower[k - 1 - (lower[k - 1] in AUXILIARIES)] in PRONOUNS for k in verbs)
        or any(flag.startswith("by:") for flag in mention.flags)
    ):
        return
    before = notes[number - 1]
    states = [c.value for c in before.kinds("nation") if c.i <= SUBJECT]
    if before.sentence.role != "title" and states and any(w.value == "air_strike" and w.i <= SUBJECT for w in before.kinds("weapon")):
        mention.flags |= {"by:" + states[0], "by aircraft"}


def _scene(number: int, notes: list[Annotated], telling: set[int]) -> tuple[PlaceMention, Annotated] | None:
    """Return the exact place that the sentence right before sets ("At Green Village it was different. Eight rounds came in ...")."""
    before = notes[max(number - 1, 0)]
    if not number or number - 1 in telling or before.sentence.paragraph != notes[number].sentence.paragraph or before.kinds("speech"):
        return None
    whole = Mention(before, 0, len(before.sentence.lower), [], places=before.places)
    places = [p for p in event_places(whole) if p.where_prec < VAGUE]
    return (places[0], before) if len({p.place_id for p in places}) == 1 else None


def _of_told(mention: Mention) -> bool:
    """Tell whether a mention only names munitions told before ("a militia is suspected of having fired the rocket")."""
    lower = mention.note.sentence.lower
    return bool(mention.weapons) and all(lower[w.i - 1] in TOLD for w in mention.weapons if w.i) and not event_places(mention)


def _opening(mention: Mention, mentions: list[Mention]) -> tuple[DateSpan, Annotated] | None:
    """Return the day with which the sentence opens before the telling ("July 6 was quiet on the roads: in the evening a drone ...")."""
    if any(m.note is mention.note and m.i < mention.i for m in mentions):
        return None
    days = [d for d in mention.note.dates if d.j <= mention.i and d.kind == "point" and d.prec == 1 and sets_day(mention.note, d)]
    return (days[-1], mention.note) if days else None


def _frame(number: int, notes: list[Annotated], telling: set[int]) -> tuple[DateSpan, Annotated] | None:
    """Return the day that one of the sentences right before sets, as far back as the paragraph goes and no event is told."""
    for k in range(number - 1, max(number - 1 - BACK, -1), -1):
        asked = any(n.sentence.lower[-1:] == ["?"] for n in notes[k:number])  # what is answered may stand in a paragraph of its own
        if k in telling or (notes[k].sentence.paragraph != notes[number].sentence.paragraph and not asked):
            return None
        dates = [d for d in notes[k].dates if d.kind in ("point", "range", "deictic") and sets_day(notes[k], d)]
        if dates:
            return (dates[0], notes[k]) if dates[0].prec in (1, 2, None) else None
    return None


def _headings(notes: list[Annotated]) -> dict[int, tuple[DateSpan, Annotated]]:
    """Return for each sentence the heading of a digest under which it stands: one of several lines that are a day and nothing else."""
    lines = {n.sentence.no: (n.dates[0], n) for n in notes if n.sentence.role in ("lead", "body") and _only_a_day(n)}
    if len(lines) < 2:  # one alone is the article's own date
        return {}
    found: dict[int, tuple[DateSpan, Annotated]] = {}
    heading: tuple[DateSpan, Annotated] | None = None
    for note in notes:
        heading = lines.get(note.sentence.no) or _opened(note) or heading
        if heading and note.sentence.no not in lines:
            found[note.sentence.no] = heading
    return found


def _opened(note: Annotated) -> tuple[DateSpan, Annotated] | None:
    """Return the day with which an entry of a digest opens: "January 5 was the noisiest day"."""
    days = [d for d in note.dates if d.i == 0 and d.kind == "point" and d.prec == 1 and sets_day(note, d)]
    return (days[0], note) if days else None


def _only_a_day(note: Annotated) -> bool:
    if len(note.dates) != 1 or len(note.sentence.lower) > 6:
        return False
    span = note.dates[0]
    return not any(word.isalnum() for word in note.sentence.lower[: span.i] + note.sentence.lower[span.j :])

"""When an event was: the most exact date that its mentions give, else the day of publication where the article is its news."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from research.coding.dates.find import DateSpan
from research.coding.events.facts import elliptic, event_dates
from research.coding.events.real import definite
from research.coding.model import Annotated, Event, Evidence, Mention
from research.coding.text import Sentence
from research.coding.words import words

NEWS = timedelta(days=7)  # what happened within a week before the news is not background (coding guide)
HEADLINE = timedelta(days=62)  # an event in the headline or lead is news up to two months after it
WEEKDAYS = words("when", "weekdays")
SAME_DAY = words("when", "same_day")
SAME_HOUR, DAY_PARTS = words("when", "same_hour"), words("when", "day_parts")
OPENINGS = frozenset({"in", "at", "towards", "toward", "by", "before", "after", "around", "about", "shortly"})
ADDING = frozenset({"casualty", "outcome", "anaphor", "impact_verb"})  # cues of a sentence that goes on about an event
CAUSES = words("when", "causes")
CONTEXT_ROLES = frozenset({"caption"})


@dataclass(frozen=True, slots=True)
class When:
    """First and last day (None: not said), precision on UCDP's scale, basis, and the words that say it."""

    start: date | None
    end: date | None
    prec: int | None
    basis: str
    evidence: Evidence | None = None


def publication(published: str) -> When:
    """Return the interval that a publication date stands for: a day, a month, or nothing."""
    if len(published) == 10:
        day = date.fromisoformat(published)
        return When(day, day, 1, "publication")
    if len(published) == 7:
        year, month = int(published[:4]), int(published[5:])
        return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), 4, "publication")
    return When(None, None, None, "none")


def stated(event: Event) -> When:
    """Return the most exact date that the event's mentions give, the first of equals."""
    best: tuple[DateSpan, Evidence] | None = None
    for mention in sorted(event.mentions, key=_hours_off):
        for span in sorted(event_dates(mention), key=lambda d: _apart(mention, d)):
            if span.start is None or span.prec is None:
                continue
            if best is None or span.prec < best[0].prec:
                note = mention.frame[1] if mention.frame and span is mention.frame[0] else mention.note
                best = span, Evidence(span.start.isoformat(), f"date.{span.kind}", note.sentence, span.i, span.j)
    if best is None or (best[0].prec or 1) >= 4:
        spoken = _spoken(event)
        if spoken:
            return spoken
    if best is None:
        return When(None, None, None, "none")
    span, evidence = best
    return When(span.start, span.end, span.prec, span.basis, evidence)


def _apart(mention: Mention, span: DateSpan) -> bool:
    """Tell whether another date of the mention stands right at the event's noun ("buried on Thursday ... in Sunday's drone attack")."""
    nouns = [t.i for t in mention.triggers if t.kind == "attack_noun"]
    lower = mention.note.sentence.lower
    owners = [d for d in mention.dates if any(0 <= n - d.j <= 3 and "'s" in lower[d.i : n] for n in nouns)]
    if owners:
        return not any(span is d for d in owners)
    first = min(t.i for t in mention.triggers)
    clause = max((k for k in range(mention.i, first) if lower[k] in ("who", "which", "that")), default=-1)
    return span.i < clause and any(d.i > clause for d in mention.dates)  # "buried on Thursday ... who was killed on October 28"


def _hours_off(mention: Mention) -> bool:
    """Tell whether a mention dates what came hours after the event: "let back in on Monday, two hours after drones ..."."""
    return any(d.kind == "offset" and ("hour" in d.text or "minute" in d.text) for d in mention.dates)


def _spoken(event: Event) -> When | None:
    """Return the day on which somebody told of the event ("said on Friday that it had ..."), the best that is known of its own."""
    first = event.mentions[0]
    for span in first.dates:
        if span.said and span.start and span.prec == 1 and first.i <= span.i < first.j:
            evidence = Evidence(span.start.isoformat(), "date.told", first.note.sentence, span.i, span.j)
            return When(span.start, span.end, 1, "relative", evidence)
    return None


def date_events(events: list[Event], published: str, notes: list[Annotated]) -> list[When]:
    """Return when each event was, and mark each as news or background.

    An event without a date of its own has the day of publication if it is told as news; background without a date stays undated.
    """
    found = [stated(event) for event in events]
    default = publication(published)
    fallback = default if default.start else _of_lead(events, found)
    news = _day_of_news(found, default)
    scope = _scope(notes)
    if default.start and default.prec == 4:
        news = default.start + NEWS  # of a month of publication any day may be the news
    for k, event in enumerate(events):
        if found[k].start is None:
            found[k] = _of_list(event, events, found) or found[k]
        event.is_background = _is_background(event, found[k], news, events, found) and not _within(found[k], scope)
        if found[k].start is None and not event.is_background:
            found[k] = (
                _same(k, events, found) or _offset(event, default) or _added(event, notes, news) or _inherit(k, events, found) or fallback
            )
        event.start, event.end = found[k].start, found[k].end
    return found


def _of_list(event: Event, events: list[Event], found: list[When]) -> When | None:
    """Return the day of an event that is told in one list with this one ("the two attacks, on Harir and on al-Asad")."""
    first = event.mentions[0]
    if "each" not in first.flags:
        return None
    for other, when in zip(events, found, strict=True):
        if when.start and other is not event and any(m.note is first.note and m.i == first.i for m in other.mentions):
            return When(when.start, when.end, when.prec, "relative", when.evidence)
    return None


def _same(k: int, events: list[Event], found: list[When]) -> When | None:
    """Return the day of the event told before for "the same night" and "within the hour", where that day was only told around it."""
    if not k or found[k - 1].start is None or found[k - 1].basis == "publication":
        return None
    same = any(d.text.lower().startswith(("the same", "that same")) for m in events[k].mentions for d in m.dates)
    if not same and not _same_hour(events[k].mentions):
        return None
    base = found[k - 1]
    return When(base.start, base.end, base.prec, "relative", base.evidence)


def _same_hour(mentions: list[Mention]) -> bool:
    """Tell whether the text tells an event as close in time to the one before it: "minutes later", "in the evening it was ..."."""
    first = next((m for m in mentions if m.note.sentence.role != "title"), None)
    if first is None:
        return False
    lower = first.note.sentence.lower[first.i : first.j]
    opening = first.i == 0 and bool(lower) and lower[0] in OPENINGS and not DAY_PARTS.isdisjoint(lower[1:3])
    text = " ".join(lower)
    return opening or any(text.startswith(phrase) or f" {phrase} " in text for phrase in SAME_HOUR)


def _offset(event: Event, default: When) -> When | None:
    """Return the day that lies so many days before the news: "two days after a blast ..., three explanations are on offer"."""
    for mention in event.mentions:
        for span in mention.dates:
            if span.kind == "offset" and span.start is None and span.offset and default.prec == 1 and default.start:
                day = default.start - timedelta(days=abs(span.offset))
                evidence = Evidence(day.isoformat(), "date.offset", mention.note.sentence, span.i, span.j)
                return When(day, day, 1, "relative", evidence)
    return None


def _added(event: Event, notes: list[Annotated], news: date | None) -> When | None:
    """Return the day that a sentence about the event adds where its telling gives none: "89 people lost their lives on Wednesday"."""
    own = {m.note.sentence.no for m in event.mentions}
    for k in sorted(event.sentences - own):
        note = notes[k]
        if not (note.sentence.role == "lead" or any(cue.kind in ADDING for cue in note.cues)):
            continue
        for span in note.dates:
            recent = span.start and (news is None or timedelta(0) <= news - span.start <= NEWS)
            if recent and span.prec == 1 and span.kind in ("point", "deictic") and not (span.said or span.dateline or span.anniversary):
                return When(
                    span.start, span.end, 1, span.basis, Evidence(str(span.start), "date.told_later", note.sentence, span.i, span.j)
                )
    return None


def _of_lead(events: list[Event], found: list[When]) -> When:
    """Return the day of the event that an undated article leads with, for news told beside it without a date."""
    for event, when in zip(events, found, strict=True):
        if when.start and when.prec == 1 and _leads(event):
            return When(when.start, when.end, when.prec, "relative", when.evidence)
    return When(None, None, None, "none")


def _day_of_news(found: list[When], default: When) -> date | None:
    if default.end:
        return default.end
    days = [when.end for when in found if when.end and (when.prec or 5) <= 3]
    return max(days) if days else None


def _told(event: Event) -> Sentence:
    """Return the sentence of the text, not the headline, that tells an event first."""
    return next((m.note.sentence for m in event.mentions if m.note.sentence.role != "title"), event.mentions[0].note.sentence)


def _scope(notes: list[Annotated]) -> list[DateSpan]:
    """Return the weeks or months that the article is about: "January 2022: a month of drones", "26 attacks from April through June"."""
    named = [d for note in notes if note.sentence.role == "title" for d in note.dates if d.start and d.prec in (3, 4)]
    counted = [d for note in notes if note.sentence.role == "lead" for d in note.dates if d.kind == "range" and d.prec in (4, 5)]
    return [d for d in named + counted if d.kind != "since"]


def _within(when: When, scope: list[DateSpan]) -> bool:
    return any(when.start and when.end and d.start and d.end and d.start <= when.start and when.end <= d.end for d in scope)


def _is_background(event: Event, when: When, news: date | None, events: list[Event], found: list[When]) -> bool:
    roles = {m.note.sentence.role for m in event.mentions}
    if roles <= CONTEXT_ROLES:
        return True
    told_first = bool(roles & {"title", "lead"})
    if _only_dated(event, events, found):
        return True
    if when.end and news:
        age = news - (when.start if when.start and (when.prec or 1) >= 4 else when.end)
        return age > (HEADLINE if told_first and _leads(event) else NEWS)
    if told_first and _leads(event):
        return False
    mention = event.mentions[0]
    if _calendar_past(event, events):
        return True
    before = events[events.index(event) - 1] if events.index(event) else None
    if before and before.is_background and before.mentions[-1].note.sentence.paragraph == mention.note.sentence.paragraph:
        return True
    if any(not d.month and WEEKDAYS & set(d.text.lower().split()) for m in event.mentions for d in event_dates(m)):
        return False
    return all("after" in m.flags or definite(m) for m in event.mentions) or _vague_past(mention) or _commemorated(event)


def _only_dated(event: Event, events: list[Event], found: list[When]) -> bool:
    """Tell whether a day of the calendar sets an event back from news that an undated article tells by weekdays alone."""
    if _leads(event) or not any(d.month and d.day and d.start for m in event.mentions for d in event_dates(m)):
        return False
    before = [(e, w) for e, w in zip(events, found, strict=True) if e is not event and _leads(e)]
    weekdays = [d for e, _ in before for m in e.mentions for d in event_dates(m) if not d.month and WEEKDAYS & set(d.text.lower().split())]
    return bool(weekdays) and all(w.start is None for _, w in before)


def _leads(event: Event) -> bool:
    return any(m.note.sentence.role == "title" or (m.note.sentence.role == "lead" and "after" not in m.flags) for m in event.mentions)


def _commemorated(event: Event) -> bool:
    return any("commemorated" in m.flags or any(d.anniversary for d in m.note.dates) for m in event.mentions)


def _calendar_past(event: Event, events: list[Event]) -> bool:
    """Tell whether an undated article gives this event a calendar date and its own news none, or only a month."""
    spans = [d for m in event.mentions for d in event_dates(m)]
    if any((d.month and not d.day) or (d.prec or 0) >= 4 for d in spans):
        return True
    others = [d for e in events if e is not event and _leads(e) for m in e.mentions for d in m.note.dates if d.kind == "point"]
    return any(d.month and d.day for d in spans) and bool(others) and not any(d.month for d in others)


def _vague_past(mention: Mention) -> bool:
    """Tell whether words such as "in the past" set an event back, or one such as "followed" stands right before it."""
    causes = [c for c in mention.note.kinds("background") if c.value == "cue" and mention.note.sentence.lower[c.i] in CAUSES]
    if any(0 <= t.i - c.j <= 3 for c in causes for t in mention.triggers):
        return True
    return any(c.value == "cue" and mention.i <= c.i < mention.j and c.j - c.i >= 2 for c in mention.note.kinds("background"))


def _inherit(k: int, events: list[Event], found: list[When]) -> When | None:
    """Take the day over from the event told just before in the same paragraph, as "rockets also hit X" does."""
    dated = [n for n in range(k) if found[n].start and found[n].basis != "publication" and not events[n].is_background]
    if not dated:
        return None
    here, before = _told(events[k]), _told(events[dated[-1]])
    part = elliptic(events[k].mentions[0]) and any(m.note.sentence.no == here.no - 1 for m in events[dated[-1]].mentions)
    beside = any(m.note.sentence is here for m in events[dated[-1]].mentions)
    first = events[k].mentions[0]
    told_of = here.paragraph == before.paragraph or bool(SAME_DAY & set(here.lower[first.i : first.j]))
    if part or beside or told_of or _one_day(dated, events, found):
        base = found[dated[-1]]
        return When(base.start, base.end, base.prec, "relative", base.evidence)
    return None


def _one_day(dated: list[int], events: list[Event], found: list[When]) -> bool:
    """Tell whether all the news told so far, that of the lead among it, is of one day: then what is told next is of that day too."""
    days = {(found[n].start, found[n].end) for n in dated}
    return len(days) == 1 and found[dated[0]].prec == 1 and any(_leads(events[n]) for n in dated)

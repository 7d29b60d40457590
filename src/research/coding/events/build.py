"""Mentions -> events: what an article tells several times becomes one report in the making.

Mentions are read in order. Each is held against the events told so far: a clash of day, place, attacker or weapon keeps them apart;
a shared day, place, weapon or number, or a word that points back, brings them together. The weights were set on hand-coded articles.
"""

from research.codebook import Codebook
from research.coding.dates.types import DateSpan
from research.coding.events.facts import VAGUE, by_state, compatible, event_dates, event_places, only_casualties
from research.coding.events.fit import fit, munitions
from research.coding.events.mentions import clash_of_dates
from research.coding.events.real import definite
from research.coding.events.series import gone_on_about
from research.coding.model import Event, Mention
from research.coding.words import words

HEADLINE = 0.5  # the headline most likely tells what the lead tells
NEXT = words("events", "again")
JOIN = 0.5  # a mention joins the best event that fits it at least this well


def build_events(mentions: list[Mention], codebook: Codebook) -> list[Event]:
    """Return the events of an article in the order in which they are first told."""
    events: list[Event] = []
    for mention in [m for m in mentions if m.note.sentence.role not in ("title", "caption")]:
        series = gone_on_about(mention, events, codebook)
        score, best = _best(mention, events, codebook)
        if best and score >= JOIN and (not series or series in (best, best.series)):
            best.mentions.append(mention)
        elif series or substantial(mention, bool(events)):
            events.append(Event([mention], context=_days(events[-1]) if events else [], series=series))
    events = [event for event in events if not (_sums_up(event, events) or _announces(event, events))]
    _add_captions([m for m in mentions if m.note.sentence.role == "caption"], events, codebook)
    _add_headline([m for m in mentions if m.note.sentence.role == "title"], events, codebook)
    return events


def _sums_up(event: Event, events: list[Event]) -> bool:
    """Tell whether an event is only the sum of those told after it ("bombs struck two convoys in southern Iraq. The first ...")."""
    mention = event.mentions[0]
    if len(event.mentions) > 1 or any(p.where_prec < VAGUE for p in event_places(mention)) or mention.sites:
        return False
    lower = mention.note.sentence.lower
    heads = {t.j - 1 for t in mention.triggers if t.kind == "attack_noun"}
    heads |= {c.j - 1 for c in mention.note.kinds("target") if mention.i <= c.i < mention.j and lower[c.j - 1].endswith("s")}
    many = [
        n.low for n in mention.note.numbers if mention.i <= n.i < mention.j and n.unit_word in heads and not n.part and n.low and n.low > 1
    ]
    later = [e for e in events[events.index(event) + 1 :] if _own_place(e) and not any("after" in m.flags for m in e.mentions)]
    return bool(many) and len(later) >= many[0]


def _announces(event: Event, events: list[Event]) -> bool:
    """Tell whether an event is only the announcement of the next ("There was shooting in Iraq too. Five rockets were fired at ...").

    The next one takes its day over, if it has none.
    """
    mention = event.mentions[0]
    following = events[events.index(event) + 1 :][:1]
    if len(event.mentions) > 1 or mention.note.sentence.role != "body" or _tells_more(mention) or not following:
        return False
    first = following[0].mentions[0]
    if first.note.sentence.no - mention.note.sentence.no != 1 or not _own_place(following[0]) or "after" in first.flags:
        return False
    if by_state(mention) != by_state(first):
        return False
    if event_dates(mention) and event_dates(first) and clash_of_dates(mention, first):
        return False
    if event_dates(mention) and not event_dates(first):
        first.frame = (event_dates(mention)[0], mention.note)
    return True


def _tells_more(mention: Mention) -> bool:
    """Tell whether a mention gives a place, a weapon that was named, a number or people hurt, or is a cause told beside other news."""
    named = [w for w in mention.weapons if w.value not in ("small_arms", "air_strike", "other")]
    placed = bool(mention.sites) or any(p.where_prec < VAGUE for p in mention.places)
    counted = any(mention.i <= n.i < mention.j for n in mention.note.numbers)
    hurt = any(mention.i <= c.i < mention.j for c in mention.note.kinds("casualty"))
    return placed or bool(named) or counted or hurt or "after" in mention.flags


def _own_place(event: Event) -> bool:
    """Tell whether an event was told at a place of its own."""
    return any(m.sites or any(p.where_prec < VAGUE for p in m.places if p.relation in ("at", "near", "direction")) for m in event.mentions)


def _told_nowhere(mention: Mention, told: list[Event], codebook: Codebook) -> bool:
    """Tell whether the headline names an exact place that no news of the text is about."""
    here = [p for p in event_places(mention) if p.where_prec < VAGUE]
    there = [p for event in told for m in event.mentions for p in event_places(m) if p.where_prec < VAGUE]
    return bool(here) and bool(mention.weapons) and not any(compatible(p, q, codebook) for p in here for q in there)


def _best(mention: Mention, events: list[Event], codebook: Codebook) -> tuple[float, Event | None]:
    scored = [(fit(mention, event, events, codebook), -k, event) for k, event in enumerate(reversed(events))]
    score, _, event = max(scored, default=(-1.0, 0, None), key=lambda t: t[:2])
    return score, event


def _days(event: Event) -> list[DateSpan]:
    return [d for m in event.mentions for d in event_dates(m)] or event.context


def _add_captions(mentions: list[Mention], events: list[Event], codebook: Codebook) -> None:
    """Tell the events of photo captions after those of the text: a caption rarely shows the news itself."""
    for mention in mentions:
        score, best = _best(mention, events, codebook)
        if (best is None or score < JOIN) and substantial(mention):
            events.append(Event([mention]))


def _add_headline(mentions: list[Mention], events: list[Event], codebook: Codebook) -> None:
    """Give the headline to the events that the text tells; it stands for an event of its own only where the text tells none."""
    told = list(events)
    for mention in mentions:
        lead = [event for event in events if event.mentions[0].note.sentence.role == "lead"] or events[:1]
        scored = [
            (fit(mention, event, events, codebook) + (HEADLINE if event in lead else 0.0), -k, event) for k, event in enumerate(events)
        ]
        score, _, best = max(scored, default=(-1.0, 0, None), key=lambda t: t[:2])
        if best and score > 0:
            best.mentions.insert(0, mention)
        elif substantial(mention) and (not told or _told_nowhere(mention, told, codebook)):
            events.insert(0, Event([mention]))


def substantial(mention: Mention, told: bool = False) -> bool:
    """Tell whether a mention says enough to stand as an event of its own."""
    if all(t.value == "destroy" for t in mention.triggers) and not mention.weapons:
        return False  # harm alone tells no attack
    if all(t.kind in ("munition", "casualty") for t in mention.triggers) and not (
        munitions(mention) or _one(mention) or event_dates(mention)
    ):
        return False
    points = 2 * bool(event_dates(mention)) + 2 * bool(event_places(mention)) + bool(mention.weapons) + by_state(mention)
    points += bool([c for c in mention.note.kinds("target") if mention.i <= c.i < mention.j]) + bool(munitions(mention))
    points += bool(mention.places or mention.scene or (mention.sites and not definite(mention))) + bool(
        [c for c in mention.note.kinds("casualty") if mention.i <= c.i < mention.j]
    )
    listed = "each" in mention.flags and any(p.where_prec < VAGUE for p in event_places(mention))
    if (
        definite(mention)
        and not listed
        and not _next_one(mention)
        and mention.note.sentence.role == "body"
        and not (event_dates(mention) and (event_places(mention) or points > 2))
    ):
        return False
    if only_casualties(mention) and mention.note.sentence.lower[mention.i] in ("no", "nobody", "none", "neither"):
        return False
    if only_casualties(mention) and not mention.weapons and not by_state(mention):
        beside = any(p.relation == "direction" and p.where_prec < VAGUE for p in mention.places)  # "a checkpoint south of Kirkuk"
        placed = beside or bool(mention.sites) or any(p.where_prec < VAGUE for p in event_places(mention))
        return placed and (
            bool(event_dates(mention)) or (told and any(c.kind == "casualty" and c.value == "killed" for c in mention.triggers))
        )
    return points >= 2


def _next_one(mention: Mention) -> bool:
    """Tell whether "the second salvo" and its like name one more attack, at an exact place of its own."""
    lower = mention.note.sentence.lower
    counted = any(lower[t.i - 1] in NEXT for t in mention.triggers if t.kind == "attack_noun" and t.i)
    return counted and any(p.where_prec < VAGUE for p in event_places(mention))


def _one(mention: Mention) -> bool:
    """Tell whether a mention speaks of one munition ("a shaped charge tore into ...")."""
    lower = mention.note.sentence.lower
    return any(word in ("a", "an", "one", "another") for w in mention.weapons for word in lower[max(w.i - 3, 0) : w.i])

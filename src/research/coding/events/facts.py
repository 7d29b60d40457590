"""What a mention says of day, place and attacker."""

from dataclasses import replace

from research.codebook import Codebook
from research.coding.dates.types import DateSpan
from research.coding.kept import once
from research.coding.model import Annotated, Mention
from research.coding.names.mentions import PlaceMention
from research.coding.words import words

STATES = words("mentions", "states")
VAGUE = 5  # where_prec from which a place is a region or a country
IN = words("mentions", "in")
PARTS_OF = frozenset({"direction", "edge", "outskirts", "area", "vicinity", "region", "hills", "side"})
CARE = words("attach", "care")
WARS = words("mentions", "wars")
OFFICES = words("mentions", "offices")
TALKERS = words("mentions", "talkers")
SPOKE = 8  # tokens from "said" to the place of who said it
FAR = 12  # tokens from "launched from" to the name of the place
REPLIES = words("mentions", "replies")
REACTING = words("mentions", "reacting")
LIKE = words("mentions", "like")
USED = frozenset({"fired", "flown", "launched", "used"})
WAYS = frozenset({"for", "in", "from", "to"})
AIMS = frozenset({"at", "on", "against", "towards", "toward", ",", "into", "to"})
NEAR_KM = 60.0  # "near Baghdad" may be a base an hour away


def elliptic(mention: Mention) -> bool:
    """Tell whether a mention leaves out what was used or struck, as it was told before ("the one on Thursday", "and another on Sunday")."""
    return "elided" in mention.flags or any(t.value == "ellipsis" for t in mention.triggers)


def compatible(a: PlaceMention, b: PlaceMention, codebook: Codebook) -> bool:
    """Tell whether two mentions may name one place: related, or one is only "near" a point close to the other."""
    if related(a.place_id, b.place_id, codebook):
        return True
    return (a.relation == "near" or b.relation == "near") and codebook.distance(a.place_id, b.place_id) <= NEAR_KM


def related(a: str, b: str, codebook: Codebook) -> bool:
    """Tell whether two places are the same, or one holds the other."""
    return codebook.same(a, b) or codebook.contains(a, b) or codebook.contains(b, a)


def event_dates(mention: Mention) -> list:
    """Return the dates of a mention that say when the event was.

    "Since January, when X was killed" dates the killing; any other "since" dates what came after, and "before Friday" nothing.
    """
    if not mention.dates:
        return [mention.frame[0]] if mention.frame else []
    lower = mention.note.sentence.lower
    dates = []
    for d in mention.dates:
        if not sets_day(mention.note, d) or (d.i and lower[d.i - 1] in ("before", "until")) or lower[d.i] in ("before", "until"):
            continue
        if d.kind in ("point", "range", "deictic", "offset"):
            dates.append(d)
        elif d.kind == "since" and ("when" in lower[d.j : d.j + 2] or any(d.i < t.i < d.j for t in mention.triggers)):
            dates.append(_moment(d))
    offsets = [d for d in dates if d.kind == "offset" and d.start and all(t.i >= d.j for t in mention.triggers)]
    if offsets and not any(d.kind == "point" and d.i > offsets[0].i for d in dates):
        return offsets  # "reopened on Thursday, two weeks after a crowd had stormed it": Thursday is the day of something else
    if any(d.kind == "offset" for d in dates):  # "a day after a drone struck on Monday, ...": Monday is the day of what is told
        dates = [d for d in dates if d.kind != "offset" or not any(p.kind == "point" and p.i > d.i and p.prec == 1 for p in dates)]
    return dates or ([mention.frame[0]] if mention.frame else [])


def sets_day(note: Annotated, span: DateSpan) -> bool:
    """Tell whether a date may say when something was: not when somebody spoke, when the article was written, or what is commemorated."""
    if span.said or span.anniversary or (span.dateline and not _heads_entry(note, span)):
        return False
    told = [c for c in note.kinds("speech") if 1 <= span.i - c.j <= 4]  # "told Congress on Thursday"
    return not any(note.sentence.lower[c.i] in ("told", "tells") for c in told)


def _heads_entry(note: Annotated, span: DateSpan) -> bool:
    """Tell whether a date opens an entry of a time line ("SEPT. 29 - A bomb goes off ..."), which looks like the dateline of an article."""
    entry = note.sentence.role == "body" or (note.sentence.role == "lead" and note.sentence.lower[span.j : span.j + 1] == [":"])
    first = not any(word.isalpha() for word in note.sentence.lower[: span.i])  # "(1) Saturday, 04:12."
    return first and entry and not any(p.i < span.j for p in note.places)


def _moment(since: DateSpan) -> DateSpan:
    """Return the days of the date itself at which an open period begins."""
    if since.days is None:
        return since
    start, end = since.days
    length = (end - start).days
    return replace(
        since, start=start, end=end, prec=1 if not length else 2 if length < 6 else 3 if length < 10 else 4 if length < 32 else 5
    )


def event_places(mention: Mention) -> list:
    """Return the places of a mention at or near which the event was."""
    if not mention.places:
        return []
    scenes = _scenes(mention.note)
    lower, hurt = mention.note.sentence.lower, only_casualties(mention)
    return [p for p in mention.places if p in scenes and not (hurt and CARE & set(lower[max(p.i - 4, 0) : p.i]))]


@once
def _scenes(note: Annotated) -> frozenset[PlaceMention]:
    """Return the places of a sentence at or near which an event may have been."""
    lower = note.sentence.lower
    others = {p.j for p in note.places if p.relation in ("at", "near") and _bound_for(note, p)}
    return frozenset(
        p
        for p in note.places
        if not (lower[p.i - 1] == "in" and p.i - 1 in others)  # "launched from Khalis in Diyala"
        and p.relation in ("at", "near")
        and (p.where_prec < VAGUE or _located(lower, p))
        and not _of_speaker(note, p)
        and not _bound_for(note, p)
        and not _home(note, p)
        and not _compared(lower, p)
        and not _reacts(note, p)
        and WARS.isdisjoint(lower[max(p.i - 6, 0) : p.i])
    )


def _home(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is only where somebody comes from: "a fighter from Raqqa"."""
    return note.sentence.lower[place.i - 1] == "from" and any(c.j in (place.i - 1, place.i - 2) for c in note.kinds("person"))


def _reacts(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place stands for who sits there and speaks: "the US Embassy said", "Baghdad has condemned"."""
    lower, k = note.sentence.lower, place.j
    while k < len(lower) and (lower[k] in ("has", "had", "also", "later", "again", "in") or (lower[k].endswith("ly") and k - place.j < 2)):
        k += 1
    subject = place.i == 0 or lower[place.i - 1] in ("the", ",", ";", "but", "and", "while", "that") or place.i == 1
    return subject and k < len(lower) and (lower[k] in REACTING or any(c.i == k for c in note.kinds("speech")))


def _compared(lower: list[str], place: PlaceMention) -> bool:
    """Tell whether a place is only where the like was used: "rockets of the kind fired at Taji"."""
    before = lower[max(place.i - 8, 0) : place.i]
    return not USED.isdisjoint(before[-3:]) and not LIKE.isdisjoint(before)


def _of_speaker(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is where somebody spoke: "an official in Baghdad said", "said the police of Muthanna governorate"."""
    lower, speech = note.sentence.lower, note.kinds("speech")
    if lower[place.i - 1] in ("in", "from") and place.i > 1 and lower[place.i - 2] in TALKERS:
        return True
    first = next((p for p in note.places if p.j == place.i - 1), None) if lower[place.i - 1] == "and" else None
    if first is not None and lower[first.i - 1] == "in" and lower[first.i - 2] in TALKERS:  # "politicians in Baghdad and Erbil"
        return True
    if lower[place.i - 1] == "in" and any(place.j <= cue.i <= place.j + 1 for cue in speech):
        return True
    office = lower[place.i - 1] in ("in", "of", "for", "'s") and bool(OFFICES & set(lower[max(place.i - 4, 0) : place.i - 1]))
    if office and ["according", "to"] in [lower[k : k + 2] for k in range(max(place.i - SPOKE, 0), place.i)]:
        return True
    return office and any(place.j <= cue.i <= place.j + 2 or 0 < place.i - cue.j <= SPOKE for cue in speech)


def _bound_for(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is where a convoy was going or munitions came from: "a convoy for ...", "goods to the troops at ..."."""
    lower = note.sentence.lower
    before = lower[max(place.i - FAR, 0) : place.i]
    if WAYS.isdisjoint(before):
        return False
    if before[-1] in ("in", "from") and len(before) > 1 and any(c.j == place.i - 1 for c in note.kinds("launch_verb")):
        return True  # where it was launched
    if "from" in before and _whence(note, place):
        return True
    convoys = [c for c in note.kinds("target") if c.value == "convoy"]
    if before[-1] == "for":
        return any(place.i - 4 <= c.j <= place.i - 1 for c in convoys)
    to = [k for k in range(max(place.i - 7, 0), place.i) if lower[k] == "to"]
    return bool(to and convoys) and any(to[-1] - 8 <= cue.i < to[-1] for cue in note.kinds("destination"))


def _whence(note: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place is where it came from: "launched from somewhere in the province of ...", "from the direction of ..."."""
    lower = note.sentence.lower
    if lower[max(place.i - 4, 0) : place.i - 2] == ["from", "the"] and lower[place.i - 2] in PARTS_OF and lower[place.i - 1] == "of":
        return True
    starts = [k for k in range(max(place.i - FAR, 0), place.i) if lower[k] == "from" and any(c.j == k for c in note.kinds("launch_verb"))]
    beyond = lower[place.i - 1] in ("toward", "towards") and lower[place.i - 2] == ","  # "launched from orchards, towards Khalis"
    return bool(starts) and (beyond or not AIMS & set(lower[starts[-1] : place.i]))


def _located(lower: list[str], place: PlaceMention) -> bool:
    """Tell whether a country or region is where it happened ("in Syria"), not who or what is meant ("of Iran", "where Syria meets")."""
    before = lower[max(place.i - 4, 0) : place.i]
    return bool(set(before) & IN) and not {"meet", "meets"} & set(lower[place.j : place.j + 6])


def by_state(mention: Mention) -> bool:
    """Tell whether a state strikes in this mention: it is named as the attacker, or the strike is from the air."""
    counted = "elided" in mention.flags or any(n.part and n.i <= mention.i + 1 for n in mention.note.numbers if n.i >= mention.i)
    # "one of the five came down beside the firm that maintains the jets"
    if mention.weapons and mention.weapons[0].value == "air_strike" and not counted:
        return True
    return any(flag[3:] in STATES for flag in mention.flags if flag.startswith("by:"))


def is_reply_to(mention: Mention) -> bool:
    """Tell whether a mention is that to which something else was an answer: "they called it a reply to the bombing of ..."."""
    first = mention.triggers[0].i
    return "after" in mention.flags and not REPLIES.isdisjoint(mention.note.sentence.lower[mention.i : first])


def only_casualties(mention: Mention) -> bool:
    """Tell whether a clause says who was hurt and not what happened."""
    return all(t.kind == "casualty" or t.value == "kill" for t in mention.triggers)

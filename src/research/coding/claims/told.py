"""Several events at once: neither of the two attacks, these attacks, the attacks of the day but one, rockets at A and B."""

from collections.abc import Sequence, Set
from datetime import date

from research.codebook import Codebook
from research.coding.claims.focus import first_sentence, focus, strikers, weapons_fit
from research.coding.claims.general import object_words
from research.coding.claims.words import together, words
from research.coding.events.mentions import event_dates
from research.coding.model import Event, Statement

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
AHEAD, OBJECT_REACH = 3, 9  # sentences, tokens
BEHIND_BOTH = (".", ",", "on", "in", "attacks")
RECENT = 4  # paragraphs back to which "these attacks" reaches
ALL_BUT_ONE = (["all", "but", "one"], ["all", "except", "one"], ["all", "bar", "one"], ["all", "save", "one"])
SHARES = frozenset({"none", "any", "all", "each", "either", "neither", "one", "every"})
OTHERS = frozenset({"other", "others", "rest", "remainder", "remaining"})
ENDS = frozenset({".", ",", "has", "have", "was", "were", "went", "remain", "remains", "remained", "are", "is", "of", ";"})
STATES_OF = frozenset({"remain", "remains", "remained", "went", "have", "has", "were", "was", "are", "is", "had", "stayed"})
NEWEST = frozenset({"latest", "newest", "recent"})
SHARE_BACK, SHARE_AHEAD = 6, 10  # tokens around a statement in which "none of the three" may stand
BUT = (["other", "than"], ["except", "for"], ["apart", "from"])


def told_before(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events of the news, not of its background nor strikes by a state, that were told by the sentence of a statement."""
    here = statement.note.sentence.no
    return [e for e in events if first_sentence(e) <= here and not strikers(e) and not e.is_background]


def both_told(statement: Statement, events: list[Event]) -> list[Event]:
    """Return both of the events told last for "neither attack", "both attacks", "either attack"."""
    low = statement.note.sentence.lower
    around = low[max(statement.i - 3, 0) : statement.j + 6]
    lists, weapons = words("binding"), words("attack")["weapons"]
    if (bare := _bare_many(low)) and statement.statement in ("unclaimed", "claimed", "denied"):
        told = told_before(statement, events)
        return sorted(told, key=first_sentence)[-bare:] if len(told) >= bare else []
    if {"neither", "both", "either"}.isdisjoint(around):
        return []
    of_two = any(
        low[k] in ("neither", "either") and low[k + 1] == "of" and not weapons.isdisjoint(low[k + 2 : k + 6]) for k in range(len(low) - 1)
    )
    named = lists["plural"] | {"was", "attack"} | (lists["single"] & words("attack")["nouns"])
    verbal = any(
        low[k] == "neither" and low[k + 1] in words("claim")["verbs"] | words("denial")["verbs"] | {"confirmed"}
        for k in range(len(low) - 1)
    )
    if verbal or not (of_two or not named.isdisjoint(low)):
        return []
    told = told_before(statement, events)
    return sorted(told, key=first_sentence)[-2:] if len(told) > 1 else []


def _bare_many(low: Sequence[str]) -> int:
    """Return how many attacks "both remain unclaimed", "all three went unclaimed" speaks of, 0 for other words."""
    for k in range(len(low) - 2):
        if low[k] in ("both", "neither") and low[k + 1] in STATES_OF:
            return 2
        if low[k] == "all" and low[k + 1] in NUMBERS and low[k + 2] in STATES_OF:
            return NUMBERS[low[k + 1]]
    return 0


def latest(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the newest event for "the latest one", "the most recent attack"."""
    low, attacks = statement.note.sentence.lower, words("binding")["announced"] | {"one", "case", "incident", "rocket", "drone", "salvo"}
    for k in range(max(statement.i - SHARE_AHEAD, 0), min(statement.j + SHARE_BACK, len(low) - 1)):
        newest_of_all = low[k] in NEWEST and (low[k] != "recent" or low[k - 1] == "most")
        if newest_of_all and low[k + 1] in attacks | {",", "."}:
            dated = [(start, e) for e in told_before(statement, events) if (start := _first_day(e))]
            newest = max((start for start, _ in dated), default=None)
            return [e for start, e in dated if start == newest][:1]
    return []


def _first_day(event: Event) -> date | None:
    return max((d.start for m in event.mentions for d in event_dates(m) if d.start and d.prec == 1), default=None)


def twins(statement: Statement, found: Event, events: list[Event]) -> list[Event]:
    """Return an event with those told before of its day and weapon, where nobody has claimed "responsibility" or "the rockets"."""
    if statement.statement != "unclaimed" or found.is_background or not _open_object(statement):
        return [found]
    mine, day = _weapons(found), _first_day(found)
    beside = [
        e
        for e in told_before(statement, events)
        if e is not found and day and _first_day(e) == day and mine & _weapons(e) and first_sentence(e) < statement.note.sentence.no
    ]
    return [e for e in events if e is found or any(e is other for other in beside)]


def _weapons(event: Event) -> set[str]:
    return {w.value for m in event.mentions for w in m.weapons} - {"unknown"}


def _open_object(statement: Statement) -> bool:
    """Tell whether no attack is named, or only its arms in the plural: "no group claimed responsibility", "laid claim to the rockets"."""
    lists = words("binding")
    named = lists["single"] - words("attack")["weapons"] - {"it", "this", "one", "rockets", "drones", "missiles", "katyushas"}
    return named.isdisjoint(object_words(statement)) and {"it", "this", "that", "rocket", "drone", "missile", "bomb"}.isdisjoint(
        object_words(statement)
    )


def shared_out(statement: Statement, events: list[Event], claimed: Set[int]) -> list[Event]:
    """Return the events told before for "none of the three", "any of them", "all of these", and for "the others" those not yet claimed.

    `claimed` holds the ids of the events that somebody has owned so far.
    """
    low, here = statement.note.sentence.lower, statement.note.sentence
    start, end = max(statement.i - SHARE_BACK, 0), statement.j + SHARE_AHEAD
    told = sorted(told_before(statement, events), key=first_sentence)
    for k in range(start, min(end, len(low) - 1)):
        if low[k] in SHARES and low[k + 1] == "of":
            after = low[k + 2 : k + 4]
            if after[:1] and after[0] in ("the", "these", "those") and after[1:] and after[1] in NUMBERS:
                return told[-NUMBERS[after[1]] :]
            if after[:1] and after[0] in ("them", "these", "those"):
                recent = [e for e in told if here.paragraph - _last_paragraph(e, here.no) <= RECENT]
                return recent if len(recent) > 1 else []
        if low[k : k + 3] in ALL_BUT_ONE:  # which one, the next sentence says
            return [e for e in told if not any(m.note.sentence.no == here.no + 1 for m in e.mentions)]
        if low[k] in OTHERS and low[k - 1] in ("the", "all") and _of_attacks(low, k):
            rest = [e for e in told if id(e) not in claimed and weapons_fit(statement.note, e) >= 0]
            return rest if claimed and rest else []
    return []


def _of_attacks(low: Sequence[str], k: int) -> bool:
    """Tell whether "the other" at token k goes with attacks: "the other bombs", "the others", "the rest"."""
    follows = low[k + 1] if k + 1 < len(low) else "."
    if follows in ENDS and low[k] != "remaining":
        return True
    attacks = together("binding.plural", "attack.weapons", "attack.nouns") | set(NUMBERS) | {"cases", "case", "one"}
    return not attacks.isdisjoint(low[k + 1 : k + 3])


def _last_paragraph(event: Event, before: int) -> int:
    """Return the paragraph in which an event was told last before a sentence."""
    return max((m.note.sentence.paragraph for m in event.mentions if m.note.sentence.no <= before), default=0)


def so_many(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events told before, or in the next sentences, for "fired both", "the two bombings", "attacked them twice"."""
    here, many = statement.note.sentence.no, _many(statement)
    if not many:
        return []
    told = sorted(told_before(statement, events), key=first_sentence)
    before = [e for e in told if first_sentence(e) < here]
    if len(before) >= many and statement.note.sentence.role != "title":
        return before[-many:]
    near = [e for e in events if here <= first_sentence(e) <= here + AHEAD and not strikers(e) and not e.is_background]
    return near if len(near) == many else []


def _many(statement: Statement) -> int:
    """Return of how many attacks a statement speaks, 0 where it does not say or speaks of more than a few."""
    low, plural = statement.note.sentence.lower, words("binding")["plural"]
    window = low[max(statement.i, statement.j - 4) : statement.j + OBJECT_REACH]
    for stop in (";", ".", "which", "that"):
        window = window[: window.index(stop)] if stop in window else window
    for k, word in enumerate(window):
        follows = window[k + 1 : k + 4]
        both = word == "both" and (not follows or follows[0] in BEHIND_BOTH or not plural.isdisjoint(follows))
        if word == "twice" or both:
            return 2
        if word in NUMBERS and window[k - 1 : k] in (["the"], ["these"], ["both"], ["all"]) and not plural.isdisjoint(follows):
            return NUMBERS[word]
    return 0


def all_but_one(statement: Statement, events: list[Event], book: Codebook) -> list[Event]:
    """Return all events told so far but the one that is named, for "the attacks of the day, other than that on the embassy"."""
    low = statement.note.sentence.lower
    if not any(low[k : k + 2] in BUT for k in range(len(low) - 1)):
        return []
    named = focus(statement, events, "", book)
    countries = {book.country_of(p.place_id) for p in statement.note.places if book.places[p.place_id].kind == "country"} - {None}
    return [e for e in told_before(statement, events) if e is not named and (not countries or book.country_of(e.place_id) in countries)]


def by_places(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events at each of several places for which one claim is made: "claims Taji and Basmaya rockets"."""
    if statement.statement not in ("claimed", "denied") or statement.rule.startswith("deed"):
        return []
    named = [p.place_id for p in statement.note.places if p.relation in ("at", "near") and p.i >= statement.i]
    found = [next((e for e in events if e.place_id == place and not strikers(e)), None) for place in dict.fromkeys(named)]
    known = [e for e in found if e is not None]
    return known if len(known) > 1 else []


def denied_one(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the one attack of the news where strikes are denied without a word for many: "denied that it had struck civilians"."""
    news = [e for e in events if not e.is_background and first_sentence(e) <= statement.note.sentence.no]
    many = words("binding")["many"] - {"past", "over", "such"}
    here = [e for e in news if any(m.note is statement.note for m in e.mentions)]
    one = here if len(here) == 1 else news
    return one if statement.statement == "denied" and len(one) == 1 and many.isdisjoint(object_words(statement)) else []


def all_told(statement: Statement, events: list[Event]) -> list[Event]:
    """Return the events just told for "these attacks", where the article tells several."""
    low, here, plural = statement.note.sentence.lower, statement.note.sentence, words("binding")["plural"]
    share = words("binding")["share"] - {"all", "each"}
    if not any(
        low[k] in ("these", "those", "the") and low[k + 1] in plural and share.isdisjoint(low[max(k - 2, 0) : k])
        for k in range(len(low) - 1)
    ):
        return []
    told = [e for e in told_before(statement, events) if first_sentence(e) < here.no]
    recent = [e for e in told if here.paragraph - e.mentions[-1].note.sentence.paragraph <= RECENT]
    if len(recent) == 1 and len(told) == 1 and (words("binding")["many"] - {"these", "those"}).isdisjoint(low):
        return recent
    return recent if len(recent) > 1 else []

"""One sentence under work: who is in it, who speaks in it, and which group its pronouns stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from research.coding.claims.actors import Actor, find_actors
from research.coding.claims.cast import Cast
from research.coding.claims.clauses import negative
from research.coding.claims.speech import Speech, find_speech, speaker_text, speech_about
from research.coding.claims.words import by_name, key_words, together, words
from research.coding.model import Annotated

OPENING = 14  # tokens of a sentence in which its subject ends
AHEAD = 3  # sentences after "a new group claimed it" in which its name may follow
PLURAL = frozenset({"groups", "militias", "factions", "outfits", "facades", "brigades"})
POINTING = frozenset({"it", "they", "the", "this", "these", "its", "their"})
PLURAL_ARMS = frozenset("rockets katyushas missiles drones mortars bombs uavs devices charges projectiles shells grenades".split())
PARTS = frozenset({"first", "second", "third", "other", "latter"})  # "the second speaks of": of two messages


class Voice(NamedTuple):
    """Who speaks: group, state, news, none (nobody), negated (it is not said), other; `actors` where it is a group or state."""

    kind: str
    actors: tuple[Actor, ...]
    text: str


@dataclass(slots=True)
class Scene:
    """One sentence, its actors and speeches, and what the article has told before (`cast`) and goes on to tell (`notes` from `at`)."""

    note: Annotated
    actors: list[Actor]
    spoken: list[Speech]
    cast: Cast
    notes: Sequence[Annotated]
    at: int

    def __post_init__(self) -> None:
        self.actors = [known for actor in self.actors for known in self._pair(actor) or [self._meant_by(actor) or self._known(actor)]]

    def _meant_by(self, actor: Actor) -> Actor | None:
        """Return the group that the text names for an epithet: ""the terrorist organization" was to blame, meaning the PKK"."""
        low, meaning = self.note.sentence.lower, words("actors")["meaning"]
        if actor.group_id or meaning.isdisjoint(low[actor.j :]):
            return None
        named = (a for a in self.actors if a.i > actor.j and a.group_id and low[a.i - 1 - (low[a.i - 1] in ("the", "to"))] in meaning)
        meant = next(named, None)
        return Actor(actor.i, actor.j, meant.group_id, meant.text) if meant else None

    def _pair(self, actor: Actor) -> list[Actor]:
        """Return the two named groups that "the two militias" stands for, none for other words."""
        low = self.note.sentence.lower
        if (
            actor.group_id
            or actor.j - actor.i > 1
            or low[max(actor.i - 2, 0) : actor.i] not in (["the", "two"], ["these", "two"], ["of", "both"])
        ):
            return []
        return [Actor(actor.i, actor.j, named.group_id, named.text) for named in self.cast.pair([])]

    def _known(self, actor: Actor) -> Actor:
        """Return the named group that "the militia" stands for, any other actor as it is."""
        low = self.note.sentence.lower
        bare = not actor.group_id and actor.j - actor.i == 1 and low[actor.i] in words("actors")["unknown_heads"]
        latest = self.cast.latest() if bare and actor.i and low[actor.i - 1] in ("the", "this", "that", "same") else None
        return Actor(actor.i, actor.j, latest.group_id, latest.text) if latest and latest.group_id else actor

    def resolve(self, pronoun: str, i: int, j: int) -> list[Actor]:
        """Return the group that a pronoun at tokens i to j, "the group", or a group named only later stands for."""
        if pronoun.startswith(("a ", "an ")) or pronoun in ("name", "one", "another"):
            text = self.note.sentence.span_text(i, max(j - 2, i + 1))
            later = self._named_inside(i, j) or self.named_later(j)
            return [later] if later else [Actor(i, j, "", text)] if text else []
        if pronoun in ("pair", "the pair", "the two"):
            return self.cast.pair(self.actors)
        here = [a for a in self.actors if a.j <= i and not a.state]
        if pronoun in POINTING and not here and (state := self._state_before()):
            return [state]
        if pronoun in ("they", "their") and not here and self._just_groups():
            return []
        if pronoun.startswith("the ") and pronoun.endswith("s"):
            latest = here[-1] if here else self.cast.latest_groups()
        else:
            named = [a for a in here if a.group_id]
            latest = named[-1] if named else self.cast.latest()
        return [latest] if latest else []

    def _named_inside(self, i: int, j: int) -> Actor | None:
        """Return the group named in a description: "a faction that goes by the name of Ashab al-Kahf"."""
        low, naming = self.note.sentence.lower, words("actors")["naming"]
        named = [a for a in self.actors if a.group_id and not a.state and i < a.i < j]
        return next((a for a in named if not naming.isdisjoint(low[i : a.i])), None)

    def _state_before(self) -> Actor | None:
        """Return the state or army that alone the sentence before is about, from its first words on."""
        before = find_actors(self.notes[self.at - 1]) if self.at else []
        about = bool(before) and all(a.state for a in before) and before[0].i < 2 and not before[0].adjectival
        return before[0] if about and self.notes[self.at - 1].sentence.role != "title" else None

    def office_before(self) -> Voice | None:
        """Return the office or army for which "it" stands: the subject of the sentence before, unless something is denied here."""
        if not (words("modality")["negations"] | {"no", "nothing", "none"}).isdisjoint(self.note.sentence.lower):
            return None  # that is rather the word of the accused
        back = self.at - 1
        while back > 0 and self.notes[back].sentence.lower[:1] == ["it"]:
            back -= 1
        before = self.notes[back] if back >= 0 else None
        if before is None or before.sentence.role == "title":
            return None
        for start, end in [_subject(before.sentence.lower), *((s.i, s.j) for s in reversed(find_speech(before)))]:
            said_by = before.sentence.lower[start:end]
            inside = [a for a in find_actors(before) if start <= a.i < end]
            if any(not a.state for a in inside):
                return None
            if not words("speech")["offices"].isdisjoint(said_by):
                known = tuple(inside or _institution(said_by))
                return Voice("state" if known else "other", known, before.sentence.span_text(start, end))
        return None

    def _just_groups(self) -> bool:
        """Tell whether the sentence before speaks of groups without naming one: "they" are those, and not the group named last."""
        before = self.notes[self.at - 1] if self.at else None
        if before is None or PLURAL.isdisjoint(before.sentence.lower):
            return False
        return not any(a.group_id and not a.state for a in find_actors(before))

    def arms_before(self, k: int, voice: Voice) -> bool:
        """Tell whether "they", the subject of the verb at token k, are arms just told of: "They struck a car park".

        A group that speaks so and was named before tells of its own deed.
        """
        low, before = self.note.sentence.lower, self.notes[self.at - 1].sentence.lower if self.at else []
        lists = words("attack")
        arms = low[:1] == ["they"] and low[k] in lists["landing"] and not (lists["weapons"] & PLURAL_ARMS).isdisjoint(before)
        return arms and not any(a.key == v.key for a in self.cast.seen for v in voice.actors)

    def single(self, actor: Actor) -> bool:
        """Tell whether words stand for one group that is not named: "a Shiite militant group", "Iraqi militia"."""
        return not actor.group_id and not words("actors")["unknown_heads"].isdisjoint(self.note.sentence.lower[actor.i : actor.j])

    def named_later(self, j: int) -> Actor | None:
        """Return the group that is named behind token j, or in the next sentences: "It calls itself ..."."""
        naming = words("actors")["naming"]
        here = [a for a in self.actors if a.i >= j - 1 and not a.state and a.group_id]
        if here and (here[0].i - j < 6 or not naming.isdisjoint(self.note.sentence.lower[j - 1 :])):
            return here[0]
        title = self.note.sentence.role == "title"
        for note in self.notes[self.at + 1 : self.at + 1 + AHEAD]:
            named = [a for a in find_actors(note) if not a.state and a.group_id]
            if named and (title or not naming.isdisjoint(note.sentence.lower)):
                return named[0]
        return None

    def voice(self, k: int) -> Voice | None:
        """Return who says what stands at token k, None for the article itself."""
        speech = speech_about([s for s in self.spoken if not s.counted], k)
        return self.speaker(speech) if speech is not None else None

    def speaker(self, speech: Speech) -> Voice:
        """Return who speaks."""
        low, text = self.note.sentence.lower, speaker_text(self.note, speech)
        if low[speech.verb].startswith("den") or not words("speech")["denying"].isdisjoint(low[max(speech.verb - 3, 0) : speech.verb]):
            return Voice("negated", (), text)
        if negative(low, speech.i, speech.j):
            return Voice("none", (), text)
        return self._speaker(speech, low[speech.i : speech.j], text)

    def _speaker(self, speech: Speech, said_by: Sequence[str], text: str) -> Voice:
        lists = words("speech")
        inside = [a for a in self.actors if speech.i <= a.i and a.j <= speech.j + 1]
        inside = inside or self._appositive(speech)
        groups = [a for a in inside if not a.state]
        if len(groups) == 1 and self.single(groups[0]):
            groups = [self.named_later(groups[0].j) or groups[0]]
        if groups and lists["sources"].isdisjoint(said_by):
            return Voice("group", tuple(([a for a in groups if a.group_id] or groups)[:1]), text)
        inside = inside or _institution(said_by)
        if inside:
            return Voice("state", tuple(inside), text)
        if _points_to_group(said_by):
            return self._meant(speech, said_by, text)
        official = "state" in said_by  # state media speak for their state
        news = not official and not lists["news"].isdisjoint(said_by) and (lists["officials"] - lists["news"]).isdisjoint(said_by)
        return Voice("news" if news else "other", (), text)

    def _appositive(self, speech: Speech) -> list[Actor]:
        """Return the group named between commas behind a description: "a group that drew attention this spring, Ashab al-Kahf, said"."""
        low = self.note.sentence.lower
        if low[speech.j : speech.j + 1] != [","] or speech.j > speech.verb:
            return []
        return [a for a in self.actors if a.i == speech.j + 1 and a.group_id and not a.state and low[a.j : a.j + 1] == [","]]

    def _meant(self, speech: Speech, said_by: Sequence[str], text: str) -> Voice:
        """Return the voice of a speaker that stands for a group: "it", "the group", "a new group", "the statement"."""
        signed = [a for a in self.actors if speech.j <= a.i < speech.verb and a.group_id and not a.state]
        if signed:  # "the statement, signed by Kataib Hezbollah, said"
            return Voice("group", tuple(signed[:1]), text)
        statement = said_by[-1] in words("speech")["statements"]
        unknown = (said_by[0] in ("a", "an") or (self.note.sentence.role == "title" and said_by[0] not in POINTING)) and not statement
        if "the" in said_by and not words("avowal")["speakers"].isdisjoint(said_by):  # "a spokesman for the faction"
            unknown = False
        if said_by[-1] == "it" and (len(said_by) <= 2 or _led_in(said_by)) and (office := self.office_before()):
            return office
        actors = self.resolve("a group" if unknown else "it", speech.i, speech.j)
        actors = [a for a in actors if a.group_id or not statement]
        if statement and actors and not any(a.i <= speech.verb for a in self.actors):
            actors = self.cast.voices[-1:] or actors
        return Voice("group" if actors else "other", tuple(actors), text)


def _led_in(said_by: Sequence[str]) -> bool:
    """Tell whether a pronoun speaks behind words for where or when: "in an address on television they said"."""
    return said_by[-1] in ("it", "they") and said_by[0] in words("grammar")["prepositions"]


def _subject(low: Sequence[str]) -> tuple[int, int]:
    """Return the tokens with which a sentence opens, up to its first verb."""
    verbs = together("grammar.finite", "speech.verbs")
    return 0, next((n for n, word in enumerate(low[:OPENING]) if word in verbs), 0)


def _institution(said_by: Sequence[str]) -> list[Actor]:
    """Return the state for which an institution speaks: the White House."""
    if key_words(_institutions()).isdisjoint(said_by):
        return []
    text = f" {' '.join(said_by)} "
    found = [(state, name) for state, names in words("speakers").items() for name in sorted(names) if f" {name} " in text]
    return [Actor(-1, -1, state, name, True) for state, name in found][:1]


@cache
def _institutions() -> frozenset[str]:
    return frozenset(by_name("speakers"))


def _points_to_group(said_by: Sequence[str]) -> bool:
    if not said_by:
        return False
    if said_by[0] in ("its", "their") and not words("avowal")["speakers"].isdisjoint(said_by):
        return True
    if _led_in(said_by) or (len(said_by) <= 2 and (said_by[-1] in ("it", "they") or (said_by[0] == "the" and said_by[-1] in PARTS))):
        return True
    nouns = together("actors.anaphors", "speech.statements", "actors.unknown_heads")
    return not nouns.isdisjoint(said_by) and words("speech")["officials"].isdisjoint(said_by)

"""Which groups an article has spoken of, for "it", "the group" and "these militias"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from research.coding.claims.actors import Actor
from research.coding.claims.words import by_name


@dataclass(slots=True)
class Cast:
    """The groups that an article has spoken of so far, and of each sentence the one that it is about."""

    seen: list[Actor] = field(default_factory=list)
    topics: list[Actor] = field(default_factory=list)
    voices: list[Actor] = field(default_factory=list)  # the groups that have claimed or denied something, for "the message"
    chiefs: list[Actor] = field(default_factory=list)  # the leaders named last, for "he ordered"

    def latest(self) -> Actor | None:
        """Return the group that "it" or "the group" means: the last topic, one with a name before one without."""
        return next((a for a in reversed(self.topics) if a.group_id), self.topics[-1] if self.topics else None)

    def latest_groups(self) -> Actor | None:
        """Return the groups that "these groups" means: the last ones spoken of at all."""
        return next((a for a in reversed(self.seen) if not a.state), None)

    def pair(self, here: Sequence[Actor]) -> list[Actor]:
        """Return the two groups named last, for "the pair"; `here` are the actors of the sentence itself."""
        named = [a for a in [*self.seen, *here] if a.group_id and not a.state]
        last = {a.key: a for a in named}
        keys = list(dict.fromkeys(a.key for a in reversed(named)))[:2]
        return [last[key] for key in reversed(keys)]

    def see(self, actors: Sequence[Actor], claimers: Sequence[str] = (), asides: Sequence[Actor] = ()) -> None:
        """Add the actors of a sentence; its topic is who claims or denies in it, else the first group in it.

        `asides` are groups that are named only by the way, behind a preposition or a possessive ("arms for Lebanon's Hezbollah").
        """
        self.seen.extend(actors)
        self.voices += [a for a in actors if a.group_id in claimers and not a.state]
        groups = [a for a in actors if not a.state]
        topic = next((a for a in groups if a.group_id in claimers), groups[0] if groups else None)
        aside = topic is not None and topic.group_id not in claimers and any(a.i == topic.i for a in asides)
        if topic is not None and not (aside and self.topics):
            self.topics.append(topic)
        self.chiefs = [a for a in actors if a.state and a.text.lower() in by_name("leaders")] or self.chiefs[-1:]

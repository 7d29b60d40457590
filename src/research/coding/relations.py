"""What a text says two groups are to each other: a front, a part, another name. Nothing is folded because of it; it is only kept."""

from research.coding import lexicon
from research.coding.lexicon import Cue
from research.coding.model import Annotated, Article
from research.coding.names.mentions import GroupMention
from research.coding.rows import MAX_QUOTE, Row
from research.paths import CODEBOOK

REACH = 10  # tokens between a group's name and the words that relate it
RELATION = frozenset({"relation"})
SAYER = 9  # tokens at most of who says so, before the verb


def find_relations(article: Article, notes: list[Annotated]) -> list[Row]:
    """Return rows of the table `relations`, in order, each pair of groups and relation once a sentence."""
    found: dict[tuple[str, str, str, int], Row] = {}
    before: list[GroupMention] = []
    phrases = lexicon.load(CODEBOOK, "relations")
    for note in notes:
        groups = [g for g in note.groups if g.kind != "state" and not g.adjectival]
        if groups:
            cues = phrases.find(note.sentence) if phrases.may_hold(RELATION, note.sentence.lower) else []
            for cue in cues:
                pair = _pair(cue, groups, _pointed_at(cues, before)) if cue.kind == "relation" else None
                if pair:
                    row = _row(article, note, cue, *pair)
                    found.setdefault((*pair, cue.value, note.sentence.no), row)
            before = groups
    return list(found.values())


def _pointed_at(cues: list[Cue], before: list[GroupMention]) -> list[GroupMention]:
    """Return the groups of the sentence before as if they stood where "these groups" stands."""
    pointing = [c for c in cues if c.kind == "anaphor"]
    return [GroupMention(c.i, c.j, g.group_id, g.kind, False) for c in pointing[:1] for g in before[-1:]]


def _pair(cue: Cue, groups: list[GroupMention], pointed: list[GroupMention]) -> tuple[str, str] | None:
    left = [g for g in [*groups, *pointed] if 0 <= cue.i - g.j <= REACH]
    right = [g for g in groups if 0 <= g.i - cue.j <= REACH]
    if not left or not right:
        return None
    one, other = max(left, key=lambda g: g.j).group_id, right[0].group_id
    return (one, other) if one != other else None


def _row(article: Article, note: Annotated, cue: Cue, group_id: str, of_group_id: str) -> Row:
    sentence = note.sentence
    return {
        "article_id": article.article_id,
        "group_id": group_id,
        "relation": cue.value,
        "of_group_id": of_group_id,
        "by": _sayer(note, cue) or None,
        "sentence_no": sentence.no,
        "quote": " ".join(sentence.text.split()[:MAX_QUOTE]),
    }


def _sayer(note: Annotated, cue: Cue) -> str:
    """Return the words before the first verb of speech, if the relation comes after it: "Security sources have told ..."."""
    speech = [c for c in note.kinds("speech") if c.i < cue.i]
    if not speech or speech[0].i > SAYER:
        return ""
    end = speech[0].i
    while end and note.sentence.lower[end - 1] in ("have", "has", "had", "also", "later"):
        end -= 1
    return note.sentence.span_text(0, end)

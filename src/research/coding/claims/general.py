"""Whether a statement speaks of attacks in general: such attacks, most of them, a string of rocket attacks, the campaign."""

from collections.abc import Sequence

from research.coding.claims.words import words
from research.coding.model import Annotated, Statement

REACH, BACK = 14, 14  # tokens behind and before a statement in which its object stands
MANY_NUMBER = 4  # a number above this counts attacks in general
FEW, ABOUT = 2, frozenset({"least", "over", "than", "nearly", "almost", "about", "around"})  # as does a smaller one that is open
COUNTED_BEFORE = 4  # sentences back in which attacks may have been counted
NO_NOUNS = frozenset({"it", "this", "one"})
WHOLE = frozenset({"whole", "entire", "overall"})
SERIES = frozenset({"series", "campaign", "wave", "string", "spate"})
NOUN_BACK, FRONT = 4, 6  # tokens between an article and its noun, tokens in which an object that opens a clause stands
DEFINITE = frozenset({"the", "this", "that", "'s", "a", "an", "both", "either"})
EVERYTHING = frozenset({"everything", "whatever"})
CAMPAIGN = frozenset({"campaign", "violence"})
ARMS = frozenset({"drones", "rockets", "missiles"})


def object_words(statement: Statement) -> list[str]:
    """Return the words in which the object of a statement is looked for: its own and those that follow, up to a new clause."""
    low, lists = statement.note.sentence.lower, words("binding")
    window = list(low[statement.i : statement.j + REACH])
    for k in range(statement.j - statement.i, len(window)):
        if window[k] in lists["object_ends"] or (window[k] == "as" and window[k - 1] == ","):
            window = window[:k]
            break
    if "claimed by" in statement.rule or statement.rule.split(": ")[-1] in lists["passive_charges"]:
        start = statement.i
        while start > 0 and statement.i - start < BACK and low[start - 1] not in (";", ".", "but", "while"):
            start -= 1
        window = list(low[start : statement.i]) + window
    elif statement.i > 1 and low[statement.i - 1] in ("that", "which") and "claim" in statement.rule:  # "the attacks that it has claimed"
        window = list(low[max(statement.i - 3, 0) : statement.i - 1]) + window
    return window


def general(statement: Statement) -> bool:
    """Tell whether a statement speaks of attacks in general."""
    habits = words("attack")["habits"]
    if statement.rule.startswith("deed") and not habits.isdisjoint(statement.note.sentence.lower[statement.i : statement.j]):
        return True
    window, lists = object_words(statement), words("binding")
    clause = _clause(statement)
    if _as_a_whole(statement.note.sentence.lower):
        return True
    habit = any(word in lists["usual"] and clause[n + 1 : n + 2] != ["channels"] for n, word in enumerate(clause))
    if (habit or _at_times(clause, statement)) and not statement.rule.startswith("deed"):
        return True
    whose = statement.rule.split(": ")[-1] in lists["whose"]
    if _recurring(clause if whose else window) or _fronted(statement):
        return True
    if any(window[k : k + 3] == ["more", "than", "one"] for k in range(len(window))) or _plural(window) or _share(window) is True:
        return True
    if statement.rule.startswith("charge") and _share(window) is None and not CAMPAIGN.isdisjoint(window):
        return True
    return statement.statement == "unclaimed" and _share(window) is None and _many_unclaimed(statement)


def _at_times(clause: Sequence[str], statement: Statement) -> bool:
    """Tell whether somebody is blamed again and again, and not for one attack: "has long blamed", "have more than once accused"."""
    if not statement.rule.startswith("charge"):
        return False
    lists, text = words("binding"), f" {' '.join(clause)} "
    again = not lists["again"].isdisjoint(clause) or any(f" {phrase} " in text for phrase in lists["at_times"])
    return again and not _one_attack(object_words(statement))


def _one_attack(window: Sequence[str]) -> bool:
    """Tell whether one attack is the object: "the attack", "this rocket", "Sunday's strike"."""
    lists = words("binding")
    single = lists["single"] - NO_NOUNS
    return any(
        word in single and not DEFINITE.isdisjoint(window[max(k - NOUN_BACK, 0) : k]) and lists["recurring"].isdisjoint(window[:k])
        for k, word in enumerate(window)
    )


def _recurring(window: Sequence[str]) -> bool:
    """Tell whether the object goes on or comes back: "such fire", "the repeated shelling", "the continual harassment of convoys"."""
    lists = words("binding")
    attacks = lists["single"] - NO_NOUNS | lists["plural"] | lists["mass"]
    for k, word in enumerate(window):
        if word in lists["recurring"]:
            behind = window[k + 1 : k + 1 + NOUN_BACK]
            if behind[:1] not in (["a"], ["an"]) and not attacks.isdisjoint(behind):
                return True
        if word in EVERYTHING or (word == "anything" and window[k + 1 : k + 2] == ["that"]):
            return True
    return False


def _fronted(statement: Statement) -> bool:
    """Tell whether attacks in general open the clause as object: "Most of these attacks the United States puts down to the group"."""
    lists = words("binding")
    if not (statement.rule.startswith("charge") and lists["single"].isdisjoint(object_words(statement))):
        return False
    clause = _clause(statement)[:FRONT]
    return bool(clause) and clause[0] in lists["share"] | lists["fronting"] and not lists["plural"].isdisjoint(clause)


def _as_a_whole(low: Sequence[str]) -> bool:
    """Tell whether a sentence speaks of a series of attacks: "for the series as a whole", "a lot of this"."""
    for k, word in enumerate(low):
        if word in WHOLE and not SERIES.isdisjoint(low[max(k - 4, 0) : k + 3]):
            return True
        if word == "this" and low[k - 1] == "of" and low[k + 1 : k + 2] in (["kind"], ["sort"], ["type"]):
            return True
        if word == "lot" and low[k + 1 : k + 2] == ["of"] and low[k + 2 : k + 3] in (["this"], ["these"], ["it"], ["them"], ["that"]):
            return True
    return False


def _plural(window: list[str]) -> bool:
    """Tell whether the first noun of attack is a plural, or goes with such a one and a word such as "most"."""
    lists = words("binding")
    single, plural = lists["single"] - NO_NOUNS, lists["plural"]
    attacks = single | plural | {"and", "or"}
    noun = next((w for k, w in enumerate(window) if w in plural or (w in single and attacks.isdisjoint(window[k + 1 : k + 2]))), "")
    return noun in plural or (bool(noun) and not lists["many"].isdisjoint(window) and not plural.isdisjoint(window))


def _share(window: list[str]) -> bool | None:
    """Tell whether "most of", "several of" or "those" is the object; False for a share of the arms of one attack; None without it."""
    share = words("binding")["share"]
    for k, word in enumerate(window):
        following = window[k + 1] if k + 1 < len(window) else ""
        if word in share and following in ("of", "have", ""):
            return not ARMS & set(window[k : k + 5])
        if word == "those" and following in ("", ","):
            return True
    return None


def on_them(statement: Statement) -> bool:
    """Tell whether "them" alone is what somebody is blamed for: the attacks, or the arms of the one told just before."""
    window, single = object_words(statement), words("binding")["single"] - NO_NOUNS
    charge = statement.rule.startswith("charge") and _share(window) is None
    return charge and window[-1:] == ["them"] and single.isdisjoint(window)


def _many_unclaimed(statement: Statement) -> bool:
    low, lists = statement.note.sentence.lower, words("binding")
    near = low[max(statement.i - 6, 0) : statement.j + 6]
    if not lists["plural"].isdisjoint(low[: statement.j]) and lists["single"].isdisjoint(near):
        return True
    return any(n.kind == "cardinal" and (n.value or 0) > MANY_NUMBER for n in statement.note.numbers)


def _clause(statement: Statement) -> list[str]:
    """Return the words of the clause in which a statement stands."""
    low, ends = statement.note.sentence.lower, words("binding")["clause_ends"]
    start, end = statement.i, statement.j
    while start > 0 and low[start - 1] not in ends:
        start -= 1
    while end < len(low) and low[end] not in ends:
        end += 1
    return low[start:end]


def of_counted(statement: Statement, notes: Sequence[Annotated]) -> bool:
    """Tell whether a statement is on "them", "not one", "any of them" where attacks were counted just before."""
    if statement.rule.startswith("deed"):
        return False
    if statement.rule.startswith("charge") and not names_attack(statement):
        return counted(statement, notes, back=1)
    first = 0 if statement.statement == "unclaimed" else max(statement.i - 1, 0)  # "for none of them has a group come forward"
    around = statement.note.sentence.lower[first : statement.j + 4]
    not_one = " ".join(around).startswith(("not one", "not a single", ". not one"))
    return (not_one or bool({"them", "any", "none", "these", "those"} & set(around))) and counted(statement, notes)


def names_attack(statement: Statement) -> bool:
    """Tell whether the words of a statement and those behind it name an attack, or point to one."""
    lists = words("binding")
    return not (lists["single"] | lists["plural"] | {"them", "these", "those"}).isdisjoint(object_words(statement))


def names_one(statement: Statement) -> bool:
    """Tell whether a statement names an attack, and does not only say "it"."""
    lists = words("binding")
    return not ((lists["single"] | lists["plural"]) - {"it", "this", "one"}).isdisjoint(object_words(statement))


def counted(statement: Statement, notes: Sequence[Annotated], back: int = COUNTED_BEFORE) -> bool:
    """Tell whether attacks were counted in the sentence of a statement or in those `back` before it."""
    here, plural = statement.note.sentence.no, words("binding")["plural"] | {"times", "occasions"}
    near = [note for note in notes if here - back <= note.sentence.no <= here]
    if any(n.kind == "times" and (n.value or n.low or 0) > MANY_NUMBER for note in near for n in note.numbers):  # "more than 125 times"
        return True
    return any(
        n.kind == "cardinal"
        and (
            (n.value or n.low or 0) > MANY_NUMBER
            or ((n.value or n.low or 0) > FEW and not ABOUT.isdisjoint(note.sentence.lower[max(n.i - 2, 0) : n.j]))
        )
        and not plural.isdisjoint(note.sentence.lower[n.j : n.j + 6])
        for note in near
        for n in note.numbers
    )

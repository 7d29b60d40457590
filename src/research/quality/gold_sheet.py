"""What is right and what is not, article by article: the counts behind the figures of gold.py, and a row for each error."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from research.codebook import Codebook
from research.quality.gold_match import SLOTS, Judge
from research.quality.gold_rows import Coded, Telling, day, gold_telling

Error = tuple[str, str, str, str]
SAME_GROUP = {"us-led-coalition": "united-states"}  # news uses the two for each other
STRICT = ("date", "place_id", "weapon")


class Sheet:
    """Adds up one article after the other."""

    def __init__(self, book: Codebook, incident_of: Mapping[str, str]) -> None:
        self.book, self.judge, self.incident_of = book, Judge(book), incident_of
        self.count: Counter[str] = Counter()
        self.slots: dict[str, list[bool]] = defaultdict(list)
        self.links: list[tuple[str, str]] = []
        self.errors: list[Error] = []
        self.file = ""

    def error(self, kind: str, where: str, detail: str = "") -> None:
        """Note what is not right in the article at hand."""
        self.errors.append((self.file, kind, where, detail))

    def article(self, article: Mapping[str, Any], coded: Coded) -> None:
        """Count one article: its reports, then its claims and tallies."""
        self.file = article["file"]
        gold = [gold_telling(report, article.get("accept") or {}) for report in article.get("reports", [])]
        pairs = self.judge.pairs(gold, coded.reports)
        for i, telling in enumerate(gold):
            if not telling.background:
                self.wanted(telling, coded.reports[pairs[i]] if i in pairs else None)
        self.extra(gold, coded.reports, {j: i for i, j in pairs.items()})
        self.claims(article.get("claims", []), coded, Events(gold, coded.reports, pairs))
        self.tallies(article.get("tallies", []), coded.tallies)

    def wanted(self, gold: Telling, coded: Telling | None) -> None:
        """Count a foreground gold report, found or missed; one that may be left out only counts where it is found."""
        if coded is None or coded.background:
            self.count["wanted"] += not gold.optional
            if not gold.optional:
                self.error("missed", gold.name, "coded as background" if coded else "")
            return
        self.count["wanted"] += 1
        self.count["found"] += 1
        right = {slot: self.judge.right(slot, gold, coded) for slot in SLOTS}
        self.count["strict"] += all(right[slot] for slot in STRICT)
        for slot, ok in right.items():
            self.slots[slot].append(ok)
            if not ok:
                self.error(f"slot {slot}", gold.name, f"gold {_shown(gold, slot)} coded {_shown(coded, slot)}")
        if coded.name in self.incident_of:
            self.links.append((gold.name, self.incident_of[coded.name]))

    def extra(self, gold: Sequence[Telling], coded: Sequence[Telling], of_coded: Mapping[int, int]) -> None:
        """Count the coded foreground reports, and note those that gold has not, or has as background."""
        for j, telling in enumerate(coded):
            if telling.background:
                continue
            self.count["given"] += 1
            if j not in of_coded or gold[of_coded[j]].background:
                said = " gold says background" if j in of_coded else ""
                self.error("extra", telling.name, f"{telling.start} {telling.slots['place_id']} {telling.slots['weapon']}{said}")

    def claims(self, gold: Sequence[Mapping[str, Any]], coded: Coded, events: "Events") -> None:
        """Count the claims; those on events that are not asked about are left out on both sides."""
        kept = [claim for claim in gold if claim.get("event") not in events.ignored]
        given = [(claim, events.of(claim["report_id"])) for claim in coded.claims if not events.ignores(claim["report_id"])]
        for label, fold in (("claim", False), ("claim3", True)):
            wanted = list(dict.fromkeys(self.claim_key(claim.get("event"), claim, fold) for claim in kept))
            got = list(dict.fromkeys(self.claim_key(event, claim, fold) for claim, event in given))
            self.tally_up(label, wanted, got)
        for key in (k for k in wanted if k not in got):
            self.error("claim missed", str(key))
        for key in (k for k in got if k not in wanted):
            self.error("claim extra", str(key))

    def claim_key(self, event: str | None, claim: Mapping[str, Any], fold: bool) -> tuple[str | None, ...]:
        """Return what makes a claim that claim. A state's word on its own strike counts as stated, whoever of it speaks."""
        statement = claim["statement"]
        if statement == "unclaimed":
            return event, None, statement
        named = claim.get("group_id")
        group = SAME_GROUP.get(named, named) if named else None
        about = self.book.groups.get(group) if group else None
        if statement == "claimed" and about is not None and about.kind == "state":
            statement = "stated"
        if fold and statement in ("suspected", "stated"):
            statement = "attributed"
        return event, group or ("generic" if claim.get("group_text") else "unnamed"), statement

    def tallies(self, gold: Sequence[Mapping[str, Any]], coded: Sequence[Mapping[str, Any]]) -> None:
        """Count the running totals, and how often the period of one that was found is right."""
        wanted = [_tally_key(tally) for tally in gold]
        got = {_tally_key(tally): tally for tally in coded}
        self.tally_up("tally", wanted, list(got))
        for key, tally in zip(wanted, gold, strict=True):
            if key in got:
                self.slots["tally_period"].append(all(day(tally.get(k)) == day(got[key][k]) for k in ("period_start", "period_end")))
            else:
                self.error("tally missed", " ".join(map(str, key)))
        for key in (k for k in got if k not in wanted):
            self.error("tally extra", str(key))

    def tally_up(self, label: str, wanted: Sequence[Hashable], got: Sequence[Hashable]) -> None:
        """Count the keys that both lists hold, each as often as it stands in both."""
        self.count[label + "_hit"] += (Counter(wanted) & Counter(got)).total()
        self.count[label + "_wanted"] += len(wanted)
        self.count[label + "_given"] += len(got)


class Events:
    """Which gold event a coded report tells, and which events claims are not asked about: those told as background, or left out."""

    def __init__(self, gold: Sequence[Telling], coded: Sequence[Telling], pairs: Mapping[int, int]) -> None:
        self.event_of = {coded[j].name: gold[i].name for i, j in pairs.items()}
        self.background = {telling.name for telling in coded if telling.background}
        self.ignored = {g.name for i, g in enumerate(gold) if g.background or (g.optional and i not in pairs)}

    def of(self, report_id: str | None) -> str | None:
        """Return the gold event that a coded report tells, `?` for none of them, None where there is no report."""
        return self.event_of.get(report_id, "?") if report_id else None

    def ignores(self, report_id: str | None) -> bool:
        """Tell whether a coded claim on this report is left out."""
        event = self.of(report_id)
        return event in self.ignored or (event == "?" and report_id in self.background)


def _tally_key(tally: Mapping[str, Any]) -> tuple[Any, ...]:
    return tally["count"], tally.get("unit"), tally.get("country")


def _shown(telling: Telling, slot: str) -> str:
    return f"{telling.start} {telling.end}" if slot == "date" else str(telling.slots[slot])

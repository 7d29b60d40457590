"""Numbers in words around the figures: days of the window, titles of charts, what is said of a chart to those who do not see it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.recompute import recompute_kinds, recompute_reconciliation, recompute_tempo
from tests.recompute.recompute_evidence import known_days
from tests.recompute.recompute_page import TOKEN, BuiltPage, words
from tests.recompute.recompute_values import says
from tests.recompute.recompute_world import World

HIGHEST = re.compile(r"(\d+) values; the highest is (\S+) \((.*)\)\.")
DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}"


def prose(page: BuiltPage, world: World, count: list[int]) -> Iterator[str]:
    """Yield what is wrong; days that are the window's, a change's or a campaign's need no recipe of their own."""
    days = known_days(_days(world))
    for element in page.tree.xpath("//div[@class='finding']//li | //figcaption | //figcaption/* | //dl[@class='facts']//dd"):
        for part in [element.text, *(child.tail for child in element)]:
            for day in re.findall(DAY, part or ""):
                count[0] += 1
                if day not in days:
                    yield f"“{words(element)[:60]}” names {day}, which is no day of the window, of a change or of a campaign"
    for element in page.tree.xpath("//dl[@class='facts']//dd"):
        page.done.add(element)
        yield from _window(element, days)
    for element in page.tree.xpath("//figure//p[@class='alt'] | //div[@role='img']"):
        yield from _alternative(page, element, world, count)
    _mark_days(page, days)


def _days(world: World) -> set[str]:
    changes = [row[name] for row in recompute_tempo.changes(world) for name in ("date", "date_low", "date_high")]
    mine = {world.start, world.end, *changes, recompute_reconciliation.world_start(world), recompute_reconciliation.world_end(world)}
    return (mine | {recompute_reconciliation.campaign(world)[0]}) - {""}


def _window(element: Any, days: set[str]) -> Iterator[str]:
    tokens = {token for day in days for token in TOKEN.findall(day)}
    if strange := [
        token for token in TOKEN.findall(words(element)) if token not in {str(int(t)) for t in tokens if t.isdecimal()} | tokens
    ]:
        yield f"what the report covers: {strange[0]} in {words(element)!r} is of no day of the window"


def _mark_days(page: BuiltPage, days: set[str]) -> None:
    """Take the known days out of the text in which digits are looked for."""
    for element in page.tree.xpath("//div[@class='finding']//li | //figcaption/*"):
        for node in (element, *element):
            for name in ("text", "tail"):
                text = getattr(node, name)
                if text and node not in page.done:
                    setattr(node, name, re.sub(DAY, lambda found: "" if found[0] in days else found[0], text))
                elif text and name == "tail":
                    node.tail = re.sub(DAY, lambda found: "" if found[0] in days else found[0], text)


def _alternative(page: BuiltPage, element: Any, world: World, count: list[int]) -> Iterator[str]:
    """Check the text alternative: its title is that of the figure, its highest value that of the data, which are checked themselves."""
    page.done.add(element)
    text = element.get("aria-label") or words(element)
    figure = element.xpath("ancestor::figure")[0]
    if text.startswith("Map of"):
        yield from _of_map(text, world, count)
        return
    if not (found := HIGHEST.search(text)):
        return
    count[0] += 2
    sets: dict[int, list[dict[str, Any]]] = {}
    for (number, _), datum in page.data(figure).items():
        sets.setdefault(number, []).append(datum)
    if not any(_is_highest(found, rows) for rows in sets.values()):
        yield f"{words(figure.xpath('./figcaption')[0])[:50]}: its alternative says {found[0]!r}, which its data do not"


def _of_map(text: str, world: World, count: list[int]) -> Iterator[str]:
    """Check the counts in the words on a map."""
    known = [recompute_kinds.where_known(world, i) for i in world.counted]
    shown = [row for row in known if row["spot"]]
    counts = Counter(row["kind"].lower() for row in shown) + Counter(row["spot"] for row in shown)
    wanted = {f"{kind}: {n}" for kind, n in counts.items()} | {f"{spot} ({n})" for spot, n in counts.items()}
    told = re.findall(r"(?<=[.;] )[a-z ,]+: \d+|(?<=Most: )[^,]+? \(\d+\)|(?<=\), )[^,]+? \(\d+\)", text.replace("known: ", ". "))
    count[0] += len(told)
    if strange := [words for words in told if words not in wanted]:
        yield f"what is said of the map: {strange[0]!r}"
    spots = len({row["spot"] for row in shown})
    if not re.match(rf"Map of {len(shown)} incidents at {spots} symbols|Map of Iraq, Syria and Jordan without", text):
        yield f"what is said of the map: {text[:60]!r}; the tables give {len(shown)} incidents at {spots} symbols"
    left = re.search(r"(\d+) more are not on the map", text)
    if int(left[1] if left else 0) != len(known) - len(shown):
        yield f"what is said of the map: {text[-60:]!r}; the tables give {len(known) - len(shown)}"


def _is_highest(found: re.Match[str], rows: list[dict[str, Any]]) -> bool:
    for name in rows[0]:
        for field in rows[0]:
            sums: dict[str, float] = {}
            for row in rows:
                if isinstance(value := row.get(field), int | float) and not isinstance(value, bool):
                    sums[str(row.get(name))] = sums.get(str(row.get(name)), 0) + value
            top = sums.get(found[3])
            if top is not None and len(sums) == int(found[1]) and max(sums.values()) == top and says(found[2], top):
                return True
    return False

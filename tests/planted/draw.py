"""Which changes are planted: as many of each family, each kind of it as likely, each file of a kind as likely."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.planted import plant_articles, plant_charts, plant_code, plant_codebook, plant_findings, plant_notebooks
from tests.planted.change import Change, Spot

FAMILIES: dict[str, Callable[[Path], Iterator[Spot]]] = {
    "articles": plant_articles.changes,
    "codebook": plant_codebook.changes,
    "coder": plant_code.coder,
    "measures": plant_code.measures,
    "charts": plant_charts.changes,
    "findings": plant_findings.changes,
    "notebooks": plant_notebooks.changes,
}


def draw(root: Path, count: int, seed: int, families: list[str]) -> list[Change]:
    """Draw `count` changes of the project in `root`, the families in turn, so that any beginning of the list holds all of them."""
    drawn = [_of_family(root, family, -(-count // len(families)), seed) for family in families]
    turns = [change for turn in zip(*(_padded(changes, count) for changes in drawn), strict=True) for change in turn]
    return [change for change in turns if change][:count]


def _padded(changes: list[Change], count: int) -> list[Change | None]:
    return [*changes, *[None] * (count - len(changes))]


def _of_family(root: Path, family: str, count: int, seed: int) -> list[Change]:
    chance = random.Random(f"{seed} {family}")
    kinds: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for spot in FAMILIES[family](root):
        if spot.is_change:
            kinds[spot.kind][str(spot.path)].append(spot)
    chosen: dict[str, Change] = {}
    while len(chosen) < count and kinds:
        kind = chance.choice(sorted(kinds))
        file = chance.choice(sorted(kinds[kind]))
        spots = kinds[kind][file]
        change = spots.pop(chance.randrange(len(spots))).change()
        chosen[change.key] = change
        if not spots:
            del kinds[kind][file]
        if not kinds[kind]:
            del kinds[kind]
    return list(chosen.values())

"""What a reader may choose: the window, the countries, the definition of an attack and how reports become incidents."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from research.schemas import AGGREGATIONS, SIDES

FREQUENCIES = ("D", "W", "M")
DEFINITIONS = ("reported", "claimed", "multi_source", "on_facility")


class ParameterError(ValueError):
    """A parameter is unknown or has a value that it cannot have."""


@dataclass(frozen=True)
class Parameters:
    """The choices behind a count.

    Attributes:
        start, end: first and last ISO day of the window, both counted; empty: as far as the incidents go.
        countries: names as in the codebook; empty: all, and also incidents without a country.
        frequency: D days, W weeks from Monday (ISO 8601), M calendar months.
        definition: reported (any), claimed (a group claims it), multi_source (two or more independent publishers), on_facility (a
            strike on a base, an embassy or an airport that was not shot down or foiled on the way).
        aggregation: the rule that makes one value of several reports (schemas.AGGREGATIONS).
        include_background: count incidents that are told only as context of newer news.
        target_sides: whose target it was (schemas.SIDES); empty: all.
    """

    start: str = ""
    end: str = ""
    countries: tuple[str, ...] = ()
    frequency: str = "M"
    definition: str = "reported"
    aggregation: str = "representative"
    include_background: bool = False
    target_sides: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, allowed in (("frequency", FREQUENCIES), ("definition", DEFINITIONS), ("aggregation", AGGREGATIONS)):
            if getattr(self, name) not in allowed:
                raise ParameterError(f"{name} {getattr(self, name)!r} is unknown: use one of {', '.join(allowed)}")
        for name in ("start", "end"):
            if getattr(self, name):
                _day(name, getattr(self, name))
        if self.start and self.end and self.start > self.end:
            raise ParameterError(f"start {self.start} lies after end {self.end}: swap them")
        for name in ("countries", "target_sides"):
            if isinstance(getattr(self, name), str):
                raise ParameterError(f"{name} must be a list, such as [{getattr(self, name)!r}]")
            object.__setattr__(self, name, tuple(getattr(self, name)))
        strange = [side for side in self.target_sides if side not in SIDES]
        if strange:
            raise ParameterError(f"target_sides {strange[0]!r} is unknown: use {', '.join(SIDES)}")

    @classmethod
    def of(cls, values: "Mapping[str, Any] | Parameters | None" = None, **more: Any) -> "Parameters":
        """Return parameters from a mapping, from keywords, or as they are; None and missing names keep their defaults.

        Raises:
            ParameterError: a name is unknown, or a value cannot be.
        """
        if isinstance(values, cls):
            return values
        given = {**(values if isinstance(values, Mapping) else {}), **more}
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise ParameterError(f"parameter {unknown[0]!r} is unknown: use {', '.join(sorted(known))}")
        return cls(**{name: value for name, value in given.items() if value is not None})


def _day(name: str, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ParameterError(f"{name} {value!r} is no ISO day: write it like 2023-10-17") from None
    if day.isoformat() != value:
        raise ParameterError(f"{name} {value!r} is no ISO day: write it like 2023-10-17")
    return day

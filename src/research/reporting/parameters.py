"""The parameters of every notebook, declared once: type, unit, choices, default, meaning. What is not declared cannot be passed."""

import csv
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from research.analysis.parameters import DEFINITIONS, FREQUENCIES
from research.paths import CODEBOOK
from research.schemas import AGGREGATIONS, SIDES

TAG = "parameters"  # of the cell after which papermill puts a report's parameters
GOLD = "tests/coding/articles/gold.jsonl"  # ships with the code: articles in own words, coded by hand


class ParameterError(ValueError):
    """A parameter has an unknown name or a wrong value; the message names the mend."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: how it is read (`reader` returns the value that notebooks get), its default, unit, choices and meaning."""

    name: str
    type: str
    default: Any
    reader: Callable[["Parameter", Any], Any]
    meaning: str
    unit: str = ""
    choices: tuple[str, ...] = ()


def nearest(wrong: str, right: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the name nearest to the wrong one, or the list of right names where none is near."""
    names = list(right)
    folded = {name.lower(): name for name in names}
    close = difflib.get_close_matches(wrong.lower(), folded, n=1, cutoff=0.5)
    if close:
        return f'; did you mean "{folded[close[0]]}"?'
    return f"; one of: {', '.join(names)}" if names else "; there are none yet"


@cache
def countries() -> tuple[str, ...]:
    """Return the countries that the codebook knows, in alphabetical order."""
    with (CODEBOOK / "places.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(sorted({row["country"] for row in csv.DictReader(stream)} - {""}))


def _read_day(parameter: Parameter, value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        return (
            date.fromisoformat(str(value)).isoformat()
            if len(str(value)) == 10
            else _refuse(parameter, value, "an ISO day such as 2020-01-31")
        )
    except ValueError:
        return _refuse(parameter, value, "an ISO day such as 2020-01-31")


def _read_countries(parameter: Parameter, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        _refuse(parameter, value, 'a list of names such as ["Iraq", "Syria"], [] for all')
    for name in value:
        if name not in countries():
            raise ParameterError(f'{parameter.name}: the codebook has no country "{name}"{nearest(name, countries())}')
    return sorted(set(value))


def _read_choice(parameter: Parameter, value: Any) -> str:
    if value not in parameter.choices:
        raise ParameterError(f'{parameter.name} cannot be "{value}"{nearest(str(value), parameter.choices)}')
    return str(value)


def _read_choices(parameter: Parameter, value: Any) -> list[str]:
    if not isinstance(value, list):
        _refuse(parameter, value, "a list, [] for all")
    return sorted({_read_choice(parameter, item) for item in value})


def _read_flag(parameter: Parameter, value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(parameter, value, "true or false")


def _read_folder(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str) or not value:
        _refuse(parameter, value, "a folder below the project, such as data/processed")
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).is_absolute():
        raise ParameterError(
            f"{parameter.name}: {value} is an absolute path, which others do not have; give the folder as seen from the project's root"
        )
    return value


def _read_file(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        _refuse(parameter, value, 'a file below the project, such as data/reference/official_totals.csv, "" for none')
    return _read_folder(parameter, value) if value else ""


def _read_other(parameter: Parameter, value: Any) -> str:
    return "" if value == "" else _read_folder(parameter, value)


def _read_files(parameter: Parameter, value: Any) -> list[str]:
    if not isinstance(value, list):
        _refuse(parameter, value, 'a list of files below the project such as ["gold/a.jsonl"], [] for none')
    return [_read_folder(parameter, name) for name in value]


def _refuse(parameter: Parameter, value: Any, wanted: str) -> Any:
    raise ParameterError(f"{parameter.name} must be {wanted}, not {value!r}")


PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("start", "day", None, _read_day, "first day that counts; none: from the first incident on", "ISO day"),
        Parameter("end", "day", None, _read_day, "last day that counts; none: up to the last incident", "ISO day"),
        Parameter("countries", "list of countries", [], _read_countries, "countries that count; an empty list: all"),
        Parameter("frequency", "choice", "M", _read_choice, "length of a period: day, week (from Monday) or month", "", FREQUENCIES),
        Parameter("definition", "choice", "reported", _read_choice, "what counts as an attack", "", DEFINITIONS),
        Parameter(
            "aggregation", "choice", "representative", _read_choice, "rule that makes one value of several reports", "", AGGREGATIONS
        ),
        Parameter("include_background", "flag", False, _read_flag, "count incidents that are told only as context of newer news"),
        Parameter("target_sides", "list of choices", [], _read_choices, "whose target was attacked; an empty list: anybody's", "", SIDES),
        Parameter("tables", "folder", "data/processed", _read_folder, "folder of processed tables, as seen from the project's root"),
        Parameter("other", "folder", "", _read_other, "folder of a second coder's tables, for 5_coder_quality; empty: no second coder"),
        Parameter("gold", "list of files", [GOLD], _read_files, "files of hand-coded gold, for 5_coder_quality; an empty list: none"),
        Parameter(
            "totals",
            "file",
            "data/reference/official_totals.csv",
            _read_file,
            'CSV file of published totals, as seen from the project\'s root; "": none',
        ),
    )
}


def defaults() -> dict[str, Any]:
    """Return every parameter's default by its name."""
    return {name: list(p.default) if isinstance(p.default, list) else p.default for name, p in PARAMETERS.items()}


def check(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return all parameters, those of `given` over the defaults, as values that JSON and a notebook can hold.

    Raises:
        ParameterError: an unknown name (with the nearest right one), a wrong value, or an end before the start.
    """
    values = defaults()
    for name, value in given.items():
        if name not in PARAMETERS:
            raise ParameterError(f'there is no parameter "{name}"{nearest(name, PARAMETERS)}')
        values[name] = PARAMETERS[name].reader(PARAMETERS[name], value)
    if values["start"] and values["end"] and values["end"] < values["start"]:
        raise ParameterError(f"end {values['end']} lies before start {values['start']}")
    return values

"""Report specifications: reports/specs/<name>.toml says which notebooks a report holds and with which parameters they run."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from research.paths import NOTEBOOKS, SPECS
from research.reporting.parameters import ParameterError, check, nearest

KEYS = ("title", "description", "notebooks", "parameters")
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class SpecError(ValueError):
    """A specification cannot be used; the message names the file, what is wrong and what mends it."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One report: its name (the file's), title, description, source notebooks and the full set of checked parameters."""

    name: str
    title: str
    description: str
    notebooks: tuple[Path, ...]
    parameters: dict[str, Any]


def load(path: Path) -> Spec:
    """Return the specification that a TOML file holds.

    Raises:
        SpecError: the file is no TOML, has an unknown key, names a notebook that is not there, or a wrong parameter.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if not NAME.fullmatch(path.stem):
            raise SpecError("a report's name may hold small letters, digits and hyphens only")
        for key in found:
            if key not in KEYS:
                raise SpecError(f'there is no key "{key}"{nearest(key, KEYS)}')
        parameters = check(found.get("parameters", {}))
        return Spec(path.stem, _text(found, "title"), _text(found, "description"), _notebooks(found.get("notebooks")), parameters)
    except OSError:
        raise SpecError(f"{path.name}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ParameterError, SpecError) as error:
        raise SpecError(f"{path.name}: {error}") from None


def find(names: Iterable[str] = (), folder: Path = SPECS) -> list[Path]:
    """Return the TOML files of the named reports, or of all reports of `folder` where no name is given.

    Raises:
        SpecError: there is no report of that name.
    """
    known = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    wanted = list(dict.fromkeys(Path(name).stem if name.endswith(".toml") else name for name in names))
    for name in wanted:
        if name not in known:
            raise SpecError(f'there is no report "{name}" in {folder.parent.name}/{folder.name}{nearest(name, known)}')
    return [known[name] for name in wanted] or list(known.values())


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SpecError(f'{key} is missing: write {key} = "..."')
    return value.strip()


def _notebooks(value: Any) -> tuple[Path, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise SpecError('notebooks is missing: write notebooks = ["2_attack_tempo"]')
    known = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    names = [name.removesuffix(".ipynb") for name in value]
    for name in names:
        if name not in known:
            raise SpecError(f'there is no notebook "{name}"{nearest(name, known)}')
    return tuple(known[name] for name in names)

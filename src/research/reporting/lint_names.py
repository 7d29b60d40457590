"""Names that a notebook uses before a cell defines them: it then runs only where they are left in memory from a cell run before."""

import builtins
import re
import symtable
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

KNOWN = {*dir(builtins), "__name__", "__file__", "display", "get_ipython", "In", "Out", "_", "__", "exit", "quit"}
MAGIC = re.compile(r"^([^\S\n]*)[%!].*$", re.MULTILINE)
ASSIGNED_MAGIC = re.compile(r"^([^\S\n]*\w+[^\S\n]*=[^\S\n]*)[%!].*$", re.MULTILINE)
AT_ONCE = {"listcomp", "setcomp", "dictcomp", "genexpr"}  # scopes that run where they stand; functions and classes' methods run later
Problem = tuple[int, NotebookNode, str]


def name_problems(code: Iterable[tuple[int, NotebookNode]]) -> Iterator[Problem]:
    """Yield number, cell and what is wrong, for each name that a code cell uses and no cell before it defines."""
    tables = []
    for number, cell in code:
        try:
            tables.append((number, cell, _table(cell.source)))
        except SyntaxError as error:
            yield number, cell, f"is no Python: {error.msg}, line {error.lineno}"
    definers: dict[str, int] = {}
    for number, _, table in tables:
        for name in _defined(table):
            definers.setdefault(name, number)
    if any(" import *" in cell.source for _, cell, _ in tables):  # what it defines is not to be seen
        return
    for number, cell, table in tables:
        for name in sorted(_used(table) - KNOWN):
            first = definers.get(name)
            if first is None:
                yield number, cell, f"uses {name}, which no cell defines: it is left in memory from a cell that is gone; define it above"
            elif first > number:
                yield number, cell, f"uses {name} before cell {first} defines it: move that cell up, then run `make notebooks`"


def _table(source: str) -> symtable.SymbolTable:
    """Return the names of a cell; IPython's own lines (%time, !ls) are passed over, and so is a cell in another language (%%bash)."""
    if source.lstrip().startswith("%%"):
        source = ""
    try:
        return symtable.symtable(source, "cell", "exec")
    except SyntaxError:
        return symtable.symtable(ASSIGNED_MAGIC.sub(r"\1None", MAGIC.sub(r"\1pass", source)), "cell", "exec")


def _defined(table: symtable.SymbolTable, top: bool = True) -> set[str]:
    """Return the names that a cell leaves defined when it has run; a comprehension may define some with :=."""
    found = {s.get_name() for s in table.get_symbols() if (s.is_assigned() or s.is_imported()) and (top or s.is_global())}
    for child in table.get_children():
        if child.get_name() in AT_ONCE:
            found |= _defined(child, top=False)
    return found


def _used(table: symtable.SymbolTable, top: bool = True) -> set[str]:
    """Return the names that a cell takes from outside itself when it runs."""
    found = {s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
    for child in table.get_children():
        if child.get_name() in AT_ONCE:
            found |= _used(child, top=False)
    return found

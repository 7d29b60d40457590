"""Which tests stand nearest to a file: by what imports what, and by the names of data files in code. No list is kept by hand."""

import ast
import json
import re
from collections import defaultdict, deque
from functools import cached_property
from pathlib import Path

DOTTED = re.compile(r"research(?:\.\w+)+")
READ = (".csv", ".toml", ".json", ".j2", ".md", ".css", ".js", ".typ", ".txt")


class Graph:
    """The files of a project and what uses them. An edge goes from a file to each that imports it, or that names it or its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._modules = {self._dotted(path): self._name(path) for path in self._python()}
        self._data = [path for path in (root / "src" / "research").rglob("*") if path.suffix in READ]
        self._named: dict[str, list[Path]] = defaultdict(list)
        for path in self._data:
            self._named[path.name].append(path)
        self._lexicons = {path.stem: self._name(path) for path in self._data if path.parent.name == "codebook" and path.suffix == ".toml"}
        self._folders = self._constants()

    def _python(self) -> list[Path]:
        return sorted([*(self.root / "src").rglob("*.py"), *(self.root / "tests").rglob("*.py")])

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _dotted(self, path: Path) -> str:
        name = self._name(path).removeprefix("src/").removesuffix(".py").removesuffix("/__init__")
        return name.replace("/", ".")

    def _constants(self) -> dict[str, str]:
        """Return the constants of research.paths, and the folder that each names."""
        text = (self.root / "src/research/paths.py").read_text(encoding="utf-8")
        found = re.findall(r'^(\w+) = (ROOT|PACKAGE)((?: / "\w+")+)$', text, re.MULTILINE)
        tops = {"ROOT": "", "PACKAGE": "/src/research"}
        return {name: (tops[top] + re.sub(r' / "(\w+)"', r"/\1", parts))[1:] for name, top, parts in found}

    @cached_property
    def users(self) -> dict[str, set[str]]:
        """The files that use each file, a step away."""
        users: dict[str, set[str]] = defaultdict(set)
        for path in self._python():
            for used in self._used(path, ast.parse(path.read_text(encoding="utf-8"))):
                users[used].add(self._name(path))
        for path in (self.root / "notebooks").glob("*.ipynb"):
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
            for used in self._used(path, ast.parse(code)):
                users[used].add(self._name(path))
        for path in self._data:
            text = path.read_text(encoding="utf-8", errors="replace")
            for name in self._named:
                if name.endswith(".j2") and name in text and name != path.name:
                    for used in self._files_named(name, path):
                        users[used].add(self._name(path))
        return users

    def _used(self, path: Path, tree: ast.AST) -> set[str]:
        names: set[str] = set()
        if path.suffix == ".py" and path.name != "conftest.py":
            names |= {self._name(parent / "conftest.py") for parent in path.parents if (parent / "conftest.py").is_file()}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = [f"{node.module}.{alias.name}" for alias in node.names]
                known = [self._modules.get(part) or self._modules.get(node.module) or self._beside(path, node.module) for part in parts]
                names |= {name for name in known if name}
            elif isinstance(node, ast.Import):
                names |= {self._modules[alias.name] for alias in node.names if alias.name in self._modules}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names |= self._said(node.value, path)
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("lexicon", "read_lexicon"):
                given = [part.value for part in node.args if isinstance(part, ast.Constant)]
                names |= {self._lexicons[stem] for stem in given if stem in self._lexicons}
            elif isinstance(node, ast.Name | ast.Attribute):
                name = getattr(node, "attr", getattr(node, "id", ""))
                folder = "src/research" if name == "PACKAGE" and path.is_relative_to(self.root / "tests") else self._folders.get(name)
                names |= {f"{folder}/"} if folder else set()
        return names - {self._name(path)}

    def _beside(self, path: Path, module: str) -> str | None:
        """Return a module that tests import by its bare name: it lies in their own folder, or in tests/."""
        for folder in (path.parent, self.root / "tests"):
            if (folder / f"{module.replace('.', '/')}.py").is_file():
                return self._name(folder / f"{module.replace('.', '/')}.py")
        return None

    def _said(self, text: str, path: Path) -> set[str]:
        """Return what a string of a file may mean: a data file, a module, a folder."""
        names = self._files_named(text, path)
        if DOTTED.fullmatch(text) and text in self._modules:
            names.add(self._modules[text])
        return names | {f"{folder}/" for folder in self._folders.values() if text.strip("/") == folder}

    def _files_named(self, text: str, path: Path) -> set[str]:
        """Return the data files of a name: that of the file's own folder, if it has one, else all."""
        named = self._named.get(text, [])
        own = [other for other in named if other.parent == path.parent]
        return {self._name(other) for other in own or named}

    def reach(self, file: str) -> dict[str, int]:
        """Return every file that uses `file`, however far away, with how many steps."""
        found, queue = {file: 0}, deque([file])
        while queue:
            name = queue.popleft()
            folders = [f"{folder.as_posix()}/" for folder in Path(file).parents] if name == file else []
            for user in sorted(set().union(self.users[name], *(self.users[folder] for folder in folders))):
                if user not in found:
                    found[user] = found[name] + 1
                    queue.append(user)
        return found

    def tests(self, file: str) -> list[str]:
        """Return the test files that reach `file`, the nearest first; not those of this package, which would plant in turn."""
        found = self.reach(file)
        names = [name for name in found if Path(name).name.startswith("test_") and not name.startswith("tests/planted/")]
        return sorted(names, key=lambda name: (found[name], name))

    def notebooks(self, file: str) -> list[str]:
        """Return the notebooks that reach `file`, or are it."""
        return sorted(name for name in self.reach(file) if name.endswith(".ipynb"))

"""No data become code: nothing of ours unpickles, evaluates, asks a shell, or lets a file name what else is to be read."""

import ast
from collections.abc import Iterator

import pytest

from research.paths import PACKAGE
from tests.project import ROOT

FILES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tools").rglob("*.py")])
# They make objects of bytes, or run what they find in them; or, for XML, read further files that it names.
MODULES = {
    "pickle", "_pickle", "cPickle", "cloudpickle", "dill", "shelve", "marshal", "joblib", "jsonpickle", "copyreg", "tables", "h5py",
    "xml", "xmlrpc", "pty", "commands", "code", "codeop", "runpy", "imp", "webbrowser",
}  # fmt: skip
CALLS = {
    "eval", "exec", "compile", "__import__", "input", "os.system", "os.popen", "os.startfile", "yaml.load", "yaml.unsafe_load",
    "yaml.full_load", "subprocess.getoutput", "subprocess.getstatusoutput", "etree.parse", "etree.fromstring", "etree.XML",
    "etree.XMLParser", "etree.iterparse", "etree.XSLT", "lxml.etree.parse", "lxml.etree.fromstring", "asyncio.create_subprocess_shell",
}  # fmt: skip
METHODS = {"read_pickle", "to_pickle", "read_hdf", "to_hdf", "HDFStore", "from_string", "compile_expression", "query"}
PROCESSES = {"run", "Popen", "call", "check_call", "check_output"}
SHELLS = {"sh", "bash", "/bin/sh", "cmd", "powershell"}


def problems(source: str) -> Iterator[str]:
    """Yield what a Python text does that makes code of data."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (f"imports {name.name}" for name in node.names if name.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from [f"imports from {node.module}"] if (node.module or "").split(".")[0] in MODULES else []
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    if name in CALLS or (isinstance(node.func, ast.Attribute) and node.func.attr in METHODS):
        yield f"calls {name}"
    for keyword in node.keywords:
        if (
            keyword.arg in ("shell", "allow_pickle", "resolve_entities", "load_dtd", "weights_only")
            and ast.unparse(keyword.value) != "False"
        ):
            yield f"calls {name} with {keyword.arg}"
    if name.split(".")[-1] in PROCESSES and name.startswith("subprocess.") and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant | ast.JoinedStr):
            yield f"calls {name} with a text"
        if isinstance(first, ast.List) and first.elts and isinstance(first.elts[0], ast.Constant) and first.elts[0].value in SHELLS:
            yield f"calls {name} with a shell"


def test_no_data_become_code() -> None:
    found = {path.relative_to(ROOT).as_posix(): list(problems(path.read_text(encoding="utf-8"))) for path in FILES}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from marshal import loads", "import xml.etree.ElementTree as x", "eval(text)", "exec(text)", "os.system(text)",
        "yaml.load(text)", "subprocess.run(text, shell=True)", "subprocess.run(f'ls {name}')", "subprocess.Popen(['bash', '-c', text])",
        "np.load(path, allow_pickle=True)", "pd.read_pickle(path)", "pandas.read_hdf(path)", "etree.parse(path)",
        "etree.XMLParser(resolve_entities=True)", "Environment().from_string(text)", "frame.query(text)",
    ],
)  # fmt: skip
def test_the_check_finds_it(source: str) -> None:
    assert list(problems(source))

"""Make .venv out of requirements/lock.txt, or find that it is made. `make setup` calls it; standard library only."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 or newer is needed; {} is {}.{}. Name a newer one, say: make setup PYTHON=python3.12".format(
            sys.executable, *sys.version_info[:2]
        )
    )

import fcntl
import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "lock.txt"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "made-from.txt"

# jsonschema takes rfc3987-syntax if it is there, and then builds a grammar at each start: 0.7 s for every kernel and command.
# It is in the lock because a plain `pip install -r` insists on it; here nothing does.
LEFT_OUT = {"rfc3987-syntax", "lark"}

# Imported once, two at a time: shows that the environment works, and leaves the byte code of what the work uses.
# Compiling all 9000 modules would take 10 s longer; leaving it all to the first report makes each of its kernels slow.
IMPORTS = (
    "altair, IPython.terminal.ipapp, ipykernel.kernelapp, pandas, pandera, pyarrow.parquet, scipy.stats, statsmodels.api, trafilatura",
    "hypothesis, jupyterlab.labapp, krippendorff, nbclient, nbconvert, nbval.plugin, papermill, pytest, vl_convert, xdist.plugin",
)


def main(exact: bool) -> None:
    """Bring .venv up to date; `exact` asks for the very Python that runs this."""
    with PROJECT.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # two makes at once: the second waits, then finds all done
        if sound(exact):
            if STAMP.read_text() == wanted():
                return
            print("The lock or pyproject.toml has changed: bringing .venv up to date")
        else:
            print("Making .venv with Python {}.{}.{}; takes about half a minute, once".format(*sys.version_info), flush=True)
            make_venv()
        # Without its stamp a .venv is made afresh, so that one left half done is never trusted.
        STAMP.unlink(missing_ok=True)
        install()
        try_imports()
        part = STAMP.with_suffix(".part")
        part.write_text(wanted())
        part.replace(STAMP)


def wanted() -> str:
    """What a finished .venv was made from, as text; the folder too, because scripts in .venv name it."""
    sums = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in (LOCK, PROJECT, Path(__file__))]
    return "\n".join([*sums, str(VENV), ""])


def sound(exact: bool) -> bool:
    """Whether .venv was finished once, in this folder, and still has its Python."""
    if not (STAMP.exists() and PYTHON.exists() and STAMP.read_text().splitlines()[-1:] == [str(VENV)]):
        return False
    made_with = re.search(r"^version = (\d+\.\d+)", (VENV / "pyvenv.cfg").read_text(), re.MULTILINE)
    return not exact or (made_with is not None and made_with[1] == "{}.{}".format(*sys.version_info))


def make_venv() -> None:
    """An empty .venv with pip."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            f"{sys.executable} cannot make a virtual environment. On Debian and Ubuntu install python3-venv; "
            "or name another Python: make setup PYTHON=..."
        )
    run(sys.executable, "-m", "venv", "--clear", VENV)


def install() -> None:
    """Every package of the lock, then this one."""
    entries = [entry for entry in locked() if entry[0] not in LEFT_OUT]
    packages = write("lock.txt", [text for _, text in entries])
    try:
        if os.environ.get("INSTALLER") == "pip":
            raise FileNotFoundError("uv is not wanted")
        pip("--no-deps", "--require-hashes", "-r", write("uv.txt", [text for name, text in entries if name == "uv"]))
        uv("sync", "--require-hashes", packages)
        uv("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    except (OSError, subprocess.CalledProcessError):
        print("Installing with pip, for want of uv: takes a minute longer", flush=True)
        pip("--no-deps", "--require-hashes", "-r", packages)
        pip("--no-deps", "--no-build-isolation", "--editable", ROOT)


def add(extra: str) -> None:
    """What an extra of pyproject.toml brings, if it can be had; who asks for it does without, and says so."""
    never = write("left-out.txt", [f"{name} ; sys_platform == 'never'" for name in sorted(LEFT_OUT)])
    try:
        uv("install", "--constraint", LOCK, "--override", never, "--requirements", PROJECT, "--extra", extra)
    except (OSError, subprocess.CalledProcessError):
        print(f"The extra {extra} cannot be installed here: going on without it", flush=True)


def locked() -> Iterator[tuple[str, str]]:
    """The lock's entries, each with its name; a package has more than one where its version depends on the Python."""
    for entry in re.split(r"\n(?=\S)", LOCK.read_text()):
        name = re.match(r"[\w.-]+(?===)", entry)
        if name:
            yield name[0], entry


def write(name: str, entries: list[str]) -> Path:
    """A requirements file inside .venv."""
    path = VENV / name
    path.write_text("\n".join(entries) + "\n")
    return path


def pip(*arguments: str | Path) -> None:
    """Install with the pip of .venv."""
    run(PYTHON, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", *arguments)


def uv(command: str, *arguments: str | Path) -> None:
    """Install with the uv of .venv."""
    run(VENV / "bin" / "uv", "pip", command, "--quiet", "--python", PYTHON, *arguments)


def run(*command: str | Path) -> None:
    """Run a command, and fail if it does."""
    subprocess.run(command, check=True, env=environment(), cwd=ROOT)


def environment() -> dict[str, str]:
    """This one, without what would keep byte code from being stored or bring in other packages."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def try_imports() -> None:
    """Import what the work uses."""
    commands = [[str(PYTHON), "-c", f"import {names}"] for names in IMPORTS]
    running = [subprocess.Popen(command, env=environment(), cwd=ROOT) for command in commands]
    for command, process in zip(commands, running, strict=True):
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)


if __name__ == "__main__":
    try:
        main(exact="--exact" in sys.argv)
        for argument in sys.argv[1:]:
            if argument.startswith("--extra="):
                add(argument.removeprefix("--extra="))
    except subprocess.CalledProcessError as failure:
        sys.exit(f"This failed: {' '.join(map(str, failure.cmd))}\nMend what is said above, then run make setup again.")
    except KeyboardInterrupt:
        sys.exit("Stopped; make setup begins anew.")

"""Run the campaign with Atheris, which changes its inputs so that they reach new code. It is in no lock: not every Python has a wheel.

.venv/bin/pip install atheris
.venv/bin/python -m tests.fuzz.guided --inputs 100000
"""

import argparse
import os
import sys
import tempfile
import time

import atheris

with atheris.instrument_imports(include=["research.ingest", "research.coding"]):
    from tests.fuzz.targets import CODER, Figures, run, show

from tests.fuzz.changes import PACKED, broken, broken_within
from tests.fuzz.seeds import TOKENS, WORDS, seeds

KINDS = [*seeds(), CODER]
FIGURES = {kind: Figures() for kind in KINDS}
LENGTH = 400  # bytes of which an input is made


def one(data: bytes, count: int, begin: float) -> None:
    """Make an input of some bytes and run it; end the campaign with its figures after `count` of them."""
    drawn = atheris.FuzzedDataProvider(data)
    kind = _of(drawn, KINDS)
    run(kind, _text(drawn) if kind == CODER else _file(drawn, kind), FIGURES[kind])
    if sum(found.files for found in FIGURES.values()) >= count:
        show(FIGURES, time.monotonic() - begin)
        sys.stdout.flush()
        os._exit(0)  # Atheris has no other end


def _of(drawn: "atheris.FuzzedDataProvider", things: list) -> object:
    return things[drawn.ConsumeIntInRange(0, len(things) - 1)]


def _text(drawn: "atheris.FuzzedDataProvider") -> bytes:
    return " ".join(_of(drawn, WORDS) for _ in range(drawn.ConsumeIntInRange(1, 50))).encode()


def _file(drawn: "atheris.FuzzedDataProvider", kind: str) -> bytes:
    sound = _of(drawn, seeds()[kind])
    changes = [
        (drawn.ConsumeIntInRange(0, 5), drawn.ConsumeProbability() * 0.999, drawn.ConsumeProbability(), _of(drawn, TOKENS))
        for _ in range(drawn.ConsumeIntInRange(1, 6))
    ]
    return broken_within(kind, sound, changes) if kind in PACKED and drawn.ConsumeBool() else broken(sound, changes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    started = time.monotonic()
    atheris.Setup(
        [
            sys.argv[0],
            "-timeout=300",
            "-verbosity=0",
            "-report_slow_units=300",
            f"-artifact_prefix={tempfile.gettempdir()}/",
            f"-seed={chosen.seed}",
            f"-max_len={LENGTH}",
        ],
        lambda data: one(data, chosen.inputs, started),
    )
    atheris.Fuzz()

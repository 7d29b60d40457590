"""Run the campaign with Hypothesis; tests/fuzz/guided.py runs one with Atheris.

.venv/bin/python -m tests.fuzz --inputs 100000 --jobs 2
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.changes import PACKED, broken, broken_within
from tests.fuzz.seeds import TOKENS, WORDS, seeds
from tests.fuzz.targets import CODER, Figures, run, show

KINDS = [*seeds(), CODER]
SHARE = 1000  # inputs of one run of Hypothesis, which slows down as a run grows
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(TOKENS) | st.binary(max_size=12),
    ),
    min_size=1,
    max_size=6,
)


@st.composite
def inputs(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a kind and an input of it."""
    kind = draw(st.sampled_from(KINDS))
    if kind == CODER:
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=50)))
        return kind, (text + draw(st.text(max_size=20))).encode("utf-8", "replace")
    within = kind in PACKED and draw(st.booleans())
    return kind, (partial(broken_within, kind) if within else broken)(draw(st.sampled_from(seeds()[kind])), draw(CHANGES))


def campaign(count: int, number: int) -> dict[str, Figures]:
    """Run `count` inputs, which `number` decides; a failure raises with the smallest input that shows it."""
    figures = {kind: Figures() for kind in KINDS}

    @seed(number)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)
    )
    @given(inputs())
    def one(drawn: tuple[str, bytes]) -> None:
        kind, data = drawn
        mine = Figures()
        run(kind, data, mine)
        figures[kind].add(mine)

    one()
    return figures


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    begin = time.monotonic()
    runs = range(-(-chosen.inputs // SHARE))
    sums = {kind: Figures() for kind in KINDS}
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for figures in pool.map(campaign, [min(SHARE, chosen.inputs)] * len(runs), [chosen.seed + number for number in runs]):
            for kind, found in figures.items():
                sums[kind].add(found)
            print(f"{sum(found.files for found in sums.values())} files without a failure", file=sys.stderr, flush=True)
    show(sums, time.monotonic() - begin)


if __name__ == "__main__":
    main()

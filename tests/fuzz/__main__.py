"""Run the campaign: Hypothesis by default, Atheris (coverage-guided, where it is installed) with --atheris.

.venv/bin/python -m tests.fuzz --inputs 100000 --jobs 2
.venv/bin/python -m tests.fuzz --inputs 100000 --atheris
"""

import argparse
import gzip
import io
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import TOKENS, WORDS, seeds
from tests.fuzz.targets import CODER, Figures, run

KINDS = [*seeds(), CODER]
SHARE = 1000  # inputs of one run of Hypothesis, which slows down as a run grows
PACKED = ("docx", "zip", "warc.gz")
Change = tuple[int, float, float, bytes]
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


def broken(data: bytes, changes: list[Change]) -> bytes:
    """Return an input with some changes: put in, overwrite, cut out, double, cut off, swap."""
    for way, where, how_far, token in changes:
        at = int(where * (len(data) + 1))
        end = min(len(data), at + int(how_far * 40) + 1)
        data = (
            data[:at] + token + data[at:],
            data[:at] + token + data[at + len(token) :],
            data[:at] + data[end:],
            data[:end] + data[at:end] * 3 + data[end:],
            data[: max(at, 1)],
            data[at:end] + data[:at] + data[end:],
        )[way]
    return data


def broken_within(kind: str, data: bytes, changes: list[Change]) -> bytes:
    """Return a packed input whose packing is sound and whose content has the changes."""
    if kind == "warc.gz":
        return gzip.compress(broken(gzip.decompress(data), changes), mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in sound.infolist():
            wanted = kind == "zip" or info.filename == "word/document.xml"
            archive.writestr(info.filename, broken(sound.read(info), changes) if wanted else sound.read(info))
    return out.getvalue()


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


def guided(count: int) -> dict[str, Figures]:
    """Run `count` inputs that Atheris makes, led by the code that they reach."""
    import os

    import atheris

    figures = {kind: Figures() for kind in KINDS}
    changes = list(TOKENS)

    def one(data: bytes) -> None:
        drawn = atheris.FuzzedDataProvider(data)
        kind = KINDS[drawn.ConsumeIntInRange(0, len(KINDS) - 1)]
        if kind == CODER:
            text = " ".join(WORDS[drawn.ConsumeIntInRange(0, len(WORDS) - 1)] for _ in range(drawn.ConsumeIntInRange(1, 50)))
            run(kind, text.encode(), figures[kind])
            return
        of_kind = seeds()[kind]
        made = of_kind[drawn.ConsumeIntInRange(0, len(of_kind) - 1)]
        chosen = [
            (
                drawn.ConsumeIntInRange(0, 5),
                drawn.ConsumeProbability(),
                drawn.ConsumeProbability(),
                changes[drawn.ConsumeIntInRange(0, len(changes) - 1)],
            )
            for _ in range(drawn.ConsumeIntInRange(1, 6))
        ]
        run(kind, broken(made, chosen), figures[kind])
        if sum(found.files for found in figures.values()) >= count:
            show(figures, 0.0)
            sys.stdout.flush()
            os._exit(0)  # Atheris has no other end

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], "-timeout=300", "-verbosity=0", "-seed=1", "-max_len=400"], one)
    atheris.Fuzz()
    return figures


def show(figures: dict[str, Figures], seconds: float) -> None:
    """Print the figures of a campaign."""
    whole = Figures()
    for found in figures.values():
        whole.add(found)
    print(f"{'kind':10} {'files':>8} {'inputs':>8} {'articles':>8} {'rejected':>8} {'slowest':>9}")
    for kind, found in [*figures.items(), ("all", whole)]:
        print(f"{kind:10} {found.files:8} {found.inputs:8} {found.articles:8} {found.rejected.total():8} {found.slowest:7.2f} s")
    print("rejected: " + ", ".join(f"{reason} {count}" for reason, count in Counter(whole.rejected).most_common()))
    even = whole.inputs == whole.articles + whole.rejected.total()
    print(f"{whole.files} files in {seconds:.0f} s, no failure; inputs = articles + rejected: {even}")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    chosen = parser.parse_args()
    begin = time.monotonic()
    if chosen.atheris:
        guided(chosen.inputs)
        return
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

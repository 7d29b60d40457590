"""How fast the coder is: `make bench`, sentences and articles a second on one core, with spaCy's tokeniser and matcher beside it."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

import click

from research.quality.bench_sizes import grow
from research.quality.bench_texts import SETS
from research.quality.bench_work import Timing, has_spacy, measure

NO_SPACY = (
    "spaCy is not there, so no figures stand beside these: `make bench` installs it where a package index is in reach (extra `bench`)."
)
NAMES = {"rules": "rule coder", "spacy": "spaCy tokeniser + PhraseMatcher"}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--articles", type=click.IntRange(min=1), default=20_000, show_default=True, help="Articles of each set.")
@click.option("--runs", type=click.IntRange(min=1), default=1, show_default=True, help="Runs of each; medians are printed.")
@click.option("--set", "sets", type=click.Choice(list(SETS)), multiple=True, help="Sets of texts [default: all].")
@click.option("--size", "sizes", type=click.IntRange(min=1), multiple=True, help="Time whole builds of so many articles instead.")
@click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Worker processes of these builds.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where they work, some 16 KB an article.")
def main(articles: int, runs: int, sets: Sequence[str], sizes: Sequence[int], jobs: int, folder: Path | None) -> None:
    """Time the coder on one core, each run in a fresh process; CPU is the process's own time, whatever else the machine does.

    With --size, time builds of tables instead: of the shipped corpus repeated with other dates, places and numbers, of one article
    more, and with nothing new; with the most memory that all processes held together.
    """
    if sizes:
        grow(sizes, jobs, folder)
        return
    tools = [tool for tool in NAMES if tool != "spacy" or has_spacy()]
    for name in sets or SETS:
        timings = {tool: middle([measure(tool, name, articles) for _ in range(runs)]) for tool in tools}
        first = timings["rules"]
        click.echo(f"{name}: {SETS[name]}; {first.articles:,} articles, {first.sentences:,} sentences")
        for tool, timing in timings.items():
            click.echo("  " + line(NAMES[tool], timing))
        if "spacy" in timings:
            click.echo(
                f"  The coder takes {first.cpu / timings['spacy'].cpu:.1f} times as long as spaCy, which finds words and codes nothing."
            )
    if "spacy" not in tools:
        click.echo(NO_SPACY)


def middle(timings: Sequence[Timing]) -> Timing:
    """Return the medians of several runs of one thing."""
    one = timings[0]
    peaks = [timing.peak for timing in timings if timing.peak is not None]
    seconds, cpu = median(t.seconds for t in timings), median(t.cpu for t in timings)
    return Timing(one.articles, one.sentences, one.found, seconds, cpu, median(peaks) if peaks else None)


def line(name: str, timing: Timing) -> str:
    """Return the figures of one tool in a line."""
    found = f"{timing.found:,} {'matches' if name.startswith('spaCy') else 'reports'}"
    peak = "" if timing.peak is None else f", peak {timing.peak:,.0f} MiB"
    return (
        f"{name:32}{timing.sentences / timing.seconds:>9,.0f} sentences/s{timing.articles / timing.seconds:>9,.0f} articles/s"
        f"{timing.seconds:>8.1f} s; CPU {timing.cpu:.1f} s,{timing.sentences / timing.cpu:>8,.0f} sentences/s{peak}; {found}"
    )


if __name__ == "__main__":
    main()

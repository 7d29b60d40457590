"""`research code`: a folder of articles to tables."""

import sys
from pathlib import Path
from typing import Any

import click

from research import paths
from research.cli.terminal import DONE, FILE, FOLDER, REJECTED, Nothing, Unusable, say
from research.schemas import AGGREGATIONS


@click.command()
@click.argument("raw", type=FOLDER)
@click.option("--out", "out_folder", type=FOLDER, required=True, help="Folder for the tables, as CSV and Parquet.")
@click.option("--manifest", type=FILE, help="CSV with a row for each file [default: manifest.csv in RAW, if there is one].")
@click.option(
    "--codebook", type=FOLDER, default=paths.CODEBOOK, help="Folder of places, groups and cue words [default: the package's own]."
)
@click.option(
    "--aggregation",
    type=click.Choice(AGGREGATIONS),
    default="representative",
    show_default=True,
    help="Rule that makes one value of several reports.",
)
@click.option("--corrections", type=FILE, help="CSV of corrections of coded cells [default: corrections.csv beside RAW, if there is one].")
@click.option("--decisions", type=FILE, help="CSV of reports that are one incident, or not [default: decisions.csv beside RAW].")
@click.option("--coder", default="rules", show_default=True, help="rules, language-model, or human:FOLDER of a person's CSV files.")
@click.option("--ask/--replay", help="Ask the language model for what is not recorded [default: --replay, recorded answers only].")
@click.option("--model", default="", help="Name of the language model [default: OPENAI_MODEL of the environment].")
@click.option("--address", default="", help="Its OpenAI-compatible address [default: OPENAI_BASE_URL; a key is taken from OPENAI_API_KEY].")
@click.option("--answers", type=FOLDER, help="Folder of its recorded answers [default: data/answers].")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that code articles.")
@click.option("--engine", type=click.Choice(("local", "dask")), default="local", show_default=True, help="Where articles are coded.")
@click.option("--scheduler", default="", help="Address of the Dask scheduler, such as tcp://127.0.0.1:8786, for --engine dask.")
def code(
    raw: Path,
    out_folder: Path,
    manifest: Path | None,
    codebook: Path,
    aggregation: str,
    corrections: Path | None,
    decisions: Path | None,
    coder: str,
    ask: bool,
    model: str,
    address: str,
    answers: Path | None,
    jobs: int,
    engine: str,
    scheduler: str,
) -> None:
    """Code a folder of articles into tables: text, web pages, PDF, Word, RTF, mail, tables, crawls, archives.

    Nothing is done where neither the articles nor anything else that the tables depend on has changed, and no article is coded twice:
    what it came to is kept in the folder .cache of DIR. Files that cannot be read are listed, and are rows of the table `rejected`;
    the rest goes on. The workers of a Dask cluster see RAW and the codebook under the same paths.

    \b
    Examples:
      research code data/raw --out data/processed
      research code ~/articles --out ~/tables --jobs 4
      research code data/raw --out ~/careful --aggregation conservative
      research code data/raw --out ~/second --coder language-model --ask
    """  # noqa: D301
    from research.build import Job
    from research.coders.request import ANSWERS, Request

    asked = Request(coder, ask, model, address, answers or ANSWERS)
    sys.exit(code_tables(Job(raw, out_folder, manifest, codebook, aggregation, corrections, decisions, asked), jobs, (engine, scheduler)))


def code_tables(job: Any, jobs: int, engine: tuple[str, str] = ("local", "")) -> int:
    """Bring tables up to date, say what came out, and return the exit status."""
    from research.build import BuildError, NothingToDo, code_folder

    try:
        done = code_folder(job, jobs, say, engine)
    except NothingToDo as error:
        raise Nothing(str(error)) from None
    except BuildError as error:
        raise Unusable(str(error)) from None
    if done.unchanged:
        say(f"tables: up to date, {done.rows['articles']} articles, {done.rows['reports']} reports, {done.rows['incidents']} incidents")
    for row in done.rejected:
        say(f"rejected: {row['file']}: {row['reason']}: {row['detail']}")
    return REJECTED if done.rejected else DONE

"""The `research` command. What a command needs is imported when it runs, so that help and an unchanged build take no time."""

import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from research import paths
from research.schemas import AGGREGATIONS

DONE, REJECTED, UNUSABLE, NOTHING = 0, 1, 2, 3
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
PLACE = click.Path(path_type=Path)
JOBS = click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Notebooks that run at the same time.")
MAIN_HELP = """From raw news articles on armed attacks to tidy tables and reports.

\b
  research code data/raw --out data/processed    articles -> tables
  research report                                tables -> every stale report
  research status                                what is stale, and why
  research ingest SOURCE...                      what files hold, before anything is written
  research fetch URL... --into data/raw          pages of the web, politely
  research explain ARTICLE                       what is read in an article, and why
  research diff OLD NEW                          what changed between two folders of tables, or two builds of a report
  research without ARTICLE                       what would fall with an article: rows, incidents, sentences
  research keep NAME                             keep what the reports say: they then tell what changed since
  research score DIR GOLD...                     how right the tables are

Exit status: 0 done; 1 done, but some inputs were rejected or a report failed (each is named); 2 unusable arguments, parameters or
specifications; 3 nothing to do it on."""


class Unusable(click.ClickException):
    """Arguments, parameters or specifications cannot be used; the message names the mend."""

    exit_code = UNUSABLE

    def format_message(self) -> str:
        """Return the message without what could command a terminal."""
        return printable(self.message)


class Nothing(Unusable):
    """There is nothing to do the command on."""

    exit_code = NOTHING


def printable(text: object) -> str:
    """Return text without the control and formatting characters with which an article could command a terminal; line ends stay."""
    return "".join(char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp") else " " for char in str(text))


def say(line: object) -> None:
    """Print one line of progress to the error stream."""
    click.echo(printable(line), err=True)


def out(line: object) -> None:
    """Print one line of result."""
    click.echo(printable(line))


@click.group(help=MAIN_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="attack-tempo", prog_name="research")
def main() -> None:
    """Run one command of the group."""


@main.command()
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
    sys.exit(_code(Job(raw, out_folder, manifest, codebook, aggregation, corrections, decisions, asked), jobs, (engine, scheduler)))


def _code(job: Any, jobs: int, engine: tuple[str, str] = ("local", "")) -> int:
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


@main.command()
@click.argument("sources", metavar="SOURCE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--into", type=FOLDER, help="New folder to write the articles into, one file each, with a manifest [default: write nothing].")
@click.option("--manifest", type=FILE, help="CSV with a row for each file [default: manifest.csv beside it, if there is one].")
@click.option(
    "--column", "columns", multiple=True, metavar="OURS=THEIRS", help="Column of a table that holds text, title, url, published ..."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
def ingest(sources: tuple[Path, ...], into: Path | None, manifest: Path | None, columns: tuple[str, ...], jobs: int) -> None:
    """Show what files and folders hold: every article, as what it is read, its metadata; and what is rejected, and why.

    Nothing is written but with --into, and then all of it or nothing: a new folder of raw files, one for each article, whose bytes and
    article_id are those of the source, and a manifest with what the files themselves do not say. `research code` reads all the same
    kinds directly.

    \b
    Examples:
      research ingest ~/Downloads/export.docx crawl.warc.gz
      research ingest articles.csv --column text=body_clean --column published=day
      research ingest ~/mail.mbox --into ~/articles
    """  # noqa: D301
    from research.gather.lines import Sums, lines_of
    from research.gather.look import look
    from research.gather.unpack import UnpackError, check, unpack
    from research.ingest import IngestError
    from research.ingest.containers.columns import ColumnsError, chosen

    sums = Sums()
    try:
        if into:
            check(into)
        found = look(sources, manifest, chosen(columns), jobs=jobs, say=say, keep=bool(into))
        for result in unpack(found, into) if into else found:
            sums.add(result)
            for line in lines_of(result):
                out(line)
    except (IngestError, ColumnsError, UnpackError) as error:
        raise Unusable(str(error)) from None
    for line in sums.lines():
        say(line)
    say(f"written: {into}" if into else "nothing is written; with --into FOLDER the articles are")
    sys.exit(sums.status)


@main.command()
@click.argument("urls", metavar="[URL]...", nargs=-1)
@click.option("--list", "listed", type=click.File(encoding="utf-8"), help="File with an address a line; - for the standard input.")
@click.option("--into", type=FOLDER, required=True, help="Folder for the WARC file; one that is there already is added to.")
@click.option("--delay", type=click.FloatRange(min=0), default=5.0, show_default=True, help="Seconds between two requests to one site.")
@click.option("--contact", default="", help="Your mail address or page, told to the sites.")
def fetch(urls: tuple[str, ...], listed: Any, into: Path, delay: float, contact: str) -> None:
    """Download pages politely and keep them in a WARC file, which `research code` reads.

    One request at a time, with a pause for each site; robots.txt is kept to; a busy server is asked again, later each time. Addresses
    that the folder holds already are passed over, so that a run that was stopped can be gone on with.

    \b
    Examples:
      research fetch https://example.org/news/1 --into data/raw
      research fetch --list addresses.txt --into data/raw --contact desk@example.org
    """  # noqa: D301
    from research.gather.fetch import addresses
    from research.gather.fetch import fetch as fetched
    from research.gather.keep import Archive

    wanted = addresses([*urls, *(listed or ())])
    if not wanted:
        raise Unusable("no address is named: give some, or a file of them with --list")
    archive = Archive(into)
    failed = 0
    try:
        for page in fetched(wanted, archive, delay=delay, contact=contact):
            failed += bool(page.problem)
            out(f"not fetched: {page.url}: {page.problem}" if page.problem else f"fetched: {page.url}: {page.size} bytes")
    finally:
        kept = archive.close()
    say(f"{len(wanted) - failed} of {len(wanted)} addresses fetched" + (f", kept in {kept}" if kept else ""))
    sys.exit(REJECTED if failed else DONE)


@main.command()
@click.argument("article")
@click.option("--raw", type=FOLDER, default=paths.RAW, help="Folder of raw articles [default: data/raw].")
@click.option("--manifest", type=FILE, help="CSV with a row for each file [default: manifest.csv in its folder, if there is one].")
@click.option(
    "--codebook", type=FOLDER, default=paths.CODEBOOK, help="Folder of places, groups and cue words [default: the package's own]."
)
def explain(article: str, raw: Path, manifest: Path | None, codebook: Path) -> None:
    """Show what is read in ARTICLE, from which words and by which rule, and what is not coded and why.

    ARTICLE is a file, its name in data/raw, or the first digits of an article_id. Colours go with the letters where the output is a
    terminal and NO_COLOR is not set.

    \b
    Examples:
      research explain data/raw/2020-03-11-taji.txt
      research explain 3f2a91
      research explain ~/articles/balad.html --manifest ~/articles/manifest.csv
    """  # noqa: D301
    from research.codebook import CodebookError
    from research.coding.explain.ask import explain as explained
    from research.coding.explain.find import ExplainError
    from research.coding.explain.terminal import screen
    from research.corrections import CorrectionError, notes

    try:
        found = explained(Path(article), raw=raw, manifest=manifest, codebook=codebook)
        corrected = notes(raw.resolve().parent, found.article_id)
    except ExplainError as error:
        raise Nothing(str(error)) from None
    except (CodebookError, CorrectionError) as error:
        raise Unusable(str(error)) from None
    click.echo(found.text(*screen()))
    for line in corrected:
        out(line)


@main.command()
@click.argument("spec", nargs=-1)
@JOBS
def report(spec: tuple[str, ...], jobs: int) -> None:
    """Build the reports of reports/specs/SPEC.toml that are stale; all of them if no SPEC is named.

    The tables are brought up to date with data/raw first. A report appears whole or stays as it was; where one fails, the others are built.

    \b
    Examples:
      research report
      research report iraq-2020
    """  # noqa: D301
    specs, wrong = _specs(spec)
    status = _code_own() if any(_on_own_tables(s) for s in specs) else DONE
    failures = _build(specs, jobs)
    for line in wrong:
        say(f"not built: {line}")
    sys.exit(UNUSABLE if wrong else REJECTED if failures else status)


def _specs(names: Iterable[str]) -> tuple[list[Any], list[str]]:
    """Return the usable specifications and, for each that is not, what is wrong with it."""
    from research.reporting.specs import SpecError, find, load

    found, wrong = [], []
    try:
        files = find(names)
    except SpecError as error:
        raise Unusable(str(error)) from None
    if not files:
        raise Nothing("reports/specs holds no specification: write one, such as all.toml")
    for path in files:
        try:
            found.append(load(path))
        except SpecError as error:
            wrong.append(str(error))
    return found, wrong


def _build(specs: list[Any], jobs: int) -> dict[str, str]:
    from research.reporting.reports import build, build_index
    from research.reporting.specs import find

    failures = build(specs, paths.BUILT, jobs, say)
    build_index([path.stem for path in find()], paths.BUILT)
    return failures


def _code_own() -> int:
    """Bring data/processed up to date with data/raw; without raw articles, take the tables as they are."""
    if not paths.RAW.is_dir() and (paths.PROCESSED / "incidents.parquet").exists():
        say("tables: taken as they are, for there is no data/raw")
        return DONE
    if not paths.RAW.is_dir():
        raise Nothing("data/raw is not there: make it, and put articles into it")
    return _code(_own_job(), 1)


def _own_job() -> Any:
    from research.build import Job

    return Job(paths.RAW, paths.PROCESSED)


def _on_own_tables(spec: Any) -> bool:
    return (paths.ROOT / spec.parameters["tables"]).resolve() == paths.PROCESSED.resolve()


@main.command()
@click.option("--check", is_flag=True, help="Run nothing; say what is wrong with the notebooks as they are.")
@JOBS
@click.argument("names", nargs=-1)
def notebooks(check: bool, jobs: int, names: tuple[str, ...]) -> None:
    """Run the notebooks of notebooks/ in place with their default parameters and store their outputs.

    These are the outputs that `make test` compares. A notebook that fails stays as it was.

    \b
    Examples:
      research notebooks
      research notebooks 2_attack_tempo
      research notebooks --check
    """  # noqa: D301
    files = _notebooks(names)
    found = _check_notebooks(files) if check else _run_notebooks(files, jobs)
    for line in found:
        say(line)
    sys.exit(REJECTED if found else DONE)


def _notebooks(names: Iterable[str]) -> list[Path]:
    from research.reporting.parameters import nearest

    known = {path.stem: path for path in sorted(paths.NOTEBOOKS.glob("*.ipynb"))}
    if not known:
        raise Nothing("notebooks/ holds no notebook")
    wanted = [Path(name).stem if name.endswith(".ipynb") else name for name in names] or list(known)
    for name in wanted:
        if name not in known:
            raise Unusable(f'there is no notebook "{name}"{nearest(name, known)}')
    return [known[name] for name in wanted]


def _check_notebooks(files: Iterable[Path]) -> list[str]:
    from research.reporting.lint import problems

    return [f"{path.name}: {text}" for path in files for text in problems(path)]


def _run_notebooks(files: Iterable[Path], jobs: int) -> list[str]:
    from research.reporting.in_place import run_in_place

    return [f"failed, the stored outputs are kept: {message}" for message in run_in_place(files, jobs, say).values()]


@main.command()
def status() -> None:
    """Say what is stale, and why: a line for the tables and one for each report.

    Exit status 0 if all is fresh, 1 if something is stale.
    """
    specs, wrong = _specs(())
    lines = _staleness(specs)
    for name, reasons in lines.items():
        out(f"{name}: {'stale because ' + '; '.join(reasons) if reasons else 'fresh'}")
    for line in wrong:
        out(f"report {line}")
    sys.exit(UNUSABLE if wrong else REJECTED if any(lines.values()) else DONE)


def _staleness(specs: list[Any]) -> dict[str, list[str]]:
    """Return why the tables and each report are stale, [] where they are not."""
    from research.build import stale as stale_tables
    from research.reporting.freshness import stale as stale_report

    lines = {f"report {spec.name}": stale_report(spec, paths.BUILT) for spec in specs}
    if paths.RAW.is_dir():
        lines = {"tables": stale_tables(_own_job())} | lines
        for spec in specs:
            if lines["tables"] and _on_own_tables(spec):
                lines[f"report {spec.name}"].append(f"its tables are stale: {'; '.join(lines['tables'])}")
    return lines


@main.command()
@click.argument("old", type=PLACE)
@click.argument("new", type=PLACE)
def diff(old: Path, new: Path) -> None:
    """Say what changed between two folders of tables (a line for each row or cell) or two builds of a report, and which inputs did it.

    A build is a folder such as reports/built/all, or an edition that was kept; told are incidents, rows of result tables, charts and
    sentences, with what moved them. Exit status 0 if nothing differs, 1 if something does.

    \b
    Examples:
      research diff data/processed ~/tables
      research diff reports/editions/all/1-spring.json reports/built/all
    """  # noqa: D301
    from research.reporting import editions

    sys.exit(_diff_builds(old, new) if editions.is_one(old) or editions.is_one(new) else _diff_tables(old, new))


def _diff_builds(old: Path, new: Path) -> int:
    from research.reporting import changes, editions

    try:
        found = changes.between(editions.read(old), editions.read(new))
    except editions.EditionError as error:
        raise Nothing(str(error)) from None
    for change in found.moved:
        out(changes.line(change))
    say(f"because {'; '.join(found.causes) or 'no input that is on record'}: {', '.join(found.counts)}" if found.moved else "0 differences")
    return REJECTED if found.moved else DONE


def _diff_tables(old: Path, new: Path) -> int:
    from research.build import RECORD
    from research.fingerprint import read_json, reasons
    from research.quality.differences import differences
    from research.tables import TableError

    try:
        found = differences(old, new)
    except TableError as error:
        raise Nothing(str(error)) from None
    _say_rows(found)
    before, after = (read_json(folder / RECORD).get("inputs") for folder in (old, new))
    why = reasons(before, after) if before and after else []
    say(f"{len(found)} differences" + (f", because {'; '.join(why)}" if len(found) and why else ""))
    return REJECTED if len(found) else DONE


def _say_rows(rows: Any) -> None:
    for row in rows.fillna("").to_dict("records"):
        change = f"{row['old']!r} -> {row['new']!r}" if row["change"] == "changed" else row["change"]
        out(f"{row['table']} {row['key']} {row['column']}: {change}" if row["column"] else f"{row['table']} {row['key']}: {change}")


@main.command()
@click.argument("article")
@click.argument("spec", nargs=-1)
@JOBS
def without(article: str, spec: tuple[str, ...], jobs: int) -> None:
    """Say what would fall with ARTICLE: its rows, the incidents lost or changed, and what the reports (or those of SPEC) would say.

    Tables and reports are made again without it in a folder of their own, and compared; no data and no report are touched. To withdraw
    it, take the file out of data/raw, its row out of manifest.csv and its lines out of corrections.csv.

    \b
    Examples:
      research without 2020-03-11-taji.txt
      research without 3f2a91 iraq-2020
    """  # noqa: D301
    from research.build import BuildError, NothingToDo
    from research.coding.explain.find import ExplainError
    from research.corrections import CorrectionError
    from research.reporting.changes import line
    from research.reporting.withdrawal import WithdrawalError, withdraw

    specs, wrong = _specs(spec)
    if wrong:
        raise Unusable("\n".join(wrong))
    own = [one for one in specs if _on_own_tables(one)]
    if stale := [name for name, reasons in _staleness(own).items() if reasons]:
        raise Nothing(f"{', '.join(stale)}: stale, so that there is nothing to compare with: run `make report` first")
    try:
        found = withdraw(article, _own_job(), own, jobs, say)
    except (WithdrawalError, ExplainError, NothingToDo) as error:
        raise Nothing(str(error)) from None
    except (BuildError, CorrectionError) as error:
        raise Unusable(str(error)) from None
    behind = found.rows["table"].isin(["texts", "sentences", "assertions"])
    _say_rows(found.rows[~behind])
    out(f"{int(behind.sum())} rows of texts, sentences and assertions")
    for name, changes in found.reports.items():
        for change in changes.moved:
            if change.kind != "table":
                out(f"report {name}: {line(change)}")
        out(f"report {name}: {', '.join(changes.counts) or 'nothing'}")
    sys.exit(REJECTED if found.failures else DONE)


@main.command()
@click.argument("name")
@click.argument("spec", nargs=-1)
def keep(name: str, spec: tuple[str, ...]) -> None:
    """Keep what the reports (or those of SPEC) say now, as the edition NAME, in reports/editions.

    From then on their pages tell what has changed since, and why. Keep these small files under version control.

    \b
    Examples:
      research keep spring
      research keep second-draft iraq-2020
    """  # noqa: D301
    from research.reporting.editions import EditionError
    from research.reporting.editions import keep as keep_edition
    from research.reporting.freshness import stale as stale_report

    specs, wrong = _specs(spec)
    if wrong:
        raise Unusable("\n".join(wrong))
    for one in specs:
        if reasons := stale_report(one, paths.BUILT):
            raise Nothing(f"report {one.name} is stale because {'; '.join(reasons)}: run `make report` first")
    try:
        for one in specs:
            say(f"kept: {keep_edition(one.name, name, paths.BUILT).relative_to(paths.ROOT).as_posix()}")
    except EditionError as error:
        raise Unusable(str(error)) from None


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("gold", type=FILE, nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="List everything that is not right.")
def score(folder: Path, gold: tuple[Path, ...], errors: bool) -> None:
    """Score the tables of FOLDER against hand-coded GOLD files (docs/coding-guide.md says what the figures mean).

    \b
    Example:
      research score data/processed tests/gold/a.jsonl --errors
    """  # noqa: D301
    from research.quality.gold import score as figures
    from research.quality.gold_rows import GoldError
    from research.tables import TableError

    wrong: list[tuple[str, str, str, str]] = []
    try:
        found = figures(folder, gold, wrong)
    except TableError as error:
        raise Nothing(str(error)) from None
    except GoldError as error:
        raise Unusable(str(error)) from None
    for name, value in found.items():
        out(f"{name:24} {value if isinstance(value, int) else format(value, '.3f')}")
    for row in wrong if errors else []:
        out("\t".join(row))


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the page is not what the schemas say.")
def dictionary(check: bool) -> None:
    """Write docs/data-dictionary.md, which says of every column of every table what it holds, from the schemas."""
    from research.fingerprint import write_text
    from research.reporting.dictionary import PAGE, page

    if check:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        if not same:
            say("docs/data-dictionary.md is not what the schemas say: run `research dictionary`")
        sys.exit(DONE if same else REJECTED)
    PAGE.parent.mkdir(exist_ok=True)
    write_text(PAGE, page())
    say(f"written: {PAGE.relative_to(paths.ROOT).as_posix()}")


if __name__ == "__main__":
    main()

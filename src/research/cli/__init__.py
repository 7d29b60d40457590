"""The `research` command. What a command needs is imported when it runs, so that help and an unchanged build take no time."""

import click

from research.cli.coding import code
from research.cli.dictionary import dictionary
from research.cli.editions import diff, keep, without
from research.cli.explain import explain
from research.cli.notebooks import notebooks
from research.cli.reports import report, status
from research.cli.scoring import score
from research.cli.sources import fetch, ingest

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


@click.group(help=MAIN_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="attack-tempo", prog_name="research")
def main() -> None:
    """Run one command of the group."""


for command in (code, report, status, ingest, fetch, explain, diff, without, keep, notebooks, score, dictionary):
    main.add_command(command)

"""`research explain`: what is read in an article, and why."""

from pathlib import Path

import click

from research import paths
from research.cli.terminal import FILE, FOLDER, Nothing, Unusable, out


@click.command()
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

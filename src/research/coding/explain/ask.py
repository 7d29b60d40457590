"""Explain whatever names an article: what `research explain` and `research.explain` call."""

from datetime import date
from pathlib import Path

from research import codebook as codebooks
from research.codebook import Codebook
from research.coding.explain.data import Explanation
from research.coding.explain.find import LONGEST_NAME, ExplainError, find, from_text
from research.coding.explain.view import explain as explain_article
from research.coding.model import Article
from research.ingest.article import Article as Ingested
from research.ingest.kinds import MEMBER, kind_of
from research.paths import CODEBOOK


def explain(
    article: str | Path | Article,
    title: str = "",
    published: str | date = "",
    *,
    raw: str | Path | None = None,
    manifest: str | Path | None = None,
    codebook: str | Path | Codebook = CODEBOOK,
) -> Explanation:
    """Return what the rules read in an article, and why; JupyterLab shows it beside the notebook, print() gives it as text.

    Args:
        article: a text; or the path of a raw file, its name in data/raw, or the first digits of its article_id; or an Article.
        title: headline of a text.
        published: day of publication of a text, such as 2020-03-11; its weekdays and "yesterday" count from it.
        raw: folder of raw articles, data/raw if none is given.
        manifest: what is known of raw files, manifest.csv in their folder if none is given.
        codebook: folder of places, groups and cue words, or a codebook that is loaded.

    Raises:
        ExplainError: no article, or several, go by that name; or it cannot be read. The message says what mends it.
        CodebookError: a file of the codebook is missing or broken.
    """
    book = codebook if isinstance(codebook, Codebook) else codebooks.load(Path(codebook))
    if isinstance(article, Article):
        return explain_article(article, book)
    if isinstance(article, str) and _is_text(article, bool(title or published)):
        found = from_text(article, title, str(published))
    else:
        found = _named(article, raw, manifest)
    row = found.row
    told = Article(row["article_id"], row["title"] or "", row["published"] or "", found.text)
    return explain_article(told, book, "" if row["file"] == "text" else row["file"], row["language"])


def _is_text(article: str, described: bool) -> bool:
    """Tell whether a string is a text, not the name of an article: it is long, has lines or sentences, or comes with title or date."""
    return described or "\n" in article or len(article) > LONGEST_NAME or (" " in article.strip() and not _is_file(article))


def _is_file(name: str) -> bool:
    return bool(kind_of(name.partition(MEMBER)[0])) and len(name) < 256


def _named(article: str | Path, raw: str | Path | None, manifest: str | Path | None) -> Ingested:
    if not str(article).strip():
        raise ExplainError("no article is named: give a file, the first digits of an article_id, or a text")
    return find(article, Path(raw) if raw else None, Path(manifest) if manifest else None)

"""Articles coded by another coder than the rules: by a person or a language model, of whose codings there are never many."""

from typing import Any

from research import tables
from research.codebook import Codebook
from research.coders import Request, code_articles, make
from research.coding.corpus import CODED_TABLES
from research.ingest.refusal import Refusal
from research.linking.merge import plain
from research.pipeline.packing import Cells
from research.pipeline.progress import Say
from research.pipeline.store import Articles, Coded
from research.pipeline.workshop import Workshop


def code(request: Request, articles: Articles, workshop: Workshop, book: Codebook, jobs: int, say: Say) -> Coded:
    """Return the coded rows of every article. Those that the coder has no coding for go from the articles to the refusals.

    What the coder has to tell of its work is said.

    Raises:
        CoderError: the coder cannot work at all.
    """
    rows = [(packed.row, {"article_id": listed.article_id, "text": packed.text}) for listed, packed in articles]
    read, texts = tables.frame("articles", (row for row, _ in rows)), tables.frame("texts", (text for _, text in rows))
    coder = make(request, read, book)
    outcome = code_articles(coder, read, texts, jobs)
    for line in getattr(coder, "notes", list)():
        say(line)
    for row in plain(outcome.rejected):
        workshop.refusals.append(Refusal(row["file"], row["reason"], row["detail"]))
    workshop.take_out(row["file"] for row in plain(outcome.rejected))
    coded: dict[str, dict[str, list[Cells]]] = {}
    for name in CODED_TABLES:
        for found in plain(outcome.frames[name]):
            coded.setdefault(found["article_id"], {}).setdefault(name, []).append(_cells(found))
    return coded


def _cells(row: dict[str, Any]) -> Cells:
    return list(row.values())

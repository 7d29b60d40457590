"""What a web page says of itself: meta elements, linked data (schema.org), canonical address, headings."""

import json
from typing import Any

from research.ingest.blocks import Block, Facts, one_line
from research.ingest.dates import from_machine
from research.ingest.decode import tidy
from research.ingest.headline import cut_suffix
from research.ingest.lexicon import norm, words

PUBLISHED_META = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "publishdate", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "article.published",
)  # fmt: skip


def find_title(root: Any, named: str, blocks: list[Block]) -> str:
    """Return the headline: the first-level heading that fits the name of the page, else that name without the site behind it."""
    headings = [one_line(tidy(heading.text_content())) for heading in root.iter("h1")]
    headings = [heading for heading in headings if words(heading)]
    matching = [heading for heading in headings if named and f" {norm(heading)} " in f" {norm(named)} "]
    if matching:
        return max(matching, key=len)
    if headings and (not named or any(block.text in headings for block in blocks)):
        return next((block.text for block in blocks if block.text in headings), headings[0])
    return cut_suffix(named)


def read_facts(root: Any) -> Facts:
    """Return title, publisher, address and dates of publication as the head of the page gives them."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            metas.setdefault(name, one_line(tidy(meta.get("content"))))
    facts = Facts(title=metas.get("og:title", ""), publisher=metas.get("og:site_name", ""), url=metas.get("og:url", ""))
    facts.dates = [day for name in PUBLISHED_META if (day := from_machine(metas.get(name, "")))]
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            facts.url = tidy(link.get("href")).strip()
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            _add_linked_data(script.text or "", facts)
    if not facts.title:
        facts.title = one_line(tidy(root.findtext(".//title") or ""))
    if not facts.url.startswith(("http://", "https://")):
        facts.url = ""
    return facts


def _add_linked_data(source: str, facts: Facts) -> None:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return
    entries = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("datePublished"), str):
            day = from_machine(entry["datePublished"])
            facts.dates += [day] if day else []
            publisher = entry.get("publisher")
            if not facts.publisher and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                facts.publisher = one_line(tidy(publisher["name"]))

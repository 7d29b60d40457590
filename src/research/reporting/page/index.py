"""The list of all reports: reports/built/index.html."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from research.reporting.page import inline
from research.reporting.page.template import web, write_page

STYLES = ("base.css", "layout.css", "index.css", "print.css")


def build_index(reports: Sequence[Mapping[str, Any]], out: Path) -> None:
    """Write `out`/index.html: a card for each report, readable without scripts, with no request to anywhere.

    Args:
        reports: a mapping for each report, in the order of the cards: `name` (its folder beside `out`), `title`, and, where known,
            `description`, `window` (in words), `findings` (sentences, as text; the first three are shown), `facts` (pairs of number
            and noun) and `links` (pairs of label and address relative to the report's folder, or of the web).
        out: folder of the reports; made if missing.
    """
    style = inline.styles(STYLES)
    cards = [
        {
            "title": report.get("title") or report["name"],
            "href": f"{report['name']}/index.html",
            "description": report.get("description") or "",
            "window": report.get("window") or "",
            "findings": list(report.get("findings") or [])[:3],
            "facts": list(report.get("facts") or []),
            "links": [(label, _address(report["name"], href)) for label, href in report.get("links") or []],
        }
        for report in reports
    ]
    write_page("index.html.j2", out / "index.html", cards=cards, style=inline.block(style), policy=inline.policy(style, []))


def _address(name: str, href: str) -> str:
    """Return a link of a card: of the web as it is, else inside the report's folder."""
    path = PurePosixPath(href)
    inside = not path.is_absolute() and ".." not in path.parts and ":" not in href
    return web(href) or (f"{name}/{href}" if inside else "")

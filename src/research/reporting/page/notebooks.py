"""An executed notebook -> a section of the page: its words, sentences, tables and charts; code stays in the notebook."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from research.reporting.page.charts import MIMES, Figure, figure
from research.reporting.page.files import PageError, read
from research.reporting.page.markup import Anchors, from_html, from_markdown, slug
from research.reporting.page.results import FINDINGS_MIME, Result, ResultTable, findings, named

HIDDEN = frozenset(("hide", "hide-output", "hide-cell", "remove-output", "remove_output", "remove-cell", "remove_cell"))
FINDINGS = "findings"  # tag of a cell whose output opens the page; a heading of that name does the same
HEADING = re.compile(r"^(#{1,6})[ \t]++(.+)$", re.MULTILINE)
FINDINGS_HEADING = re.compile(r"^(?:key |main )?findings\b", re.IGNORECASE)


Block = Markup | Figure | ResultTable


@dataclass(slots=True)
class Section:
    """One notebook on the page: `findings` go to the top, `blocks` (HTML, figures, result tables) stay in its own section."""

    anchor: str
    title: str
    file: str
    findings: list[Markup] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    anchors: Anchors
    section: Section
    tables: Mapping[str, Result]
    figures: int
    in_findings: bool = False

    def put(self, block: Block, finding: bool) -> None:
        if isinstance(block, Figure):
            self.figures += 1
        if isinstance(block, Markup) and finding:
            self.section.findings.append(block)
        elif block:
            self.section.blocks.append(block)


def section(path: Path, tables: Mapping[str, Result], figures: int = 0) -> Section:
    """Return the section of the executed notebook at `path`; its figures are numbered on from `figures`.

    The first heading of the first level is the title. What is shown as findings (research.reporting.show), in a cell tagged
    `findings` or below a heading "Findings" opens the page; its numbers link to rows of `tables`. Cells tagged `hide` or
    `remove-cell` are left out.

    Raises:
        PageError: the file is no notebook, or one of its cells failed.
    """
    anchor = f"part-{slug(path.stem)}"  # no id of the page's own sections
    state = _State(Anchors(anchor), Section(anchor, "", path.name), tables, figures)
    for number, cell in enumerate(read(path).cells, start=1):
        if HIDDEN.isdisjoint(cell.metadata.get("tags", [])):
            _cell(state, cell, f"{path.name}, cell {number}")
    state.section.title = state.section.title or path.stem.replace("_", " ").strip("0123456789 ").capitalize()
    state.section.headings = state.anchors.headings
    return state.section


def _cell(state: _State, cell: Any, where: str) -> None:
    tagged = FINDINGS in cell.metadata.get("tags", [])
    if cell.cell_type == "markdown":
        source = _follow_headings(state, cell.source)
        state.put(from_markdown(source, state.anchors), tagged or state.in_findings)
    elif cell.cell_type == "code":
        for output in cell.outputs:
            if output.output_type == "error":
                raise PageError(f"{where} failed ({output.ename}: {output.evalue}): mend the notebook and run it again")
            if block := _output(state, output):
                state.put(block, tagged or state.in_findings or bool(named(output, "findings")))


def _follow_headings(state: _State, source: str) -> str:
    """Return Markdown without the title of the notebook and without the heading of its findings; note whether findings follow."""
    first = HEADING.search(source)
    if first and len(first[1]) == 1 and not state.section.title:
        state.section.title = re.sub(r"[*_`]", "", first[2].rstrip(" \t#"))
        source = source[: first.start()] + source[first.end() :]
        first = HEADING.search(source)
    if first:
        state.in_findings = bool(FINDINGS_HEADING.match(first[2]))
        if state.in_findings:
            source = source[: first.start()] + source[first.end() :]
    return source


def _output(state: _State, output: Any) -> Block | None:
    """Return the richest form of one output that is safe to show; warnings are not shown."""
    if output.output_type == "stream":
        return _pre(output.text) if output.name == "stdout" and output.text.strip() else None
    data = output.data
    if mime := next((mime for mime in MIMES if mime in data), None):
        return figure(data[mime], state.figures + 1, named(output, "chart"))
    if FINDINGS_MIME in data:
        return findings(data[FINDINGS_MIME], state.tables)
    if "text/markdown" in data:
        return from_markdown(data["text/markdown"], state.anchors)
    if "text/html" in data:
        result = state.tables.get(named(output, "table"))
        if result:
            return ResultTable(result, from_html(data["text/html"], state.anchors, result.anchor, result.name, result.columns))
        return from_html(data["text/html"], state.anchors)
    if mime := next((mime for mime in ("image/png", "image/jpeg") if mime in data), None):
        return _image(mime, data[mime], output.metadata.get(mime, {}))
    return _pre(data["text/plain"]) if "text/plain" in data else None


def _pre(text: str) -> Markup:
    return Markup('<pre class="scroll" tabindex="0">{}</pre>').format(text.rstrip())


def _image(mime: str, content: str, metadata: Any) -> Markup:
    packed = base64.b64encode(base64.b64decode(content)).decode("ascii")
    return Markup('<p><img src="data:{};base64,{}" alt="{}"></p>').format(mime, packed, metadata.get("alt", "Picture of the notebook"))

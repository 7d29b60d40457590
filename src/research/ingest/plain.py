"""Plain text and Markdown -> blocks."""

import re

from research.ingest.blocks import Block, Facts, is_prose, one_line
from research.ingest.noise import stands_alone
from research.ingest.unwrap import BULLET, chunks, join_lines, wrap_width

RULE = re.compile(r"^\s*(?:[-*_=~+#]\s*){3,}$|^\s*[^\w\s]\s*$")
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?=\S)")
HEADING_END = re.compile(r"\s#+$")
QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]{1,100}\]:\s+\S+")
ADDRESS = re.compile(r"<(?:https?://|mailto:|www\.)[^<>\s]{1,2000}>")
STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?![\w_])"
)
CODE = re.compile(r"`{1,3}([^`\n]{1,500})`{1,3}")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
ROW = re.compile(r"^\s*\|(.*)\|\s*$")
ROW_RULE = re.compile(r"^[\s|:-]+$")
MARKED = re.compile(r"[\[<*_`\\]")
LINK_ONLY = re.compile(r"^\W*\[[^\[\]\n]{1,500}\]\([^()\n]{0,2000}\)\W*$")


def read_plain(text: str, markdown: bool) -> tuple[list[Block], Facts]:
    """Return the blocks of a text, and what its heading says.

    Link syntax, bold and headings are undone in plain text too, since saved pages often hold them; the rest of Markdown
    (emphasis with one mark, quotes, paragraphs that go on over lines) only where `markdown` is set.
    """
    lines = ["" if RULE.match(line) or ROW_RULE.match(line) or DEFINITION.match(line) else line for line in text.split("\n")]
    runs = chunks(lines)
    width = 0 if markdown else wrap_width(runs)
    blocks: list[Block] = []
    facts = Facts()
    for run in runs:
        for paragraph in _markdown_paragraphs(run) if markdown else join_lines(run, width, _alone):
            block = _block(paragraph, markdown)
            if block.kind == "heading" and not facts.title and not any(is_prose(before.text) for before in blocks):
                facts.title = block.text
            if block.text:
                blocks.append(block)
    return blocks, facts


def strip_markup(text: str, markdown: bool = False) -> str:
    """Return one line without Markdown markup: the words of links and images stay, their addresses go."""
    if not MARKED.search(text):
        return one_line(text)
    text = ADDRESS.sub(" ", LINK.sub(r"\1", LINK.sub(r"\1", IMAGE.sub(r"\1", text))))
    text = CODE.sub(r"\1", STRONG.sub(r"\2", text))
    if markdown:
        text = ESCAPE.sub(r"\1", EMPHASIS.sub(lambda m: m.group(1) or m.group(2), REFERENCE.sub(r"\1", text)))
    return one_line(text)


def _alone(line: str) -> bool:
    return bool(HEADING.match(line) or ROW.match(line)) or stands_alone(strip_markup(line))


def _markdown_paragraphs(run: list[str]) -> list[str]:
    paragraphs: list[str] = []
    fresh = True
    for line in run:
        quoted = QUOTE.sub("", line)
        if HEADING.match(line) or ROW.match(line) or BULLET.match(quoted) or fresh or _alone(quoted):
            paragraphs.append(quoted.strip())
        else:
            paragraphs[-1] += " " + quoted.strip()
        fresh = bool(HEADING.match(line)) or _alone(quoted) or line.endswith("  ")
    return paragraphs


def _block(paragraph: str, markdown: bool) -> Block:
    heading = HEADING.match(paragraph)
    if heading:
        return Block(HEADING_END.sub("", strip_markup(paragraph[heading.end() :], markdown)), "heading")
    row = ROW.match(paragraph)
    if row:
        return Block(", ".join(cell.strip() for cell in strip_markup(row.group(1), markdown).split("|") if cell.strip()), "row")
    bullet = BULLET.match(paragraph)
    body = paragraph[bullet.end() :] if bullet else paragraph
    kind = "link" if LINK_ONLY.match(body) else "item" if bullet else "text"
    return Block(strip_markup(body, markdown), kind)

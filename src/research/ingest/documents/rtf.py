"""The words of a document in Rich Text Format, by striprtf."""

import re

from research.ingest.limits import MAX_DOCUMENT_CHARS, MAX_FONT_CHARS, MAX_GROUPS
from research.ingest.refusal import RefusedError

BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# striprtf looks for links with a pattern that goes through the whole line for each field; without this word it does not start, and
# the words of a link are read as any others.
FIELD = "{\\field{"
FONTS = "{\\fonttbl"
FONT = re.compile(r"\\f\d")  # at line ends that pattern stops


def words(data: bytes) -> str:
    """Return the text of a document, one line for each paragraph, paragraphs apart by empty lines.

    Raises:
        RefusedError: it is no RTF, or nests its parts too deeply.
    """
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise RefusedError("broken", "this is no RTF: it does not begin with {\\rtf; save it again, or as text")
    source = data.decode("latin-1")
    if _depth(source) > MAX_GROUPS:
        raise RefusedError("too_nested", "the document nests its parts too deeply to be read: save it as text")
    start, end = _fonts(source)
    if end - start > MAX_FONT_CHARS:
        raise RefusedError("too_large", f"its table of fonts has more than {MAX_FONT_CHARS} characters: save it as text")
    source = source[:start] + FONT.sub(r"\n\g<0>", source[start:end]) + source[end:]
    try:
        text = rtf_to_text(source.replace(FIELD, "{{"), errors="ignore")
    except Exception as error:  # striprtf has no error of its own
        raise RefusedError("broken", f"the document is damaged ({type(error).__name__}): save it again, or as text") from None
    if len(text) > MAX_DOCUMENT_CHARS:
        raise RefusedError("too_large", f"more than {MAX_DOCUMENT_CHARS} characters: save the article alone")
    return text.replace("\n", "\n\n")


def _fonts(source: str) -> tuple[int, int]:
    """Return where the table of fonts begins and ends; striprtf goes through it with a pattern of its own."""
    start = max(source.find(FONTS), 0)
    depth = 0
    for match in BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth <= 0 or match.end() - start > MAX_FONT_CHARS:
            return (start, match.end()) if source.startswith(FONTS, start) else (0, 0)
    return (start, len(source)) if source.startswith(FONTS, start) else (0, 0)


def _depth(source: str) -> int:
    deepest = depth = 0
    for match in BRACE.finditer(source):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        deepest = max(deepest, depth)
    return deepest

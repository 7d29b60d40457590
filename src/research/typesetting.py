"""HTML and Markdown in which dollar signs stay dollar signs: JupyterLab and GitHub set what stands between two of them as mathematics.

MathJax looks for both ends of a formula in one run of text. A `span` of its own around each sign that begins one parts them, and changes
nothing of what is read.
"""

import re

SIGN = re.compile(r"(<[^<>]*>)|([$\\])")


def plain(html: str) -> str:
    """Return HTML whose texts hold no mathematics; attributes, in which < and > have to be escaped, stay as they are."""
    return SIGN.sub(lambda found: found[1] or f"<span>{found[2]}</span>", html)

"""What goes into the page's own file: styles, scripts, data, and the policy that lets nothing else run."""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

FOLDER = Path(__file__).parent
STYLES = ("base.css", "layout.css", "figures.css", "evidence.css", "numbers.css", "since.css", "print.css")
EARLY = ("theme.js",)
LATE = ("linked.js", "charts.js", "incidents.js", "downloads.js", "numbers.js")
EXPORTED = "window.vegaEmbed = vegaEmbed;"
CLOSERS = ("</script", "</style", "<!--")


@cache
def styles(names: Sequence[str] = STYLES) -> str:
    """Return the style sheets `names` as one."""
    return "".join((FOLDER / "css" / name).read_text(encoding="utf-8") for name in names)


@cache
def scripts(names: Sequence[str]) -> str:
    """Return the scripts `names` as one, each in a scope of its own."""
    parts = ((FOLDER / "js" / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(f'(() => {{\n"use strict";\n{part}}})();\n' for part in parts)


@cache
def vega() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script without names of its own outside `window`."""
    import vl_convert

    # Wrapped: the bundle's names at its top level would be the page's.
    return _closed(f"(() => {{{vl_convert.javascript_bundle(EXPORTED)}}})();\n")


def _closed(code: str) -> str:
    for closer in CLOSERS:
        if closer in code.lower():
            raise ValueError(f"the script holds {closer!r} and cannot stand in a page")
    return code


def block(code: str) -> Markup:
    """Return our own code for a <style> or <script> element; it may hold no end of one."""
    return Markup(_closed(code))


def json_block(data: Any) -> Markup:
    """Return `data` as JSON that can stand in a script element whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def policy(style: str, codes: Sequence[str]) -> str:
    """Return the Content-Security-Policy under which this style and these scripts work, nothing else runs and nothing is fetched.

    Vega's expressions are interpreted (option `ast`), so that not even the page's own scripts may make code of text.
    """
    hashes = " ".join(_hash(code) for code in codes) or "'none'"
    return f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"


def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"

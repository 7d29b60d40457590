"""What holds for any input: a row or a refusal, never an exception; the text convention; cleaning twice is cleaning once."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ingest_articles import BODY, MORE

from research.ingest.article import Article, make_article
from research.ingest.clean import clean
from research.ingest.manifest import Known, read_manifest
from research.ingest.plain import read_plain
from research.ingest.refusal import Refusal
from research.schemas import PUBLISHED_BASES

KINDS = st.sampled_from(["text", "markdown", "html"])
SAMPLES = """\
Rockets hit base
By Jane Doe
8 November 2019
Updated: 2020-01-01
Share | Print
Read more
* a point
- b
KEY POINTS
ERBIL, Iraq
Photo: a soldier
[Map]
Iraq
What happened?
the words go on in lower case without an end and then
demonstration of something else.
Tags: a, b
---
# Heading
See This Map …
Why So
https://a.example
(c) 2020

Comments (4)
> quoted
| A | B |
**bold** [link](#)
Radio Monitor, 3 May 2020
17 October 2023
"""
LINES = st.sampled_from([BODY, MORE, *SAMPLES.splitlines()])
TAGS = """\
<p>
</p>
<div>
</div>
<li>
<h1>
</h1>
<a href=x>
</a>
<br>
<td>
<table>
x
&amp;
&#0;
<time datetime=2020>
<script>
</script>
<figcaption>
<form>
<!--
]]>
"""
PAGES = st.lists(st.sampled_from([BODY, MORE, *TAGS.splitlines()]), max_size=30)


def _holds(result: Article | Refusal) -> None:
    if isinstance(result, Refusal):
        assert result.reason and result.detail
        return
    text, title = result.text, result.row["title"]
    assert unicodedata.is_normalized("NFC", text)
    text.encode("utf-8")
    parts = text.split("\n\n")
    for part in parts:
        assert part and "\n" not in part and part == part.strip()
    assert not title or parts[0] == title
    assert result.row["published_basis"] in PUBLISHED_BASES
    assert (result.row["published"] is None) == (result.row["published_basis"] == "none")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), KINDS)
@example(b"\xef\xbb\xbf", "text")
@example(b"\xff\xfe", "html")
@example(b"<\x00", "html")
def test_any_bytes(data, kind):
    _holds(make_article("f", kind, data, Known()))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), KINDS)
@example("\u2028# \u00ad", "markdown")
@example("A\n\n\u0301b", "text")
def test_any_text(text, kind):
    _holds(make_article("f", kind, text.encode("utf-8", "surrogatepass"), Known()))


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_any_page(parts):
    _holds(make_article("f", "html", "".join(parts).encode(), Known()))


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=14), st.booleans())
def test_cleaning_twice_is_cleaning_once(lines, apart):
    first = make_article("f", "text", ("\n\n" if apart else "\n").join(lines).encode(), Known())
    _holds(first)
    if isinstance(first, Article):
        blocks, _ = read_plain(first.text, markdown=False)
        assert clean(blocks, first.row["title"] or "") == first.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_manifest(data):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.csv"
        path.write_bytes(data)
        manifest = read_manifest(path)
        assert all(refusal.file.startswith("manifest.csv:") for refusal in manifest.refusals)


HOSTILE = [
    "[" * 50_000,
    "www." * 20_000 + " x",
    "# " + "#" * 50_000 + "x",
    "a" * 200_000,
    "a@" * 50_000,
    "<https://" * 20_000,
    "*a" * 50_000,
    ". " * 100_000,
    "(" * 50_000,
    "a\n" * 15_000,
    "- " * 50_000 + "x",
    "1/2/" * 40_000,
    "![](" * 30_000,
    "A, " * 50_000,
    "`" * 50_000,
    "_a" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_take_no_longer_than_others(text):
    started = time.process_time()
    for kind in ("text", "markdown", "html"):
        _holds(make_article("f", kind, text.encode(), Known()))
    assert time.process_time() - started < 8

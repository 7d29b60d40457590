"""Markdown and HTML of notebooks come out safe, whatever stands in them."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.reporting.page.markup import ATTRIBUTES, TAGS, Anchors, from_html, from_markdown

HOSTILE = [
    "<script>alert(1)</script>after",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "<p onclick=alert(1) style='background:url(https://e.org)'>x</p>",
    "<iframe src=https://e.org></iframe><object data=x></object><embed src=x>",
    "<style>@import 'https://e.org'</style><link rel=stylesheet href=https://e.org>",
    "<meta http-equiv=refresh content='0;url=https://e.org'><base href=https://e.org>",
    "<form action=https://e.org><input name=q></form>",
    "<table><tr><td><script>alert(1)</script></td></tr></table>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--<img src=x onerror=alert(1)>-->",
    "[x](javascript:alert(1)) ![x](https://e.org/x.png) <https://e.org>",
]
OURS = {"id", "class", "rel", "tabindex", "role", "aria-label", "scope"}


def check_safe(html: str) -> None:
    """Fail if a tag or an attribute is not on the list, or an address is not of the web."""
    allowed = {name for names in ATTRIBUTES.values() for name in names} | OURS
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
        assert isinstance(element.tag, str), "a comment"
        assert element.tag in TAGS
        assert set(element.keys()) <= allowed
        assert (element.get("href") or "#").strip().lower().startswith(("#", "http://", "https://", "mailto:"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_html_and_markdown_cannot_run_or_fetch(text: str) -> None:
    check_safe(from_html(text, Anchors("x")))
    check_safe(from_markdown(text, Anchors("x")))


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "/", "script", "style", "a href=", '"', "'", "javascript:", "p", " ", "on", "x=", "&lt;", "<!--", "table", "`", "\n"]
        )
    )
)
def test_no_mixture_of_markup_gets_through(parts: list[str]) -> None:
    check_safe(from_html("".join(parts), Anchors("x")))
    check_safe(from_markdown("".join(parts), Anchors("x")))


def test_text_of_scripts_and_styles_is_not_shown() -> None:
    assert from_html("<style scoped>td {}</style><script>x()</script><p>stays</p>", Anchors("x")) == "<p>stays</p>"


def test_headings_go_below_those_of_the_page_and_get_ids_of_their_own() -> None:
    anchors = Anchors("part")
    html = from_markdown("# One\n\n## Two & two\n\n## Two & two\n\n### Three", anchors)
    assert html.count("<h3") == 3
    assert html.count("<h4") == 1
    assert [anchor for _, anchor, _ in anchors.headings] == ["part-one", "part-two-two", "part-two-two-2", "part-three"]


def test_tables_of_pandas_become_readable() -> None:
    html = from_html(
        "<table border='1' class='dataframe'><thead>"
        "<tr style='text-align: right'><th></th><th>place</th><th>n</th><th>month</th></tr></thead>"
        "<tbody><tr><th>0</th><td>Harir</td><td>1,234</td><td>2021-05</td></tr><tr><th>1</th><td>NaN</td><td>&lt;NA&gt;</td><td>2021-06</td></tr></tbody></table>",
        Anchors("x"),
    )
    assert '<th scope="col" class="n">n</th>' in html
    assert '<td class="n">1,234</td>' in html
    assert '<td class="d">2021-05</td>' in html, "a month is no number"
    assert "<td>–</td>" in html
    assert '<td class="n">–</td>' in html
    assert 'tabindex="0"' in html, "a table that scrolls can be reached by keyboard"


def test_a_named_table_and_its_rows_have_ids() -> None:
    html = from_html(
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>x</td></tr><tr><td>y</td></tr></tbody></table>", Anchors("x"), "table-t"
    )
    assert 'id="table-t"' in html
    assert '<tr id="table-t-1"><td>y</td></tr>' in html


def test_a_result_table_names_its_columns_and_its_rows_but_not_the_row_that_tells_of_more() -> None:
    head, body = "<tr><th>x</th><th>n</th></tr>", "<tr><td>y</td><td>1</td></tr><tr><td colspan=2>… and 1 more</td></tr>"
    html = from_html(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>", Anchors("x"), "table-t", "t", ["place", "n"])
    assert '<table id="table-t" data-table="t">' in html
    assert '<th scope="col" class="n" data-column="n">n</th>' in html
    assert html.count("<tr id=") == 1


def test_what_a_notebook_writes_names_no_recipe() -> None:
    assert "data-" not in from_html('<p data-n="tempo.0.low" data-table="tempo">1</p>', Anchors("x"))


def test_money_in_markdown_is_no_formula() -> None:
    assert "$5 and $6" in from_markdown("It cost $5 and $6.", Anchors("x"))


def test_a_link_to_a_file_beside_the_notebook_is_none_on_the_page() -> None:
    source = '<p><a href="../data/raw/x.txt">x.txt</a> <a href="https://example.org">out</a> <a href="#here">here</a> <a>bare</a></p>'
    html = str(from_html(source, Anchors("x")))
    assert html == '<p>x.txt <a href="https://example.org" rel="noopener noreferrer">out</a> <a href="#here">here</a> bare</p>'

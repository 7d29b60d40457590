"""Web pages: the article, its captions, lists and tables; nothing of menus and scripts."""

import pytest
from ingest_articles import BODY, MORE, paragraphs, read, refuse


def test_page():
    page = f"""<html><head><title>Rockets hit base | The Site</title><link rel="canonical" href="https://a.example/x">
    <meta property="og:site_name" content="The Site"><script>var x = "{MORE}";</script></head>
    <body><header><a href="/">Home</a></header><nav><a href="/w">World</a></nav><h1>Rockets hit base</h1>
    <p class="by">By Jane Doe</p><figure><img src="x"><figcaption>A soldier on guard</figcaption></figure>
    <p>{BODY}</p><p>Fish &amp; chips were served<br>
    late, it was said in the city on Tuesday.</p>
    <ul><li>Erbil was attacked too.</li><li>So was the embassy.</li></ul>
    <table><tr><th>Date</th><th>Place</th></tr><tr><td>July 5</td><td>Baghdad</td></tr></table>
    <blockquote><p>"We know who they are," the group said.</p></blockquote>
    <div class="promo">Sign up for our newsletter</div><p><a href="/o">Other story about something else</a></p>
    <h2>Background</h2><p>{MORE}</p><p class="rm"><b>Read more</b><br><a href="/p">What the ministry says</a></p>
    <aside><h3>Most read</h3><ul><li>Five soups for a cold week</li></ul></aside>
    <footer>&copy; 2021 <a href="/t">Terms</a></footer></body></html>"""
    article = read(page, "html")
    assert article.text.split("\n\n") == [
        "Rockets hit base", "Photo: A soldier on guard", BODY, "Fish & chips were served late, it was said in the city on Tuesday.",
        "Erbil was attacked too.", "So was the embassy.", "Date, Place", "July 5, Baghdad", '"We know who they are," the group said.',
        "Background", MORE,
    ]  # fmt: skip
    assert article.row["url"] == "https://a.example/x"
    assert article.row["publisher"] == "The Site"


def test_page_without_any_markup_for_the_article():
    page = (
        f"<table><tr><td><a href=/>Home</a></td><td><b>Rockets hit base</b><br>March 3, 2021<br><br>{BODY}<br><br>{MORE}</td></tr></table>"
    )
    assert paragraphs(page, "html") == ["Rockets hit base", BODY, MORE]


def test_page_that_is_one_form():
    assert paragraphs(f"<form><input><h1>Rockets hit base</h1><p>{BODY}</p><p>{MORE}</p></form>", "html") == [
        "Rockets hit base",
        BODY,
        MORE,
    ]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<div>" * 3000 + "x", "too_nested"),
        ("<b>" * 100_000 + BODY, "too_nested"),
        ("<html></html>", "no_text"),
        ("<script>var x = 1</script>", "no_text"),
        ("<!-- -->", "no_text"),
        ("<p>x" * 210_000, "too_large"),
    ],
)
def test_pages_that_are_refused(page, reason):
    refusal = refuse(page.encode(), "html")
    assert refusal.reason == reason
    assert "save" in refusal.detail


def test_encoding_that_the_page_declares():
    page = f'<html><head><meta charset="windows-1251"></head><body><h1>База</h1><p>Ракетный обстрел. {BODY}</p></body></html>'
    assert "Ракетный обстрел." in read(page.encode("cp1251"), "html").text


def test_xml_declaration_and_cdata():
    head = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
    page = head + f"<body><h1>Rockets hit base</h1><p>{BODY}</p></body></html>"
    assert paragraphs(page, "html") == ["Rockets hit base", BODY]

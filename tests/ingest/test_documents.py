"""PDF, Word, RTF and mail: one document, one article."""

import hashlib

import pytest
from ingest_articles import BODY, MORE, read, refuse
from ingest_files import docx, mail, pdf, rtf

from research.ingest.article import articles_of
from research.ingest.item import Item
from research.ingest.limits import MAX_DEPTH
from research.ingest.manifest import Known
from research.ingest.refusal import Refusal
from research.ingest.stream import file_of

TITLE = "Rockets hit base outside the city"


def _wrapped(text: str, width: int = 90) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


PAGE = [TITLE, "By a reporter", "11 March 2020", *_wrapped(f"{BODY} {MORE} {BODY.replace('Three', 'Four')} {MORE.replace('base', 'camp')}")]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf", pdf([PAGE])),
        ("docx", docx([TITLE, "11 March 2020", BODY, MORE])),
        ("rtf", rtf([TITLE, "11 March 2020", BODY, MORE])),
    ],
)
def test_words_of_a_document(kind, data):
    article = read(data, kind)
    assert article.row["title"] == TITLE
    assert article.row["published"] == "2020-03-11" and article.row["published_basis"] == "text"
    assert BODY in article.text and MORE in article.text
    assert article.row["sha256"] == hashlib.sha256(data).hexdigest()


def test_lines_of_a_pdf_become_paragraphs_and_running_heads_go():
    rest = [_wrapped(f"{MORE.replace('base', place)} {BODY.replace('base', place)}") for place in ("camp", "port", "airfield")]
    pages = [["The Daily News", *lines, f"Page {number}"] for number, lines in enumerate([PAGE, *rest], start=1)]
    article = read(pdf(pages), "pdf")
    assert article.row["title"] == TITLE
    assert "Daily News" not in article.text and "Page 2" not in article.text
    assert BODY in article.text and BODY.replace("base", "port") in article.text


def test_a_sentence_goes_on_over_the_page():
    lines = _wrapped(BODY, 60)
    assert BODY in read(pdf([[TITLE, *lines[:1]], [*lines[1:], *_wrapped(MORE, 60)]]), "pdf").text


def test_a_scanned_pdf_says_so():
    assert refuse(pdf([[], []], picture=True), "pdf").reason == "scanned"
    assert "OCR" in refuse(pdf([[]], picture=True), "pdf").detail
    assert refuse(pdf([[]]), "pdf").reason == "no_text"


def test_a_locked_pdf_says_so():
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([PAGE]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refuse(out.getvalue(), "pdf").reason == "encrypted"


def test_letters_of_rtf():
    assert "Kata’ib – “café”" in read(rtf([TITLE, f"Kata’ib – “café”. {BODY}"]), "rtf").text
    assert "café" in read(b"{\\rtf1\\ansi\\ansicpg1252 " + f"{BODY} caf\\'e9 {MORE}".encode() + b"}", "rtf").text


def test_links_of_rtf_leave_their_words():
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://a.example"}}{\\fldrslt{the coalition said}}}'
    text = read(f"{{\\rtf1 {BODY} As {link} on Monday, nobody was hurt.\\par}}".encode(), "rtf").text
    assert "As the coalition said on Monday" in text and "https" not in text


def test_words_in_tables_of_a_word_document():
    import io

    import docx as library

    document = library.Document()
    document.add_table(1, 1).cell(0, 0).text = BODY
    out = io.BytesIO()
    document.save(out)
    assert BODY in read(out.getvalue(), "docx").text


@pytest.mark.parametrize("kind", ["pdf", "docx", "rtf"])
@pytest.mark.parametrize("data", [b"nothing of the kind", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"\x00" * 100])
def test_damaged_documents(kind, data):
    assert refuse(data, kind).reason in ("broken", "no_text")


def test_a_mail():
    article = read(mail(TITLE, f"{BODY}\n\n{MORE}\n"), "mail")
    assert (article.row["title"], article.row["published"], article.row["published_basis"]) == (TITLE, "2020-03-11", "text")
    assert article.told == {"sender": "Desk <desk@example.org>"}
    assert BODY in article.text


def test_a_forwarded_mail_has_another_day():
    article = read(mail(f"Fwd: {TITLE}", f"12 March 2020\n\n{BODY}", attached={"a.jpg": b"x"}), "mail")
    assert article.row["title"] == TITLE
    assert article.row["published"] != "2020-03-11"
    assert article.told["attached, not read"] == "a.jpg"


def test_the_fuller_form_of_a_mail_is_read():
    page = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p><p>{MORE}</p></body></html>"
    assert MORE in read(mail(TITLE, "See the page.", page), "mail").text
    assert "the page form" not in read(mail(TITLE, f"{BODY}\n\n{MORE}", f"<p>{BODY} the page form</p>"), "mail").text


def test_a_mail_without_words():
    assert refuse(mail(TITLE, "", attached={"a.jpg": b"x"}), "mail").reason == "no_text"


def test_what_is_attached_to_a_mail_is_read_as_articles_of_its_own():
    page = f"<html><body><h1>Drones</h1><p>Two drones. {BODY}</p></body></html>".encode()
    inner = mail("Mortars", f"Ten mortars. {BODY}", attached={"third.txt": f"Five missiles. {BODY}".encode()})
    files = {
        "a.html": page,
        "a.html ": page + b" ",
        "b.pdf": b"%PDF",
        "c.zip": b"PK",
        "d.eml": inner,
        "e.jpg": b"x",
        "../../f.txt": BODY.encode(),
    }
    data = mail(TITLE, BODY, attached=files)
    found = {file_of(one): one for one in articles_of(Item("m.eml", "mail", data), data)}
    assert {name: one.reason if isinstance(one, Refusal) else one.kind for name, one in found.items()} == {
        "m.eml": "mail", "m.eml!a.html": "html", "m.eml!a.html#2": "html", "m.eml!b.pdf": "broken", "m.eml!c.zip": "attached",
        "m.eml!d.eml": "mail", "m.eml!d.eml!third.txt": "text", "m.eml!f.txt": "text",
    }  # fmt: skip
    assert found["m.eml"].told["attached, not read"] == "e.jpg"
    assert found["m.eml!a.html"].row["sha256"] == hashlib.sha256(page).hexdigest()
    assert "Ten mortars" in found["m.eml!d.eml"].text and "Ten mortars" not in found["m.eml"].text


def test_a_mail_may_hold_nothing_but_what_is_attached():
    data = mail(TITLE, "", attached={"a.txt": BODY.encode()})
    assert [file_of(one) for one in articles_of(Item("m.eml", "mail", data), data)] == ["m.eml!a.txt"]


def test_mails_in_mails_have_an_end():
    data = mail(TITLE, BODY)
    for _ in range(6):
        data = mail(TITLE, BODY, attached={"in.eml": data})
    found = articles_of(Item("m.eml", "mail", data), data)
    assert len(found) == MAX_DEPTH + 2
    assert found[-1].reason == "too_nested"


def test_the_manifest_tells_of_what_is_attached():
    data = mail(TITLE, BODY, attached={"a.txt": f"Two drones. {BODY}".encode()})
    below = {"m.eml!a.txt": Known(title="Drones", row=3)}
    found = articles_of(Item("m.eml", "mail", data, known=Known(publisher="Example Wire", row=2), below=below), data)
    assert [(one.row["title"], one.row["publisher"]) for one in found] == [(TITLE, "Example Wire"), ("Drones", "Example Wire")]

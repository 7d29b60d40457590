"""PDF, Word, RTF and mail: one document, one article."""

import hashlib

import pytest
from ingest_articles import BODY, MORE, read, refuse
from ingest_files import docx, mail, pdf, rtf

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
    article = read(mail(f"Fwd: {TITLE}", f"12 March 2020\n\n{BODY}", attached="a.pdf"), "mail")
    assert article.row["title"] == TITLE
    assert article.row["published"] != "2020-03-11"
    assert article.told["attached, not read"] == "a.pdf"


def test_the_fuller_form_of_a_mail_is_read():
    page = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p><p>{MORE}</p></body></html>"
    assert MORE in read(mail(TITLE, "See the page.", page), "mail").text
    assert "the page form" not in read(mail(TITLE, f"{BODY}\n\n{MORE}", f"<p>{BODY} the page form</p>"), "mail").text


def test_a_mail_without_words():
    assert refuse(mail(TITLE, "", attached="a.pdf"), "mail").reason == "no_text"

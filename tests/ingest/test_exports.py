"""Exports of news databases: one document, many articles, each with what is printed over and under it."""

import pytest
from ingest_articles import BODY, MORE
from ingest_files import docx, pdf, rtf

from research.ingest.article import Article, articles_of
from research.ingest.item import Item
from research.ingest.manifest import Known

SECOND = BODY.replace("Three rockets", "Two drones")
COVER = ["User Name: A. Reader", "Date and Time: Saturday, March 14, 2020 9:00:00 AM GMT", "Job Number: 1", "Documents (2)",
         "1. Rockets hit base outside the city", "Client/Matter: -None-", "2. Drones strike camp"]  # fmt: skip
NEXIS = [
    "Rockets hit base outside the city", "The Example Times", "March 12, 2020 Thursday", "Late Edition - Final",
    "Copyright 2020 The Example Times Company All Rights Reserved", "Section: Section A; Column 0; Foreign Desk; Pg. 6",
    "Length: 456 words", "Byline: By A REPORTER", "Dateline: ERBIL, Iraq", "Body", BODY, MORE, "Classification", "Language: ENGLISH",
    "Publication-Type: Newspaper", "Load-Date: March 13, 2020", "End of Document",
    "Drones strike camp", "Example Wire", "November 8, 2019 Friday 10:15 AM GMT", "Copyright 2019 Example Wire", "Length: 300 words",
    "Body", SECOND, "Classification", "Load-Date: November 8, 2019", "End of Document",
]  # fmt: skip
LEXIS = f"""
                               1 of 2 DOCUMENTS


                              The Example Times

                            March 12, 2020 Thursday
                             Late Edition - Final

Rockets hit base outside the city

BYLINE: By A REPORTER

SECTION: Section A; Column 0; Pg. 6

LENGTH: 456 words

DATELINE: ERBIL, Iraq

{BODY}

{MORE}

LOAD-DATE: March 13, 2020

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                 Copyright 2020 The Example Times Company
                             All Rights Reserved


                               2 of 2 DOCUMENTS

                                 Example Wire

                      November 8, 2019 Friday 10:15 AM GMT

Drones strike camp

LENGTH: 300 words

{SECOND}

LOAD-DATE: November 8, 2019
"""
FACTIVA = [
    "Rockets hit base outside the city", "By A Reporter", "456 words", "12 March 2020", "13:45", "The Example Times", "EXTM", "English",
    "(c) 2020 The Example Times.", BODY, MORE, "Document EXTM000020200312eg3c00abc",
    "Drones strike camp", "300 words", "8 November 2019", "Example Wire", "EXWR", "English", "Copyright 2019 Example Wire.", SECOND,
    "Document EXWR000020191108efb8001xy", "Search Summary", "Text: rockets",
]  # fmt: skip
CODED = f"""HD  Rockets hit base outside the city
BY  By A Reporter
WC  456 words
PD  12 March 2020
ET  13:45
SN  The Example Times
SC  EXTM
LA  English
CY  (c) 2020 The Example Times.
LP
{BODY}

TD
{MORE}

CO  exco : Example
AN  Document EXTM000020200312eg3c00abc

HD  Drones strike camp
WC  300 words
PD  8 November 2019
SN  Example Wire
LA  English
LP
{SECOND}
AN  Document EXWR000020191108efb8001xy
"""
PROQUEST = f"""____________________________________________________________
Report Information from ProQuest
Document 1 of 2

Rockets hit base outside the city

Author: Reporter, A.

Links: https://a.example/link

Full text: {BODY}

{MORE}

Subject: Rockets; Military bases

Title: Rockets hit base outside the city

Publication title: The Example Times, Late Edition; Example City

Publication date: Mar 12, 2020

ProQuest document ID: 1234567

Last updated: 2020-03-13

____________________________________________________________
Document 2 of 2

Drones strike camp

Full text: {SECOND}

Title: Drones strike camp

Publication title: Example Wire

Publication date: Nov 8, 2019

ProQuest document ID: 1234568

____________________________________________________________
"""
EXPORTS = {
    "docx, Nexis Uni": ("docx", docx([*COVER, *NEXIS])),
    "rtf, Nexis Uni": ("rtf", rtf([*COVER, *NEXIS])),
    "text, Nexis Uni": ("text", LEXIS.encode()),
    "rtf, Factiva": ("rtf", rtf(FACTIVA)),
    "docx, Factiva": ("docx", docx(FACTIVA)),
    "text, Factiva": ("text", CODED.encode()),
    "text, ProQuest": ("text", PROQUEST.encode()),
    "docx, ProQuest": ("docx", docx(PROQUEST.split("\n"))),
}


def _read(kind: str, data: bytes, **known: str) -> list[Article]:
    results = articles_of(Item("export", kind, data, known=Known(**known)), data)
    assert all(isinstance(result, Article) for result in results), results
    return results  # type: ignore[return-value]


@pytest.mark.parametrize("name", EXPORTS)
def test_articles_of_an_export(name):
    first, second = _read(*EXPORTS[name])
    assert {first.read_as, second.read_as} == {name}
    assert [first.row["file"], second.row["file"]] == ["export!1", "export!2"]
    assert first.row["title"] == "Rockets hit base outside the city"
    assert second.row["title"] == "Drones strike camp"
    assert first.row["publisher"].startswith("The Example Times") and second.row["publisher"] == "Example Wire"
    assert (first.row["published"], second.row["published"]) == ("2020-03-12", "2019-11-08")
    assert first.row["published_basis"] == "text"
    assert BODY in first.text and MORE in first.text and SECOND not in first.text
    assert second.text == f"Drones strike camp\n\n{SECOND}"
    for word in ("Classification", "456 words", "Copyright", "Load-Date", "Document", "ENGLISH", "EXTM", "Subject", "13:45"):
        assert word not in first.text


@pytest.mark.parametrize("name", EXPORTS)
def test_what_no_table_has_a_column_for_is_told(name):
    told = _read(*EXPORTS[name])[0].told
    assert "reporter" in told["byline"].lower()
    if "ProQuest" not in name:
        assert told["length"] == "456 words"
    if "Factiva" not in name:
        assert told["load_date"] == "2020-03-13"


def test_the_dateline_stands_before_the_text():
    assert f"ERBIL, Iraq – {BODY}" in _read(*EXPORTS["docx, Nexis Uni"])[0].text


def test_ids_are_those_of_the_words_and_do_not_depend_on_the_others():
    both = _read("docx", docx([*COVER, *NEXIS]))
    swapped = _read("docx", docx([*NEXIS[17:], *NEXIS[:17]]))
    assert {one.row["article_id"] for one in both} == {one.row["article_id"] for one in swapped}
    again = _read("text", both[0].data)
    assert [(one.row["article_id"], one.text, one.row["published"]) for one in again] == [
        (both[0].row["article_id"], both[0].text, "2020-03-12")
    ]


def test_an_article_that_was_cut_off_is_kept():
    assert len(_read("docx", docx([*NEXIS[:-1]]))) == 2


def test_the_manifest_speaks_of_the_whole_and_of_one():
    item = Item("e.docx", "docx", known=Known(row=2, title="All", publisher="The Database", licence="own use"),
                below={"e.docx!2": Known(row=3, title="Another headline", published="2019-11-09")})  # fmt: skip
    first, second = articles_of(item, docx(NEXIS))
    assert (first.row["title"], first.row["publisher"], first.row["licence"]) == (NEXIS[0], "The Example Times", "own use")
    assert (second.row["title"], second.row["published"], second.row["published_basis"]) == ("Another headline", "2019-11-09", "manifest")


def test_an_article_that_only_speaks_of_documents_is_none():
    text = f"{BODY}\n\nDocument of the week\n\nPerson: a soldier said.\n\n{MORE}"
    assert [one.read_as for one in _read("text", text.encode())] == ["text"]


def test_an_export_as_pdf():
    lines = [*NEXIS[:10], BODY[:80], BODY[80:].strip(), *NEXIS[12:]]
    assert [one.row["title"] for one in _read("pdf", pdf([lines[:20], lines[20:]]))] == [NEXIS[0], "Drones strike camp"]

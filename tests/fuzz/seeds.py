"""Sound inputs of every kind, and what is put into them to break them."""

import gzip
import io
import json
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "ingest"))
from ingest_articles import BODY, MORE
from ingest_files import docx, mail, mbox, pdf, record, rtf, zipped

HEAD = "<title>Rockets</title><meta name=date content=2020-03-11>"
PAGE = f"<html><head>{HEAD}</head><body><h1>Rockets</h1><p>{BODY}</p><p>{MORE}</p></body></html>"
LINES = ["Rockets hit base", "By A Reporter", "11 March 2020", BODY, MORE]
NEXIS = [
    "Rockets hit base",
    "Example Times",
    "March 12, 2020 Thursday",
    "Length: 45 words",
    "Body",
    BODY,
    "Load-Date: March 13, 2020",
    "End of Document",
]
FACTIVA = [
    "Rockets hit base",
    "45 words",
    "12 March 2020",
    "Example Times",
    "EXTM",
    "English",
    "(c) 2020",
    BODY,
    "Document EXTM000020200312eg3c00abc",
]
PROQUEST = [
    "Document 1 of 1",
    "Rockets hit base",
    f"Full text: {BODY}",
    "Title: Rockets",
    "Publication date: Mar 12, 2020",
    "ProQuest document ID: 1",
]
ROW = {
    "title": "Rockets hit base",
    "text": f"{BODY} {MORE}",
    "source": "Example",
    "url": "https://a.example/2020/03/11/x",
    "date": "2020-03-11",
}
TOKENS = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "\u202e\u200b\u0301".encode(),
    b"\n",
    b"\r\n\r\n",
    b"\t",
    b'"',
    b"'",
    b",",
    b";",
    b"=cmd()",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b">",
    b"</p>",
    b"<div>" * 300,
    b"<!--",
    b"<![CDATA[",
    b"&#x110000;",
    b"&amp;" * 50,
    b"<script>",
    b"\\",
    b"\\'e9",
    b"{\\field{",
    b"\\u-1?",
    b"\\bin99999 ",
    b"{\\*\\x ",
    b"From x\n",
    b"Content-Type: text/html; charset=utf-7\n",
    b"--b--\n",
    b"=?utf-8?b?/w==?=",
    b"WARC/1.0\r\n",
    b"Content-Length: 999999999\r\n",
    b"Content-Length: -1\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PAR1",
    b"%PDF-1.7",
    b"stream\n",
    b"endobj",
    b"<<",
    b">>",
    b"/Kids[3 0 R]",
    b"0 R",
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"9" * 400,
    b"NaN",
    b"2020-02-30",
    b"Load-Date: x",
    b"LENGTH: words",
    b"End of Document\n",
    b"1 of 2 DOCUMENTS\n",
    b"Document AB000020200312eg3c00abc\n",
    b"Full text:",
    b"________________________",
    b"HD\n",
    b"Body\n",
    b"a" * 3000,
    b"A. " * 200,
    b"1/2/" * 100,
    b"( " * 200,
]
# What the coder reads: cues, names, dates, numbers, and signs that join and part them.
WORDS = """\
rockets three dozen Katyusha drone struck hit attack on base Taji Balad Erbil Baghdad Green Zone Iraq Syria killed wounded two soldiers
contractor claimed responsibility denied blamed Kataib Hezbollah Saraya Awliya al-Dam militia said official Monday March 11 2020 since
January at least no one hundreds 24 1,000 2-3 half late earlier the same day week ago last night third attack in a month the coalition
convoy roadside bomb IED mortar shells landed near without casualties not yet clear according to statement
Telegram "we" 's U.S. Col. . . . ,
; : – ( ) ? ! … \u200b \u0301 İ ß ﬁ 𝟙 ٣ \ufffd""".split()


@cache
def seeds() -> dict[str, list[bytes]]:
    """Return sound inputs by the ending of their file."""
    import pandas as pd

    parquet = io.BytesIO()
    pd.DataFrame([ROW, ROW | {"date": None}]).to_parquet(parquet)
    crawl = record("https://a.example/1", PAGE) + record("https://a.example/2", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    rows = f'title,text,date\nRockets,"{BODY}",2020-03-11\nDrones,"{MORE}",2019\n'.encode()
    lines = "".join(json.dumps(row) + "\n" for row in (ROW, {"body": MORE, "publisher": {"name": "x"}})).encode()
    letter = mail("Rockets", BODY, PAGE, {"a.rtf": rtf(LINES), "b.html": PAGE.encode(), "c.eml": mail("Drones", MORE), "d.jpg": b"x"})
    return {
        "txt": ["\n\n".join(LINES).encode(), "\n\n".join(NEXIS * 2).encode(), "\n".join(FACTIVA).encode(), "\n\n".join(PROQUEST).encode()],
        "md": [f"# Rockets\n\n*11 March 2020*\n\n{BODY} [link](https://a.example)\n\n> {MORE}\n".encode()],
        "html": [PAGE.encode(), f'<meta charset="cp1252"><table><tr><td>{BODY}</table><form><p>{MORE}<figure><figcaption>x'.encode()],
        "pdf": [pdf([LINES]), pdf([NEXIS, NEXIS]), pdf([[]], picture=True)],
        "docx": [docx(LINES), docx(NEXIS * 2)],
        "rtf": [rtf(LINES), rtf(FACTIVA * 2)],
        "eml": [letter, mail("Fwd: Rockets", BODY)],
        "mbox": [mbox([letter, letter])],
        "csv": [rows, rows.replace(b",", b";"), rows.decode().encode("utf-16")],
        "jsonl": [lines],
        "json": [json.dumps([ROW, {"body": MORE}]).encode(), json.dumps({"articles": [ROW], "n": 1}).encode(), lines],
        "parquet": [parquet.getvalue()],
        "warc": [crawl],
        "warc.gz": [gzip.compress(crawl, mtime=0)],
        "zip": [zipped({"a.txt": BODY, "b.html": PAGE, "c.jsonl": lines, "d.zip": zipped({"e.txt": MORE})})],
    }

"""Files made to harm: each becomes a row of `rejected` that says why, in little time and memory, and the others go on."""

import gzip
import io
import os
import resource
import time
import zipfile
import zlib

import pytest
from ingest_articles import BODY, MORE, read, refuse
from ingest_files import docx, pdf, record, zipped

from research.ingest import limits, read_folder
from research.ingest.article import Article, articles_of
from research.ingest.guard import TooSlow, guard
from research.ingest.item import Item

GOOD = f"Rockets hit base\n\n{BODY}\n\n{MORE}"
NULLS = b"\x00" * 1_000_000


def _reasons(folder):
    (folder / "zz-good.txt").write_text(GOOD)
    begin, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ingested = read_folder(folder)
    assert list(ingested.articles["file"]) == ["zz-good.txt"]
    assert time.process_time() - begin < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000  # kB
    return dict(zip(ingested.rejected["file"], ingested.rejected["reason"], strict=True))


def test_a_gigabyte_of_one_line(tmp_path):
    for name in ("a.txt", "a.html", "a.pdf", "a.jsonl", "a.csv", "a.mbox", "a.warc", "a.zip", "a.parquet"):
        with (tmp_path / name).open("wb") as stream:
            stream.write(b'{"text": "' if name.endswith("jsonl") else b"x")
            os.ftruncate(stream.fileno(), 10**9 if name.endswith(("l", "t", "f")) else 10**8)  # takes no room on the disk
    assert _reasons(tmp_path) == {
        "a.txt": "too_large", "a.html": "too_large", "a.pdf": "too_large", "a.jsonl!1": "too_large", "a.csv": "too_large",
        "a.mbox": "broken", "a.warc": "broken", "a.zip": "broken", "a.parquet": "broken",
    }  # fmt: skip


def _packed(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(NULLS) for _ in range(size // len(NULLS))) + packer.flush()


def test_bombs(tmp_path):
    million = _packed(3 * 10**8)
    (tmp_path / "a.csv.gz").write_bytes(million)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record("https://a.example", GOOD, length=10**9)[:400]) + million)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "') + million)
    with zipfile.ZipFile(tmp_path / "one.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("a.txt", "w") as stream:
        for _ in range(300):
            stream.write(NULLS)
    with zipfile.ZipFile(tmp_path / "many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            archive.writestr(f"{number:03d}.exe", NULLS * 9)
    reasons = _reasons(tmp_path)
    assert reasons.pop("one.zip") == reasons.pop("a.csv.gz") == "bomb"
    assert reasons["many.zip"] == "bomb"
    assert {reasons[name] for name in reasons if name.startswith("a.")} <= {"bomb", "broken_record", "too_large", "bad_row"}
    assert "a.warc.gz" in reasons and "a.jsonl.gz" in reasons


def test_archives_in_archives(tmp_path):
    data = zipped({"deep.txt": GOOD.replace("Three", "Four")})
    for _ in range(limits.MAX_DEPTH + 1):
        data = zipped({"in.zip": data})
    (tmp_path / "deep.zip").write_bytes(data)
    name = "deep.zip" + "!in.zip" * limits.MAX_DEPTH
    assert _reasons(tmp_path) == {name: "too_nested"}


def test_entries_that_share_their_bytes(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a " * 4_000_000)
        first = archive.filelist[0]
        for number in range(2000):
            copy = zipfile.ZipInfo(f"{number}.txt")
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(copy, name, getattr(first, name))
            archive.filelist.append(copy)
    (tmp_path / "overlap.zip").write_bytes(out.getvalue())
    assert _reasons(tmp_path)["overlap.zip"] == "bomb"


def test_locked_and_lying_archives(tmp_path):
    sound = bytearray(zipped({"a.txt": GOOD.replace("Three", "Four") * 50}))
    locked = bytearray(sound)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    middle = len(sound) // 2
    sound[60] ^= 0xFF
    (tmp_path / "lying.zip").write_bytes(bytes(sound))
    (tmp_path / "locked.zip").write_bytes(locked)
    (tmp_path / "half.zip").write_bytes(bytes(sound[:middle]))
    assert _reasons(tmp_path) == {"lying.zip!a.txt": "broken", "locked.zip!a.txt": "encrypted", "half.zip": "broken"}


def test_a_pdf_that_unpacks_to_a_gigabyte():
    data = pdf([["x"]]).replace(b"BT /F 11 Tf", b"BT /F 12 Tf")
    stream = zlib.compress(b" " * 200_000_000)
    start, end = data.index(b"stream\n") + 7, data.index(b"\nendstream")
    bomb = data[:start].replace(b"<</Length", b"<</Filter/FlateDecode/Length") + stream + data[end:]
    assert refuse(bomb, "pdf").reason in ("broken", "no_text", "too_slow")


def test_a_pdf_of_a_page_without_end():
    sound = pdf([["x"]])
    loop = sound.replace(b"/Kids[3 0 R]", b"/Kids[4 0 R]")
    many = sound.replace(b"/Kids[3 0 R]", b"/Kids[" + b"3 0 R " * 100_000 + b"]").replace(b"/Count 1", b"/Count 100000")
    assert refuse(loop, "pdf").reason in ("broken", "no_text")
    assert refuse(many, "pdf").reason in ("broken", "no_text", "too_large")


def _docx_with(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx([GOOD]))) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in sound.infolist():
            archive.writestr(info.filename, xml if info.filename == "word/document.xml" else sound.read(info))
    return out.getvalue()


def test_word_documents_made_to_harm():
    assert refuse(_docx_with(b" " * 200_000_000), "docx").reason == "bomb"
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 20))
    laughs = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">' + entities + b"]><w:document xmlns:w='x'>&e19;</w:document>"
    assert refuse(_docx_with(laughs), "docx").reason in ("broken", "no_text")
    outside = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
    assert refuse(_docx_with(outside), "docx").reason in ("broken", "no_text")
    assert refuse(_docx_with(b"<a>" * 100_000 + b"</a>" * 100_000), "docx").reason in ("broken", "no_text")


@pytest.mark.parametrize(
    ("kind", "data", "reasons"),
    [
        ("html", b"<div>" * 100_000 + BODY.encode(), {"too_nested"}),
        ("html", b"<p>x" * 300_000, {"too_large"}),
        ("rtf", b"{\\rtf1 " + b"{" * 100_000 + BODY.encode(), {"too_nested"}),
        ("rtf", b"{\\rtf1 " + b"{\\field{\\*\\fldinst{HYPERLINK " * 500 + b"x" * 2_000_000, {"no_text", "too_large", "too_slow"}),
        ("rtf", b"{\\rtf1{\\fonttbl" + b"\\f1" * 100_000 + b"}}", {"too_large"}),
        ("rtf", b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset1" * 4_000 + b"}}", {"no_text"}),
        ("rtf", b"{\\rtf1\\pict\\bin" + b"9" * 5000 + b"}", {"no_text", "broken"}),
        ("mail", b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 100_000, {"too_large"}),
        ("mail", b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\n" + b"x", {"too_large"}),
        ("text", b"\x00" * 5_000_000, {"binary"}),
        ("text", b"\xff\xfe" + b"\x00\xd8" * 1_000_000, {"undecodable"}),
        ("record", b'{"text": ""}', {"no_text"}),
    ],
)
def test_documents_made_to_harm(kind, data, reasons):
    begin = time.process_time()
    results = articles_of(Item("f", kind, data), data)
    assert {getattr(result, "reason", "article") for result in results} <= reasons | {"article"}
    assert any(not isinstance(result, Article) for result in results) or kind in ("mail", "rtf")
    assert time.process_time() - begin < limits.MAX_SECONDS + 20


def test_names_with_invisible_letters_are_the_names():
    hidden = "Three rockets hit Ba\u200blad Air B\u2060ase on Monday, \u202eofficials\u202c said. Ka\u00adta\u200dib Hezbollah claimed it."
    article = read(f"Rockets hit \u2066Balad\u2069\n\n{hidden}")
    assert article.row["title"] == "Rockets hit Balad"
    assert "Balad Air Base on Monday, officials said. Kataib Hezbollah claimed it" in article.text


def test_names_of_files_cannot_command_a_terminal(tmp_path):
    from click.testing import CliRunner

    from research import cli

    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a\x1b[31m\u202e.txt").write_text("")
    (tmp_path / "raw" / "b.zip").write_bytes(zipped({"\x1b]0;x\x07.exe": "MZ"}))
    shown = CliRunner().invoke(cli.main, ["ingest", str(tmp_path / "raw")]).output
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "empty" in shown and "other_kind" in shown


def test_what_takes_too_long_is_stopped():
    with pytest.raises(TooSlow), guard(seconds=0.2):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_what_asks_for_too_much_memory_is_stopped():
    with pytest.raises(MemoryError), guard(memory=100_000_000):
        bytearray(10**9)
    assert len(bytearray(10**8)) == 10**8
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    with guard():
        pass
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == soft

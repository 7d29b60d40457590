"""Files that hold many inputs: archives, crawls, mailboxes, tables with one article a row."""

import gzip
import hashlib
import json

import pandas as pd
import pytest
from ingest_articles import BODY, MORE
from ingest_files import docx, held, mail, mbox, record, zipped

from research.ingest import IngestError, read_folder
from research.tables import check

PAGE = f"<html><head><title>Rockets hit base</title></head><body><h1>Rockets hit base</h1><p>{BODY}</p><p>{MORE}</p></body></html>"
OTHER = PAGE.replace("Three", "Five").replace("Rockets hit base", "Drones strike camp")
COLUMNS = ("id", "headline", "body", "source", "link", "pub_date")
CELLS = [
    (1, "Rockets hit base", f"{BODY} {MORE}", "Example Wire", "https://a.example/1", "2020-03-11T08:00:00Z"),
    (2, "Drones strike camp", f"Two drones. {BODY}", "Example Times", "", "8 November 2019"),
]
ROWS = [dict(zip(COLUMNS, cells, strict=True)) for cells in CELLS]


@pytest.fixture
def folder(tmp_path):
    """A folder to which files are added by name."""
    return tmp_path


def _read(folder, **options):
    ingested = read_folder(folder, **options)
    for name in ("articles", "texts", "rejected"):
        check(name, getattr(ingested, name))
    return ingested.articles.set_index("file"), dict(zip(ingested.rejected["file"], ingested.rejected["reason"], strict=True))


def _table(folder, kind, rows=ROWS, name="articles"):
    frame = pd.DataFrame(rows)
    path = folder / f"{name}.{kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "csv.gz":
        path.write_bytes(gzip.compress(frame.to_csv(index=False, sep=";").encode()))
    elif kind == "parquet":
        frame.to_parquet(path)
    else:
        text = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if kind.endswith("gz") else text)


@pytest.mark.parametrize(
    ("kind", "numbers"), [("csv", (2, 3)), ("csv.gz", (2, 3)), ("parquet", (1, 2)), ("jsonl", (1, 2)), ("jsonl.gz", (1, 2))]
)
def test_rows_of_a_table(folder, kind, numbers):
    _table(folder, kind)
    said = []
    articles, rejected = _read(folder, say=said.append)
    assert not rejected
    assert said == [f"articles.{kind}: text from body, title from headline, publisher from source, url from link, published from pub_date"]
    one, two = (articles.loc[f"articles.{kind}!{number}"] for number in numbers)
    assert list(one[["title", "publisher", "url", "published", "published_basis"]]) == [
        "Rockets hit base", "Example Wire", "https://a.example/1", "2020-03-11", "manifest",
    ]  # fmt: skip
    assert two["published"] == "2019-11-08" and pd.isna(two["url"])


def test_json_files_of_several_forms(folder):
    forms = {
        "list": json.dumps(ROWS, indent=1), "one": json.dumps(ROWS[0]), "of an api": json.dumps({"status": "ok", "articles": ROWS}),
        "lines": "".join(json.dumps(row) + "\n" for row in ROWS),
    }  # fmt: skip
    for name, text in forms.items():
        (folder / f"{name}.json").write_text(text)
    (folder / "packed.json.gz").write_bytes(gzip.compress(json.dumps([{**ROWS[0], "id": 9}]).encode()))
    articles, rejected = _read(folder)
    assert list(articles.index) == ["lines.json!1", "lines.json!2"]
    again = {f"{name}!{n}": "same_bytes" for name, count in (("list", 2), ("of an api", 2), ("one", 1)) for n in range(1, count + 1)}
    assert rejected == {name.replace("!", ".json!"): reason for name, reason in again.items()} | {"packed.json.gz!1": "same_bytes"}


def test_json_files_that_hold_no_articles(folder):
    for name, text in {"a": "[1, {}]", "b": "[", "c": '{"version": 1}', "d": "[]", "e": '"text"', "f": "[" * 100_000}.items():
        (folder / f"{name}.json").write_text(text)
    assert _read(folder)[1] == {
        "a.json!1": "bad_row", "a.json!2": "no_text_column", "b.json": "broken", "c.json!1": "no_text_column", "d.json": "empty",
        "e.json!1": "bad_row", "f.json": "broken",
    }  # fmt: skip


def test_a_row_has_one_id_in_whatever_table_it_is(folder):
    for kind in ("csv", "parquet", "jsonl"):
        _table(folder, kind)
    articles, rejected = _read(folder)
    assert set(articles.index) == {"articles.csv!2", "articles.csv!3"}
    assert list(rejected.values()) == ["same_bytes"] * 4


def test_columns_that_are_set(folder):
    rows = [{"headline": "Rockets hit base", "abstract": "Short.", "content": "Teaser", "words of it": f"{BODY} {MORE}"}]
    _table(folder, "csv", rows)
    (folder / "columns.toml").write_text('["art*.csv"]\ntext = "words of it"\n')
    _, rejected = _read(folder)
    assert not rejected and BODY in read_folder(folder).texts.iloc[0]["text"]
    (folder / "columns.toml").write_text('["*"]\ntext = "words"\n')
    assert _read(folder)[1] == {"articles.csv": "no_such_column"}
    (folder / "columns.toml").write_text('["*"]\nheadlin = "words"\n')
    with pytest.raises(IngestError, match='no column "headlin"'):
        read_folder(folder)
    (folder / "columns.toml").write_text("[")
    with pytest.raises(IngestError, match="TOML"):
        read_folder(folder)


def test_rows_that_cannot_be_read(folder):
    (folder / "a.jsonl").write_bytes(
        b'{"text": "'
        + BODY.encode()
        + b'"}\nnot json\n[1]\n{"title": "no text"}\n{"text": 3}\n\n'
        + b'{"text": "caf\xe9 '
        + MORE.encode()
        + b'"}\n'
    )
    (folder / "b.csv").write_bytes(b'title,text\nOne,"' + BODY.encode() + b'"\nTwo,a,b\nThree,"' + MORE.encode() + b"\n")
    (folder / "c.csv").write_text("a,b\n1,2\n")
    (folder / "d.parquet").write_bytes(b"PAR1 and no more")
    (folder / "e.jsonl").write_bytes(b"")
    _, rejected = _read(folder)
    assert rejected == {
        "a.jsonl!2": "bad_row", "a.jsonl!3": "bad_row", "a.jsonl!4": "no_text_column", "a.jsonl!5": "no_text",
        "b.csv!3": "bad_row", "c.csv": "no_text_column", "d.parquet": "broken", "e.jsonl": "empty",
    }  # fmt: skip


def test_csv_in_utf16_and_in_mixed_encodings(folder):
    (folder / "a.csv").write_bytes(f"title;text\nKüste;{BODY}\n".encode("utf-16"))
    (folder / "b.csv").write_bytes(f'title,text\nKüste,"Zürich. {MORE}"\n'.encode() + f'Müller,"café. {MORE}"\n'.encode("cp1252"))
    articles, rejected = _read(folder)
    assert not rejected
    assert dict(articles["title"]) == {"a.csv!2": "Küste", "b.csv!2": "Küste", "b.csv!3": "Müller"}


def _crawl(*records):
    return held("warcinfo", b"software: a test\r\n") + b"".join(records)


PAGES = _crawl(
    record("https://a.example/2020/03/11/rockets", PAGE, Content_Type="text/html; charset=utf-8"),
    held("request", b"GET / HTTP/1.1\r\n\r\n"),
    record("https://a.example/gone", "<p>Not found</p>", status="404 Not Found"),
    record("https://a.example/old", "", status="301 Moved"),
    record("https://a.example/picture", b"\x89PNG", kind="image/png"),
    record("https://a.example/second", gzip.compress(OTHER.encode()), Content_Encoding="gzip"),
)


@pytest.mark.parametrize("packed", [False, True, "by record"])
def test_pages_of_a_crawl(folder, packed):
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (folder / name).write_bytes(gzip.compress(PAGES) if packed else PAGES)
    said = []
    articles, rejected = _read(folder, say=said.append)
    assert rejected == {f"{name}!4": "http_status"}
    assert said == [f"{name}: 7 records, 3 of them pages; 4 others (requests, redirects, pictures) passed over"]
    row = articles.loc[f"{name}!2"]
    assert list(row[["title", "url", "published", "published_basis", "retrieved"]]) == [
        "Rockets hit base", "https://a.example/2020/03/11/rockets", "2020-03-11", "url", "2020-03-14",
    ]  # fmt: skip
    assert row["sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()
    assert articles.loc[f"{name}!7", "title"] == "Drones strike camp"


@pytest.mark.parametrize(
    ("length", "wrong"), [(10, [1]), (10**6, [1]), (10**17, [1]), (None, [])], ids=["too small", "too large", "far too large", "right"]
)
def test_a_false_length_costs_one_record(folder, length, wrong):
    first = record("https://a.example/1", PAGE, length=length)
    (folder / "a.warc").write_bytes(
        first + record("https://a.example/2", OTHER) + record("https://a.example/3", PAGE.replace("Three", "Six"))
    )
    articles, rejected = _read(folder)
    assert rejected == {f"a.warc!{number}": "broken_record" for number in wrong}
    assert len(articles) == 3 - len(wrong)


def test_crawls_that_break_off(folder):
    two = record("https://a.example/1", PAGE) + record("https://a.example/2", OTHER)
    (folder / "a.warc").write_bytes(two[:-300])
    (folder / "b.warc.gz").write_bytes(
        gzip.compress(record("https://a.example/3", PAGE.replace("Three", "Six"))) + gzip.compress(two)[:-60]
    )
    (folder / "c.warc").write_text("no crawl")
    articles, rejected = _read(folder)
    assert {"a.warc!1", "b.warc.gz!1"} <= set(articles.index)
    assert rejected["a.warc!2"] == "broken_record" and rejected["b.warc.gz"] == "cut_short" and rejected["c.warc"] == "broken"


def test_messages_of_a_mailbox(folder):
    quoted = mail("Second headline of the day", f"{MORE}\n\nFrom here on it is quiet, officials said, and nobody was hurt.")
    (folder / "box.mbox").write_bytes(mbox([mail("Rockets hit base", BODY), quoted]))
    (folder / "none.mbox").write_text("no mailbox")
    articles, rejected = _read(folder)
    assert sorted(articles.index) == ["box.mbox!1", "box.mbox!2"]
    assert "From here on it is quiet" in "".join(read_folder(folder).texts["text"])
    assert rejected == {"none.mbox": "broken"}


def test_files_of_an_archive(folder):
    inner = zipped({"deep.jsonl": json.dumps(ROWS[0])})
    (folder / "all.zip").write_bytes(zipped({
        "a/one.txt": f"Rockets hit base\n\n{BODY}", "two.html": OTHER, "three.docx": docx(["Rockets", BODY, MORE]), "README.md": "about",
        "__MACOSX/x.txt": "no", ".hidden.txt": "no", "x.exe": "MZ", "inner.zip": inner, "../up.txt": f"Up\n\n{MORE}", "empty.txt": "",
    }))  # fmt: skip
    (folder / "one.txt").write_text(f"Rockets hit base\n\n{BODY}")
    (folder / "manifest.csv").write_text(
        "file,title,publisher\nall.zip!two.html,Other headline,\nall.zip,,The Archive\nall.zip!gone.txt,x,\n"
    )
    articles, rejected = _read(folder)
    assert sorted(articles.index) == [
        "all.zip!../up.txt",
        "all.zip!a/one.txt",
        "all.zip!inner.zip!deep.jsonl!1",
        "all.zip!three.docx",
        "all.zip!two.html",
    ]
    assert rejected == {
        "all.zip!x.exe": "other_kind",
        "all.zip!empty.txt": "empty",
        "one.txt": "same_bytes",
        "all.zip!gone.txt": "file_missing",
    }
    assert list(articles.loc["all.zip!two.html", ["title", "publisher"]]) == ["Other headline", "The Archive"]
    assert articles.loc["all.zip!inner.zip!deep.jsonl!1", "publisher"] == "Example Wire"


def test_any_number_of_processes(folder):
    _table(folder, "jsonl", [{**ROWS[0], "body": f"{number} rockets. {BODY} {MORE}"} for number in range(150)])
    (folder / "crawl.warc").write_bytes(PAGES)
    one, two = read_folder(folder), read_folder(folder, jobs=2)
    for name in ("articles", "texts", "rejected"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert len(one.articles) == 152


def test_checksums_of_containers_and_members(folder):
    (folder / "a.zip").write_bytes(zipped({"one.txt": f"Rockets hit base\n\n{BODY}"}))
    (folder / "manifest.csv").write_text("file,sha256\na.zip,00\na.zip!one.txt,11\n")
    assert _read(folder)[1] == {"manifest.csv:2": "other_bytes", "manifest.csv:3": "other_bytes"}


def test_a_headline_cut_at_a_space_is_stripped(folder):
    (folder / "a.jsonl").write_text(json.dumps({"title": "A. " * 300, "text": BODY}))
    articles, rejected = _read(folder)
    assert not rejected and articles.iloc[0]["title"].endswith(".")


def test_an_address_holds_no_invisible_signs(folder):
    (folder / "a.warc").write_bytes(record("https://a.e\x00xa\u200bmple/2", PAGE))
    articles, rejected = _read(folder)
    assert not rejected and list(articles["url"]) == ["https://a.example/2"]


def test_a_manifest_in_an_archive_tells_of_the_files_beside_it(folder):
    sheet = "file,title,publisher,published\na.txt,Rockets,Example Wire,2020-03-11\nsub/b.txt,Drones,,\ngone.txt,x,,\na.txt,again,,\n"
    files = {"manifest.csv": sheet, "a.txt": BODY, "sub/b.txt": f"Two. {BODY}", "other/MANIFEST.csv": "file;title\nc.txt;Mortars\n"}
    (folder / "all.zip").write_bytes(zipped({**files, "other/c.txt": f"Ten. {BODY}", "other/d.txt": f"Six. {BODY}"}))
    (folder / "manifest.csv").write_text("file,title,publisher\nall.zip!sub/b.txt,Drones at dusk,\nall.zip,,Example Times\n")
    articles, rejected = _read(folder)
    told = articles[["title", "publisher", "published"]].fillna("").T.to_dict("list")
    assert told["all.zip!a.txt"] == ["Rockets", "Example Wire", "2020-03-11"]
    assert told["all.zip!sub/b.txt"][:2] == ["Drones at dusk", "Example Times"]
    assert told["all.zip!other/c.txt"][:2] == ["Mortars", "Example Times"]
    assert told["all.zip!other/d.txt"][0] not in ("Mortars", "Rockets")
    assert rejected == {"all.zip!gone.txt": "file_missing", "all.zip!manifest.csv:5": "named_twice"}


def test_a_broken_manifest_in_an_archive_costs_nothing_but_itself(folder):
    (folder / "all.zip").write_bytes(zipped({"manifest.csv": b"\x00\x01\x02", "a.txt": BODY}))
    articles, rejected = _read(folder)
    assert list(articles.index) == ["all.zip!a.txt"]
    assert rejected == {"all.zip!manifest.csv:1": "manifest_unreadable"}

"""A folder: which files are articles, what is rejected, what the manifest adds."""

import hashlib
import os

import pytest
from ingest_articles import BODY, MORE

from research.ingest import IngestError, read_folder
from research.ingest.manifest import without
from research.tables import check

ONE = f"Rockets hit base\n\n8 November 2019\n\n{BODY}\n"
TWO = f"Drone hits ship\n\n{MORE}\n"


def _add(folder, name, data):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def _reasons(ingested):
    return dict(zip(ingested.rejected["file"], ingested.rejected["reason"], strict=True))


def test_files_of_all_kinds(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    _add(tmp_path, "a/deep/c.MD", f"# {TWO}")
    _add(tmp_path, "a/page.htm", f"<h1>Two mortar rounds</h1><p>{BODY} {MORE}</p>")
    _add(tmp_path, "README.md", "About these files, which are many and of all kinds, as you will see.")
    _add(tmp_path, ".hidden.txt", ONE)
    _add(tmp_path, "x.pdf", b"%PDF")
    _add(tmp_path, "x.doc", b"\xd0\xcf")
    _add(tmp_path, "noending", ONE)
    _add(tmp_path, "empty.txt", "")
    _add(tmp_path, "zero.txt", b"ab\x00cd")
    _add(tmp_path, "z-copy.txt", ONE)
    calls = []
    ingested = read_folder(tmp_path, progress=lambda done, total: calls.append((done, total)))
    assert sorted(ingested.articles["file"]) == ["a/deep/c.MD", "a/page.htm", "b.txt"]
    assert _reasons(ingested) == {
        "x.pdf": "broken",
        "x.doc": "other_kind",
        "noending": "other_kind",
        "empty.txt": "empty",
        "zero.txt": "binary",
        "z-copy.txt": "same_bytes",
    }
    assert "b.txt" in ingested.rejected.set_index("file").loc["z-copy.txt", "detail"]
    assert calls == [(number, 7) for number in range(1, 8)]
    for name in ("articles", "texts", "rejected"):
        check(name, getattr(ingested, name))


def test_ids_are_those_of_the_bytes(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    row = read_folder(tmp_path).articles.iloc[0]
    digest = hashlib.sha256(ONE.encode()).hexdigest()
    assert (row["article_id"], row["sha256"]) == (digest[:16], digest)


def test_an_article_more_changes_no_other(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    before = read_folder(tmp_path).texts
    _add(tmp_path, "a.txt", TWO)
    after = read_folder(tmp_path).texts
    assert before.iloc[0]["text"] in set(after["text"])


def test_empty_folder_and_no_folder(tmp_path):
    assert read_folder(tmp_path).articles.empty
    with pytest.raises(IngestError, match="no folder"):
        read_folder(tmp_path / "none")
    with pytest.raises(IngestError, match="name the manifest"):
        read_folder(tmp_path, manifest=tmp_path / "none.csv")


def test_links_out_of_the_folder_are_refused(tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "out"
    _add(folder, "b.txt", ONE)
    _add(outside, "secret.txt", TWO)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "links").symlink_to(outside, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    os.mkfifo(folder / "pipe.txt")
    ingested = read_folder(folder)
    assert list(ingested.articles["file"]) == ["b.txt"]
    assert _reasons(ingested) == {
        "link.txt": "outside_folder",
        "links": "outside_folder",
        "loop": "linked_folder",
        "gone.txt": "unreadable",
        "pipe.txt": "not_a_file",
    }


def test_names_that_are_no_utf8(tmp_path):
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.txt", os.O_CREAT))
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(ONE, encoding="utf-8")
    ingested = read_folder(tmp_path)
    assert list(ingested.articles["file"]) == ["caf\\xe9.txt"]
    ingested.articles.to_csv(tmp_path / "out", encoding="utf-8")


def test_manifest_gives_what_it_knows(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    _add(tmp_path, "sub/c.txt", TWO)
    _add(
        tmp_path,
        "manifest.csv",
        "\ufefffile,Title,publisher,url,published,retrieved,license,note\r\n"
        'b.txt,"Rockets, again",The Site,https://a.example,2019-11,2026-11-20,CC BY 4.0,x\r\n'
        "./sub\\c.txt,,,https://a.example/2020/03/11/x,,,,\r\n",
    )
    ingested = read_folder(tmp_path)
    rows = ingested.articles.set_index("file")
    assert ingested.rejected.empty
    assert list(rows.loc["b.txt", ["title", "publisher", "published", "published_basis", "retrieved", "licence"]]) == [
        "Rockets, again", "The Site", "2019-11", "manifest", "2026-11-20", "CC BY 4.0",
    ]  # fmt: skip
    assert list(rows.loc["sub/c.txt", ["title", "published", "published_basis"]]) == ["Drone hits ship", "2020-03-11", "url"]


def test_mistaken_rows_of_the_manifest(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    _add(tmp_path, "c.txt", TWO)
    _add(
        tmp_path,
        "manifest.csv",
        "file,title,published,sha256\nb.txt,First,8 November 2019,00\n"
        "b.txt,Second,2019-11-08,\n../out.txt,Out,,\n/etc/passwd,Out,,\n,None,,\n\n"
        "gone.txt,Gone,2020,\nc.txt,Drone, ship,2020-01-01,ff\n",
    )
    ingested = read_folder(tmp_path)
    assert _reasons(ingested) == {
        "manifest.csv:2": "bad_date",
        "manifest.csv:3": "named_twice",
        "manifest.csv:4": "outside_folder",
        "manifest.csv:5": "outside_folder",
        "manifest.csv:6": "bad_row",
        "gone.txt": "file_missing",
        "manifest.csv:9": "bad_row",
    }
    details = ingested.rejected.set_index("file")["detail"]
    assert "other_bytes" in details["manifest.csv:2"]  # two things wrong with one row are told together
    assert "row 8" in details["gone.txt"]
    rows = ingested.articles.set_index("file")
    assert list(rows.loc["b.txt", ["title", "published", "published_basis"]]) == ["First", "2019-11-08", "text"]
    assert rows.loc["c.txt", "title"] == "Drone hits ship"


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [("name,title\nb.txt,x\n", "no_file_column"), ("", "no_file_column"), (b"\x00\x01\x02\x00", "manifest_unreadable")],
)
def test_manifest_that_cannot_be_used(tmp_path, manifest, reason):
    _add(tmp_path, "b.txt", ONE)
    _add(tmp_path, "manifest.csv", manifest)
    ingested = read_folder(tmp_path)
    assert _reasons(ingested) == {"manifest.csv:1": reason}
    assert len(ingested.articles) == 1


def test_manifest_of_another_name_and_with_semicolons(tmp_path):
    _add(tmp_path, "b.txt", ONE)
    _add(tmp_path, "list.csv", "title;file\nOther;b.txt\n")
    ingested = read_folder(tmp_path, manifest=tmp_path / "list.csv")
    assert list(ingested.articles["title"]) == ["Other"]
    assert ingested.rejected.empty


def test_a_manifest_without_the_rows_of_one_file(tmp_path):
    path = tmp_path / "manifest.csv"
    path.write_text("\ufefffile;title\n./a.txt;One; or two\nb.txt;Three\n", encoding="utf-8")
    assert without(path, "a.txt") == "file,title\nb.txt,Three\n"
    path.write_text("name,title\na.txt,One\n", encoding="utf-8")
    assert without(path, "a.txt") == path.read_text(encoding="utf-8")

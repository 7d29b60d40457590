import pytest

from research import tables
from research.quality.differences import differences


def article(name, **more):
    return {"article_id": name, "file": name + ".txt", "published_basis": "none", "n_words": 1, "sha256": "0" * 64, **more}


def write(folder, *articles, **others):
    tables.write(folder, {"articles": tables.frame("articles", articles)} | others)
    return folder


def changes(table):
    return table.astype("object").where(table.notna(), None).values.tolist()


def test_the_same_tables_do_not_differ(tmp_path):
    old = write(tmp_path / "old", article("a", title="X"))
    assert differences(old, old).empty


def test_cells_and_rows_are_named(tmp_path):
    old = write(tmp_path / "old", article("a", title="X"), article("b"))
    new = write(tmp_path / "new", article("a", publisher="P"), article("c"))
    assert changes(differences(old, new)) == [
        ["articles", "a", "title", "X", None, "changed"],
        ["articles", "a", "publisher", None, "P", "changed"],
        ["articles", "b", None, None, None, "removed"],
        ["articles", "c", None, None, None, "added"],
    ]


def test_a_table_of_one_folder_only_is_added_row_by_row(tmp_path):
    old = write(tmp_path / "old", article("a"))
    new = write(tmp_path / "new", article("a"), rejected=tables.frame("rejected", [{"file": "x", "reason": "empty", "detail": "y"}]))
    assert changes(differences(old, new)) == [["rejected", "x", None, None, None, "added"]]


def test_csv_and_parquet_hold_the_same(tmp_path):
    rows = tables.frame("articles", [article("a", title="X", published="2023-10-18")])
    tables.write(tmp_path / "old", {"articles": rows}, ["csv"])
    tables.write(tmp_path / "new", {"articles": rows}, ["parquet"])
    assert differences(tmp_path / "old", tmp_path / "new").empty


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(tables.TableError, match="holds no tables: make them with"):
        differences(write(tmp_path / "old", article("a")), tmp_path / "nothing")

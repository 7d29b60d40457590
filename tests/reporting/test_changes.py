"""What changed from one edition of a report to another: incidents, rows, charts, sentences, and what moved them."""

import copy

import pytest

from research.reporting.changes import between, line
from research.reporting.changes_sentences import words
from research.reporting.changes_tables import changed_rows

RAW = {name: name[0] * 64 for name in ("a.txt", "b.txt", "c.txt")}


def fact(text, row, column="incidents"):
    return {"text": text, "value": text, "table": "weapons", "key": "weapon", "row": row, "column": column}


def sentence(*parts):
    return {"text": "".join(part if isinstance(part, str) else part["text"] for part in parts), "parts": list(parts)}


def incident(articles, **values):
    told = {"date_start": "2021-05-03", "place_id": "harir", "weapon": "rocket"} | values
    return {"values": told, "articles": {name: RAW[name][:16] for name in articles}}


OLD = {
    "inputs": {"parameters": {"frequency": "M"}, "tables": {"incidents.parquet": "1" * 64}, "code": {"reporting/charts.py": "2" * 64}},
    "corpus": {"data": RAW},
    "findings": [sentence("Rockets were in ", fact("2 incidents", "rocket"), "."), sentence("Nothing moves this.")],
    "tables": {"weapons": "weapon,incidents,incident_ids\nrocket,2,one two\ndrone,1,three\n", "overall": "start,incidents\n2021-05-03,3\n"},
    "charts": {"weapons": {"title": "By weapon", "data": "d", "look": "l", "incidents": ["one", "three", "two"]}},
    "incidents": {"one": incident(["a.txt"]), "two": incident(["b.txt"], place_id="balad"), "three": incident(["c.txt"], weapon="drone")},
}


@pytest.fixture
def new():
    return copy.deepcopy(OLD)


def lines(new):
    return [line(change) for change in between(OLD, new).moved]


def test_the_same_edition_has_no_changes(new):
    found = between(OLD, new)
    assert (found.moved, found.causes) == ([], [])


def test_an_article_withdrawn_takes_its_incident_row_chart_and_sentence_with_it(new):
    del new["corpus"]["data"]["b.txt"], new["incidents"]["two"]
    new["inputs"]["tables"]["incidents.parquet"] = "3" * 64
    new["tables"]["weapons"] = "weapon,incidents,incident_ids\nrocket,1,one\ndrone,1,three\n"
    new["charts"]["weapons"] |= {"data": "e", "incidents": ["one", "three"]}
    new["findings"][0] = sentence("Rockets were in ", fact("1 incident", "rocket"), ".")
    assert lines(new) == [
        "incident two: removed (b.txt withdrawn)",
        "table weapons rocket: changed: incidents 2 -> 1 (-two)",
        "chart weapons (By weapon): changed (-two)",
        "sentence: changed: Rockets were in 2 incidents. -> Rockets were in 1 incident. (-two)",
    ]
    assert between(OLD, new).causes == ["data (withdrawn b.txt)"]
    assert between(OLD, new).counts == ["1 sentence", "1 incident", "1 chart", "1 row of a result table"]


def test_what_the_code_moved_has_no_article_behind_it(new):
    new["incidents"]["two"]["values"]["weapon"] = "drone"
    new["inputs"]["code"]["reporting/charts.py"] = "3" * 64
    assert lines(new) == ["incident two: changed: weapon rocket -> drone"]
    assert between(OLD, new).causes == ["code (changed reporting/charts.py)"]


def test_a_changed_article_is_told_from_one_added_and_one_withdrawn(new):
    new["corpus"]["data"] = {**RAW, "a.txt": "f" * 64}
    new["incidents"]["one"] = incident(["a.txt", "b.txt"], weapon="mortar")
    new["incidents"]["one"]["articles"]["a.txt"] = "f" * 16
    assert lines(new) == ["incident one: changed: weapon rocket -> mortar (a.txt changed)"]


def test_an_incident_that_goes_on_under_another_name_is_one_that_changed(new):
    new["incidents"]["uno"] = new["incidents"].pop("one")
    new["tables"]["weapons"] = "weapon,incidents,incident_ids\nrocket,2,two uno\ndrone,1,three\n"
    assert lines(new) == ["incident one: changed: incident_id one -> uno", "table weapons rocket: changed (one)"]


def test_a_sentence_of_the_same_cells_is_the_same_sentence_whatever_its_words(new):
    new["findings"] = [OLD["findings"][1], sentence("In none but ", fact("2 incidents", "rocket"), " was it otherwise, or so they say.")]
    assert [change.change for change in between(OLD, new).of("sentence")] == ["changed"]
    new["findings"][1] = sentence("Drones were in ", fact("1 incident", "drone"), " and that is quite another thing to say here.")
    assert [change.change for change in between(OLD, new).of("sentence")] == ["added", "removed"]


def test_a_chart_that_only_looks_otherwise_is_told_from_one_whose_data_moved(new):
    new["charts"]["weapons"]["look"] = "m"
    new["charts"]["new"] = {"title": "New", "data": "d", "look": "l", "incidents": []}
    assert lines(new) == ["chart new (New): added", "chart weapons (By weapon): drawn differently, of the same data"]


def test_rows_are_known_by_the_columns_that_name_them():
    old = {"t": "month,kind,n\n1,a,1\n1,b,2\n", "one": "start,n\n1,5\n", "gone": "n\n1\n"}
    new = {"t": "month,kind,n,more\n1,b,3,x\n1,a,1,x\n2,a,1,x\n", "one": "start,n\n2,5\n", "came": "n\n1\n"}
    found = [(row.table, row.row, row.change, row.cells) for row in changed_rows(old, new, {"t": "month"})]
    assert found == [
        ("came", "", "added", ()),
        ("gone", "", "removed", ()),
        ("one", "", "changed", (("start", "1", "2"),)),
        ("t", "1 / b", "changed", (("n", "2", "3"),)),
        ("t", "2 / a", "added", ()),
    ]


def test_a_number_is_one_piece_of_a_sentence():
    found = list(words("It rose to 1,234.5 (interval 3 to 8).", "It fell to 1,034.5 (interval 3 to 9)."))
    assert "".join(text for text, kind in found if kind != "gone") == "It fell to 1,034.5 (interval 3 to 9)."
    assert "".join(text for text, kind in found if kind != "new") == "It rose to 1,234.5 (interval 3 to 8)."
    assert [text for text, kind in found if kind == "new"] == ["fell", "1,034.5", "9"]

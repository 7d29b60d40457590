"""Tables, selections and incidents as a notebook shows them: nothing broken, nothing that can run, the same bytes."""

import pandas as pd
import pytest
from reporting_corpus import corpus, incident

from research.reporting.incident import NoIncident
from research.reporting.incident import incident as told
from research.reporting.rich import frame_html, selection_html

HOSTILE = "<script>window.hacked=1</script>"
ROWS = [incident(1, "2021-05-03"), incident(2, "2021-05-04", weapon="drone", publishers=2)]


def test_a_heading_of_a_processed_table_tells_its_meaning_and_unit(choose):
    html = frame_html(choose(ROWS).incidents)
    assert 'title="first day on which it may have happened, local time as the text gives it (ISO day)">date_start</th>' in html
    assert "2 rows; empty in all of them: " in html
    assert ">killed_low</th>" not in html
    assert "killed_low" in html


def test_of_a_long_table_the_first_rows_and_their_number():
    html = frame_html(pd.DataFrame({"n": range(1000)}), rows=3)
    assert html.count("<tr") == 4
    assert "1,000 rows, the first 3 of them here" in html
    assert "text-align:right" in html


def test_an_index_with_names_is_shown_and_missing_values_are_a_dash():
    html = frame_html(pd.DataFrame({"a": [None, 1.5]}, index=pd.Index(["x", "y"], name="who")))
    assert ">who</th>" in html
    assert ">–</td>" in html
    assert ">1.5</td>" in html


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame([[1, 2]], columns=["a", "a"])])
def test_odd_tables_are_shown_too(frame):
    assert frame_html(frame).startswith(("<div", "<table"))


def test_nothing_of_a_table_can_run():
    html = frame_html(pd.DataFrame({HOSTILE: [HOSTILE, f"https://x.org/{HOSTILE}", "javascript:alert(1)"]}))
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_a_selection_says_what_it_counts_and_leaves_out(choose):
    html = selection_html(choose([*ROWS, incident(3, "2021-05-05", is_background=True)]))
    assert "<b>2 incidents</b> from 2021-05-03 to 2021-05-04" in html
    assert "Left out: 1 told only as background." in html
    assert repr(choose(ROWS)) == "<Selection: 2 incidents from 2021-05-03 to 2021-05-04, 0 left out; .incidents, .left_out, .tables>"


@pytest.fixture
def tables():
    found = corpus(ROWS, articles=[])
    article = "0" * 16
    text = f"Rockets hit the base {HOSTILE}. Nobody was hurt."
    end = text.index(". ") + 1
    span = {"article_id": article, "sentence_no": 0}
    rows = {
        "texts": [{"article_id": article, "text": text}],
        "sentences": [{**span, "start": 0, "end": end}],
        "assertions": [
            {**span, "assertion_id": "x", "row_id": f"{article}r0", "column": "weapon", "value": "rocket", "rule": "test", "start": 0,
             "end": 7, "quote": "Rockets"},
        ],
    }  # fmt: skip
    return found | {name: pd.DataFrame(values).reindex(columns=found[name].columns) for name, values in rows.items()}


def test_an_incident_comes_with_its_articles_sentences_and_marked_words(tables):
    found = told("2021-05-03", tables)
    html = found._repr_html_()
    assert 'title="Weapon: Rocket">Rockets</span>' in html
    assert "Paper 0, 3 May 2021" in html
    assert "Rockets hit the base" in repr(found)
    assert "<script" not in html
    assert html == told("2021-05-03-camp-taji-0001", tables)._repr_html_()


@pytest.mark.parametrize(
    ("name", "mend"),
    [("2021-05-03-camp-taij-0001", 'did you mean "2021-05-03-camp-taji-0001"'), ("2021-05", "which of 2021-05-03-camp-taji-0001, ")],
)
def test_an_incident_that_is_not_there_is_named_with_the_nearest(tables, name, mend):
    with pytest.raises(NoIncident, match=mend):
        told(name, tables)

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting_corpus import ARTICLE, corpus, incident

from research.analysis import claims, tempo
from research.analysis.selection import select
from research.reporting import summaries, summaries_origin, traces

YEAR = {"start": "2020-01-01", "end": "2020-12-31"}
DAYS = st.dates(min_value=date(2019, 6, 1), max_value=date(2021, 6, 1))
ROWS = st.lists(
    st.builds(
        lambda n, day, length, status, background: incident(
            n, str(day), status=status, is_background=background, date_end=str(day + timedelta(days=length))
        ),
        st.integers(0, 9999),
        DAYS,
        st.sampled_from([0, 0, 0, 1, 6, 40]),
        st.sampled_from(["claimed", "attributed", "neither"]),
        st.booleans(),
    ),
    max_size=15,
    unique_by=lambda row: row["incident_id"],
)


def numbers(table, name):
    return dict(zip(table[name], table.iloc[:, 1], strict=True))


@settings(max_examples=20)
@given(ROWS, st.sampled_from("DWM"))
def test_every_number_leads_back_to_as_many_incidents(rows, frequency):
    selection = select(corpus(rows), {**YEAR, "frequency": frequency})
    split = traces.split_by_period(selection, claims.status_over_time(selection))
    for table in (
        traces.by_period(selection, tempo.tempo(selection)),
        summaries.kinds(selection, "weapon"),
        summaries.places(selection),
        summaries.support(selection),
        split,
    ):
        assert [len(ids.split()) for ids in table["incident_ids"]] == table["incidents"].tolist()
    assert sorted(" ".join(split["incident_ids"]).split()) == sorted(selection.incidents["incident_id"])


@settings(max_examples=20)
@given(ROWS)
def test_what_is_counted_and_what_is_left_out_is_everything(rows):
    table = summaries.accounting(select(corpus(rows), YEAR))
    assert table["incidents"].iloc[0] == table["incidents"].iloc[1:].sum() == len(rows)
    assert table["attacks"].iloc[0] == table["attacks"].iloc[1:].sum()


def test_reading_accounts_for_every_article(choose):
    further = [
        {**ARTICLE, "article_id": letter * 16, "publisher": "Paper 0", "language": language}
        for letter, language in (("a", "en"), ("b", "ar"))
    ]
    selection = choose([incident(1, "2020-03-11"), incident(2, "2021-03-11")], articles=further, **YEAR)
    read = dict(summaries.reading(selection).itertuples(index=False))
    assert read["articles read"] == read["tell no incident"] + read["tell only incidents not counted"] + read["articles used"]
    assert read["not in English"] == 1
    assert (read["articles used"], read["incidents counted"]) == (1, 1)


def test_coverage_counts_articles_of_a_known_month_only_where_periods_are_months(choose):
    further = [
        {**ARTICLE, "article_id": "a" * 16, "publisher": "Paper 9", "published": "2020-03"},
        {**ARTICLE, "article_id": "b" * 16, "publisher": "Paper 9", "published": "2020"},
        {**ARTICLE, "article_id": "c" * 16, "publisher": "Paper 9", "published_basis": "none"},
    ]
    rows = [incident(1, "2020-03-11")]
    monthly = summaries.coverage(choose(rows, articles=further, **YEAR))
    assert numbers(monthly, "period")["2020-03"] == 2
    daily = summaries.coverage(choose(rows, articles=further, **YEAR, frequency="D"))
    assert daily["articles"].sum() == 1


def test_a_checksum_changes_with_what_it_is_of_and_with_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "groups.csv").write_text("a\n")
    monkeypatch.setattr(summaries_origin, "CODEBOOK", tmp_path / "book")
    monkeypatch.setattr(summaries_origin, "ROOT", tmp_path)
    tables = corpus([incident(1, "2020-02-01")])
    tables["articles"] = tables["articles"].assign(file="a.txt", sha256="0" * 64)

    def sums():
        return summaries_origin.made_from(tables, "tables").set_index("what")["checksum"].to_dict()

    first = sums()
    assert pd.isna(first["tables"])  # nobody recorded them
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "build.json").write_text('{"files": {"reports.csv": "1", "reports.parquet": "2"}}')
    (tmp_path / "book" / "README.md").write_text("words")
    second = sums()
    assert (second["articles"], second["codebook"]) == (first["articles"], first["codebook"])
    (tmp_path / "tables" / "build.json").write_text('{"files": {"reports.csv": "1", "reports.parquet": "3"}}')
    assert sums() == second
    (tmp_path / "tables" / "build.json").write_text('{"files": {"reports.csv": "3", "reports.parquet": "2"}}')
    (tmp_path / "book" / "groups.csv").write_text("b\n")
    tables["articles"] = tables["articles"].assign(sha256="1" * 64)
    assert not set(sums().values()) & set(second.values())
    assert all(len(value) == summaries_origin.DIGITS for value in second.values())

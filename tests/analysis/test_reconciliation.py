"""Counts beside totals, on small made-up tables with known answers."""

from datetime import date, timedelta

import pandas as pd
import pytest
from analysis_rows import SPAN, made
from hypothesis import given, settings
from hypothesis import strategies as st

from research.analysis.intervals import wilson
from research.analysis.parameters import DEFINITIONS
from research.analysis.reconciliation import beside, comparable, counted, cumulative, share
from research.analysis.reconciliation_contradictions import FALLS, FIRM, INNER, LOOSE, PART, SAME, SPLIT, contradictions
from research.analysis.reconciliation_coverage import coverage, published
from research.analysis.reconciliation_reference import COLUMNS, TotalsError, read
from research.analysis.reconciliation_totals import TOGETHER, band, campaign, gathered
from research.analysis.selection import select
from research.paths import REFERENCE

HEAD = "series,as_of,period_start,count,qualifier,iraq,syria,unit,counter,definition,reported_by,url,note\n"
NONE = pd.DataFrame(columns=list(COLUMNS)).astype("string").astype({"count": "int64"})


def tally(number, count, since="2023-10-17", day="2023-10-31", qualifier="exact", **more):
    row = {"tally_id": f"t{number:02d}", "article_id": f"a{number}", "count": count, "qualifier": qualifier, "unit": "attacks"}
    return SPAN | row | {"period_start": since, "period_end": day} | more


def official(*rows, series="s", source="Ministry"):
    lines = [
        f"{series},{day},{since},{count},{word},{iraq},{syria},attacks,{source},strikes,,," for since, day, count, word, iraq, syria in rows
    ]
    return lines


def reference(tmp_path, *lines):
    path = tmp_path / "totals.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return read(path)


def chosen(incidents=(), tallies=(), **parameters):
    return comparable(select(made(incidents, tallies=tallies), parameters))


def totals_of(tmp_path, *lines, tallies=()):
    return gathered(chosen(tallies=tallies), reference(tmp_path, *lines) if lines else NONE)[0]


def test_the_shipped_totals_can_be_read():
    table = read(REFERENCE / "official_totals.csv")
    assert list(table.columns) == list(COLUMNS)
    assert table["total_id"].is_unique
    assert set(table["country"].dropna()) == {"Iraq", "Syria"}


def test_a_total_of_which_one_country_has_all_is_that_country_s(tmp_path):
    table = reference(
        tmp_path, *official(("2022-01-01", "2022-01-31", 38, "exact", 38, ""), ("2023-10-17", "2023-10-31", 5, "exact", 2, 3))
    )
    assert table["country"].fillna("-").tolist() == ["Iraq", "-", "Iraq", "Syria"]
    assert table["count"].tolist() == [38, 5, 2, 3]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("s,2023-10-32,2023-10-17,5,exact,,,attacks,M,d,,,", "line 2: as_of '2023-10-32' is no ISO day"),
        ("s,2023-10-16,2023-10-17,5,exact,,,attacks,M,d,,,", "as_of 2023-10-16 lies before period_start"),
        ("s,2023-10-31,2023-10-17,five,exact,,,attacks,M,d,,,", "count 'five' is no whole number"),
        ("s,2023-10-31,2023-10-17,5,circa,,,attacks,M,d,,,", "qualifier 'circa' is unknown: use exact"),
        ("s,2023-10-31,2023-10-17,5,exact", "more or fewer cells"),
        (",2023-10-31,2023-10-17,5,exact,,,attacks,M,d,,,", "series is empty"),
    ],
)
def test_a_wrong_row_is_named_with_its_mend(tmp_path, line, message):
    with pytest.raises(TotalsError, match=message):
        reference(tmp_path, line)


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(TotalsError, match=r"official\.csv is not there: let the parameter totals name"):
        read(tmp_path / "official.csv")
    assert read(None).empty


def test_a_missing_or_strange_column_is_named(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("series,as_of\n", encoding="utf-8")
    with pytest.raises(TotalsError, match="lacks the column period_start, count"):
        read(path)
    path.write_text(HEAD.replace("syria", "atlantis"), encoding="utf-8")
    with pytest.raises(TotalsError, match="'atlantis' is neither known nor a country"):
        read(path)


@pytest.mark.parametrize(
    ("count", "qualifier", "limits"),
    [
        (16, "exact", (16, 16)), (102, "at_least", (102, None)), (100, "more_than", (101, None)), (170, "approximately", (165, 175)),
        (78, "approximately", (77, 79)), (100, "approximately", (50, 150)), (170, "nearly", (160, 169)), (40, "up_to", (0, 40)),
        (0, "approximately", (0, 50)), (0, "nearly", (0, 0)),
    ],
)  # fmt: skip
def test_what_the_wording_of_a_total_allows(count, qualifier, limits):
    assert band(count, qualifier) == limits


def test_each_total_left_out_has_its_reason(tmp_path):
    tallies = [
        tally(1, 10), tally(2, 5, unit="wounded"), tally(3, 5, place_id="camp-taji"), tally(4, 5, since=None), tally(5, 5, day=None),
        tally(6, 5, day="2024-10-31"), tally(7, 5, country="Yemen"), tally(8, 4, article_id="a1"),
    ]  # fmt: skip
    selection = chosen(tallies=tallies, end="2024-02-04")
    kept, out = gathered(selection, NONE)
    assert kept["total_id"].tolist() == ["t01"]
    assert len(kept) + len(out) == len(tallies)
    assert dict(zip(out["total_id"], out["reason"], strict=True)) == {
        "t02": "counts something else than attacks", "t03": "counts at one place only", "t04": "its first day is not known",
        "t05": "its last day is not known", "t06": "outside the window", "t07": "another country",
        "t08": "part of a larger total of the same article",
    }  # fmt: skip


def test_a_total_of_all_is_not_set_beside_one_country():
    _, out = gathered(chosen(tallies=[tally(1, 10)], countries=["Iraq"]), NONE)
    assert out["reason"].tolist() == ["counts other countries too"]


def test_counts_are_of_what_officials_count():
    incidents = [{"day": "2023-10-18"}, {"day": "2023-10-18", "target_side": "iran_aligned"}, {"day": "2023-10-18", "country": "Yemen"}]
    assert len(counted(chosen(incidents))["reported"]) == 1


def test_counts_are_cumulated_by_definition_and_country():
    incidents = [
        {"day": "2023-10-18", "claim_status": "claimed", "n_publishers": 2, "outcome": "intercepted"},
        {"day": "2023-10-20", "country": "Syria", "n_attacks": 3},
        {"date_start": "2023-10-19", "date_end": "2023-10-22", "date_prec": 2},
        {"day": "2023-10-16"},
    ]
    table = cumulative(counted(chosen(incidents)), "2023-10-17", "2023-10-31")
    part = table[(table["definition"] == "reported") & (table["country"] == TOGETHER)]
    assert list(zip(part["day"], part["count"], part["high"], strict=True)) == [
        ("2023-10-17", 0, 0), ("2023-10-18", 1, 1), ("2023-10-19", 1, 2), ("2023-10-20", 4, 5), ("2023-10-22", 5, 5), ("2023-10-31", 5, 5),
    ]  # fmt: skip
    last = table[table["day"] == "2023-10-31"].set_index(["definition", "country"])["count"]
    assert last[("claimed", TOGETHER)] == last[("multi_source", TOGETHER)] == 1
    assert last[("on_facility", TOGETHER)] == 4
    assert (last[("reported", "Iraq")], last[("reported", "Syria")]) == (2, 3)


def test_each_total_stands_beside_the_counts_of_its_own_days_and_country():
    incidents = [{"day": "2023-10-08"}, {"day": "2023-10-18"}, {"day": "2023-10-20", "country": "Syria"}, {"day": "2023-11-02"}]
    tallies = [tally(1, 9), tally(2, 9, since="2023-10-07"), tally(3, 9, country="Syria"), tally(4, 9, day="2023-11-02")]
    selection = chosen(incidents, tallies, start="2023-10-17")
    table = beside(counted(selection), gathered(selection, NONE)[0]).set_index("total_id")
    assert table["reported"].to_dict() == {"t01": 2, "t02": 3, "t03": 1, "t04": 3}


def test_the_campaign_is_the_first_day_that_most_totals_count_from():
    tallies = [
        tally(1, 9),
        tally(2, 12, day="2023-11-10"),
        tally(3, 9, since="2023-10-07"),
        tally(4, 40, since="2021-01-01", day="2021-07-05"),
    ]
    since, near = campaign(gathered(chosen(tallies=tallies), NONE)[0])
    assert since == "2023-10-17"
    assert near["total_id"].tolist() == ["t03", "t01", "t02"]
    assert campaign(gathered(chosen(tallies=tallies[:1]), NONE)[0])[0] == ""


def test_a_share_joins_chance_and_doubt_of_the_official_figure():
    assert share(18, 100, 100, 100).share == 0.18
    assert (share(18, 100, 100, 100).low, share(18, 100, 100, 100).high) == tuple(round(limit, 4) for limit in wilson(18, 100))
    wider = share(18, 100, 90, 110)
    assert (wider.low, wider.high) == (round(wilson(18, 110)[0], 4), round(wilson(18, 90)[1], 4))
    assert share(18, 100, 100, None).low is None
    assert share(0, 0, 0, 0).share is None
    assert (share(5, 4, 4, 4).share, share(5, 4, 4, 4).low, share(5, 4, 4, 4).high) == (1.25, 1.25, 1.25)


def test_coverage_by_month_and_country_has_known_answers(tmp_path):
    incidents = [{"day": "2023-10-18"}, {"day": "2023-10-31", "country": "Syria"}, {"date_start": "2023-10-30", "date_end": "2023-11-02"}]
    selection = chosen(incidents)
    lines = official(("2023-10-17", "2023-10-21", 10, "exact", 4, 6), ("2023-10-17", "2023-11-10", 30, "approximately", 12, 18))
    totals, _ = gathered(selection, reference(tmp_path, *lines))
    table = coverage(counted(selection), totals).set_index("row")
    october, november = table.loc["s 2023-10 all together"], table.loc["s 2023-11 all together"]
    assert (october["official"], october["official_low"], october["official_high"]) == (20, 10, 35)  # 10 and half of 20
    assert (november["official"], november["official_low"], november["official_high"]) == (10, 0, 25)
    assert (october["reported"], november["reported"], november["end"]) == (2, 1, "2023-11-10")
    assert table.loc["s 2023-10 Iraq", "official"] + table.loc["s 2023-11 Iraq", "official"] == 12
    assert table.loc["s 2023-10 Syria", "reported_share"] == 0.0833  # 1 of 12


def test_months_between_distant_totals_are_not_made_up(tmp_path):
    selection = chosen([{"day": "2023-10-18"}])
    totals, _ = gathered(selection, reference(tmp_path, *official(("2023-10-17", "2023-12-31", 160, "more_than", "", ""))))
    assert coverage(counted(selection), totals).empty
    whole = published(counted(selection), totals).iloc[0]
    assert (whole["official"], whole["reported"], whole["reported_share"]) == (160, 1, 0.0063)
    assert pd.isna(whole["official_high"]) and pd.isna(whole["reported_share_low"])


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ({"count": 70, "day": "2023-11-20"}, {"count": 66, "day": "2023-11-22"}, FALLS),
        ({"count": 33, "since": "2023-10-17"}, {"count": 32, "since": "2023-10-07"}, INNER),
        ({"count": 33, "country": "Syria"}, {"count": 32}, PART),
        ({"count": 55}, {"count": 54}, SAME),
    ],
)
def test_what_cannot_both_be_right_is_found(one, other, what):
    table = contradictions(gathered(chosen(tallies=[tally(1, **one), tally(2, **other)]), NONE)[0])
    assert table[["what", "firmness", "a_id", "b_id"]].to_numpy().tolist() == [[what, FIRM, "t01", "t02"]]
    assert table["difference"].iloc[0] == one["count"] - other["count"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"count": 60, "qualifier": "more_than"}, {"count": 62}),
        ({"count": 66, "day": "2023-11-22"}, {"count": 70, "day": "2023-11-23"}),
        ({"count": 70, "day": "2023-11-20"}, {"count": 66, "day": "2023-11-22", "qualifier": "at_least"}),
        ({"count": 40, "since": "2023-10-20"}, {"count": 4, "since": "2023-10-30"}),
        ({"count": 33, "country": "Iraq"}, {"count": 20, "country": "Syria"}),
    ],
)
def test_what_can_both_be_right_is_no_contradiction(one, other):
    assert contradictions(gathered(chosen(tallies=[tally(1, **one), tally(2, **other)]), NONE)[0]).empty


def test_two_counters_that_differ_much_are_named_though_the_wording_leaves_room(tmp_path):
    lines = official(("2023-10-17", "2023-12-31", 160, "more_than", "", ""), source="One") + official(
        ("2023-10-01", "2023-12-31", 134, "at_least", "", ""), series="t", source="Other"
    )
    table = contradictions(totals_of(tmp_path, *lines))
    assert table[["firmness", "a", "b"]].to_numpy().tolist() == [[LOOSE, 160, 134]]


def test_a_split_that_does_not_add_up_is_found(tmp_path):
    lines = official(("2023-10-17", "2023-10-26", 16, "exact", 12, 5), ("2023-10-17", "2023-10-30", 23, "exact", 14, 9))
    table = contradictions(totals_of(tmp_path, *lines))
    assert table[["what", "a", "b", "difference"]].to_numpy().tolist() == [[SPLIT, 17, 16, 1]]


def test_nothing_is_a_table_too():
    selection = chosen()
    totals, out = gathered(selection, NONE)
    found = counted(selection)
    assert totals.empty and out.empty
    assert cumulative(found, selection.start, selection.end).empty
    for table in (beside(found, totals), coverage(found, totals), published(found, totals), contradictions(totals)):
        assert table.empty


DAYS = st.dates(date(2023, 10, 17), date(2024, 2, 20))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 9), st.sampled_from(["Iraq", "Syria", "Jordan"]), st.integers(1, 4)), max_size=12))
def test_cumulated_counts_never_fall_and_countries_add_up(rows):
    incidents = [
        {"date_start": day.isoformat(), "date_end": (day + timedelta(days=more)).isoformat(), "country": country, "n_attacks": n}
        for day, more, country, n in rows
    ]
    found = counted(chosen(incidents))
    table = cumulative(found, "2023-10-17", "2024-02-29")
    for _, part in table.groupby(["definition", "country"]):
        assert part["count"].is_monotonic_increasing and part["high"].is_monotonic_increasing
        assert (part["count"] <= part["high"]).all()
    last = table[table["day"] == "2024-02-29"]
    for name in DEFINITIONS:
        mine = last[last["definition"] == name].set_index("country")["count"]
        assert mine[TOGETHER] == mine.drop(TOGETHER).sum() == found[name]["attacks"].sum()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 30)), min_size=1, max_size=6), st.lists(st.integers(0, 130), max_size=10),
    st.sampled_from(["exact", "at_least", "approximately", "nearly", "up_to"]),
)  # fmt: skip
def test_months_add_up_to_the_last_total_and_to_all_that_is_counted(tmp_path_factory, gaps, offsets, qualifier):
    first, day, count, rows = date(2023, 10, 17), date(2023, 10, 17), 0, []
    for gap, more in gaps:
        day, count = day + timedelta(days=gap), count + more
        rows.append(("2023-10-17", day.isoformat(), count, qualifier, "", ""))
    incidents = [{"day": (first + timedelta(days=offset)).isoformat()} for offset in offsets]
    selection = chosen(incidents)
    totals, _ = gathered(selection, reference(tmp_path_factory.mktemp("t"), *official(*rows)))
    table = coverage(counted(selection), totals)
    assert table["official"].sum() == count
    assert table["reported"].sum() == sum((day - first).days >= offset for offset in offsets)
    assert (table["official_low"] >= 0).all()
    assert (table["official_low"] <= table["official_high"].fillna(10**6)).all()

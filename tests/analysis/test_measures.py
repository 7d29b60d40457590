import pandas as pd
from analysis_rows import made

from research.analysis import casualties, claims, sources, tallies
from research.analysis.selection import select

DAY = "2023-10-18"


def rows(table):
    return table.astype("object").where(table.notna(), None).values.tolist()


def claimed():
    return select(made(
        [
            {"day": DAY, "claim_status": "claimed", "claimed_by": "ashab-al-kahf", "competing": True, "weapon": "drone"},
            {"day": "2023-10-20", "claim_status": "claimed", "claimed_by": "ashab-al-kahf"},
            {"day": "2023-11-20", "claim_status": "attributed", "attributed_to": "kataib-hizballah"},
            {"day": "2023-11-21"},
        ],
        [
            {"report_id": "i00", "group_id": "ashab-al-kahf", "statement": "claimed"},
            {"report_id": "i00", "group_id": "ashab-al-kahf", "statement": "claimed"},
            {"report_id": "i01", "group_id": "ashab-al-kahf", "statement": "claimed"},
            {"report_id": "i00", "group_id": "kataib-hizballah", "statement": "denied"},
            {"report_id": "i02", "group_id": "kataib-hizballah", "statement": "suspected", "by": "U.S. officials"},
            {"report_id": "i02", "group_text": "Iran-backed militias", "statement": "stated"},
            {"report_id": None, "group_id": "iran", "statement": "denied", "by": "Tehran"},
        ],
        articles=[{"article_id": "a", "file": "a.txt", "published": "2023-10-21", "published_basis": "text", "n_words": 9}],
    ))  # fmt: skip


def test_claim_status_over_time():
    table = claims.status_over_time(claimed())
    assert table[["period", "claimed", "attributed", "neither", "claimed_share"]].values.tolist() == [
        ["2023-10", 2, 0, 0, 1],
        ["2023-11", 0, 1, 1, 0],
    ]
    assert claims.status(claimed())["incidents"].tolist() == [2, 1, 1]


def test_claimants_are_listed_with_the_front_kept_apart():
    table = claims.claimants(claimed())
    assert rows(table) == [["ashab-al-kahf", "Ashab al-Kahf", "facade", "asaib-ahl-al-haq", 2, DAY, "2023-10-20", "drone;rocket"]]


def test_blame_says_who_blames():
    assert rows(claims.blame(claimed())) == [
        ["U.S. officials", "kataib-hizballah", "suspected", 1],
        [None, "Iran-backed militias", "stated", 1],
    ]


def test_what_stands_against_a_claim():
    assert rows(claims.contested(claimed())) == [["i00", DAY, "ashab-al-kahf", "kataib-hizballah", None]]


def test_claims_on_attacks_in_general():
    assert rows(claims.general(claimed()))[0][:4] == ["2023-10-21", "iran", "denied", "Tehran"]


def test_measures_of_nothing_are_empty():
    nothing = select(made())
    for measure in (claims.claimants, claims.blame, claims.contested, claims.general, claims.status_over_time):
        assert measure(nothing).empty
    assert claims.status(nothing)["incidents"].tolist() == [0, 0, 0]
    assert casualties.casualties(nothing)["best"].tolist() == [0, 0]


def test_casualties_keep_their_bounds_and_count_the_unknown():
    selection = select(made([
        {"day": DAY, "killed_low": 1, "killed_best": 2, "killed_high": 4, "country": "Syria"},
        {"day": DAY, "killed_low": 3, "killed_best": 3},
        {"day": DAY, "killed_low": 1},
        {"day": DAY, "killed_low": 0, "killed_best": 0, "killed_high": 0},
        {"day": DAY},
    ]))  # fmt: skip
    assert rows(casualties.casualties(selection)) == [["killed", 5, 6, 8, 4, 1, 2], ["wounded", 0, 0, 0, 0, 5, 0]]
    by = casualties.by(selection, "country")
    assert by["country"].tolist() == ["Iraq", "Iraq", "Syria", "Syria"]
    assert by["best"].sum() == 6


def corpus():
    def article(name, **more):
        return {"article_id": name, "file": name + ".txt", "published_basis": "text", "n_words": 1, "language": "en", **more}

    return made(
        articles=[
            article("a", publisher="X", published="2023-10-18"), article("b", publisher="X", published="2023-12-01", duplicate_of="a"),
            article("c", published="2023"), article("d", publisher="Y", published_basis="none", language=None),
        ],
        reports=[{"report_id": r, "article_id": r[0], "sentence_no": 0, "quote": "words"} for r in ("a1", "a2", "b1")],
        rejected=[{"file": n, "reason": r, "detail": "x"} for n, r in (("e", "empty"), ("f", "no text"), ("g", "no text"))],
    )  # fmt: skip


def test_sources():
    tables = corpus()
    assert rows(sources.publishers(tables)) == [
        ["X", 2, 1, 3, "2023-10-18", "2023-12-01"], ["Y", 1, 0, 0, None, None], ["unknown", 1, 0, 0, "2023", "2023"],
    ]  # fmt: skip
    assert rows(sources.months(tables)) == [["2023-10", 1], ["2023-11", 0], ["2023-12", 1], ["unknown", 2]]
    assert rows(sources.counts(tables, "published_basis")) == [["text", 3], ["none", 1]]
    assert rows(sources.counts(tables, "language")) == [["en", 3], ["unknown", 1]]
    assert rows(sources.rejected(tables)) == [["no text", 2], ["empty", 1]]
    assert rows(sources.duplicates(tables)) == [["b.txt", "a.txt"]]
    assert rows(sources.reports_per_article(tables)) == [[0, 2], [1, 1], [2, 1]]
    assert sources.without_incident(tables)["file"].tolist() == ["c.txt", "d.txt"]


def test_sources_of_nothing():
    for measure in (
        sources.publishers,
        sources.months,
        sources.rejected,
        sources.duplicates,
        sources.reports_per_article,
        sources.without_incident,
    ):
        assert measure(made()).empty


def totals():
    span = {"sentence_no": 0, "start": 0, "end": 1, "quote": "words", "article_id": "a", "qualifier": "exact"}
    rows = [
        {"tally_id": "t1", "count": 23, "unit": "attacks", "period_start": "2023-10-17", "period_end": "2023-10-30"},
        {"tally_id": "t2", "count": 14, "unit": "attacks", "country": "Iraq", "period_start": "2023-10-17", "period_end": "2023-10-30"},
        {"tally_id": "t3", "count": 13, "unit": "attacks", "period_start": "2020-01-01", "period_end": "2020-03-17"},
        {"tally_id": "t4", "count": 5, "unit": "wounded"},
        {"tally_id": "t5", "count": 9, "unit": "attacks", "country": "Syria", "period_start": "2023-10-17", "period_end": "2023-10-30"},
    ]
    return made(
        tallies=[span | row for row in rows], articles=[{"article_id": "a", "file": "a.txt", "published_basis": "none", "n_words": 1}]
    )


def test_running_totals_are_listed_in_order():
    assert tallies.totals(totals())["tally_id"].tolist() == ["t3", "t2", "t5", "t1", "t4"]
    assert tallies.totals(totals(), {"start": "2023-10-01", "countries": ["Iraq"]})["tally_id"].tolist() == ["t2", "t1", "t4"]
    assert tallies.totals(totals(), unit="wounded")["count"].tolist() == [5]


def test_measures_do_not_depend_on_row_order():
    tables = claimed().tables
    shuffled = {name: data.sample(frac=1, random_state=3) for name, data in tables.items()}
    for measure in (claims.claimants, claims.blame, claims.contested, claims.status_over_time, casualties.casualties):
        pd.testing.assert_frame_equal(measure(select(tables)), measure(select(shuffled)))

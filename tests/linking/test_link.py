import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_rows import corpus, partition

from research import tables
from research.linking import DecisionError, link
from research.linking.facts import facts_of
from research.quality.gold import b_cubed

DAY = "2023-10-18"
ASAD, HARIR, TANF, TAJI = "ain-al-asad", "harir", "al-tanf", "camp-taji"


def pairs(*rows):
    return pd.DataFrame(rows, columns=["report_a", "report_b", "relation"])


def test_same_day_place_and_weapon_is_one_event(make):
    found = make([{"report_id": "a1", "day": DAY, "place_id": ASAD}, {"report_id": "b1", "day": DAY, "place_id": ASAD}])
    assert found.partition() == {frozenset({"a1", "b1"})}


def test_two_reports_of_one_article_are_two_events(make):
    same = {"day": DAY, "place_id": ASAD}
    found = make([{"report_id": "a1", **same}, {"report_id": "a2", **same}, {"report_id": "b1", **same}])
    assert not any({"a1", "a2"} <= group for group in found.partition())
    assert len(found.partition()) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"day": DAY, "place_id": TANF},
        {"day": DAY, "place_id": HARIR},
        {"day": "2023-10-20", "place_id": ASAD},
        {"day": DAY, "place_id": ASAD, "weapon": "ied", "target": "convoy"},
        {"day": DAY, "place_id": ASAD, "weapon": "air_strike", "target": "militia", "target_side": "iran_aligned"},
    ],
)
def test_other_place_day_or_kind_is_another_event(make, other):
    found = make([{"report_id": "a1", "day": DAY, "place_id": ASAD}, {"report_id": "b1", **other}])
    assert len(found.partition()) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("green-zone", "us-embassy-baghdad"), ("baghdad", "green-zone"), ("baghdad-airport", "camp-victory"), ("taji", TAJI)],
)
def test_a_place_and_what_lies_in_it_may_be_one_scene(make, one, other):
    same = {"day": "2020-12-20", "munitions": 8, "target": "diplomatic"}
    found = make([{"report_id": "a1", "place_id": one, **same}, {"report_id": "b1", "place_id": other, **same}])
    assert len(found.partition()) == 1


def test_a_report_on_the_next_day_joins_on_strong_evidence_only(make):
    strong = {"place_id": "erbil-airport", "weapon": "drone", "munitions": 3, "killed": 2}
    first, second = {"report_id": "a1", "day": "2023-10-25"}, {"report_id": "b1", "day": "2023-10-26"}
    assert len(make([first | strong, second | strong]).partition()) == 1
    weak = {"country": "Iraq", "weapon": "drone"}
    assert len(make([first | weak, second | weak]).partition()) == 2


def test_two_attacks_of_one_day_are_told_apart_by_what_was_fired(make):
    found = make(
        [
            {"report_id": "a1", "day": DAY, "place_id": HARIR, "weapon": "drone", "munitions": 2, "outcome": "intercepted"},
            {"report_id": "a2", "day": DAY, "place_id": HARIR, "weapon": "drone", "munitions": 5, "outcome": "hit"},
            {"report_id": "b1", "day": DAY, "place_id": HARIR, "weapon": "drone", "munitions": 5, "outcome": "hit"},
        ]
    )
    assert frozenset({"a2", "b1"}) in found.partition()


def test_an_imprecise_background_report_joins_the_one_event_that_fits(make):
    month = {"report_id": "b1", "date_start": "2019-12-01", "date_end": "2019-12-31", "date_prec": 4, "is_background": True}
    rows = [{"report_id": "a1", "day": "2019-12-27", "place_id": "k1", "killed": 1}, month | {"place_id": "k1", "killed": 1}]
    assert len(make(rows).partition()) == 1


def test_an_imprecise_report_that_fits_two_events_stays_alone(make):
    month = {"report_id": "c1", "date_start": "2023-10-01", "date_end": "2023-10-31", "date_prec": 4, "place_id": ASAD}
    rows = [{"report_id": "a1", "day": "2023-10-18", "place_id": ASAD}, {"report_id": "b1", "day": "2023-10-25", "place_id": ASAD}, month]
    assert make(rows).partition() == {frozenset({"a1"}), frozenset({"b1"}), frozenset({"c1"})}


def test_undated_reports_need_more_than_a_place(make):
    weak = [
        {"report_id": "a1", "day": DAY, "place_id": ASAD, "weapon": "unknown"},
        {"report_id": "b1", "place_id": ASAD, "weapon": "unknown"},
    ]
    assert len(make(weak).partition()) == 2
    strong = {"place_id": ASAD, "weapon": "missile", "munitions": 11, "wounded": 8}
    assert len(make([{"report_id": "a1", "day": DAY, **strong}, {"report_id": "b1", **strong}]).partition()) == 1


def test_an_undated_report_is_held_to_the_time_of_its_article(make):
    strong = {"place_id": ASAD, "weapon": "missile", "munitions": 11, "wounded": 8}
    rows = [{"report_id": "a1", "day": "2020-01-08", **strong}, {"report_id": "b1", **strong}]
    assert len(make(rows, {"b": {"published": "2020-01-09"}}).partition()) == 1
    assert len(make(rows, {"b": {"published": "2023-11-01"}}).partition()) == 2
    assert len(make(rows, {"b": {"published": "2019-11-01"}}).partition()) == 2


def test_the_day_of_the_month_in_the_words_dates_an_undated_report(make):
    rows = [{"report_id": "a1", "day": "2020-11-18", "place_id": "us-embassy-baghdad", "target": "diplomatic"}]
    near = {"report_id": "b1", "place_id": "us-embassy-baghdad", "target": "diplomatic"}
    assert len(make([*rows, near | {"quote": "rockets were fired at it on Nov. 18"}]).partition()) == 1
    assert len(make([*rows, near | {"quote": "rockets were fired at it on Dec. 20", "munitions": 3}]).partition()) == 2


def test_the_name_of_the_killed_ties_reports_together(make):
    about = {"weapon": "drone", "target": "person", "target_side": "iran_aligned", "outcome": "hit", "where_prec": None}
    rows = [
        {"report_id": "a1", "day": "2020-01-03", "killed": 1, "quote": "the strike killed Qasem Soleimani", **about},
        {"report_id": "b1", "place_id": "baghdad", "killed": 2, "quote": "killed were Qassem Suleimani and another man", **about},
    ]
    assert len(make(rows).partition()) == 1


def test_the_result_does_not_depend_on_row_order(make):
    rows = [("a", 18, ASAD, "drone"), ("b", 18, ASAD, "drone"), ("c", 19, ASAD, "drone"), ("d", 19, ASAD, "rocket"), ("e", 18, TAJI, "ied")]
    found = make([{"report_id": n + "1", "day": f"2023-10-{day}", "place_id": place, "weapon": w} for n, day, place, w in rows])
    expected = found.linked()
    for seed in range(5):
        shuffled = [data.sample(frac=1, random_state=seed) for data in (found.reports, found.articles, found.claims)]
        pd.testing.assert_frame_equal(link(*shuffled), expected)


REPORTS = st.lists(
    st.fixed_dictionaries(
        {
            "article": st.sampled_from("abcd"),
            "day": st.sampled_from([None, "2023-10-18", "2023-10-19", "2023-10-21"]),
            "place_id": st.sampled_from([None, ASAD, "baghdadi", "baghdad", "green-zone", "anbar", "iraq"]),
            "weapon": st.sampled_from(["rocket", "drone", "unknown", "missile"]),
            "munitions": st.sampled_from([None, 1, 3]),
            "killed": st.sampled_from([None, 0, 2]),
        }
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(REPORTS, st.randoms(use_true_random=False))
def test_any_corpus_is_parted_the_same_in_any_order_and_never_joins_an_article_with_itself(rows, random):
    found = corpus({**row, "report_id": f"{row['article']}{n:x}"} for n, row in enumerate(rows))
    links = found.linked()
    tables.check("incident_reports", links)
    assert sorted(links["report_id"]) == sorted(found.reports["report_id"])
    for group in partition(links):
        assert len({report[0] for report in group}) == len(group)
    order = list(range(len(rows)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(link(found.reports.iloc[order], found.articles, found.claims), links)


def test_ids_name_day_and_place_and_outlive_new_articles(make):
    rows = [{"report_id": "a1", "day": DAY, "place_id": ASAD}]
    before = make(rows).linked()
    digits = hashlib.sha256(b"a1").hexdigest()[:4]
    assert before["incident_id"].tolist() == [f"{DAY}-{ASAD}-{digits}"]
    after = make([*rows, {"report_id": "b1", "day": "2024-01-01", "place_id": TANF}, {"report_id": "c1", "country": "Syria"}]).linked()
    assert after.set_index("report_id").at["a1", "incident_id"] == before["incident_id"][0]
    assert after.set_index("report_id").at["c1", "incident_id"].startswith("undated-syria-")


def test_the_founding_report_is_of_the_earliest_article_and_fits_itself(make):
    same = {"day": DAY, "place_id": ASAD}
    rows = [{"report_id": "a1", **same}, {"report_id": "b1", **same}, {"report_id": "c1", **same}]
    links = make(rows, {"a": {"published": "2023-10-20"}, "b": {"published": "2023-10-19"}}).linked().set_index("report_id")
    assert links.at["b1", "reasons"] == "founding report" and links.at["b1", "score"] == 1
    assert links.at["a1", "score"] < 1 and "same day" in links.at["a1", "reasons"]


def test_reasons_say_what_speaks_against(make):
    same = {"day": DAY, "place_id": ASAD, "killed": 3}
    links = make([{"report_id": "a1", "weapon": "rocket", **same}, {"report_id": "b1", "weapon": "missile", **same}]).linked()
    assert links["reasons"][1].endswith("against: weapon differs")


def test_a_person_may_decide(make):
    rows = [{"report_id": n + "1", "day": day, "place_id": ASAD} for n, day in (("a", DAY), ("b", DAY), ("c", "2023-11-30"))]
    found = make(rows)
    assert found.partition(pairs(("a1", "b1", "cannot"))) == {frozenset({"a1"}), frozenset({"b1"}), frozenset({"c1"})}
    assert found.partition(pairs(("c1", "a1", "must"))) == {frozenset({"a1", "b1", "c1"})}
    assert found.partition(pairs(("c1", "gone", "must"))) == found.partition()


def test_decisions_that_cannot_be_followed_are_refused(make):
    found = make([{"report_id": "a1", "day": DAY}, {"report_id": "b1", "day": DAY}])
    with pytest.raises(DecisionError, match="contradict"):
        found.linked(pairs(("a1", "b1", "must"), ("b1", "a1", "cannot")))
    with pytest.raises(DecisionError, match="decision 1: relation 'maybe'"):
        found.linked(pairs(("a1", "b1", "maybe")))


def test_an_empty_corpus_has_no_incidents(make):
    assert make([]).linked().empty


def test_a_month_of_publication_bounds_an_undated_report(make):
    found = make([{"report_id": "a1", "place_id": ASAD}], {"a": {"published": "2021-06"}})
    fact = facts_of(found.reports, found.articles, found.claims, {})[0]
    days = pd.to_datetime([fact.first - 719163, fact.last - 719163], unit="D").strftime("%Y-%m-%d").tolist()
    assert days == ["2021-05-18", "2021-07-01"]


def development_lines(folder: Path):
    """Yield the gold articles that are not held out."""
    for path in sorted((folder / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if int(hashlib.sha256(article["file"].encode()).hexdigest(), 16) % 3:
                yield article


def test_gold_reports_are_linked_as_a_person_links_them(shared_dir):
    rows, articles, claims, event_of = [], {}, [], {}
    for number, article in enumerate(development_lines(shared_dir)):
        name = f"{number:04d}x"
        articles[name] = {"published": article["published"]}
        ids = {report["event"]: f"{name}{n:x}" for n, report in enumerate(article["reports"])}
        for report in article["reports"]:
            keep = {k: v for k, v in report.items() if k not in ("event", "munitions", "killed", "wounded") and v is not None}
            low, high = report.get("munitions") or (None, None)
            people = {
                f"{column}_{bound}": value
                for column in ("killed", "wounded")
                for bound, value in zip(("low", "best", "high"), report.get(column) or [None] * 3, strict=True)
            }
            rows.append({"report_id": ids[report["event"]], "munitions_low": low, "munitions_high": high, **people, **keep})
            if not report["is_background"]:
                event_of[ids[report["event"]]] = report["event"]
        span = ("group_id", "group_text", "statement", "by")
        claims += [{**{k: c[k] for k in span}, "report_id": ids[c["event"]]} for c in article["claims"] if c.get("event") in ids]
    links = corpus(rows, articles, claims).linked().set_index("report_id")["incident_id"]
    assert b_cubed([(event, links[report]) for report, event in event_of.items()]) >= 0.95

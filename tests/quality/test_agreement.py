import json
from pathlib import Path

import krippendorff
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research import codebook, tables
from research.quality import agreement
from research.quality.alpha import LEVELS, NOMINAL, _agreement
from research.quality.gold import score
from research.reporting import charts, charts_quality, findings_quality, summaries_quality
from research.reporting.inputs_quality import Material
from research.reporting.sentences import mismatches

BOOK = codebook.load()
TEXT = "Rockets hit base\n\nThree rockets hit Camp Taji on Wednesday. Two men died. Kataib Hezbollah was blamed. It was the 14th attack."
SENTENCES = [(0, 16), (18, 59), (60, 73), (74, 102), (103, 127)]
REPORT = {
    "date_start": "2021-03-10", "date_end": "2021-03-10", "date_prec": 1, "country": "Iraq", "admin1": "Baghdad", "place_id": "camp-taji",
    "weapon": "rocket", "munitions_low": 3, "munitions_high": 3, "target": "military_base", "target_side": "us_coalition",
    "outcome": "hit", "killed_low": 2, "killed_best": 2, "killed_high": 2, "n_attacks": 1, "is_background": False,
}  # fmt: skip
GOLD = {
    "event": "taji", **{name: REPORT[name] for name in ("date_start", "date_end", "date_prec", "country", "admin1", "place_id", "weapon")},
    "munitions": [3, 3], "target": "military_base", "target_side": "us_coalition", "outcome": "hit", "killed": [2, 2, 2], "wounded": None,
    "n_attacks": 1, "is_background": False, "quote": "Three rockets hit Camp Taji",
}  # fmt: skip


def frames(reports=None, claims=(), tallies=(), files=("a.txt",)):
    """Return tables in which each of `files` has the same text; `reports` are changes of REPORT with an article's number."""
    assert [TEXT[start:end][-1] for start, end in SENTENCES[1:]] == ["."] * 4
    made = {"articles": [], "texts": [], "sentences": [], "reports": [], "claims": [], "tallies": [], "assertions": []}
    for k, file in enumerate(files):
        made["articles"].append({"article_id": f"{k:016x}", "file": "sub/" + file, "published_basis": "none", "n_words": 1, "sha256": "x"})
        made["texts"].append({"article_id": f"{k:016x}", "text": TEXT})
        made["sentences"] += [
            {"article_id": f"{k:016x}", "sentence_no": n, "start": start, "end": end} for n, (start, end) in enumerate(SENTENCES)
        ]
    for n, (k, changes) in enumerate([(0, {})] if reports is None else reports):
        row = {
            "report_id": f"{k:016x}-r{n:02d}",
            "article_id": f"{k:016x}",
            "sentence_no": 1,
            "quote": "Three rockets",
            **REPORT,
            **changes,
        }
        made["reports"].append(row)
        said = {"assertion_id": f"{row['report_id']}.killed_best", "column": "killed_best", "value": "2", "rule": "r", "sentence_no": 2}
        made["assertions"].append({"article_id": row["article_id"], "row_id": row["report_id"], "start": 0, "end": 1, "quote": "x", **said})
    span = {"start": 0, "end": 1, "quote": "words"}
    made["claims"] += [
        {"claim_id": f"c{n}", "article_id": f"{0:016x}", "sentence_no": 3, **span, **claim} for n, claim in enumerate(claims)
    ]
    made["tallies"] += [
        {"tally_id": f"t{n}", "article_id": f"{0:016x}", "sentence_no": 4, **span, **tally} for n, tally in enumerate(tallies)
    ]
    return {name: tables.frame(name, rows) for name, rows in made.items()}


def gold_of(tmp_path, *articles):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"file": "a.txt", "reports": [GOLD], **article}) + "\n" for article in articles), encoding="utf-8")
    return path


def against_gold(tmp_path, made, *articles):
    return agreement.compare(agreement.of_gold([gold_of(tmp_path, *articles)]), agreement.of_tables(made, "the rules"), BOOK)


def row(frame, column, value):
    return frame.set_index(column).loc[value]


def test_gold_and_tables_that_say_the_same_differ_in_nothing(tmp_path):
    compared = against_gold(tmp_path, frames(), {})
    assert agreement.errors(compared).empty
    found = row(agreement.found(compared), "what", "exact incidents")
    assert found[["hits", "wanted", "given", "precision", "recall", "f1"]].tolist() == [1, 1, 1, 1.0, 1.0, 1.0]
    assert row(agreement.alphas(compared), "column", "weapon")["agreement"] == 1
    assert agreement.confusion(compared, "weapon").values.tolist() == [["rocket", "rocket", 1]]


def test_an_error_comes_with_the_sentence_from_which_the_value_was_read(tmp_path):
    compared = against_gold(tmp_path, frames([(0, {"killed_best": 5, "killed_high": 5, "outcome": "missed"})]), {})
    assert agreement.errors(compared).to_dict("records") == [
        {
            "file": "a.txt",
            "what": "outcome",
            "reference": "hit",
            "given": "missed",
            "sentence": "Three rockets hit Camp Taji on Wednesday.",
        },
        {"file": "a.txt", "what": "killed", "reference": "2", "given": "5", "sentence": "Two men died."},
    ]
    assert agreement.kinds(agreement.errors(compared)).values.tolist() == [["killed", 1], ["outcome", 1]]


def test_what_gold_accepts_besides_is_no_error(tmp_path):
    compared = against_gold(tmp_path, frames([(0, {"outcome": "missed"})]), {"accept": {"taji.outcome": ["missed"]}})
    assert agreement.errors(compared).empty


def test_what_is_missed_and_what_is_too_much_are_listed(tmp_path):
    made = frames([(0, {"date_start": "2020-01-01", "date_end": "2020-01-01"})])
    [missed, extra] = agreement.errors(against_gold(tmp_path, made, {})).to_dict("records")
    assert (missed["what"], missed["reference"], missed["given"]) == ("incident missed", "2021-03-10, camp-taji, rocket", "")
    assert (extra["what"], extra["reference"], extra["given"]) == ("incident not in the reference", "", "2020-01-01, camp-taji, rocket")
    assert {missed["sentence"], extra["sentence"]} == {"Three rockets hit Camp Taji on Wednesday."}


def test_background_on_one_side_is_told_and_on_both_not_asked_about(tmp_path):
    made = frames([(0, {"is_background": True})])
    [error] = agreement.errors(against_gold(tmp_path, made, {})).to_dict("records")
    assert (error["what"], error["given"]) == ("incident missed", "told as background")
    assert agreement.errors(against_gold(tmp_path, made, {"reports": [GOLD | {"is_background": True}]})).empty


def test_claims_and_totals_are_compared_too(tmp_path):
    report_id = f"{0:016x}-r00"
    claim = {"report_id": report_id, "group_id": "kataib-hizballah", "statement": "attributed"}
    tally = {"count": 14, "qualifier": "exact", "unit": "attacks"}
    gold = {
        "claims": [{"event": "taji", "group_id": None, "group_text": "militias", "statement": "suspected"}],
        "tallies": [dict(tally, count=13)],
    }
    errors = agreement.errors(against_gold(tmp_path, frames(claims=[claim], tallies=[tally]), gold))
    assert errors[["what", "reference", "given"]].values.tolist() == [
        ["claim missed", "a group without a name attributed", ""],
        ["claim not in the reference", "", "kataib-hizballah attributed"],
        ["total missed", "13 attacks", ""],
        ["total not in the reference", "", "14 attacks"],
    ]
    assert errors["sentence"].tolist()[1::2] == ["Kataib Hezbollah was blamed.", "It was the 14th attack."]


def test_only_articles_that_both_have_coded_are_compared(tmp_path):
    compared = against_gold(tmp_path, frames(files=("a.txt", "b.txt"), reports=[(0, {}), (1, {})]), {}, {"file": "c.txt"})
    assert compared.files == ("a.txt",)
    assert row(agreement.found(compared), "what", "incidents")["given"] == 1


def test_two_coders_are_compared_as_gold_and_coder_are():
    one, other = frames(), frames([(0, {"weapon": "drone"})])
    compared = agreement.compare(agreement.of_tables(one, "one"), agreement.of_tables(other, "other"), BOOK)
    assert row(agreement.found(compared), "what", "incidents")["hits"] == 1
    assert row(agreement.found(compared), "what", "exact incidents")["hits"] == 0
    assert agreement.errors(compared)[["what", "reference", "given"]].values.tolist() == [["weapon", "rocket", "drone"]]
    same = agreement.compare(agreement.of_tables(one, "one"), agreement.of_tables(one, "again"), BOOK)
    assert agreement.errors(same).empty


def test_nothing_in_common_has_no_precision_and_no_alpha(tmp_path):
    compared = against_gold(tmp_path, frames(files=("b.txt",)), {})
    found = agreement.found(compared)
    assert found[["precision", "recall", "f1"]].isna().all(axis=None)
    assert agreement.alphas(compared)["alpha"].isna().all()
    assert agreement.errors(compared).empty
    assert agreement.kinds(agreement.errors(compared)).empty


WEAPONS = ["rocket", "drone", "rocket", "mortar", "unknown", "rocket"]
OTHER = ["rocket", "drone", "drone", "mortar", "rocket", "rocket"]


def many(weapons, **more):
    return frames([(n, {"weapon": weapon, **more}) for n, weapon in enumerate(weapons)], files=[f"{n}.txt" for n in range(len(weapons))])


def test_alpha_is_that_of_the_krippendorff_package():
    compared = agreement.compare(agreement.of_tables(many(WEAPONS), "one"), agreement.of_tables(many(OTHER), "other"), BOOK)
    codes = {name: k for k, name in enumerate(sorted({*WEAPONS, *OTHER}))}
    expected = krippendorff.alpha([[codes[w] for w in WEAPONS], [codes[w] for w in OTHER]], level_of_measurement="nominal")
    alpha = row(agreement.alphas(compared), "column", "weapon")
    assert alpha["alpha"] == pytest.approx(expected)
    assert alpha["alpha_low"] < alpha["alpha"] < alpha["alpha_high"]
    assert (alpha["incidents"], alpha["agreement"]) == (6, pytest.approx(4 / 6))
    assert ["not said", "rocket", 1] in agreement.confusion(compared, "weapon").values.tolist()


def test_figures_of_which_one_is_not_said_are_no_units_of_a_scale():
    one, other = many(WEAPONS, killed_best=2), many(WEAPONS)
    other["reports"].loc[0, ["killed_low", "killed_best", "killed_high"]] = pd.NA
    compared = agreement.compare(agreement.of_tables(one, "one"), agreement.of_tables(other, "other"), BOOK)
    assert row(agreement.alphas(compared), "column", "killed_best")["incidents"] == 5
    assert row(agreement.alphas(compared), "column", "weapon")["incidents"] == 6


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from("xyz")), max_size=25))
def test_alpha_is_one_only_for_agreement_and_its_interval_holds_it(units):
    number, share, alpha, low, high = _agreement(units, NOMINAL)
    assert number == len(units)
    if alpha is not None:
        assert (alpha == pytest.approx(1)) == (share == 1)
        assert low is None or low <= alpha <= high


def test_filled_cells_are_counted():
    made = frames([(0, {"weapon": "unknown", "date_start": None, "place_id": None})])
    fill = agreement.fill_rates(made)
    assert row(fill, "cell", "reports.weapon")[["rows", "filled", "share"]].tolist() == [1, 0, 0.0]
    assert row(fill, "cell", "reports.killed_best")["share"] == 1
    assert pd.isna(row(fill, "cell", "claims.statement")["share"])
    assert not set(fill["column"]) & {"quote", "article_id", "start"}


def results(compared, made, coders=None):
    errors = agreement.errors(compared)
    found = {
        "found": agreement.found(compared), "alphas": agreement.alphas(compared), "error_kinds": agreement.kinds(errors),
        "fill_rates": agreement.fill_rates(made), "material": summaries_quality.material(Material(made, compared, coders), errors),
    }  # fmt: skip
    found["reliability"] = summaries_quality.reliability(found["alphas"])
    return found | ({"coders_found": agreement.found(coders)} if coders else {})


class TestFindings:
    def text(self, found):
        findings = findings_quality.findings(found)
        shown = {name: frame.astype("string").fillna("") for name, frame in found.items()}
        assert (
            mismatches(
                [{"text": s.text, "parts": [p if isinstance(p, str) else vars_of(p) for p in s.parts]} for s in findings.sentences], shown
            )
            == []
        )
        return [sentence.text for sentence in findings.sentences]

    def test_every_number_stands_in_a_table(self):
        one, other = many(WEAPONS), many(OTHER)
        compared = agreement.compare(agreement.of_tables(one, "one"), agreement.of_tables(other, "other"), BOOK)
        said = self.text(results(compared, one, compared))
        assert said[0].startswith("Of 6 incidents that the gold tells in 6 articles, the coder finds 6 (100%, 95% interval ")
        assert any(
            line.startswith("The coder and the gold differ most often on weapon: of 6 incidents they give 67% the same value; alpha is ")
            for line in said
        )
        assert any(line.startswith("In 6 articles the first coder tells 6 incidents and the second 6; 6 are the same") for line in said)
        assert any("2 errors are listed; the most frequent kinds are weapon (2)" in line for line in said)

    def test_without_gold_only_the_tables_are_spoken_of(self, tmp_path):
        made = frames()
        said = self.text(results(agreement.compare(agreement.of_gold([]), agreement.of_tables(made, "one"), BOOK), made))
        assert said[0] == "No articles with gold: precision and recall are not known."
        assert len(said) == 3

    def test_without_reports_nothing_breaks(self, tmp_path):
        made = frames([])
        said = self.text(results(against_gold(tmp_path, made, {}), made))
        assert said[0].startswith("Of 1 incident that the gold tells in 1 article, the coder finds 0 (0%, 95% interval 0% to 79%); ")
        assert said[0].endswith("; of 0 that it gives, 0 stand there.")

    def test_charts_are_drawn_of_much_and_of_nothing(self, tmp_path):
        for compared in (
            agreement.compare(agreement.of_tables(many(WEAPONS), "one"), agreement.of_tables(many(OTHER), "other"), BOOK),
            against_gold(tmp_path, frames([]), {}),
        ):
            confusion = charts_quality.confused(agreement.confusion(compared, "weapon"), "weapon")
            for chart in (
                charts_quality.shares(agreement.found(compared), "T"),
                charts_quality.alphas(agreement.alphas(compared), "T"),
                charts.matrix(confusion, "reference", "given", "T"),
                charts_quality.filled(agreement.fill_rates(frames()).query("table == 'reports'"), "T"),
            ):
                assert chart.to_dict()["title"]["text"] == "T"


def vars_of(fact):
    return {name: getattr(fact, name) for name in ("text", "value", "table", "key", "row", "column")}


def test_every_column_has_a_scale_on_which_both_codings_can_stand(tmp_path):
    assert list(agreement.alphas(against_gold(tmp_path, frames(), {}))["column"]) == list(LEVELS)


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_figures_are_those_of_the_score(shared_dir, tmp_path, name):
    """Against unpublished gold of the shipped articles, coded on the spot."""
    from research.coders.sample import code_folder
    from research.paths import RAW

    gold = [shared_dir / "gold" / f"{name}.jsonl"]
    if not gold[0].is_file() or not RAW.is_dir():
        pytest.skip("no gold of the shipped articles")
    made = code_folder(RAW, BOOK)
    tables.write(tmp_path, made)
    wrong: list[tuple[str, str, str, str]] = []
    figures = score(tmp_path, gold, wrong)
    compared = agreement.compare(agreement.of_gold(gold), agreement.of_tables(made, "the rules"), BOOK)
    found = agreement.found(compared).set_index("what")
    for what, figure in (
        ("incidents", "incident_f1"),
        ("exact incidents", "strict_f1"),
        ("claims", "claim_f1"),
        ("running totals", "tally_f1"),
    ):
        assert found.loc[what, "f1"] == pytest.approx(figures[figure])
    assert found.loc["incidents", "precision"] == pytest.approx(figures["incident_precision"])
    assert len(agreement.errors(compared)) == len(wrong)


def test_the_gold_that_ships_has_its_articles_beside_it():
    folder = Path(__file__).parents[1] / "coding" / "articles"
    gold = agreement.of_gold([folder / "gold.jsonl"])
    assert gold.articles
    assert all((folder / file).is_file() for file in gold.articles)

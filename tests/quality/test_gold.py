import hashlib
import importlib.util
import json
import random

import pytest

from research import tables
from research.quality.gold import b_cubed, f_measure, score
from research.quality.gold_rows import GoldError

SPAN = {"sentence_no": 0, "start": 0, "end": 1, "quote": "words"}
COLUMNS = (
    "date_start",
    "date_end",
    "date_prec",
    "country",
    "admin1",
    "place_id",
    "weapon",
    "target",
    "target_side",
    "outcome",
    "n_attacks",
)
REPORT = {
    "event": "e", "date_start": "2023-10-18", "date_end": "2023-10-18", "date_prec": 1, "country": "Iraq", "admin1": "Anbar",
    "place_id": "ain-al-asad", "weapon": "drone", "target": "military_base", "target_side": "us_coalition", "outcome": "hit",
    "n_attacks": 1,
    "munitions": [2, 2], "killed": [0, 0, 0], "wounded": None, "is_background": False,
}  # fmt: skip


def coded(articles, rng=None, noise=0.0):
    """Return tables that say what gold says, with some cells changed for others of their column."""
    reports, claims, totals, links = [], [], [], []
    for article in articles:
        name = article["file"]
        ids = {report["event"]: f"{name}r{n}" for n, report in enumerate(article["reports"])}
        for n, report in enumerate(article["reports"]):
            row = {column: report.get(column) for column in COLUMNS} | {"is_background": report["is_background"]}
            row |= {"munitions_low": (report["munitions"] or [None])[0], "killed_best": (report["killed"] or [None] * 2)[1]}
            row |= {"wounded_best": (report["wounded"] or [None] * 2)[1]}
            reports.append({"report_id": f"{name}r{n}", "article_id": name, "sentence_no": 0, "quote": "words", **row})
            links.append({"incident_id": report["event"], "report_id": f"{name}r{n}", "score": 1.0, "reasons": "x"})
        for n, claim in enumerate(article["claims"]):
            said = {column: claim.get(column) for column in ("group_id", "group_text", "statement")}
            claims.append({**SPAN, "claim_id": f"{name}c{n}", "article_id": name, "report_id": ids.get(claim["event"]), **said})
        for n, tally in enumerate(article["tallies"]):
            totals.append({**SPAN, "tally_id": f"{name}t{n}", "article_id": name, **tally})
    for rows, columns in ((reports, REPORT), (claims, ("report_id", "group_id", "statement")), (totals, ("count", "unit", "period_end"))):
        for column in columns if rng else ():
            values = [row[column] for row in rows if row.get(column) is not None]
            for row in rows:
                if column in row and rng.random() < noise:
                    row[column] = rng.choice(values)
    if rng:
        for link in links:
            link["incident_id"] = rng.choice(links)["incident_id"] if rng.random() < noise else link["incident_id"]
    reports = [row for row in reports if not rng or rng.random() >= noise]
    made = {"reports": reports, "claims": claims, "tallies": totals, "incident_reports": links}
    files = [{"article_id": a["file"], "file": "sub/" + a["file"], "published_basis": "none", "n_words": 1} for a in articles]
    return {name: tables.frame(name, rows) for name, rows in (made | {"articles": files}).items()}


def line(**more):
    return {"file": "a.txt", "reports": [REPORT], "claims": [], "tallies": [], **more}


def scored(tmp_path, gold, given, errors=None):
    for name, data in coded(given).items():
        data.to_csv(tmp_path / f"{name}.csv", index=False)
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(article) + "\n" for article in gold), encoding="utf-8")
    return score(tmp_path, [tmp_path / "gold.jsonl"], errors)


def test_gold_against_itself_is_all_right(tmp_path):
    claim = {"event": "e", "group_id": "ashab-al-kahf", "group_text": None, "statement": "claimed"}
    tally = {"count": 3, "qualifier": "exact", "unit": "attacks", "country": None, "period_start": "2023-10-17", "period_end": "2023-10-18"}
    gold = [line(claims=[claim], tallies=[tally])]
    errors = []
    figures = scored(tmp_path, gold, gold, errors)
    assert {value for name, value in figures.items() if not name.startswith(("articles", "reports"))} == {1.0}
    assert errors == []


def test_a_wrong_value_costs_its_slot_and_is_listed(tmp_path):
    errors = []
    figures = scored(tmp_path, [line()], [line(reports=[REPORT | {"weapon": "rocket"}])], errors)
    assert (figures["incident_f1"], figures["strict_f1"], figures["slot.weapon"], figures["slot.date"]) == (1, 0, 0, 1)
    assert errors == [("a.txt", "slot weapon", "e", "gold drone coded rocket")]


def test_other_values_that_are_right_too(tmp_path):
    gold = [line(accept={"e.weapon": ["rocket"], "e.date_start": ["2023-10-17"]})]
    figures = scored(tmp_path, gold, [line(reports=[REPORT | {"weapon": "rocket", "date_start": "2023-10-17"}])])
    assert figures["slot.weapon"] == figures["slot.date"] == 1


def test_another_place_is_missed_and_extra(tmp_path):
    errors = []
    figures = scored(tmp_path, [line()], [line(reports=[REPORT | {"place_id": "harir", "admin1": "Erbil"}])], errors)
    assert figures["incident_f1"] == 0
    assert [error[1] for error in errors] == ["missed", "extra"]


def test_a_report_that_may_be_left_out(tmp_path):
    gold = [line(accept={"e.optional": [True]})]
    assert scored(tmp_path, gold, [line(reports=[])])["reports_wanted"] == 0


def test_a_state_that_claims_its_strike_states_it(tmp_path):
    gold = {"event": "e", "group_id": "united-states", "group_text": None, "statement": "stated"}
    given = {"event": "e", "group_id": "us-led-coalition", "group_text": None, "statement": "claimed"}
    assert scored(tmp_path, [line(claims=[gold])], [line(claims=[given])])["claim_f1"] == 1


def test_f_measure_and_b_cubed():
    assert f_measure(1, 2, 2) == (0.5, 0.5, 0.5)
    assert f_measure(0, 0, 0)[0] == 1 and f_measure(0, 3, 0)[0] == 0
    assert b_cubed([("e", "i"), ("e", "i"), ("f", "j")]) == 1
    assert b_cubed([("e", "i"), ("f", "i")]) == pytest.approx(2 / 3)
    assert b_cubed([]) == 0


def test_a_broken_gold_file_names_its_line(tmp_path):
    scored(tmp_path, [line()], [line()])
    for text, message in (("{", "gold.jsonl line 1"), ('{"reports": []}', "lacks `file`")):
        (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
        with pytest.raises(GoldError, match=message):
            score(tmp_path, [tmp_path / "gold.jsonl"])
    with pytest.raises(GoldError, match="name a gold file"):
        score(tmp_path, [tmp_path / "none.jsonl"])


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(tables.TableError):
        score(tmp_path, [])


def test_the_figures_are_those_of_the_reference_scorer(shared_dir, tmp_path):
    spec = importlib.util.spec_from_file_location("reference_score", shared_dir / "score.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    articles, files = [], []
    for path in sorted((shared_dir / "gold").glob("*.jsonl")):
        rows = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if int(hashlib.sha256(row["file"].encode()).hexdigest(), 16) % 3]  # the rest is held out
        files.append(tmp_path / path.name)
        files[-1].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        articles += rows
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for name, data in coded(articles, random.Random(seed), seed * 0.08).items():
            data.to_csv(folder / f"{name}.csv", index=False)
        mine, theirs = [], []
        assert score(folder, files, mine) == pytest.approx(reference.score(folder, files, theirs), abs=1e-12)
        assert len(mine) == len(theirs)

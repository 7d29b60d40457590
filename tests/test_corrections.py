"""Corrections of coded tables: what they change, what they refuse, and that nothing of them is lost on the way to the report."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from research import cli, codebook, paths, tables
from research.cli import terminal
from research.corrections import Correction, CorrectionError, apply, notes, overrule, read, read_decisions
from research.corrections.files import without
from research.schemas import TABLES

TEXT = "Mortars at Harir\n\nTwo mortar rounds landed beside the base at Harir on Tuesday. Nobody was hurt."
ARTICLE = "00000000000000aa"
REPORT, OTHER, CLAIM, TALLY = f"{ARTICLE}-r01", f"{ARTICLE}-r02", f"{ARTICLE}-c01", f"{ARTICLE}-t01"
HEAD = "table,row,column,value,expected,reason,coder,date\n"


def _report(row_id, **cells):
    return {
        "report_id": row_id, "article_id": ARTICLE, "date_start": "2021-06-08", "date_end": "2021-06-08", "date_prec": 1,
        "date_basis": "relative", "country": "Iraq", "admin1": "Erbil", "place_id": "harir", "where_prec": 1,
        "latitude": 36.53, "longitude": 44.34, "weapon": "mortar", "munitions_low": 2, "munitions_high": 2,
        "target": "military_base", "target_side": "us_coalition",
        "outcome": "missed", "wounded_low": 0, "wounded_best": 0, "wounded_high": 0, "n_attacks": 1, "is_background": False,
        "sentence_no": 1, "quote": "Two mortar rounds landed beside the base", **cells,
    }  # fmt: skip


@pytest.fixture(scope="module")
def coded():
    """Two reports, of which one has a claim and an assertion, and a tally."""
    span = {"sentence_no": 1, "start": 18, "end": 35, "quote": TEXT[18:35]}
    said = {"article_id": ARTICLE, "rule": "weapon", **span}
    rows = {
        "reports": [_report(REPORT), _report(OTHER, weapon="rocket", quote="Rockets fell elsewhere")],
        "claims": [
            {"claim_id": CLAIM, "article_id": ARTICLE, "report_id": REPORT, "group_text": "militias", "statement": "stated", **span}
        ],
        "tallies": [{"tally_id": TALLY, "article_id": ARTICLE, "count": 3, "qualifier": "exact", "unit": "attacks", **span}],
        "assertions": [
            {"assertion_id": f"{REPORT}.weapon", "row_id": REPORT, "column": "weapon", "value": "mortar", **said},
            {"assertion_id": f"{REPORT}.wounded_best", "row_id": REPORT, "column": "wounded_best", "value": "0", **said},
            {"assertion_id": f"{CLAIM}.statement", "row_id": CLAIM, "column": "statement", "value": "stated", **said},
        ],
        "articles": [{"article_id": ARTICLE, "file": "harir.txt", "published_basis": "none", "n_words": 16}],
        "texts": [{"article_id": ARTICLE, "text": TEXT}],
        "sentences": [
            {"article_id": ARTICLE, "sentence_no": n, "start": a, "end": b} for n, a, b in ((0, 0, 16), (1, 18, 75), (2, 76, 92))
        ],
    }
    return {name: tables.frame(name, rows.get(name, [])) for name in TABLES}


def line(column, value, expected, row=REPORT, table="", **more):
    guessed = {"c": "claims", "t": "tallies"}.get(row.rpartition("-")[2][:1], "reports")
    return replace(Correction(2, table or guessed, row, column, value, expected, "seen on film", "AB"), **more)


def cell(found, column, row=REPORT, table="reports"):
    value = found[table].set_index(TABLES[table].key[0]).loc[row, column]
    return None if pd.isna(value) else value


def refused(coded, *lines, book=None):
    with pytest.raises(CorrectionError) as error:
        apply(coded, lines, book)
    return error.value.problems


def test_a_cell_is_changed_and_everything_else_stays(coded):
    found, applied = apply(coded, [line("weapon", "drone", "mortar")])
    assert cell(found, "weapon") == "drone"
    assert cell(coded, "weapon") == "mortar"
    pd.testing.assert_frame_equal(found["reports"].drop(columns="weapon"), coded["reports"].drop(columns="weapon"))
    for name in ("claims", "tallies", "texts"):
        pd.testing.assert_frame_equal(found[name], coded[name])
    assert applied.to_dict("records")[0] | {"date": None} == {
        "correction_id": f"{REPORT}.weapon", "article_id": ARTICLE, "table": "reports", "row_id": REPORT, "column": "weapon",
        "old": "mortar", "new": "drone", "reason": "seen on film", "coder": "AB", "date": None,
    }  # fmt: skip


def test_the_assertion_of_a_corrected_cell_keeps_its_words_and_names_the_rule(coded):
    found, _ = apply(coded, [line("weapon", "drone", "mortar")])
    row = found["assertions"].set_index("assertion_id").loc[f"{REPORT}.weapon"]
    assert (row["value"], row["rule"], row["quote"]) == ("drone", "correction", TEXT[18:35])


def test_a_cell_without_words_gets_the_sentence_or_the_words_of_its_row(coded):
    found, _ = apply(coded, [line("outcome", "hit", "missed"), line("unit", "rockets", "attacks", TALLY)])
    rows = found["assertions"].set_index("assertion_id")
    assert rows.loc[f"{REPORT}.outcome", "quote"] == TEXT[18:75]
    assert rows.loc[f"{TALLY}.unit", "quote"] == TEXT[18:35]
    assert all(TEXT[row.start : row.end] == row.quote for row in rows.itertuples())


def test_an_emptied_cell_is_empty_and_asserts_nothing(coded):
    lines = [line(f"wounded_{bound}", "", "0") for bound in ("low", "best", "high")]
    found, applied = apply(coded, lines)
    assert cell(found, "wounded_best") is None
    assert f"{REPORT}.wounded_best" not in set(found["assertions"]["assertion_id"])
    assert applied["new"].isna().all()


def test_an_empty_cell_can_be_filled(coded):
    found, _ = apply(coded, [line("killed_low", "1", "")])
    assert cell(found, "killed_low") == 1
    tables.check("reports", found["reports"])


def test_with_a_place_go_country_governorate_and_coordinates(coded):
    book = codebook.load()
    found, applied = apply(coded, [line("place_id", "balad-air-base", "harir"), line("admin1", "", "Erbil")], book)
    place = book.places["balad-air-base"]
    assert (cell(found, "latitude"), cell(found, "longitude")) == (place.latitude, place.longitude)
    assert cell(found, "admin1") is None  # its own line
    assert set(applied["column"]) == {"place_id", "latitude", "longitude", "admin1"}
    assert applied.set_index("column").loc["latitude", "reason"] == "follows from place_id: seen on film"


def test_with_a_dropped_report_go_its_assertions_and_the_claims_on_it(coded):
    found, applied = apply(coded, [line("(row)", "delete", "Two mortar rounds")])
    assert list(found["reports"]["report_id"]) == [OTHER]
    assert found["claims"].empty
    assert found["assertions"].empty
    assert set(applied["correction_id"]) == {f"{REPORT}.(row)", f"{CLAIM}.(row)"}


def test_a_claim_bound_elsewhere_outlives_its_report(coded):
    found, _ = apply(coded, [line("(row)", "delete", "Two mortar rounds"), line("report_id", OTHER, REPORT, CLAIM, line=3)])
    assert cell(found, "report_id", CLAIM, "claims") == OTHER


def test_no_corrections_change_nothing(coded):
    found, applied = apply(coded, [])
    assert all(found[name] is coded[name] for name in coded)
    assert applied.empty
    tables.check("corrections", applied)


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (
            line("weapon", "drone", "mortar", f"{ARTICLE}-r09"),
            f"there is no such row; its article has {REPORT}, {OTHER}: mend the cell row",
        ),
        (line("weapon", "drone", "mortar", "ff-r01"), "no reports of such an article are there"),
        (line("wepon", "drone", "mortar"), 'reports has no column "wepon" (did you mean "weapon"?)'),
        (
            line("weapon", "drone", "rocket"),
            f'weapon is "mortar" now, not "rocket" as expected: read the article again (research explain {ARTICLE})',
        ),
        (line("weapon", "drone", ""), 'weapon is "mortar" now, not empty as expected'),
        (line("killed_best", "2", "1"), 'killed_best is empty now, not "1" as expected'),
        (line("weapon", "mortar", "rocket"), 'weapon is "mortar" already: take the line out'),
        (line("weapon", "mortar", "mortar"), "value and expected are the same"),
        (line("weapon", "drones", "mortar"), 'weapon cannot be "drones" (did you mean "drone"?): it is one of rocket, mortar'),
        (line("statement", "", "stated", CLAIM), "statement cannot be empty"),
        (line("date_start", "8 June", "2021-06-08"), 'date_start cannot be "8 June": write a day such as 2020-03-11'),
        (line("date_start", "2021-02-30", "2021-06-08"), 'cannot be "2021-02-30"'),
        (line("date_start", "", "2021-06-08"), "date_start would be empty beside date_end: correct both"),
        (line("date_end", "2021-06-01", "2021-06-08"), "date_start 2021-06-08 cannot stand beside date_end 2021-06-01: correct both"),
        (line("munitions_high", "1", "2"), "munitions_low 2 cannot stand beside munitions_high 1"),
        (line("killed_low", "-1", ""), 'killed_low cannot be "-1": write a whole number'),
        (line("killed_low", "two", ""), 'killed_low cannot be "two"'),
        (line("date_prec", "6", "1"), 'date_prec cannot be "6": write 1 to 5'),
        (line("latitude", "north", "36.53"), 'latitude cannot be "north": write a number'),
        (line("is_background", "perhaps", "False"), "write True or False"),
        (line("quote", "words", "Two"), "says which row it is and where its words stand"),
        (line("report_id", "ff-r01", REPORT, CLAIM), f"it is a report of the same article ({REPORT}, {OTHER}) or empty"),
        (line("(row)", "drop", "Two"), "the column (row) takes the value delete only"),
        (line("(row)", "delete", ""), "expected is empty: write the first words of the row's quote"),
        (line("(row)", "delete", "Rockets fell"), 'tells something else now, "Two mortar rounds'),
        (line("weapon", "drone", "mortar", quote="Rockets fell"), "tells something else now"),
        (line("weapon", "drone", "mortar", reason=""), "reason is empty: say why"),
        (line("weapon", "drone", "mortar", coder=""), "coder is empty: say who says so"),
        (line("weapon", "drone", "mortar", date="June"), 'date cannot be "June"'),
        (line("weapon", "drone", "mortar", table="incidents"), 'table "incidents" cannot be corrected'),
    ],
)
def test_what_cannot_be_followed_is_said_with_its_mend(coded, correction, message):
    problems = refused(coded, correction)
    assert any(message in problem for problem in problems), problems
    assert all(problem.startswith("line 2: ") for problem in problems)


@pytest.mark.parametrize(
    ("column", "value", "expected", "row", "message"),
    [
        ("place_id", "balad-airbase", "harir", REPORT, '"balad-airbase" is not in the codebook (did you mean "balad-air-base"?)'),
        ("country", "Irak", "Iraq", REPORT, 'did you mean "Iraq"?'),
        ("group_id", "qwertz", "", CLAIM, "is not in the codebook: add it there first"),
    ],
)
def test_ids_are_those_of_the_codebook(coded, column, value, expected, row, message):
    assert message in refused(coded, line(column, value, expected, row), book=codebook.load())[0]


def test_every_failing_line_is_listed_and_nothing_applied(coded):
    good, bad = line("weapon", "drone", "mortar"), line("outcome", "hit", "foiled")
    problems = refused(coded, good, replace(bad, line=3), replace(good, line=4), replace(bad, line=5, row="ff-r01"))
    assert [problem.split(":")[0] for problem in problems] == ["line 3", "line 4", "line 5"]
    assert "is corrected in line 2 too" in problems[1]
    assert cell(coded, "weapon") == "mortar"


def test_a_dropped_row_is_not_corrected_too(coded):
    drop = replace(line("(row)", "delete", "Two mortar rounds"), line=7)
    assert "line 7 drops this row" in refused(coded, drop, line("weapon", "drone", "mortar"))[0]
    assert "line 7 drops this row" in refused(coded, drop, line("statement", "denied", "stated", CLAIM))[0]
    other = replace(drop, row=OTHER, expected="Rockets fell")
    assert f"line 7 drops {OTHER}" in refused(coded, other, line("report_id", OTHER, REPORT, CLAIM))[0]


VALUES = {
    "date": st.dates().map(str),
    "integer": st.integers(1, 5).map(str),
    "number": st.floats(-80, 80).map(repr),
    "boolean": st.sampled_from(["True", "False"]),
    "text": st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8),
}
CELLS = [
    (row, column)
    for row, name in ((REPORT, "reports"), (CLAIM, "claims"), (TALLY, "tallies"))
    for column in TABLES[name].columns
    if column.name not in ("article_id", "sentence_no", "start", "end", "quote", "report_id", TABLES[name].key[0])
]


@st.composite
def some_lines(draw):
    """Corrections of distinct cells, each with a value that its column can hold; `expected` is filled in later."""
    found = []
    for n, (row, column) in enumerate(draw(st.lists(st.sampled_from(CELLS), max_size=5, unique_by=lambda c: (c[0], c[1].name))), start=2):
        kind = st.sampled_from(column.allowed) if column.allowed else VALUES[column.type]
        value = draw(kind if column.required else st.one_of(st.just(""), kind))
        found.append(replace(line(column.name, value, "", row), line=n))
    return found


@settings(max_examples=30)
@given(lines=some_lines())
def test_the_inverse_of_corrections_gives_the_original(coded, lines):
    full = []
    for correction in lines:
        old = cell(coded, correction.column, correction.row, correction.table)
        full.append(replace(correction, expected="" if old is None else str(old)))
    full = [correction for correction in full if correction.value != correction.expected]
    try:
        found, applied = apply(coded, full)
    except CorrectionError as error:
        assume("correct both" not in str(error) and "already" not in str(error))
        raise
    tables.check("reports", found["reports"])
    rows = applied.astype(object).where(applied.notna(), "").to_dict("records")
    inverse = [
        Correction(n, row["table"], row["row_id"], row["column"], row["old"], row["new"], "back", "AB") for n, row in enumerate(rows)
    ]
    again, undone = apply(found, inverse)
    for name in ("reports", "claims", "tallies"):
        pd.testing.assert_frame_equal(again[name], coded[name])
    assert len(undone) == len(applied)


@settings(max_examples=30)
@given(lines=some_lines(), seed=st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(coded, lines, seed):
    full = []
    for correction in lines:
        old = cell(coded, correction.column, correction.row, correction.table)
        full.append(replace(correction, expected="" if old is None else str(old)))
    mixed = list(full)
    seed.shuffle(mixed)
    try:
        one, other = apply(coded, full), apply(coded, mixed)
    except CorrectionError as error:
        assert error.problems == refused(coded, *full) == refused(coded, *mixed)
        return
    assert all(one[0][name].equals(other[0][name]) for name in one[0])
    assert one[1].equals(other[1])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_with_its_lines(tmp_path):
    text = HEAD + f'reports,{REPORT},weapon,drone,mortar,"one,\ntwo",AB,2026-01-02\n\n,{TALLY},(row), delete ,third,x,AB,\n'
    first, second = read(write(tmp_path / "c.csv", "\ufeff" + text))
    assert (first.line, first.value, first.reason, first.date) == (2, "drone", "one,\ntwo", "2026-01-02")
    assert (second.line, second.table, second.value) == (5, "tallies", "delete")
    assert read(write(tmp_path / "d.csv", text.replace(",", ";").replace('"one;', '"one,')))[0] == first
    assert read(write(tmp_path / "e.csv", HEAD.replace("expected", "Expected old value"))) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1: the heading lacks row, column"),
        (b"row,column,value,reason,coder\n", "line 1: the heading lacks expected"),
        (HEAD.encode("utf-16"), "line 1: the file is not UTF-8"),
        (HEAD.encode() + b"reports,a,b,c,d,e,f,g,h\n", "line 2: more cells than the heading"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, data, message):
    (tmp_path / "c.csv").write_bytes(data)
    with pytest.raises(CorrectionError, match=r"c\.csv: 1 line cannot be followed") as error:
        read(tmp_path / "c.csv")
    assert message in str(error.value)


def test_decisions_are_read_and_each_wrong_line_is_named(tmp_path):
    head = "report_a,report_b,relation,reason,coder\n"
    found = read_decisions(write(tmp_path / "d.csv", head + "a-r01,b-r01,must-link,x,AB\na-r01,c-r01,cannot,x,AB\n"))
    assert list(found["relation"]) == ["must", "cannot"]
    with pytest.raises(CorrectionError) as error:
        read_decisions(write(tmp_path / "d.csv", head + "a-r01,b-r01,may,x,AB\na-r01,a-r01,must,,AB\nb-r01,a-r01,must,x,AB\n"))
    assert [problem.split(":")[0] for problem in error.value.problems] == ["line 2", "line 3", "line 3", "line 4"]
    assert "write must (one incident) or cannot (two incidents)" in error.value.problems[0]


def test_decisions_stand_with_the_corrections_and_lost_ones_are_named(coded, tmp_path):
    lines = f"report_a,report_b,relation,reason,coder\n{REPORT},{OTHER},must,same salvo,AB\n{REPORT},ff-r01,cannot,x,AB\n"
    found = overrule(coded, None, write(tmp_path / "decisions.csv", lines))
    assert list(found.tables["corrections"]["correction_id"]) == [f"{REPORT}.must_link.{OTHER}"]
    tables.check("corrections", found.tables["corrections"])
    assert found.lines == ["decisions: 1 followed", f"decisions: decisions.csv: {REPORT} and ff-r01 are not both there: passed over"]


ARTICLES = {
    "harir.txt": "Mortar rounds land beside Harir base\n\n"
    "Two mortar rounds landed beside Harir Air Base on Tuesday, police said. Nobody was hurt.\n",
    "taji.txt": "Rocket hits Camp Taji\n\n"
    "A Katyusha rocket struck Camp Taji north of Baghdad on Monday and wounded one soldier, an officer said.\n",
}


@pytest.fixture
def project(tmp_path):
    """A folder of two articles in own words, coded once; returns how to code it again."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    for name, text in ARTICLES.items():
        write(raw / name, text)
    write(raw / "manifest.csv", "file,published\nharir.txt,2021-06-10\ntaji.txt,2021-06-10\n")

    def run(*options):
        return CliRunner().invoke(cli.main, ["code", str(raw), "--out", str(tmp_path / "out"), *options])

    assert run().exit_code == 0
    return tmp_path, run


def made(folder):
    """Return the bytes of the tables; build.json holds checksums of the code too, which may be worked on while tests run."""
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file() and path.name != "build.json"}


def test_corrections_reach_the_tables_and_a_stale_one_stops_the_build(project):
    folder, run = project
    before = made(folder)
    reports = tables.read(folder / "out", "reports")
    row = reports[reports["weapon"] == "mortar"].iloc[0]
    file = write(folder / "data" / "corrections.csv", HEAD + f",{row['report_id']},weapon,rocket,drone,wrong,AB,\n")
    done = run()
    assert done.exit_code == terminal.UNUSABLE
    assert "corrections.csv: 1 line cannot be followed, so no table was written" in done.output
    assert 'weapon is "mortar" now, not "drone" as expected' in done.output
    assert made(folder) == before

    write(file, HEAD + f',{row["report_id"]},weapon,rocket,mortar,"as the fragments show",AB,2026-01-02\n')
    done = run()
    assert done.exit_code == 0, done.output
    assert "corrections: 1 change\n" in done.output
    assert "up to date" in run().output
    applied = tables.read(folder / "out", "corrections")
    assert list(applied["reason"]) == ["as the fragments show"]
    assert set(tables.read(folder / "out", "incidents")["weapon"]) == {"rocket"}
    assert notes(folder / "data", row["article_id"])[2:] == [
        f'  {row["report_id"]} weapon: "mortar" -> "rocket": as the fragments show (AB)'
    ]

    file.unlink()
    assert run().exit_code == 0
    assert made(folder) == before


def test_decisions_join_incidents_and_options_name_other_files(project):
    folder, run = project
    ids = list(tables.read(folder / "out", "reports")["report_id"])
    assert len(tables.read(folder / "out", "incidents")) == len(ids) == 2
    file = write(folder / "mine.csv", f"report_a,report_b,relation,reason,coder\n{ids[0]},{ids[1]},must,one salvo,AB\n")
    assert run("--decisions", str(file)).exit_code == 0
    assert len(tables.read(folder / "out", "incidents")) == 1
    assert list(tables.read(folder / "out", "corrections")["column"]) == ["must_link"]
    assert "nowhere.csv is no file" in run("--corrections", str(folder / "nowhere.csv")).output


def test_corrections_are_listed_in_the_provenance_of_a_report(coded, tmp_path):
    from research.reporting.page import build_page

    lines = [line("weapon", "drone", "mortar", reason="<b>film</b>"), line("(row)", "delete", TEXT[18:25], TALLY)]
    found, applied = apply(coded, lines)
    build_page("Title", "", [], {**found, "corrections": applied}, {}, {}, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    part = page[page.index('<details id="corrections">') :].split("</details>")[0]
    assert "Corrections after coding (2)" in part
    assert f'<th scope="row">{REPORT}</th><td>weapon</td><td>mortar</td><td>drone</td><td>&lt;b&gt;film&lt;/b&gt;</td><td>AB</td>' in part
    assert "<td>dropped</td>" in part
    build_page("Title", "", [], coded, {}, {}, tmp_path)
    assert 'id="corrections"' not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_shipped_files_have_their_heading():
    data = paths.ROOT / "data"
    assert (data / "corrections.csv").read_text(encoding="utf-8").startswith(HEAD.strip())
    read(data / "corrections.csv")
    read_decisions(data / "decisions.csv")


def test_a_file_without_the_corrections_of_one_article(tmp_path):
    text = f'{HEAD}reports,{REPORT},weapon,drone,mortar,"one,\ntwo",AB,2026-01-02\n'
    file = write(tmp_path / "c.csv", f"{text}reports,0123456789abcdef-r01,weapon,drone,mortar,x,AB,\n")
    write(tmp_path / "d.csv", without(file, "0123456789abcdef"))
    assert [(c.row, c.reason) for c in read(tmp_path / "d.csv")] == [(REPORT, "one,\ntwo")]
    assert len(read(write(tmp_path / "d.csv", without(file, "nobody")))) == 2

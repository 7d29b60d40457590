import csv
from pathlib import Path

import pandas as pd
import pytest

from research import tables
from research.coders.human import HumanCoder
from research.coders.protocol import CoderError, NotCoded
from research.coders.rules import RuleCoder
from research.coders.run import code_articles
from research.coding.corpus import CODED_TABLES
from research.coding.model import Article

from .material import ARTICLE, TEXT

FILE = "news/taji.txt"
OTHER = Article("ffff000011112222", "Quiet day", "2021-03-13", "Quiet day\n\nNothing happened.")
ARTICLES = pd.DataFrame({
    "article_id": [ARTICLE.article_id, OTHER.article_id], "file": [FILE, "quiet.txt"], "title": [ARTICLE.title, OTHER.title],
    "published": [ARTICLE.published, OTHER.published], "language": ["en", "en"],
})  # fmt: skip
TEXTS = pd.DataFrame({"article_id": ARTICLES["article_id"], "text": [TEXT, OTHER.text]})
REPORT = {
    "file": "taji.txt", "report_id": "first", "date_start": "2021-03-10", "place_id": "camp-taji", "weapon": "rocket", "munitions_low": "5",
    "target": "military_base", "target_side": "us_coalition", "wounded_low": "3", "wounded_best": "3", "is_background": "no",
    "quote": "Five Katyusha rockets hit Camp Taji",
}  # fmt: skip
CLAIM = {"file": "taji.txt", "report_id": "first", "group_id": "kataib-hizballah", "statement": "attributed", "by": "The Pentagon",
         "quote": "The Pentagon blamed Kataib Hezbollah"}  # fmt: skip
TALLY = {"file": "taji.txt", "count": "14", "qualifier": "exact", "unit": "attacks", "quote": "the 14th attack"}


def write(path: Path, *rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def anna(tmp_path) -> Path:
    """A folder of codings: one article coded, the other listed as telling nothing."""
    folder = tmp_path / "anna"
    folder.mkdir()
    write(folder / "reports.csv", REPORT)
    write(folder / "claims.csv", CLAIM)
    write(folder / "tallies.csv", TALLY)
    write(folder / "articles.csv", {"file": FILE}, {"file": "quiet.txt"}, {"file": "not-here.txt"})
    return folder


def test_codings_become_rows_with_their_words(anna, book):
    coded = HumanCoder(anna, ARTICLES, book).code(ARTICLE)
    for name in CODED_TABLES:
        tables.check(name, tables.frame(name, getattr(coded, name)))
    [row], [claim], [tally] = coded.reports, coded.claims, coded.tallies
    assert (row["report_id"], row["country"], row["admin1"], row["where_prec"]) == ("00112233aabbccdd-r01", "Iraq", "Baghdad", 1)
    assert (row["date_end"], row["date_prec"], row["date_basis"], row["munitions_high"]) == ("2021-03-10", 1, "stated", None)
    assert (row["outcome"], row["n_attacks"], row["is_background"], row["wounded_best"]) == ("unknown", 1, False, 3)
    assert (claim["claim_id"], claim["report_id"], claim["group_id"]) == (
        "00112233aabbccdd-c01",
        "00112233aabbccdd-r01",
        "kataib-hizballah",
    )
    assert (tally["tally_id"], tally["count"]) == ("00112233aabbccdd-t01", 14)
    for line in (claim, tally, *coded.assertions):
        assert TEXT[line["start"] : line["end"]] == line["quote"]
    assert {(a["column"], a["rule"]) for a in coded.assertions} >= {("weapon", "human"), ("statement", "human"), ("count", "human")}


def test_an_article_that_tells_nothing_is_coded_if_it_is_listed(anna, book):
    coder = HumanCoder(anna, ARTICLES, book)
    assert coder.code(OTHER).reports == []
    (anna / "articles.csv").unlink()
    with pytest.raises(NotCoded, match=r"anna holds no line on it: list it in articles\.csv if it tells nothing"):
        HumanCoder(anna, ARTICLES, book).code(OTHER)


def test_reports_alone_are_enough_and_their_file_may_have_any_name(tmp_path, book):
    path = write(tmp_path / "ours.csv", {**REPORT, "# doubts": "north of Baghdad?"})
    assert len(HumanCoder(path, ARTICLES, book).code(ARTICLE).reports) == 1


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-8")])
def test_what_spreadsheets_write_is_read(tmp_path, book, delimiter, encoding):
    path = write(tmp_path / "reports.csv", REPORT, delimiter=delimiter, encoding=encoding)
    assert len(HumanCoder(path, ARTICLES, book).code(ARTICLE).reports) == 1


def test_a_sentence_number_may_stand_for_the_words(tmp_path, book):
    path = write(tmp_path / "reports.csv", {**REPORT, "quote": "", "sentence_no": "1"})
    assert HumanCoder(path, ARTICLES, book).code(ARTICLE).reports[0]["quote"].startswith("Five Katyusha rockets hit Camp Taji")


def test_tables_of_the_rules_are_codings_too(tmp_path, book):
    """A person may start from what the rules say, and change it."""
    made = code_articles(RuleCoder(book), ARTICLES, TEXTS).frames
    for name in ("reports", "claims", "tallies"):
        made[name].to_csv(tmp_path / f"{name}.csv", index=False)
    again = code_articles(HumanCoder(tmp_path, ARTICLES, book), ARTICLES.head(1), TEXTS).frames
    same = ["report_id", "date_start", "date_prec", "place_id", "weapon", "munitions_low", "target", "outcome", "wounded_best", "quote"]
    pd.testing.assert_frame_equal(made["reports"][same], again["reports"][same])
    pd.testing.assert_frame_equal(made["claims"], again["claims"])
    pd.testing.assert_frame_equal(made["tallies"], again["tallies"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weapon": "rockets"}, 'reports.csv row 2: weapon cannot be "rockets"'),
        ({"date_start": "10.03.2021"}, "reports.csv row 2: date_start cannot be"),
        ({"place_id": "camp-taij"}, 'did you mean "camp-taji"?'),
        ({"munitions_low": "five"}, "reports.csv row 2: munitions_low cannot be"),
        ({"wounded_low": "9"}, "reports.csv row 2: wounded_best 3 is below wounded_low 9"),
        ({"date_end": "2021-03-01"}, "reports.csv row 2: date_end 2021-03-01 lies before date_start 2021-03-10"),
        ({"quote": "Six Katyusha rockets"}, "reports.csv row 2: the quote does not stand in the text of the article"),
        ({"quote": ""}, "reports.csv row 2: quote is empty"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_its_article_left_out(tmp_path, book, change, message):
    write(tmp_path / "reports.csv", {**REPORT, "date_end": "", **change})
    write(tmp_path / "articles.csv", {"file": "quiet.txt"})
    outcome = code_articles(HumanCoder(tmp_path, ARTICLES, book), ARTICLES, TEXTS)
    [row] = outcome.rejected.to_dict("records")
    assert (row["file"], row["reason"]) == (FILE, "coding_unusable")
    assert message in row["detail"]
    assert outcome.frames["reports"].empty
    assert set(outcome.frames["sentences"]["article_id"]) == {OTHER.article_id}


def test_all_lines_that_cannot_be_used_are_named_together(anna, book):
    write(anna / "claims.csv", {**CLAIM, "report_id": "second"}, {**CLAIM, "statement": ""}, {**CLAIM, "group_id": "nobody-at-all"})
    with pytest.raises(NotCoded) as error:
        HumanCoder(anna, ARTICLES, book).code(ARTICLE)
    for part in (
        "claims.csv row 3: statement is empty",
        "claims.csv row 4: group_id",
        'claims.csv row 2: report_id "second" is that of no',
    ):
        assert part in error.value.detail


def test_a_label_that_stands_twice_is_told(tmp_path, book):
    path = write(tmp_path / "reports.csv", REPORT, REPORT)
    with pytest.raises(NotCoded, match='row 3: report_id "first" stands twice'):
        HumanCoder(path, ARTICLES, book).code(ARTICLE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"file,quote\ntajii.txt,x\n", 'reports.csv row 2: file "tajii.txt" is not among the raw articles'),
        (b"file,quote\n,x\n", "reports.csv row 2: file is empty"),
        (b"article_id,quote\n0000,x\n", 'reports.csv row 2: article_id "0000" is not among the raw articles'),
        (b"quote\nx\n", "reports.csv: it has no column file or article_id"),
        (b"file,wepon,quote\n", 'reports.csv: there is no column "wepon"'),
        (b"file,quote\ntaji.txt,a,b\n", "reports.csv row 2: more cells than the heading"),
        (b"file,quote\ntaji.txt,\xff\n", "reports.csv: it is not UTF-8"),
        (b"", "reports.csv: it has no column"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_work_and_says_where(tmp_path, book, content, message):
    (tmp_path / "reports.csv").write_bytes(content)
    with pytest.raises(CoderError) as error:
        HumanCoder(tmp_path, ARTICLES, book)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("name", "heading", "lacks"), [("claims", "file,quote", "statement"), ("tallies", "file,quote,count", "qualifier, unit")]
)
def test_a_file_without_a_needed_column_is_refused(anna, book, name, heading, lacks):
    (anna / f"{name}.csv").write_text(heading + "\n", encoding="utf-8")
    with pytest.raises(CoderError, match=f"{name}.csv: it lacks the column {lacks}"):
        HumanCoder(anna, ARTICLES, book)


def test_a_folder_that_is_not_there_is_named(tmp_path, book):
    with pytest.raises(CoderError, match=r"berta: there is no such file or folder with reports\.csv"):
        HumanCoder(tmp_path / "berta", ARTICLES, book)


def test_the_version_is_that_of_the_files(anna, book):
    before = HumanCoder(anna, ARTICLES, book).version
    assert HumanCoder(anna, ARTICLES, book).version == before
    write(anna / "reports.csv", {**REPORT, "weapon": "mortar"})
    assert HumanCoder(anna, ARTICLES, book).version != before

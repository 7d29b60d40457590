"""The page as a file: what it holds, what it cannot do, and that it is the same every time."""

import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import page_corpus
import pytest
from nbformat.v4 import new_output
from page_corpus import MIME, chart, make, show, write_notebook

from research.reporting.page import PageError, build_index
from research.reporting.page.frames import rows_of, used
from research.reporting.page.inline import json_block

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def html(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tree(html: str) -> Any:
    return lxml.html.fromstring(html)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def embedded(html: str, name: str) -> Any:
    return json.loads(re.search(rf'id="{name}">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]


def test_the_policy_names_every_script_and_style_and_nothing_else(html: str, tree: Any) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    codes = [*SCRIPT.findall(html), re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]]  # type: ignore[index]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_nothing_is_loaded_from_anywhere(tree: Any) -> None:
    assert tree.xpath("//link | //iframe | //object | //embed | //base | //script[@src] | //img[not(starts-with(@src, 'data:'))]") == []
    assert tree.xpath("//*[@style] | //@*[starts-with(name(), 'on')]") == []


def test_one_file_of_a_size_to_be_sent(page: Path) -> None:
    assert page.stat().st_size < 2_500_000
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


def test_the_same_arguments_give_the_same_bytes(page: Path, tmp_path: Path) -> None:
    shuffled = {
        name: frame.sample(frac=1, random_state=1)
        for name, frame in reversed(page_corpus.tables().items())
        if name in ("incidents", "articles")
    }
    again = make(tmp_path, tables={**page_corpus.tables(), **shuffled})
    assert strip_tables(again) == strip_tables(page), "rows in another order give the same page, but for its CSV"
    assert make(tmp_path).read_bytes() == page.read_bytes()


def strip_tables(page: Path) -> str:
    return re.sub(r'<script type="application/json" id="tables">.*?</script>', "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_findings_come_first_and_their_numbers_lead_to_the_table_row(tree: Any) -> None:
    first = tree.xpath("//main/section")[0]
    assert first.get("id") == "findings"
    assert "The corpus tells 2 incidents; the verb <b>rose</b> is text." in text(first)
    link = first.xpath(".//a[@class='fact']")[0]
    assert link.text == "2 incidents"
    assert text(tree.get_element_by_id(link.get("href")[1:])) == "all2"


def test_code_is_hidden_and_headings_are_in_order(tree: Any, html: str) -> None:
    assert "secret_code" not in html
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_inside_the_page_lead_somewhere(tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_every_control_and_figure_has_a_name(tree: Any) -> None:
    assert all(text(button) or button.get("id") == "more" for button in tree.xpath("//button"))
    assert all(control.xpath("ancestor::label") for control in tree.xpath("//input | //select"))
    plots = tree.xpath("//*[@role='img']/@aria-label")
    assert plots[0] == "Incidents by month. Both of them. Drawn as bar; across: Month; up: Incidents. 2 values; the highest is 2 (2021-05)."
    assert len(plots) == 2


def test_chart_data_stand_in_the_page_as_a_table(tree: Any) -> None:
    rows = [text(row) for row in tree.xpath("//figure[1]//table//tr")]
    assert rows == ["monthn", "2021-040", "2021-052"]


def test_incidents_come_with_their_reports_sentences_and_marks(tree: Any) -> None:
    incident = tree.get_element_by_id("2021-05-03-harir-aaaa")
    cells = [text(cell) for cell in incident.xpath("./tr[1]/td")]
    assert cells[0] == "3 May 2021"
    assert cells[2:] == ["Rocket × 4", "Military base U.S. and coalition", "Hit", "–", "2 (0–2)", "Claimed by Lantern Brigade"]
    assert [text(heading) for heading in incident.xpath(".//h3")] == ["Rockets at the depot", "Depot shelled Where"]
    quotes = [text(quote) for quote in incident.xpath(".//article[1]//blockquote")]
    assert quotes[0].startswith("… Four rockets fell on the depot")
    assert len(quotes) == 2, "only the sentences that are evidence"
    assert quotes[1].startswith("… A band calling itself")
    marks = [(mark.get("class"), text(mark)) for mark in incident.xpath(".//article[1]//blockquote//mark")]
    assert marks == [
        ("k-weapon", "Four"), ("k-weapon", ""), ("k-weapon also", "rockets"), ("k-outcome", "fell"), ("k-where", "near Harir"),
        ("k-when", "Monday"), ("k-casualties", "two guards"), ("k-claim", "Lantern Brigade"),
    ]  # fmt: skip
    assert incident.xpath(".//mark[contains(@title, 'Wounded: 2')]")


def test_what_a_whole_sentence_says_is_a_label_behind_it(tree: Any) -> None:
    report = tree.get_element_by_id("2021-05-03-harir-aaaa").xpath(".//article[2]")[0]
    assert text(report.xpath("./h3")[0]) == "Depot shelled Where", "the title is quoted as the title"
    assert report.xpath("./h3//mark/@title") == ["Place: Harir Air Base"]
    assert text(report.xpath(".//blockquote[1]")[0]).startswith("Five rockets struck")


def test_offsets_count_characters_also_behind_an_emoji(tree: Any) -> None:
    marks = tree.get_element_by_id("2021-05-01-nowhere-cccc").xpath(".//blockquote//mark")
    assert [text(mark) for mark in marks] == ["drone", "12 km from the depot"]


def test_what_reports_differ_in_is_said_with_the_publishers(tree: Any) -> None:
    incident = tree.get_element_by_id("2021-05-03-harir-aaaa")
    assert [text(row) for row in incident.xpath(".//dl[@class='differences']/div")] == [
        "Munitions, low (no value prevails)4 The Courier; 5 Evening Wire",
        "Wounded2 The Courier; 0 Evening Wire",
    ]
    assert "Claimed by Lantern Brigade (through a leaflet)" in text(incident)


def test_inputs_are_articles_and_rejected(tree: Any) -> None:
    assert text(tree.get_element_by_id("inputs")) == "4 inputs in the corpus: 3 articles and 1 rejected (no text 1)."


def test_languages_and_rows_of_the_manifest_are_counted_apart() -> None:
    from research import tables
    from research.reporting.page.inputs import account

    row = dict.fromkeys(("title", "publisher", "url", "published", "retrieved", "licence", "duplicate_of"))
    known = {"published_basis": "none", "n_words": 9, "sha256": "0"}
    told = [
        row | known | {"article_id": str(n), "file": f"{n}.txt", "language": code} for n, code in enumerate(["en", None, "de", "ar", "de"])
    ]
    refused = [
        ("a.zip!x.exe", "other_kind"),
        ("b.txt", "empty"),
        ("c.csv!3", "bad_row"),
        ("manifest.csv:3", "bad_row"),
        ("gone.txt", "file_missing"),
    ]
    rejected = [{"file": file, "reason": reason, "detail": "x"} for file, reason in refused]
    found = account({"articles": tables.frame("articles", told), "rejected": tables.frame("rejected", rejected)})
    assert (found.number, found.articles, found.rejected, found.rows) == (8, 5, 3, 2)
    assert found.other == (("de", 2), ("ar", 1))
    assert found.reasons == (("bad_row", 1), ("empty", 1), ("other_kind", 1))


def test_totals_sources_rejected_and_provenance_are_there(tree: Any) -> None:
    assert "at least 1,234" in text(tree.get_element_by_id("totals"))
    assert "Rockets at the depot. The Courier, 4 May 2021 (from the manifest). CC BY 4.0." in text(tree.get_element_by_id("sources"))
    assert "save it again <b>whole</b>" in text(tree.get_element_by_id("sources"))
    assert "Test report, edition ff." in text(tree.get_element_by_id("provenance"))
    assert "0123abc" in text(tree.get_element_by_id("provenance"))


def test_tables_in_the_page_hold_what_the_incidents_rest_on(html: str) -> None:
    packed = embedded(html, "tables")
    assert {name: table["count"] for name, table in packed.items()} == {
        "incidents": 2, "incident_reports": 3, "reports": 3, "claims": 1, "tallies": 1, "assertions": 11, "articles": 3, "rejected": 1,
    }  # fmt: skip
    assert "The weather was mild" not in html, "no sentence that is no evidence"


def test_only_what_the_shown_incidents_rest_on_is_kept() -> None:
    tables = page_corpus.tables()
    tables["incidents"] = tables["incidents"].query("weapon == 'drone'")
    tables["tallies"] = tables["tallies"].iloc[:0]
    kept = used(rows_of(tables))
    assert [row["report_id"] for row in kept["reports"]] == ["cr0"]
    assert {row["row_id"] for row in kept["assertions"]} == {"cr0"}
    assert kept["claims"] == []
    assert [row["file"] for row in kept["articles"]] == ["c.txt"]


@pytest.mark.parametrize(
    ("start", "end", "countries", "number"),
    [
        ("", "", [], 1),
        ("2021-05-05", "", [], 1),
        ("2021-05-06", "", [], 0),
        ("", "2020-12-31", [], 0),
        ("", "", ["Iraq"], 1),
        ("", "", ["Syria"], 0),
    ],
)
def test_totals_are_those_of_the_window_and_the_countries(start: str, end: str, countries: list[str], number: int) -> None:
    assert len(used(rows_of(page_corpus.tables()), start, end, countries)["tallies"]) == number


def test_a_page_without_incidents_says_so(tmp_path: Path) -> None:
    tables = {name: frame.iloc[:0] for name, frame in page_corpus.tables().items()}
    assert "No incident falls under the parameters" in make(tmp_path, tables=tables).read_text(encoding="utf-8")


def test_a_failed_cell_makes_no_page(tmp_path: Path) -> None:
    cell = show({"text/plain": ""})
    cell["outputs"] = [new_output("error", ename="KeyError", evalue="'weapon'", traceback=[])]
    notebook = write_notebook(tmp_path / "4_broken.ipynb", "# Broken", cell)
    with pytest.raises(PageError, match=r"4_broken\.ipynb, cell 2 failed \(KeyError: 'weapon'\)"):
        make(tmp_path, notebooks=[notebook])
    assert not (tmp_path / "out").exists()


def test_what_is_no_notebook_is_named(tmp_path: Path) -> None:
    (tmp_path / "5_torn.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(PageError, match=r"5_torn\.ipynb is no notebook"):
        make(tmp_path, notebooks=[tmp_path / "5_torn.ipynb"])


def test_hidden_cells_warnings_and_streams(tmp_path: Path) -> None:
    hidden, spoken = show({"text/markdown": "not for readers"}, tags=("remove-cell",)), show({"text/plain": ""})
    spoken["outputs"] = [new_output("stream", name="stderr", text="a warning"), new_output("stream", name="stdout", text="<said>\n")]
    html = make(tmp_path, notebooks=[write_notebook(tmp_path / "n.ipynb", hidden, spoken)]).read_text(encoding="utf-8")
    assert "not for readers" not in html
    assert "a warning" not in html
    assert "&lt;said&gt;</pre>" in html


def test_a_page_without_charts_carries_no_vega(tmp_path: Path) -> None:
    page = make(tmp_path, notebooks=[write_notebook(tmp_path / "n.ipynb", "# Words only")])
    assert page.stat().st_size < 200_000


def test_a_chart_without_data_says_so(tmp_path: Path) -> None:
    spec = {**chart(), "data": {"name": "none"}, "datasets": {"none": []}}
    page = make(tmp_path, notebooks=[write_notebook(tmp_path / "n.ipynb", show({MIME: spec}))])
    assert "There is nothing to draw" in page.read_text(encoding="utf-8")
    assert page.stat().st_size < 200_000


def test_chart_values_that_json_does_not_have_become_null(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "n.ipynb", show({MIME: chart(values=[{"month": "a", "n": float("nan")}])}))
    assert '"n":null' in make(tmp_path, notebooks=[notebook]).read_text(encoding="utf-8")


@pytest.mark.parametrize("data", ["</script><script>x", "<!--", "\u2028", "&lt;", {"<k>": ["é", 1, None]}])
def test_json_cannot_leave_its_element(data: Any) -> None:
    block = json_block(data)
    assert not set("<>&\u2028") & set(block)
    assert json.loads(block) == data


def test_index(tmp_path: Path) -> None:
    reports = [
        {"name": "one", "title": "One <b>&", "description": "First.", "findings": ["a", "b", "c", "d"], "facts": [(3, "incidents")],
         "links": [("Data", "tables/tempo.csv"), ("Bad", "javascript:x"), ("Up", "../secret"), ("Web", "https://example.org")]},
        {"name": "two", "title": "Two"},
    ]  # fmt: skip
    build_index(reports, tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    tree = lxml.html.fromstring(html)
    assert [text(heading) for heading in tree.xpath("//h2")] == ["One <b>&", "Two"]
    assert tree.xpath("//main//a/@href") == [
        "one/index.html", "one/index.html", "one/tables/tempo.csv", "https://example.org", "two/index.html", "two/index.html",
    ]  # fmt: skip
    assert [text(item) for item in tree.xpath("//ul[@class='findings']/li")] == ["a", "b", "c"]
    assert "<script" not in html
    build_index(reports, tmp_path / "again")
    assert (tmp_path / "again" / "index.html").read_text(encoding="utf-8") == html

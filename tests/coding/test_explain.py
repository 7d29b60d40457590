"""What is shown of an article: it is what the tables hold, every word stays, and no article can command a reader's screen."""

import hashlib
import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import research
from research import cli, codebook
from research.cli import terminal
from research.coding.coder import code
from research.coding.explain import explain
from research.coding.explain.data import PASSED, TELLING, VALUE, letters, plain
from research.coding.explain.find import ExplainError
from research.coding.explain.view import OF_THE_WHOLE
from research.coding.model import Article

TITLE = "Drone hits Harir base"
TEXT = (
    f"{TITLE}\n\nA drone hit Harir Air Base near Erbil on Tuesday and wounded two soldiers, police said. He gave no further details.\n\n"
    "On 1 June four rockets had struck Camp Taji. U.S. officials blamed Kataib Hezbollah for that attack.\n\n"
    "Attacks have been frequent. There have been 12 attacks since January."
)


@pytest.fixture(scope="module")
def book():
    return codebook.load()


@pytest.fixture(scope="module")
def article():
    return Article("00000000000000aa", TITLE, "2021-06-10", TEXT)


@pytest.fixture(scope="module")
def shown(article, book):
    return explain(article, book, "harir.txt")


def test_values_are_those_of_the_tables(shown, article, book):
    coded = code(article, book)
    for entries, rows, key in (
        (shown.reports, coded.reports, "report_id"),
        (shown.claims, coded.claims, "claim_id"),
        (shown.tallies, coded.tallies, "tally_id"),
    ):
        assert [entry.row_id for entry in entries] == [row[key] for row in rows]
        for entry, row in zip(entries, rows, strict=True):
            assert {value.column: value.value for value in entry.values}.items() <= {name: str(cell) for name, cell in row.items()}.items()
            assert all(row.get(name) in (None, "", "unknown", "none") for name in entry.unsaid)
    said = {(row["row_id"], row["column"]): (row["rule"], row["quote"]) for row in coded.assertions}
    entries = (*shown.reports, *shown.claims, *shown.tallies)
    found = {(entry.row_id, value.column): (value.rule, value.words) for entry in entries for value in entry.values if value.words}
    assert found.items() <= said.items()
    main = {key for key, (rule, _) in said.items() if key[1] in ("weapon", "place_id", "statement", "count") and rule not in OF_THE_WHOLE}
    assert main <= set(found)


def test_every_value_is_marked_where_its_words_stand(shown):
    lines = {line.no: line for line in shown.lines}
    for entry in (*shown.reports, *shown.claims, *shown.tallies):
        for value in entry.values:
            if value.words:
                line = lines[value.sentence_no]
                words = [line.text[mark.start : mark.end] for mark in line.marks if mark.key == entry.key]
                assert value.words in words


def test_every_sentence_is_there_and_marks_lie_within(shown):
    assert " ".join(line.text for line in shown.lines) == " ".join(TEXT.split())
    assert all(0 <= mark.start < mark.end <= len(line.text) for line in shown.lines for mark in line.marks)
    assert {mark.kind for line in shown.lines for mark in line.marks} == {VALUE, TELLING, PASSED}


def test_what_was_not_coded_has_its_reason(shown):
    (part,) = [part for part in shown.passed if part.words.startswith("Attacks have been frequent")]
    assert part.reason.startswith("a general remark")
    assert any(mark.key == part.key for mark in shown.lines[part.sentence_no].marks)


def test_a_sentence_that_goes_on_about_a_report_says_so(shown):
    (line,) = [line for line in shown.lines if line.text == "He gave no further details."]
    assert line.about == ("A",)
    assert line.no in shown.reports[0].about
    assert not line.marks


def test_text_marks_each_reports_words_below_them(shown):
    lines = shown.text().splitlines()
    at = next(n for n, line in enumerate(lines) if "four rockets had struck" in line)
    assert lines[at + 1].lstrip().startswith("B ")
    start = lines[at].index("four rockets")
    assert set(lines[at + 1][start : start + len("four rockets")]) == {"="}
    assert "        (A)" in lines
    assert any(re.fullmatch(r"  weapon +drone +weapon +\d +\S.*", line) for line in lines)
    assert all(len(line) <= 100 for line in lines)
    assert "\x1b" not in shown.text()


def test_narrow_text_loses_no_word(shown):
    narrow = shown.text(width=60).split("\nA · report")[0]
    assert " ".join(line.text for line in shown.lines).split() == [
        word for line in narrow.splitlines() if re.match(r"( {2}\d .{8}| {12})\S", line) for word in line[12:].split()
    ]


def test_colours_carry_nothing_that_the_letters_do_not(shown):
    assert re.sub(r"\x1b\[[\d;]*m", "", shown.text(colour=True)) == shown.text()
    assert "\x1b[36m" in shown.text(colour=True)


def test_it_prints_and_shows_itself(shown):
    assert repr(shown) == shown.text()
    assert shown._repr_html_() == shown.html()


class Checker(HTMLParser):
    """Collects tags, and fails for one that is not closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.data = [], set(), set(), []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.data.append(data)


def test_html_needs_nothing_but_itself(shown, article, book):
    page = Checker(shown.html())
    assert page.tags <= {"div", "p", "b", "br", "span", "sup", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.attributes <= {"style", "title"}
    assert "url(" not in shown.html()
    assert "color:#" not in shown.html()  # the page's own ink, light or dark
    assert shown.html() == explain(article, book, "harir.txt").html()


ATTACK = "<script>alert(1)</script> \x1b[31mRockets\x07 hit \u202eTaji base\u2028 on 1 June 2021 & \x9b1m\"wounded' two soldiers."


def test_an_article_can_command_neither_terminal_nor_page(book):
    found = explain(Article("aa", ATTACK, "2021-06-10", f"{ATTACK}\n\n{ATTACK}"), book, "\x1b]0;x\x07.txt")
    assert all(char == "\n" or char.isprintable() for char in found.text())
    assert set(re.findall(r"\x1b[^m]*m", found.text(colour=True))) <= {f"\x1b[{code}m" for code in ("0", "1", "36", "1;36", "33", "1;33")}
    assert "<script" not in found.html()
    assert Checker(found.html()).tags <= {"div", "p", "b", "br", "span", "sup", "table", "thead", "tbody", "tr", "th", "td"}


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            "rockets hit Taji base . \n\n on Monday ناطق 火箭 e\u0301 <b> &amp; \x00 \x1b[0m no attack two soldiers wounded".split(" ")
        )
    )
)
def test_any_text_can_be_shown(words):
    found = explain(Article("aa", "", "2021-06-10", " ".join(words)), codebook.load())
    assert all(char == "\n" or char.isprintable() for char in found.text())
    Checker(found.html())
    assert len({part.key for part in (*found.reports, *found.claims, *found.tallies, *found.passed)}) == sum(
        map(len, (found.reports, found.claims, found.tallies, found.passed))
    )


def test_wide_and_combining_characters_keep_the_marks_below_their_words(book):
    text = "火火 e\u0301 Two rockets hit Camp Taji on 1 June 2021."
    lines = explain(Article("aa", "", "2021-06-10", text), book).text().splitlines()
    at = next(n for n, line in enumerate(lines) if "Two rockets" in line)
    before = lines[at][: lines[at].index("rockets")]
    column = len(before) + 2 - 1  # two characters are wide, one takes no room
    assert lines[at + 1][column : column + 7] == "======="


def test_plain_keeps_every_place():
    assert plain("a\x1bb\u200ec\nd\ud800e") == "a b c d e"
    assert len(plain("\U0001f680é")) == 2


def test_keys_go_on_behind_z():
    assert [letters(n) for n in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_another_language_is_shown_but_not_read(article, book):
    found = explain(article, book, language="fr")
    assert found.remark.startswith("The rules read English.")
    assert not found.reports
    assert found.remark in " ".join(found.text().split())
    assert found.remark in found.html()


@pytest.fixture
def raw(tmp_path):
    """A folder of raw articles."""
    folder = tmp_path / "raw"
    (folder / "old").mkdir(parents=True)
    for name, text in (("harir.txt", TEXT), ("old/taji.txt", TEXT.replace("Harir", "Taji")), ("old/harir-2.txt", TEXT + " More of it.")):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,title,published\nharir.txt,Harir attacked,2021-06-10\nold/taji.txt,,2021-06-11\n", encoding="utf-8"
    )
    return folder


def test_an_article_is_found_by_path_name_and_id(raw):
    digest = hashlib.sha256((raw / "harir.txt").read_bytes()).hexdigest()
    for name in (raw / "harir.txt", str(raw / "harir.txt"), "harir.txt", "harir", digest[:16], digest[:6], digest[:8].upper()):
        found = research.explain(name, raw=raw)
        assert (found.article_id, found.file, found.title, found.published) == (digest[:16], "harir.txt", "Harir attacked", "2021-06-10")
    assert research.explain(raw / "old" / "taji.txt", raw=raw).published == "2021-06-11"
    assert research.explain("old/taji", raw=raw).file == "old/taji.txt"
    assert research.explain(raw / "old" / "taji.txt", manifest=raw / "manifest.csv").file == "taji.txt"


def test_a_text_is_read_as_it_stands():
    found = research.explain("Two rockets hit Camp Taji on Monday.", title="Rockets hit base", published="2021-06-10")
    assert [line.text for line in found.lines] == ["Rockets hit base", "Two rockets hit Camp Taji on Monday."]
    assert found.reports[0].get("date_start").value == "2021-06-07"
    assert research.explain("Two rockets hit Camp Taji on 1 June 2021.").reports[0].get("weapon").value == "rocket"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hariri.txt", 'raw holds no article hariri.txt among its 3: did you mean "harir.txt"?'),
        ("qwertzuiop", "name a file, or the first digits of an article_id"),
        ("deadbeef", "holds no article deadbeef"),
        ("x" * 500, "holds no article"),
        ("", "no article is named"),
    ],
)
def test_an_article_that_is_not_there_is_named_with_the_mend(raw, name, message):
    with pytest.raises(ExplainError, match=re.escape(message)):
        research.explain(name, raw=raw)


def test_what_cannot_be_read_says_why(raw, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    for name, message in (("empty.txt", "empty: the file is empty"), ("picture.png", "save the article as .txt")):
        with pytest.raises(ExplainError, match=message):
            research.explain(tmp_path / name)
    (raw / "new").mkdir()
    (raw / "new" / "taji.txt").write_text(TEXT + " Again.", encoding="utf-8")
    with pytest.raises(ExplainError, match=re.escape("taji may be new/taji.txt, old/taji.txt: write more of it")):
        research.explain("taji", raw=raw)
    with pytest.raises(ExplainError, match="is no date"):
        research.explain("Two rockets hit Camp Taji.", published="yesterday")
    with pytest.raises(ExplainError, match="nowhere is no folder"):
        research.explain("taji", raw=raw / "nowhere")


def test_the_command_prints_article_and_corrections(raw):
    digest = hashlib.sha256((raw / "harir.txt").read_bytes()).hexdigest()[:16]
    line = f"reports,{digest}-r01,weapon,missile,drone,seen on film,AB,\n"
    (raw.parent / "corrections.csv").write_text("table,row,column,value,expected,reason,coder,date\n" + line, encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["explain", "harir", "--raw", str(raw)])
    assert done.exit_code == 0
    assert done.output.startswith("Harir attacked\nharir.txt · published 2021-06-10")
    assert f'  {digest}-r01 weapon: "drone" -> "missile": seen on film (AB)' in done.output
    lost = CliRunner().invoke(cli.main, ["explain", "hariri", "--raw", str(raw)])
    assert lost.exit_code == terminal.NOTHING
    assert 'did you mean "harir.txt"?' in lost.output


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_it_refuses_them(raw, no_colour, coloured):
    master, slave = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_colour, "TERM": "xterm", "COLUMNS": "90"}
    command = [sys.executable, "-m", "research.cli", "explain", "harir", "--raw", str(raw)]
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment)
    os.close(slave)
    output = b""
    try:
        while chunk := os.read(master, 65536):
            output += chunk
    except OSError:  # the other end is closed
        pass
    os.close(master)
    assert process.wait(60) == 0
    assert (b"\x1b[" in output) == coloured
    assert all(len(re.sub(r"\x1b\[[\d;]*m", "", line)) <= 90 for line in output.decode().splitlines())


def test_importing_the_package_stays_quick():
    code = "import sys, research; print(sorted({'pandas', 'research.coding', 'research.ingest'} & set(sys.modules))); research.explain"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

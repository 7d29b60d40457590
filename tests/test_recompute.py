"""Every number of every built page, worked out anew from the processed tables; and wrong ones planted, to see that they are found.

The way there is another than that of the reports: plain rows of the CSV files, intervals of statsmodels and scipy.stats. What is asked of
the package are the words of codes, the linker's rules, and three methods that hang on a seeded draw or a search (see tests/recompute).
"""

import re
from pathlib import Path

import pytest

from research import paths
from research.reporting.reports import build
from research.reporting.specs import find, load
from tests.recompute.recompute_check import problems
from tests.recompute.recompute_page import BuiltPage
from tests.recompute.recompute_world import World

pytestmark = pytest.mark.slow
SPECS = [path.stem for path in find()]
SMALL = "iraq-2020"
LEAST = {"all": 10_000, "iraq-2020": 2_000, "october-2023-to-february-2024": 4_000}


@pytest.fixture(scope="module")
def built() -> Path:
    """The folder of reports, brought up to date."""
    failures = build([load(path) for path in find()], paths.BUILT)
    assert failures == {}
    return paths.BUILT


def page_of(built: Path, name: str) -> str:
    return (built / name / "index.html").read_text(encoding="utf-8")


def world_of(page: BuiltPage) -> World:
    totals = page.parameters.get("totals")
    return World(paths.PROCESSED, page.parameters, paths.ROOT / totals if totals else None)


def first_problem(html: str, world: World | None = None) -> tuple[str, int]:
    """Return the first number that differs, empty for none, and how many were worked out until then."""
    page, count = BuiltPage(html), [0]
    return next(problems(page, world or world_of(page), count), ""), count[0]


@pytest.mark.parametrize("name", SPECS)
def test_every_number_of_the_page_is_what_the_tables_give(built: Path, name: str) -> None:
    wrong, count = first_problem(page_of(built, name))
    assert wrong == ""
    assert count > LEAST.get(name, 0)


@pytest.fixture(scope="module")
def small(built: Path) -> tuple[str, World]:
    """A page that is right, and its tables."""
    html = page_of(built, SMALL)
    return html, world_of(BuiltPage(html))


def planted(html: str, pattern: str, change: str) -> str:
    """Return the page with the first match of a pattern changed; there must be one."""
    wrong, number = re.subn(pattern, change, html, count=1, flags=re.DOTALL)
    assert number == 1, pattern
    return wrong


PLANTED = {
    "a number of a sentence": (r'(data-n="overall\.0\.incidents">)\d+', r"\g<1>77", "says '77 incidents'"),
    "the limit of an interval": (r'(data-n="overall\.0\.(?:nb_)?low">)[\d.]+', r"\g<1>3.3", "says '3.3'"),
    "a verb": (r'(data-n="change\.0\.direction">)[a-z ]+', r"\g<1>rose", "says 'rose'"),
    "a cell of a table": (r'(id="table-weapons-0"><td>[^<]*</td><td[^>]*>)\d+', r"\g<1>99", "table weapons, row 0"),
    "a cell of a CSV file": (r'(id="csv-tempo">"[^"]*?\\n2020-01,2020-01-01,2020-01-31,31,False,)\d+', r"\g<1>55", "tempo, row 0"),
    "a datum of a chart": (r'("label":"rocket"[^}]*?"number":)\d+', r"\g<1>41", "chart weapons"),
    "a cell below a chart": (r'(<summary>Data of figure 6</summary>.*?<tbody>\s*<tr><td>[^<]*</td><td>)\d+', r"\g<1>44", "data of chart"),
    "the rows behind a number": (r'("overall":\{"0":"i)\d+-(\d+)', r"\g<1>\g<2>", "rows behind it: incidents missing"),
    "a number without a recipe": (r'(<section id="part-2-attack-tempo"[^>]*>.*?<p>)', r"\g<1>There were 912. ", "no recipe for ['912']"),
    "a number in a sentence without a recipe": (r'(<div class="finding">.*?<li>)', r"\g<1>Of 4711 incidents: ", "no recipe for ['4711']"),
    "a day that is none of the report's": (r'(<div class="finding">.*?from )\d+ [A-Z][a-z]+ \d{4}', r"\g<1>3 May 2019", "names 3 May 2019"),
    "the size of the report": (r'(data-n="size\.2\.number">)\d+', r"\g<1>500", "says '500'"),
    "people killed in an incident": (r'(<td class="n" data-v="\d+">)\d+(?=</td><td class="n")', r"\g<1>98", "killed"),
    "the number of reports of an incident": (r"(<summary>)\d+( reports?: )", r"\g<1>31\g<2>", "number of reports"),
    "how many rows can be saved": (r'(data-table="reports"[^>]*>reports\.csv</button> <span>)\d+', r"\g<1>1", "rows of reports"),
    "the words on a chart": (r"(values; the highest is )\d+", r"\g<1>900", "its alternative says"),
    "a filter": (r"(<option value=\"rocket\">Rocket \()\d+", r"\g<1>3", "filter weapon"),
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_a_wrong_number_is_found(small: tuple[str, World], what: str) -> None:
    pattern, change, told = PLANTED[what]
    html, world = small
    wrong, _ = first_problem(planted(html, pattern, change), world)
    assert told in wrong

"""Why a report is stale: which article, module, parameter, pin; and that a notebook runs again only for what it depends on."""

from pathlib import Path

import pytest

from research import fingerprint
from research.reporting import dependencies
from research.reporting.freshness import why

A, B = fingerprint.of_bytes(b"a"), fingerprint.of_bytes(b"b")
INPUTS = {
    "parameters": {"frequency": "M", "countries": []},
    "tables": {"incidents.parquet": A},
    "data": {"totals.csv": A},
    "code": {"reporting/charts.py": A},
    "environment": {"lock": A, "pins": {"jinja2": "3.1.5", "idna": "3.0"}, "pandas": "2.2.3"},
}
CORPUS = {"data": {"a.txt": A, "b.txt": A}, "code": {"coding/events.py": A}, "parameters": {"aggregation": "representative"}}


def changed(of, **kinds):
    return {kind: {**parts, **kinds.get(kind, {})} for kind, parts in of.items()}


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({"parameters": {"frequency": "W"}}, "parameters (frequency M -> W)"),
        ({"parameters": {"countries": ["Iraq"]}}, 'parameters (countries [] -> ["Iraq"])'),
        ({"code": {"reporting/charts.py": B}}, "code (changed reporting/charts.py)"),
        ({"environment": {"pandas": "2.3.0"}}, "environment (pandas 2.2.3 -> 2.3.0)"),
        (
            {"environment": {"lock": B, "pins": {"jinja2": "3.2"}}},
            "environment (changed lock; pins: removed idna; jinja2 3.1.5 -> 3.2)",
        ),
        ({"environment": {"lock": B, "scipy": "1.15"}}, "environment (added scipy; changed lock)"),
        ({"data": {"totals.csv": B}}, "data (changed totals.csv)"),
        ({"tables": {"incidents.parquet": B}}, "tables (changed incidents.parquet)"),
    ],
)
def test_a_reason_names_what_changed(inputs, reason):
    assert why({"inputs": INPUTS, "corpus": CORPUS}, {"inputs": changed(INPUTS, **inputs), "corpus": CORPUS}) == [reason]


def test_behind_changed_tables_stand_the_articles_and_the_code_that_made_them():
    inputs = changed(INPUTS, tables={"incidents.parquet": B})
    behind = changed(CORPUS, data={"b.txt": B, "c.txt": A}, code={"coding/events.py": B}, parameters={"aggregation": "informative"})
    del behind["data"]["a.txt"]
    assert why({"inputs": INPUTS, "corpus": CORPUS}, {"inputs": inputs, "corpus": behind}) == [
        "code (changed coding/events.py)",
        "data (added c.txt; changed b.txt; withdrawn a.txt)",
        "parameters (aggregation of the tables representative -> informative)",
    ]


def test_articles_that_change_no_table_make_nothing_stale():
    behind = changed(CORPUS, data={"b.txt": B})
    assert why({"inputs": INPUTS, "corpus": CORPUS}, {"inputs": INPUTS, "corpus": behind}) == []


def test_of_many_names_the_first_are_told_and_the_others_counted():
    many = {"data": {f"{number}.txt": A for number in range(5)}}
    assert fingerprint.reasons({"data": {}}, many) == ["data (added 0.txt, 1.txt, 2.txt and 2 more)"]


def test_a_notebook_depends_on_what_it_imports_and_on_what_that_imports():
    found = dependencies.checksums(["from research.reporting import findings_claims, show", "%matplotlib inline", "import pandas"])
    assert {"reporting/findings_claims.py", "reporting/show.py", "reporting/sentences.py", "schemas.py", "__init__.py"} <= set(found)
    assert not {"reporting/findings_tempo.py", "reporting/reports.py", "coding/events.py"} & set(found)


def test_package_data_belong_to_the_modules_beside_them():
    found = dependencies.checksums(["import research.reporting.page"])
    assert {"reporting/page/css/print.css", "reporting/page/words.toml", "reporting/page/build.py"} <= set(found)
    assert not [name for name in found if name.endswith((".pyc", ".csv"))]
    assert dependencies.checksums(["import pandas as pd"]) == dependencies.checksums([])
    assert all(Path(name).suffix for name in found)


def test_the_pins_of_the_lock_are_part_of_the_environment():
    found = fingerprint.environment()
    assert found["pandas"] in found["pins"]["pandas"].split(", ")
    assert len(found["pins"]) > 50

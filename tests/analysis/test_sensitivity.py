from datetime import date, timedelta

from analysis_rows import made

from research.analysis.selection import select
from research.analysis.sensitivity import HEADLINE, publishers, readings, sensitivity, survival, without
from research.linking import aggregate

BASE, LATER = ("2023-01-01", "2023-06-30"), ("2023-07-01", "2023-12-31")


def told(publisher_of, **parameters):
    """Return a selection of one incident a day from 1 July on, and six before, each told by the publisher that `publisher_of` names."""
    days = [date(2023, 1, 5) + timedelta(days=30 * n) for n in range(6)] + [date(2023, 7, 2) + timedelta(days=4 * n) for n in range(40)]
    rows = [{"day": day.isoformat()} for day in days]
    names = sorted({publisher_of(n) for n in range(len(days))})
    articles = [
        {"article_id": name, "file": f"{name}.txt", "publisher": name, "published": "2023-12-31", "published_basis": "manifest",
         "language": "en", "n_words": 9, "sha256": name} for name in names
    ]  # fmt: skip
    reports = [
        {"report_id": f"i{n:02d}", "article_id": publisher_of(n), "date_start": day.isoformat(), "date_end": day.isoformat(),
         "date_prec": 1, "date_basis": "stated", "country": "Iraq", "where_prec": 1, "weapon": "rocket", "target": "military_base",
         "target_side": "us_coalition", "outcome": "hit", "n_attacks": 1, "is_background": False, "sentence_no": 0, "quote": "words"}
        for n, day in enumerate(days)
    ]  # fmt: skip
    tables = made(rows, articles=articles, reports=reports)
    tables["incidents"] = aggregate(*(tables[name] for name in ("reports", "claims", "articles", "incident_reports")))
    return select(tables, {"start": "2023-01-01", "end": "2023-12-31", **parameters})


def table_of(selection):
    return sensitivity(list(readings(selection)), {"halves": (BASE, LATER)})


def test_every_choice_is_varied_once():
    table = table_of(told(lambda n: f"p{n % 3}"))
    assert table["reading"].iloc[0] == HEADLINE and table["case"].is_unique
    assert table["varied"].value_counts().to_dict() == {
        "": 1, "definition": 3, "aggregation": 2, "frequency": 2, "background": 1, "dates": 1, "publisher": 3
    }  # fmt: skip
    assert table["direction"].iloc[0] == "rose"


def test_a_rise_that_one_publisher_tells_does_not_survive_without_it():
    selection = told(lambda n: "loud" if n > 7 else "even")
    table = table_of(selection).set_index("reading")
    assert publishers(selection) == ["loud", "even"]
    assert table.loc["without loud", "later_incidents"] == 2 and not table.loc["without loud", "same"]
    assert not table.loc["definition claimed", "same"] and table.loc["in weeks", "same"]
    row = survival(table.reset_index()).iloc[0]
    assert (row["comparison"], row["direction"]) == ("halves", "rose")
    assert row["same"] + row["differ"] == row["readings"] == len(table) - 1


def test_without_a_publisher_is_as_if_it_had_never_been_read():
    selection = told(lambda n: f"p{n % 4}")
    fast = without(selection.tables, "p1", "representative")
    slow = aggregate(*(fast[name] for name in ("reports", "claims", "articles", "incident_reports")))
    assert fast["incidents"].sort_values("incident_id")["incident_id"].tolist() == slow["incident_id"].sort_values().tolist()
    assert not fast["reports"]["article_id"].eq("p1").any() and len(fast["incidents"]) < len(selection.tables["incidents"])

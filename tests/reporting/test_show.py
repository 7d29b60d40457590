import pandas as pd
import pytest

from research.reporting import show

FRAME = pd.DataFrame(
    {"place": ["Camp <Taji>", None], "n": [1200, pd.NA], "share": [0.123456789, pd.NA], "sure": [True, False]},
).astype({"place": "string", "n": "Int64", "share": "Float64", "sure": "boolean"})


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(show, "display", lambda data, raw, metadata: found.append((data, metadata)))
    return found


def test_a_table_shows_missing_values_as_a_dash_and_escapes_text():
    html = show.to_html(FRAME, {"n": "Incidents"})
    assert '<td>Camp &lt;Taji&gt;</td><td class="number">1,200</td><td class="number">0.12</td><td>yes</td>' in html
    assert '<td>–</td><td class="number">–</td><td class="number">–</td><td>no</td>' in html
    assert '<th class="number">Incidents</th>' in html


@pytest.mark.parametrize(
    ("value", "text"),
    [(3e-9, "< 0.001"), (-3e-9, "> -0.001"), (0.0021, "0.002"), (0.0, "0"), (0.005, "0.01"), (0.1, "0.1"), (1234.5, "1,234.5")],
)
def test_what_is_not_nothing_is_not_written_as_nothing(value, text):
    html = show.to_html(pd.DataFrame({"p": [value]}), {})
    assert f'<td class="number">{text.replace("<", "&lt;").replace(">", "&gt;")}</td>' in html


def test_a_table_carries_all_its_rows_and_columns_as_csv(shown):
    show.table("places", FRAME, {"place": "Place"}, rows=1)
    data, metadata = shown[0]
    assert metadata == {"research": {"table": "places", "columns": ["place"]}}
    assert "and 1 more" in data["text/html"]
    assert "share" not in data["text/html"]
    assert data["text/csv"] == "place,n,share,sure\nCamp <Taji>,1200,0.123457,True\n,,,False\n"


def test_a_table_without_rows_says_so(shown):
    show.table("places", FRAME.head(0))
    assert "no rows" in shown[0][0]["text/html"]


def test_the_same_table_gives_the_same_bytes(shown):
    show.table("places", FRAME)
    show.table("places", FRAME.copy())
    assert shown[0] == shown[1]

import altair as alt
import pandas as pd
import pytest

from research.reporting.theme import MIME, ChartError, bundle, checked, rounded

FRAME = pd.DataFrame({"a": [1, 2], "b": [1.00000049, 2.0]})


def chart(field="b:Q"):
    return alt.Chart(FRAME).mark_point().encode(x="a:Q", y=field, tooltip=["a:Q"]).properties(title="Points")


def test_a_chart_is_stored_as_its_specification_under_a_type_that_notebooks_accept():
    data = bundle(checked(chart()))
    assert data["text/plain"] == "<chart: Points>"
    assert data[MIME]["autosize"] == {"type": "fit-x", "contains": "padding"}


def test_the_same_chart_gives_the_same_specification():
    assert checked(chart()) == checked(chart())


@pytest.mark.parametrize("field", ["nope:Q", "B:Q"])
def test_a_field_that_the_data_do_not_hold_is_an_error(field):
    with pytest.raises(ChartError, match='"Points" encodes'):
        checked(chart(field))


def test_fields_of_layers_tooltips_and_transforms_are_checked():
    made = alt.Chart(FRAME).transform_calculate(c="datum.a * 2").mark_point().encode(y="c:Q")
    checked(chart() + made)
    with pytest.raises(ChartError, match="missing"):
        checked(chart() + alt.Chart(FRAME).mark_rule().encode(tooltip=["missing:N"]))


def test_a_view_is_checked_against_the_rows_that_it_draws_itself():
    other = alt.Chart(FRAME.rename(columns={"b": "c"})).mark_rule().encode(x="a:Q")
    checked(chart() + other.encode(y="c:Q"))
    with pytest.raises(ChartError, match="encodes b"):
        checked(chart() + other.encode(y2="b"))
    empty = alt.Chart(FRAME.head(0)).mark_point().encode(x="a:Q")
    with pytest.raises(ChartError, match="encodes b"):
        checked(empty + other.encode(y2="b"))


def test_a_chart_without_rows_can_be_made():
    checked(alt.Chart(FRAME.head(0)).mark_point().encode(x="a:Q"))


def test_fractions_are_cut_to_six_decimals():
    assert list(rounded(FRAME)["b"]) == [1.0, 2.0]

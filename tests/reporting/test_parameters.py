import pytest

from research.reporting.parameters import PARAMETERS, ParameterError, check, defaults


def test_nothing_given_means_the_defaults():
    assert check({}) == defaults()
    assert set(defaults()) == set(PARAMETERS)


def test_defaults_are_not_shared_between_callers():
    defaults()["countries"].append("Iraq")
    assert defaults()["countries"] == []


def test_values_of_toml_become_values_that_a_notebook_can_hold():
    from datetime import date

    given = {"start": date(2020, 1, 1), "end": "2020-12-31", "countries": ["Syria", "Iraq", "Iraq"], "include_background": True}
    checked = check(given)
    assert (checked["start"], checked["end"]) == ("2020-01-01", "2020-12-31")
    assert checked["countries"] == ["Iraq", "Syria"]
    assert checked["include_background"] is True


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"strat": "2020-01-01"}, 'there is no parameter "strat"; did you mean "start"?'),
        ({"country": ["Iraq"]}, 'did you mean "countries"?'),
        ({"countries": ["Irak"]}, 'no country "Irak"; did you mean "Iraq"?'),
        ({"countries": "Iraq"}, r"must be a list of names"),
        ({"frequency": "m"}, 'cannot be "m"; did you mean "M"?'),
        ({"frequency": "Q"}, "one of: D, W, M"),
        ({"definition": "multisource"}, 'did you mean "multi_source"?'),
        ({"aggregation": "majority"}, "conservative, representative, informative"),
        ({"start": "2020-02-30"}, "start must be an ISO day"),
        ({"start": "2020"}, "start must be an ISO day"),
        ({"start": "20200101"}, "start must be an ISO day"),
        ({"start": 2020}, "start must be an ISO day"),
        ({"start": "2020-02-01", "end": "2020-01-31"}, "end 2020-01-31 lies before start 2020-02-01"),
        ({"target_sides": ["us"]}, 'target_sides cannot be "us"'),
        ({"target_sides": "us_coalition"}, "must be a list"),
        ({"include_background": 1}, "must be true or false"),
        ({"include_background": "no"}, "must be true or false"),
        ({"tables": "/data/processed"}, "absolute path"),
        ({"tables": ""}, "must be a folder"),
    ],
)
def test_a_wrong_parameter_is_refused_with_its_mend(given, message):
    with pytest.raises(ParameterError, match=message.replace("?", r"\?")):
        check(given)


def test_every_parameter_says_what_it_means():
    assert all(p.meaning and p.type for p in PARAMETERS.values())
    assert all(p.default == [] or p.default in p.choices for p in PARAMETERS.values() if p.choices)

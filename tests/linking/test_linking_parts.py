import pytest
from hypothesis import given
from hypothesis import strategies as st

from research import codebook
from research.codebook.geography import distance_km
from research.linking.cluster import Clusters
from research.linking.places import Atlas, Where
from research.linking.weights import agreement, difference, weights
from research.linking.words import hints, names, skeleton
from research.schemas import OUTCOMES, SIDES, TARGETS, WEAPONS


def test_great_circle_distances():
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)
    assert distance_km(90, 0, -90, 0) == pytest.approx(20015.1, abs=0.1)
    assert distance_km(33.3, 44.4, 33.3, 44.4) == 0


def where(place_id="", country="Iraq", admin1="", prec=1):
    place = codebook.load().places.get(place_id)
    return Where(place.country if place else country, place.admin1 if place else admin1, place_id, prec)


@pytest.mark.parametrize(
    ("a", "b", "possible"),
    [
        (where("harir"), where("harir"), True),
        (where("harir"), where("al-tanf"), False),
        (where("harir"), where("erbil-governorate"), True),
        (where("harir"), where("anbar"), False),
        (where("harir"), where("iraq"), True),
        (where("harir"), where("syria"), False),
        (where("harir"), where("", country=""), True),
        (where("conoco"), where("mission-support-site-euphrates"), True),
        (where("mosul", prec=2), where("qayyarah"), True),
        (where("mosul"), where("qayyarah"), False),
        (where("not-in-the-book"), where("harir"), True),
    ],
)
def test_which_places_may_be_one_scene(a, b, possible):
    atlas = Atlas(codebook.load())
    assert (atlas.relate(a, b) is not None) == possible
    assert atlas.relate(a, b) == atlas.relate(b, a)


@given(st.data())
def test_places_compare_the_same_both_ways(data):
    atlas, ids = Atlas(codebook.load()), sorted(codebook.load().places)
    a, b = (where(data.draw(st.sampled_from(ids)), prec=data.draw(st.integers(1, 7))) for _ in range(2))
    assert atlas.relate(a, b) == atlas.relate(b, a)


def test_every_coded_value_has_a_weight_and_no_weight_is_for_a_value_that_is_none():
    allowed = {"weapon": WEAPONS, "target": TARGETS, "target_side": SIDES, "outcome": OUTCOMES}
    for column, values in allowed.items():
        assert all(agreement(column, value) > 0 for value in values if value != "unknown")
        assert set(weights()["agree"][column]) <= {*values, "default"}
        for pair in weights()["confused"][column]:
            assert pair == " ".join(sorted(pair.split())) and set(pair.split()) <= set(values)
            assert difference(column, *pair.split()) <= 0


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("on Nov. 18 rockets were fired", ((11, 18), None)),
        ("late on 9 April, a Thursday", ((4, 9), 3)),
        ("on Sunday and on Monday", (None, None)),
        ("between May 3 and May 5", (None, None)),
        ("it may 100 times over", (None, None)),
        ("nothing of the kind", (None, None)),
    ],
)
def test_days_in_words(quote, found):
    assert hints(quote) == found


def test_names_in_words():
    assert names("the strike killed Gen. Qassem Soleimani's deputy in Baghdad on Friday") == {"qassem", "soleimani"}
    assert len({skeleton(name) for name in ("Soleimani", "Suleimani", "Soliemani", "Sulaymani")}) == 1


def clusters(n, scores, vague=None):
    return Clusters(n, scores, lambda i, j: scores.get((i, j)), vague or [False] * n, 0.0, 0.8, -3.0).join_all()


def test_the_best_pair_is_joined_first_and_a_forbidden_one_never():
    assert clusters(3, {(0, 1): 2.0, (0, 2): 3.0}) == [[0, 2], [1]]
    assert clusters(3, {(0, 1): 2.0, (0, 2): 3.0, (1, 2): 0.5}) == [[0, 1, 2]]


def test_groups_are_joined_by_their_mean():
    assert clusters(3, {(0, 1): 4.0, (0, 2): 1.0, (1, 2): -2.0}) == [[0, 1], [2]]


def test_a_vague_item_that_fits_two_groups_stays_alone():
    assert clusters(3, {(0, 2): 2.0, (1, 2): 1.9}, [False, False, True]) == [[0], [1], [2]]
    assert clusters(3, {(0, 2): 2.0, (1, 2): 0.9}, [False, False, True]) == [[0, 2], [1]]
    assert clusters(3, {(0, 1): -2.5, (0, 2): 2.0, (1, 2): 1.9}, [False, False, True]) == [[0, 2], [1]]


@given(st.integers(2, 8), st.data())
def test_no_group_holds_a_forbidden_pair(n, data):
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    scores = data.draw(st.dictionaries(st.sampled_from(pairs), st.floats(-4, 4, width=16)))
    groups = clusters(n, scores, data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    assert sorted(i for group in groups for i in group) == list(range(n))
    assert all((i, j) in scores for group in groups for i in group for j in group if i < j)

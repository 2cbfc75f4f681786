"""Labels moved apart: none overlaps, none leaves the axis, and none moves further than it must."""

from itertools import pairwise

import pytest
from headcount.charts.placing import dodge
from hypothesis import given
from hypothesis import strategies as st

LABELS = st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 60)), min_size=1, max_size=40)
SLACK = 1e-6


def moved(wished, places):
    return sum((place - request) ** 2 for request, place in zip(wished, places, strict=True))


def pushed_down(wished, sizes, low):
    """Set each label under the one before it: never overlapping, and seldom the least way."""
    places, edge = [0.0] * len(wished), low
    for at in sorted(range(len(wished)), key=lambda at: wished[at]):
        places[at] = max(wished[at], edge + sizes[at] / 2)
        edge = places[at] + sizes[at] / 2
    return places


def assert_apart(places, sizes):
    order = sorted(range(len(places)), key=lambda at: places[at])
    for one, other in pairwise(order):
        needed = (sizes[one] + sizes[other]) / 2
        assert places[other] - places[one] >= needed - SLACK


@given(LABELS, st.floats(0, 200))
def test_no_label_overlaps_another_or_leaves_the_axis(labels, spare):
    wished, sizes = zip(*labels, strict=True)
    high = sum(sizes) + spare
    places = dodge(wished, sizes, low=0, high=high)
    assert_apart(places, sizes)
    for place, size in zip(places, sizes, strict=True):
        assert place - size / 2 >= -SLACK
        assert place + size / 2 <= high + SLACK


@given(LABELS)
def test_labels_keep_their_order(labels):
    wished, sizes = zip(*labels, strict=True)
    places = dodge(wished, sizes)
    order = sorted(range(len(wished)), key=lambda at: wished[at])
    assert [places[at] for at in order] == sorted(places)


@given(LABELS)
def test_no_pile_of_labels_moves_less(labels):
    wished, sizes = zip(*labels, strict=True)
    least = moved(wished, dodge(wished, sizes, low=0))
    assert least <= moved(wished, pushed_down(wished, sizes, 0)) + 1e-3


@given(LABELS, st.data())
def test_no_label_alone_could_stand_nearer_to_its_place(labels, data):
    wished, sizes = zip(*labels, strict=True)
    places = dodge(wished, sizes)
    at = data.draw(st.integers(0, len(wished) - 1))
    nearer = list(places)
    nearer[at] += (wished[at] - places[at]) * 0.5
    if abs(nearer[at] - places[at]) > 1e-3:
        with pytest.raises(AssertionError):
            assert_apart(nearer, sizes)


def test_labels_with_room_stand_where_they_wish():
    assert dodge([100, 20, 60], [10, 30, 10]) == [100, 20, 60]


def test_two_that_wish_for_one_place_share_the_way():
    assert dodge([50, 50], [20, 20]) == [40, 60]


def test_labels_that_cannot_fit_are_refused_with_the_room_they_need():
    with pytest.raises(ValueError, match="need 30 pixels, and there are 20"):
        dodge([5, 10, 15], [10, 10, 10], low=0, high=20)


def test_no_labels_need_no_room():
    assert dodge([], []) == []

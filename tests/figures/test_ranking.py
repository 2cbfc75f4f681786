"""Places of amounts that have bounds."""

from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, places


def ranked(*amounts):
    return [place.words() for place in places(amounts)]


def test_points_have_one_place_each():
    assert ranked(Quantity(value=5), Quantity(value=9), Quantity(value=7)) == [
        "third",
        "first",
        "second",
    ]


def test_equal_points_share_a_place_and_the_next_is_skipped():
    assert ranked(Quantity(value=9), Quantity(value=9), Quantity(value=7)) == [
        "joint first",
        "joint first",
        "third",
    ]


def test_a_range_that_overlaps_others_has_no_single_place():
    amounts = (
        Quantity(value=2_000_000),
        Quantity(low=1_000_000, high=1_300_000, qualifier="range"),
        Quantity(value=1_280_000),
        Quantity(low=1_100_000, high=1_200_000, qualifier="range"),
    )
    assert ranked(*amounts) == [
        "first",
        "second to fourth",
        "second or third",
        "third or fourth",
    ]


def test_a_ceiling_may_be_last():
    ceiling = Quantity(high=10, qualifier="up-to")
    assert places([ceiling, Quantity(value=5), Quantity(value=12)])[0] == Place(2, 3)


def test_an_open_end_leaves_its_own_place_open_and_no_other():
    endless = Quantity(low=6, qualifier="more-than")
    assert places([Quantity(value=9), endless, Quantity(value=5)]) == [
        Place(1, 1),
        Place(1, 2),
        Place(3, 3),
    ]

"""Places of amounts that have bounds.

The best place of an amount is 1 and as many as are certainly larger; the worst is 1 and as many as
may be larger. Equal numbers share a place.
"""

from itertools import product

from headcount.figures.quantity import Quantity
from headcount.figures.ranking import Place, places, say
from hypothesis import given
from hypothesis import strategies as st


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


def test_equal_points_tie_whatever_objects_they_are():
    one = Quantity(value=9)
    assert ranked(one, one) == ranked(one, Quantity(value=9)) == ["joint first", "joint first"]


def test_about_a_number_and_the_number_itself_are_one_place():
    assert ranked(Quantity(value=9, qualifier="about"), Quantity(value=9)) == ["joint first"] * 2


def test_more_than_a_number_is_above_it_and_nearly_a_number_below():
    number = Quantity(value=9)
    more = Quantity(low=9, qualifier="more-than")
    nearly = Quantity(value=9, high=9, qualifier="nearly")
    assert ranked(nearly, number, more) == ["third", "second", "first"]
    assert ranked(nearly, nearly) == ["joint first", "joint first"]
    assert ranked(more, more) == ["first or second", "first or second"]


def test_at_least_a_number_may_be_it_or_above_it():
    assert ranked(Quantity(value=9), Quantity(low=9, qualifier="at-least")) == [
        "first or second",
        "first",
    ]


def test_two_equal_ranges_are_not_tied():
    one = Quantity(low=5, high=9, qualifier="range")
    assert ranked(one, one) == ["first or second", "first or second"]


# --- against every way that the amounts may turn out ---------------------------------------------

WHOLE = st.integers(0, 6)
RANGES = st.tuples(WHOLE, WHOLE).filter(lambda ends: ends[0] < ends[1])
CLOSED = st.one_of(
    WHOLE.map(lambda n: Quantity(value=n)),
    RANGES.map(lambda ends: Quantity(low=ends[0], high=ends[1], qualifier="range")),
    st.integers(1, 6).map(lambda n: Quantity(high=n, qualifier="up-to")),
)


def all_ways(amounts):
    """Return every list of numbers that the amounts may be: whole ones are enough for the order."""
    each = [range(round(amount.least), round(amount.most) + 1) for amount in amounts]
    return product(*each)


@given(st.lists(CLOSED, min_size=1, max_size=5))
def test_places_are_those_that_the_amounts_can_come_to(amounts):
    found = [set() for _ in amounts]
    for numbers in all_ways(amounts):
        for mine, seen in zip(numbers, found, strict=True):
            seen.add(1 + sum(other > mine for other in numbers))
    assert [(place.best, place.worst) for place in places(amounts)] == [
        (min(seen), max(seen)) for seen in found
    ]


@given(st.lists(CLOSED, min_size=1, max_size=8))
def test_amounts_share_a_place_where_they_are_one_number(amounts):
    points = [amount.value for amount in amounts if amount.value is not None]
    assert [place.tied for place in places(amounts)] == [
        amount.value is not None and points.count(amount.value) > 1 for amount in amounts
    ]


def test_what_rests_on_an_open_end_is_a_bound_only_where_it_is_no_one_place():
    ceiling, floor = Quantity(high=9, qualifier="up-to"), Quantity(low=9, qualifier="at-least")
    assert [say(Place(3, 5), one) for one in (ceiling, floor, Quantity(value=9))] == [
        "third at best", "fifth at worst", "third to fifth",
    ]  # fmt: skip
    assert [say(Place(3, 3), one) for one in (ceiling, floor)] == ["third", "third"]
    assert Place(3, 4, tied=True).words() == "third or fourth"
    assert not Place(3, 4, tied=True).is_shared

"""The rule `open-bound`."""

import pytest
from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair

rule = RULES["open-bound"]
MORE = crowd("a", low=900, qualifier="more-than")
UP_TO = crowd("b", high=400, qualifier="up-to")
NEARLY = crowd("b", 400, high=400, qualifier="nearly")


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (MORE, crowd("b", 400), "the ratio has no upper limit"),
        (crowd("a", 900), crowd("b", low=4, qualifier="at-least"), "the ratio has no lower limit"),
        (MORE, UP_TO, "the ratio has no upper limit"),
        (MORE, crowd("b", low=400, qualifier="more-than"), "no ratio can be calculated"),
    ],
)
def test_it_says_what_is_left_of_the_ratio(one, other, left):
    (note,) = rule(pair(one, other))
    assert left in note.text


def test_a_chart_names_the_rows():
    (note,) = rule(chart(MORE | {"name": "East"}, crowd("b", 400)))
    assert note.text == "The figure for East is a lower limit, not a total."
    assert note.figures == ("a",)


def test_it_is_silent_on_points_and_closed_ranges():
    closed = crowd("a", low=300, high=500, qualifier="range")
    around = crowd("b", 400, low=390, high=420, qualifier="about")
    assert rule(pair(closed, around)) == []
    assert rule(pair(crowd("a", 900), NEARLY)) == []

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


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (UP_TO, crowd("a", 4), "Up to 400 is an upper limit, not a total; the ratio has no lower"),
        (crowd("a", 4), UP_TO, "Up to 400 is an upper limit, not a total; the ratio has no upper"),
        (UP_TO, crowd("a", low=4, qualifier="at-least"),
         "Up to 400 and at least 4 are limits, not totals; the ratio has no lower limit."),
        (UP_TO, crowd("a", high=4, qualifier="up-to"),
         "Up to 400 and up to 4 are upper limits, not totals; no ratio can be calculated."),
        (MORE, crowd("b", qualifier="statement"), "More than 900 is a lower limit, not a total."),
        (MORE, crowd("b", 0), "More than 900 is a lower limit, not a total."),
        (MORE, NEARLY, "More than 900 is a lower limit, not a total; the ratio has no upper"),
    ],
)  # fmt: skip
def test_of_two_each_limit_is_said_with_its_kind(one, other, said):
    (note,) = rule(pair(one, other))
    assert note.text.startswith(said)
    assert note.long.endswith(" What is calculated from a limit is a limit, too.")


def test_a_chart_counts_limits_where_they_are_many():
    many = [crowd(f"r{at}", low=at + 1, qualifier="at-least") for at in range(12)]
    (note,) = rule(chart(*many, NEARLY))
    assert note.text == "12 of 13 figures are lower limits, not totals."
    assert note.long.count("at least") == 9
    two = MORE | {"name": "East"}, UP_TO | {"name": "West"}
    assert rule(chart(*two, crowd("n", 4)))[0].text == (
        "The figures for East and West are limits, not totals."
    )


def test_a_chart_names_the_rows():
    (note,) = rule(chart(MORE | {"name": "East"}, crowd("b", 400)))
    assert note.text == "The figure for East is a lower limit, not a total."
    assert note.figures == ("a",)


def test_it_is_silent_on_points_and_closed_ranges():
    closed = crowd("a", low=300, high=500, qualifier="range")
    around = crowd("b", 400, low=390, high=420, qualifier="about")
    assert rule(pair(closed, around)) == []
    assert rule(pair(crowd("a", 900), NEARLY)) == []

"""The rule `claim-beside-count`."""

import pytest
from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair

rule = RULES["claim-beside-count"]


@pytest.mark.parametrize("status", ["claimed", "offered", "planned"])
@pytest.mark.parametrize("other", ["estimated", "confirmed"])
def test_it_fires_where_what_is_said_stands_beside_more(status, other):
    (note,) = rule(pair(crowd("a", 900, status=status), crowd("b", 400, status=other)))
    assert note.figures == ("a",)
    assert status in note.text
    assert "900" in note.text


@pytest.mark.parametrize(
    ("one", "other"),
    [("claimed", "offered"), ("estimated", "denied"), ("estimated", "confirmed")],
)
def test_it_is_silent_where_both_are_of_one_kind(one, other):
    assert rule(pair(crowd("a", 900, status=one), crowd("b", 400, status=other))) == []


def test_of_two_each_is_said_to_be_what_it_is():
    (note,) = rule(pair(crowd("a", 900, status="claimed"), crowd("b", 400, status="confirmed")))
    assert note.text == "900 is claimed; 400 is confirmed."
    assert note.long == f"{note.text} A claim, an offer or a plan is not a count."


def test_a_chart_names_one_claim_and_two():
    one, two = (crowd(name, 9, name=name, status=how, square="west")
                for name, how in (("West", "claimed"), ("North", "offered")))  # fmt: skip
    (note,) = rule(chart(one, crowd("z", 400)))
    assert note.text == "One of two figures is claimed, not counted: West."
    (note,) = rule(chart(one, two, crowd("z", 400)))
    assert note.text == "The figures for West and North are claimed or offered, not counted."
    three = [one, two, crowd("s", 9, name="South", status="claimed", square="west")]
    (note,) = rule(chart(*three, crowd("z", 400)))
    assert note.text.startswith("The figures for West, North and South are claimed or offered")
    (note,) = rule(chart(*three, one | {"figure_id": "v"}, crowd("z", 400)))
    assert note.text == "Four of five figures are claimed or offered, not counted."
    many = [crowd(f"r{at}", 9, status="claimed") for at in range(11)]
    (note,) = rule(chart(*many, *(crowd(f"s{at}", 9) for at in range(11))))
    assert note.text == "11 of 22 figures are claimed, not counted."
    assert (note.long.count(": claimed"), note.long.count(": estimated")) == (9, 0)


def test_a_chart_of_many_claims_says_how_many():
    rows = [
        crowd(f"f{i}", 900 + i, status="claimed", square="north", name=f"A square called {i} " * 3)
        for i in range(5)
    ]
    (note,) = rule(chart(*rows, crowd("z", 400)))
    assert note.text == "Five of six figures are claimed, not counted."

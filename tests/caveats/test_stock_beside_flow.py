"""The rule `stock-beside-flow`."""

from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair

rule = RULES["stock-beside-flow"]


def test_it_fires_where_a_caveat_says_that_one_adds_up_over_a_time():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 4000), flows=["b"]))
    assert note.figures == ("b",)
    assert "4,000" in note.text


def test_it_fires_where_the_unit_is_one_of_a_flow():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 4000, unit="tickets")))
    assert note.figures == ("b",)


def test_it_is_silent_on_two_of_a_kind():
    assert rule(pair(crowd("a", 900), crowd("b", 400))) == []
    assert rule(pair(crowd("a", 900), crowd("b", 400), flows=["a", "b"])) == []


def test_one_total_under_a_chart_is_one():
    (note,) = rule(chart(crowd("a", 900, unit="tickets"), crowd("b", 50)))
    assert (
        note.text
        == "The figure for seated in East Square is a total over time, not the number on one date."
    )
    two = crowd("a", 900, unit="tickets"), crowd("c", 800, unit="tickets", square="west")
    (note,) = rule(chart(*two, crowd("b", 50)))
    assert " are totals over time" in note.text


def test_of_two_figures_each_is_said_to_be_what_it_is():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 4000, unit="tickets")))
    assert note.text == "4,000 is a total over time; 900 is the number on one date."

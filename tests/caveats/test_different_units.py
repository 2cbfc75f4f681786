"""The rule `different-units`."""

from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair

rule = RULES["different-units"]


def test_it_fires_on_heads_beside_tickets():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 400, unit="tickets")))
    assert note.text == "The units differ: 900 people and 400 tickets."


def test_a_chart_names_each_unit_once():
    rows = [
        crowd("a", 9),
        crowd("b", 8),
        crowd("c", 7, unit="tickets"),
        crowd("d", 6, unit="buses"),
    ]
    (note,) = rule(chart(*rows))
    assert note.text == "The units differ: people, tickets and buses."


def test_it_is_silent_on_one_unit():
    assert rule(pair(crowd("a", 900), crowd("b", 400))) == []

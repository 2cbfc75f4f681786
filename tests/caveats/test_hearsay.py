"""The rule `hearsay`."""

from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, hop, pair

rule = RULES["hearsay"]
ROWS = crowd("a", 900), crowd("b", 400)


def test_it_fires_after_two_hops():
    told = [hop("a", 0, "A marcher"), hop("a", 1, "The Wire"), hop("a", 2, "The Paper")]
    (note,) = rule(pair(*ROWS, hops=told))
    assert note.text == "Hearsay: 900, two hops."
    assert "A marcher > The Wire > The Paper" in note.long


def test_it_fires_on_an_origin_that_is_not_named():
    (note,) = rule(pair(*ROWS, hops=[hop("a", 0, "an official", "no"), hop("a", 1, "The Paper")]))
    assert note.text == "Hearsay: 900, origin not named."


def test_it_is_silent_where_the_paper_asked_the_one_who_counted():
    assert rule(pair(*ROWS, hops=[hop("a", 0, "A marcher"), hop("a", 1, "The Paper")])) == []


def test_it_is_silent_where_no_way_is_recorded():
    assert rule(pair(*ROWS)) == []


def test_a_chart_says_of_many_how_many_they_are_and_of_how_many():
    names = [f"{square} square, as all the papers told it" for square in ("North", "South", "East")]
    rows = [crowd(name, 900, name=name) for name in names]
    told = [hop(name, at, f"{name} {at}") for name in names for at in range(3)]
    counted, unnumbered = crowd("b", 400), crowd("c", qualifier="statement")
    (note,) = rule(chart(*rows, hops=told))
    assert note.text == "Hearsay: all three figures."
    (note,) = rule(chart(*rows, counted, hops=told))
    assert note.text == "Hearsay: three of four figures."
    (note,) = rule(chart(*rows, counted, unnumbered, hops=told))
    assert note.text == "Hearsay: three of four figures with a number."

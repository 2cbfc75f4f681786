"""The rule `hearsay`."""

from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, hop, pair

rule = RULES["hearsay"]
ROWS = crowd("a", 900), crowd("b", 400)


def test_it_is_silent_where_all_on_the_way_are_named():
    told = [hop("a", 0, "A minister"), hop("a", 1, "The Wire"), hop("a", 2, "The Paper")]
    assert rule(pair(*ROWS, hops=told)) == []


def test_it_fires_on_whoever_is_not_named():
    (note,) = rule(pair(*ROWS, hops=[hop("a", 0, "an official", "no"), hop("a", 1, "The Paper")]))
    assert note.text == "900 came secondhand, from or through unnamed speakers."
    assert "an official > The Paper" in note.long
    assert rule(pair(*ROWS, hops=[hop("a", 0, "A marcher"), hop("a", 1, "a reporter", "no")]))


def test_it_is_silent_where_no_way_is_recorded():
    assert rule(pair(*ROWS)) == []


def test_a_chart_says_of_many_how_many_they_are_and_of_how_many():
    names = [f"{square} square, as all the papers told it" for square in ("North", "South", "East")]
    rows = [crowd(name, 900, name=name) for name in names]
    told = [hop(name, 0, "somebody", "no") for name in names]
    (note,) = rule(chart(*rows, hops=told))
    assert note.text == "All three figures came secondhand, from or through unnamed speakers."


def test_of_many_that_are_hearsay_nine_ways_are_told_at_length():
    rows = [crowd(f"r{at}", 900) for at in range(11)]
    told = [hop(row["figure_id"], 0, "somebody", "no") for row in rows]
    assert rule(chart(*rows, hops=told))[0].long.count("somebody") == 9

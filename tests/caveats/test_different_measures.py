"""The rule `different-measures`."""

from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair, residents

rule = RULES["different-measures"]


def test_it_fires_where_measures_are_mixed():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 400, what="standing")))
    assert "“seated” and “standing”" in note.text
    assert note.figures == ("a", "b")


def test_it_fires_where_one_word_means_different_things():
    one = crowd("a", 900, what="crowd", definition="All who came.")
    other = crowd("b", 400, what="crowd", definition="All who stayed.")
    (note,) = rule(chart(one, other))
    assert "means 2 different things" in note.text
    assert "All who came." in note.long


def test_it_is_silent_where_the_varying_word_means_one_thing_here():
    assert rule(pair(crowd("a", 900, what="crowd"), crowd("b", 400, what="crowd"))) == []


def test_it_is_silent_where_definitions_differ_under_a_settled_word():
    assert rule(pair(crowd("a", 900), crowd("b", 400, definition="Chairs."))) == []


def test_a_part_held_against_its_whole_is_no_mixing():
    whole = crowd("b", 900, what="all")
    assert rule(pair(crowd("a", 400, part_of="b"), whole)) == []
    assert rule(pair(crowd("a", 400), whole)) == []


def test_a_share_of_another_table_is_no_mixing():
    assert rule(pair(crowd("a", 900), residents("r", "east", 9000, "police"))) == []

"""The rule `different-measures`."""

from copy import deepcopy
from dataclasses import replace

from headcount.caveats import RULES, View

from tests.caveats.crowds import chart, crowd, package, pair, residents

rule = RULES["different-measures"]


def test_it_fires_where_measures_are_mixed():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 400, what="standing")))
    assert "“seated” and “standing.”" in note.text
    assert note.figures == ("a", "b")
    assert note.long.endswith("Seated: seated. Standing: standing.")  # as the descriptor has them


def test_it_fires_where_one_word_means_different_things():
    one = crowd("a", 900, what="crowd", definition="All who came.")
    other = crowd("b", 400, what="crowd", definition="All who stayed.", source_id="police")
    (note,) = rule(chart(one, other))
    assert "Sources mean different things by “crowd”" in note.text
    assert "All who came." in note.long


def test_it_is_silent_where_one_publisher_uses_the_varying_word():
    assert rule(pair(crowd("a", 900, what="crowd"), crowd("b", 400, what="crowd"))) == []


def test_it_is_silent_where_definitions_differ_under_a_settled_word():
    assert rule(pair(crowd("a", 900), crowd("b", 400, definition="Chairs."))) == []


def test_a_part_held_against_its_whole_is_no_mixing():
    whole = crowd("b", 900, what="all")
    assert rule(pair(crowd("a", 400, part_of="b"), whole)) == []
    assert rule(pair(crowd("a", 400), whole)) == []


def test_a_share_of_another_table_is_no_mixing():
    part, all_ = crowd("a", 900, what="standing"), residents("r", "east", 9000, "paper")
    assert rule(pair(part, all_)) == []


def test_figures_of_two_tables_are_two_measures():
    assert rule(pair(crowd("a", 900), residents("r", "east", 9000, "paper")))


def test_a_part_by_one_publisher_is_no_share_of_a_whole_by_another():
    part, all_ = crowd("a", 900, what="standing"), residents("r", "east", 9000, "police")
    assert rule(pair(part, all_))


def test_a_relation_holds_for_one_place_only():
    part, all_ = crowd("a", 900, what="standing"), residents("r", "west", 9000, "paper")
    assert rule(pair(part, all_))


def test_measures_with_long_names_are_counted_each_once():
    rows = [crowd(what, 9, what=what) for what in ("seated", "standing", "crowd")]
    data = package(*rows)
    told = deepcopy(data.descriptor)
    [words] = [
        one["categories"]
        for one in told["resources"][0]["schema"]["fields"]
        if one["name"] == "what"
    ]
    for word in words:
        word["label"] = f"all {word['value']} people in that place"
    (note,) = rule(View(replace(data, descriptor=told), tuple(rows)))
    assert note.text == "The figures measure three different things."

"""The rule `base-decides`."""

import pytest
from headcount.caveats import RULES

from tests.caveats.crowds import PAPER, POLICE, WIRE, chart, crowd, pair, residents

rule = RULES["base-decides"]
EAST, WEST = crowd("e", 90), crowd("w", 900, square="west")


def test_it_says_from_what_to_what_a_share_goes():
    others = [
        crowd("x", 450, square="west", source_id=POLICE),
        crowd("y", 1800, square="west", source_id=WIRE),
    ]
    (note,) = rule(pair(EAST, WEST, *others))
    assert "5% to 20% with other counts" in note.text
    assert "not 10%" in note.text
    assert note.figures == ("w",)
    assert note.weight == pytest.approx(2)


@pytest.mark.parametrize(
    "other",
    [
        crowd("x", 955, square="west", source_id=POLICE),  # less than a tenth away
        crowd("x", 450, square="west"),  # the same publisher
        crowd("x", 450, source_id=POLICE),  # of what is divided, not of what it is divided by
        crowd("x", 450, square="west", source_id=POLICE, as_of="2023"),
    ],
)
def test_it_is_silent_where_the_share_stays(other):
    assert rule(pair(EAST, WEST, other)) == []


def test_it_is_silent_where_no_share_means_anything():
    other = crowd("x", 450, square="west", source_id=POLICE)
    assert rule(pair(crowd("e", 90, unit="tickets"), WEST, other)) == []
    assert rule(pair(crowd("e", 90, what="standing"), WEST, other)) == []


def test_bounds_among_the_other_counts_stay_bounds():
    others = [
        crowd("x", 450, square="west", source_id=POLICE),
        crowd("y", high=300, qualifier="up-to", square="west", source_id=WIRE),
    ]
    assert "at least 20% with other counts" in rule(pair(EAST, WEST, *others))[0].text


def test_an_older_count_of_one_thing_is_no_share_of_it():
    older = crowd("v", 90, square="west", as_of="2020")
    assert rule(pair(older, WEST, crowd("x", 450, square="west", source_id=POLICE))) == []


def test_two_counts_of_one_thing_are_left_to_the_rule_for_disputes():
    assert rule(pair(crowd("v", 90, square="west", source_id=WIRE), WEST)) == []


def bases(east, west):
    paper = residents("re", "east", 1000, PAPER), residents("rw", "west", 10_000, PAPER)
    return (
        *paper,
        residents("pe", "east", east, POLICE),
        residents("pw", "west", west, POLICE),
    )


def test_per_head_it_says_what_another_population_makes_of_it():
    (note,) = rule(pair(EAST, WEST, base=bases(2000, 10_000)))
    assert "50%, not 100%," in note.text
    assert "City Police" in note.text


def test_per_head_it_is_silent_where_both_populations_move_alike():
    assert rule(pair(EAST, WEST, base=bases(2000, 20_000))) == []


def test_it_is_silent_where_the_other_population_lacks_one():
    assert rule(pair(EAST, WEST, base=bases(2000, 10_000)[:3])) == []


def test_in_a_chart_it_says_how_the_place_changes():
    paper_east, _, *others = bases(2000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 20_000, PAPER)}
    (note,) = rule(chart(EAST, WEST, focus=["e"], base=base, others=others))
    assert "East, seated is second, not first, with population figures of City Police" in note.text
    assert note.figures == ("e",)


def test_in_a_chart_a_place_that_only_gets_surer_is_no_change():
    paper_east, _, *others = bases(1000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 9500, PAPER)}
    unsure = EAST | {"value": None, "low": 90, "high": 150, "qualifier": "range"}
    assert rule(chart(unsure, WEST, focus=["e"], base=base, others=others)) == []


def test_in_a_chart_it_is_silent_where_the_place_stays():
    paper_east, _, *others = bases(1000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 20_000, PAPER)}
    assert rule(chart(EAST | {"value": 900}, WEST, focus=["e"], base=base, others=others)) == []

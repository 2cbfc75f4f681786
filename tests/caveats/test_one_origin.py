"""The rule `one-origin`."""

from headcount.caveats import RULES

from tests.caveats.crowds import MARCHERS, PAPER, POLICE, WIRE, chart, crowd, hop, pair, source

rule = RULES["one-origin"]
COPY = source(WIRE, relies_on=PAPER, reliance="stated")
GUESS = source(WIRE, relies_on=PAPER, reliance="inferred")


def test_it_fires_where_one_repeats_the_other():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 900, source_id=WIRE), sources=[COPY]))
    assert note.text == "The Wire got its number from The Paper: one source, not two."
    assert "inference" not in note.text


def test_two_that_repeat_a_third_got_their_numbers_from_it():
    copy = source(MARCHERS, relies_on=PAPER, reliance="stated")
    rows = (crowd(name, 900, source_id=who)
            for name, who in (("a", PAPER), ("b", WIRE), ("c", MARCHERS)))  # fmt: skip
    (note,) = rule(chart(*rows, sources=[COPY, copy]))
    assert note.text == (
        "The Wire and March Committee got their numbers from The Paper: one source, not three."
    )


def test_what_is_only_inferred_is_said_to_be():
    (note,) = rule(pair(crowd("a", 900), crowd("b", 900, source_id=WIRE), sources=[GUESS]))
    assert "we infer" in note.text


def test_it_fires_where_two_carry_one_speaker():
    told = [hop("a", 0, "The mayor"), hop("b", 0, "rumour", "no"), hop("b", 1, "The mayor")]
    (note,) = rule(chart(crowd("a", 900), crowd("b", 900, source_id=POLICE), hops=told))
    assert "The mayor" in note.text
    assert note.figures == ("a", "b")


def test_it_is_silent_on_independent_sources():
    assert rule(pair(crowd("a", 900), crowd("b", 900, source_id=POLICE))) == []


def test_one_source_for_two_squares_is_the_best_there_is():
    rows = crowd("a", 900), crowd("b", 400, square="west", source_id=WIRE)
    assert rule(pair(*rows, sources=[COPY])) == []


def test_two_editions_of_one_publisher_do_not_look_independent():
    later = source("paper-later", publisher="The Paper")
    assert rule(pair(crowd("a", 9), crowd("b", 9, source_id="paper-later"), sources=[later])) == []

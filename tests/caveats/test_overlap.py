"""The rule `overlap`."""

from headcount.caveats import RULES

from tests.caveats.crowds import POLICE, chart, crowd, pair

rule = RULES["overlap"]
WHOLE = crowd("whole", 900, what="all")


def test_it_fires_on_a_part_beside_its_whole():
    (note,) = rule(pair(crowd("part", 400, part_of="whole"), WHOLE))
    assert note.text == "Do not add: 400 is inside 900."
    assert note.figures == ("part", "whole")


def test_one_part_is_one_also_where_names_are_too_long_to_be_told():
    part, whole = (row | {"name": "x" * 60} for row in (crowd("part", 400, part_of="whole"), WHOLE))
    (note,) = rule(chart(part, whole))
    assert note.text == "Do not add: one figure is inside another."


def test_it_fires_on_a_part_of_a_part_that_is_not_in_view():
    part, piece = crowd("part", 400, part_of="whole"), crowd("piece", 90, part_of="part")
    assert rule(pair(piece, WHOLE | {"what": "seated"}, part))[0].figures == ("piece", "whole")


def test_it_fires_where_one_measure_contains_the_other():
    assert rule(chart(crowd("some", 400), WHOLE))[0].figures == ("some", "whole")


def test_it_is_silent_on_two_parts_of_one_whole():
    parts = crowd("one", 400, part_of="whole"), crowd("other", 90, part_of="whole")
    assert rule(pair(*parts, WHOLE)) == []


def test_it_is_silent_where_another_counted_or_another_square_is_meant():
    assert rule(pair(crowd("some", 400, source_id=POLICE), WHOLE)) == []
    assert rule(pair(crowd("some", 400, square="west"), WHOLE)) == []
    assert rule(pair(crowd("some", 400, as_of="2023"), WHOLE)) == []

"""The rule `overlap`."""

from datetime import date, timedelta

from headcount.caveats import RULES
from headcount.caveats.rules.ratio import _met, overlapping

from tests.caveats.crowds import POLICE, chart, crowd, pair

rule = RULES["overlap"]
WHOLE = crowd("whole", 900, what="all")


def test_a_part_beside_its_whole_by_one_publisher_is_a_share():
    assert rule(pair(crowd("part", 400, part_of="whole"), WHOLE)) == []
    assert rule(chart(crowd("some", 400), WHOLE)) == []


def test_it_fires_on_a_part_by_one_publisher_and_a_whole_by_another():
    (note,) = rule(pair(crowd("some", 400, source_id=POLICE), WHOLE))
    assert note.text == "Do not add 400 and 900: they overlap."
    assert note.figures == ("some", "whole")
    assert rule(chart(crowd("some", 400, source_id=POLICE), WHOLE))


def test_it_fires_on_spans_that_share_days_with_neither_inside_the_other():
    june, july = (
        crowd(name, 400, unit="tickets", as_of=span)
        for name, span in (("a", "2024-05/2024-06"), ("b", "2024-06/2024-07"))
    )
    assert rule(pair(june, july))
    assert rule(pair(june, july | {"as_of": "2024-07/2024-08"})) == []


def test_it_names_two_pairs_and_counts_the_others():
    def told(*months):
        names = zip("abcd", (1, 2, 3, 4), months, strict=False)
        rows = [crowd(name, amount, unit="tickets", as_of=span, square="west", name=name)
                for name, amount, span in names]  # fmt: skip
        (note,) = rule(chart(*rows))
        return note

    spans = [f"2024-0{at}/2024-0{at + 1}" for at in (3, 4, 5, 6)]
    assert told(*spans[:2]).text == "Do not add a and b: they overlap."
    assert told(*spans[:3]).text == "Do not add a and b, or b and c: they overlap."
    assert told(*spans).text == "Do not add a and b: they overlap. So do two more pairs."
    assert told(*spans).long.endswith(" A and b; b and c; c and d.")


def test_it_is_silent_on_two_parts_of_one_whole():
    parts = crowd("one", 400, part_of="whole"), crowd("other", 90, part_of="whole")
    assert rule(pair(*parts, WHOLE)) == []


def test_it_is_silent_where_another_square_or_time_is_meant():
    assert rule(pair(crowd("some", 400, square="west", source_id=POLICE), WHOLE)) == []
    assert rule(pair(crowd("some", 400, as_of="2023", source_id=POLICE), WHOLE)) == []


def test_of_years_of_days_only_those_that_meet_are_asked():
    days = [str(date(2000, 1, 1) + timedelta(days=at)) for at in range(3000)]
    told = {"unit": "tickets", "square": "west"}
    rows = [crowd(f"d{at}", 10, as_of=day, **told) for at, day in enumerate(days)]
    weeks = [crowd(f"w{at}", 70, as_of=f"{days[at]}/{days[at + 6]}", **told) for at in (0, 5, 700)]
    view = chart(*rows, *weeks)
    asked = _met(view, list(view.rows))
    assert len(asked) == 3 * 7 + 1  # each week and its days, and the two weeks that share two
    assert [(one["figure_id"], other["figure_id"]) for one, other in overlapping(view)] == [
        ("w0", "w5")
    ]

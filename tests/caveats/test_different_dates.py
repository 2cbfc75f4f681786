"""The rule `different-dates`: a crowd holds for a week, as its descriptor says."""

from datetime import date

import pytest
from headcount.caveats import RULES
from headcount.caveats.facts import STEADY_DAYS
from headcount.caveats.kinship import days_apart
from headcount.caveats.rules.unlike import are_worlds_apart
from headcount.figures.dates import parse

from tests.caveats.crowds import chart, crowd, pair, residents

rule = RULES["different-dates"]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2024-05-01", "2024-07-01", "two months apart"),
        ("2024-05-01", "2024-05-30", "29 days apart"),
        ("2024-05-01", "2019", "five years apart"),
        ("2021/2022", "2024-05-01", "two years apart"),
        ("2024-05-01", "2023-03", "14 months apart"),
        ("2024-05-01", "2021-06-01", "35 months apart"),
        ("2024-05-01", "2021-05-01", "three years apart"),
        ("2024-05-01", "2021-04-01", "three years apart"),
    ],
)
def test_it_fires_where_time_has_passed(one, other, apart):
    (note,) = rule(pair(crowd("a", 900, as_of=one), crowd("b", 400, as_of=other, square="west")))
    assert note.text.startswith(f"The figures are {apart}")
    assert note.figures in {("a", "b"), ("b", "a")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-05-01", "2024-05-08"),
        ("2024-05-01", "2024-05"),  # it may be the same day
        ("2024-05-01", "2024"),
        ("2020/..", "2024-05-01"),
    ],
)
def test_it_is_silent_where_they_may_be_of_one_time(one, other):
    assert rule(pair(crowd("a", 900, as_of=one), crowd("b", 400, as_of=other, square="west"))) == []


def test_the_steadier_of_two_tables_decides():
    assert rule(pair(crowd("a", 900, as_of="2022-03-01"), residents("r", "east", 9, "paper"))) == []


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2024-05-01", "2024-05-08", 7),
        ("2024-05-01", "2024-05-02", 1),
        ("2024-05", "2024-06", 1),
        ("2023", "2024-05-01", 122),
        ("2019", "2020/2021", 1),
        ("2024", "2024-05-01", 0),
        ("2019/2021", "2020/2024", 0),
        ("2020/..", "2024", 0),
    ],
)
def test_the_days_between_two_times_are_counted_from_the_last_of_one_to_the_first_of_the_other(
    one, other, days
):
    assert days_apart(parse(one), parse(other)) == days_apart(parse(other), parse(one)) == days


def test_a_day_longer_than_a_figure_holds_is_too_long():
    last, over = (crowd("b", 400, as_of=f"2024-05-{day:02}") for day in (8, 9))
    assert rule(pair(crowd("a", 900, as_of="2024-05-01", square="west"), last)) == []
    assert len(rule(pair(crowd("a", 900, as_of="2024-05-01", square="west"), over))) == 1


def test_years_are_subtracted_as_a_reader_does():
    two = crowd("a", 900, as_of="2005"), crowd("b", 400, as_of="2023", square="west")
    assert rule(pair(*two))[0].text.startswith("The figures are 18 years apart")


def test_it_is_silent_within_one_series_and_of_what_has_still_to_come():
    assert rule(pair(crowd("a", 900, as_of="2005"), crowd("b", 400, as_of="2023"))) == []
    plan = crowd("b", 400, as_of="2030", status="planned", square="west")
    assert rule(pair(crowd("a", 900, as_of="2023"), plan)) == []


def test_each_figure_has_its_own_date_and_the_earlier_is_first():
    two = crowd("a", 900), crowd("b", 400, as_of="2019", square="west")
    (note,) = rule(pair(*two))
    assert note.text == "The figures are five years apart: 400, 2019; 900, May 1, 2024."
    assert note.figures == ("b", "a")
    assert note.weight == pytest.approx(10 + (date(2024, 5, 1) - date(2019, 12, 31)).days / 365.25)


def test_another_publisher_is_another_series():
    other = crowd("b", 400, as_of="2023", source_id="police")
    assert rule(pair(crowd("a", 900, as_of="2005"), other))


def test_the_same_day_of_the_next_year_is_near_over_a_leap_year_too():
    assert days_apart(parse("2023-03-01"), parse("2024-03-01")) == STEADY_DAYS


def test_within_a_series_no_time_is_too_long_and_between_two_it_is():
    far = {"as_of": "1950-06"}
    assert not are_worlds_apart(pair(crowd("a", 900), crowd("b", 400, **far)))
    assert are_worlds_apart(pair(crowd("a", 900), crowd("b", 400, square="west", **far)))
    assert not are_worlds_apart(chart(crowd("a", 900)))


@pytest.mark.parametrize(("year", "is_apart"), [("1974", False), ("1973", True)])
def test_fifty_years_are_one_world_and_one_more_are_two(year, is_apart):
    other = crowd("b", 400, square="west", as_of=year)
    assert are_worlds_apart(pair(crowd("a", 900, as_of="2024"), other)) is is_apart

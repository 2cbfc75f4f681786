"""The rule `different-periods`: what is added up over spans of different length."""

import pytest
from headcount.caveats import RULES

from tests.caveats.crowds import chart, crowd, pair

rule = RULES["different-periods"]


def sold(figure_id, as_of, **cells):
    return crowd(figure_id, 900, unit="tickets", as_of=as_of, **cells)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2023-06", "2023", "one month; 900 covers one year"),
        ("2023-01/2023-03", "2023", "three months; 900 covers one year"),
        ("2023-01/2023-10", "2022", "10 months; 900 covers one year"),
        ("2023-06-01", "2023-06", "one day; 900 covers one month"),
        ("2022-10/2024-09", "2023", "one year; 900 covers two years"),
        ("2011/2021", "2023", "one year; 900 covers 11 years"),
        ("2023-01-02/2023-03-01", "2023", "59 days; 900 covers one year"),
        ("2023-01-02/2023-03-02", "2023", "about two months; 900 covers one year"),
        ("2022-12/2023-02", "2023", "three months; 900 covers one year"),
        ("2022-10/2023-09-02", "2022", "about 11 months; 900 covers one year"),
        ("2021-02-03/2023-01-03", "2022", "one year; 900 covers about 23 months"),
        ("2023-01-01/2023-04-15", "2023-05-01/2023-08-14", "105 days; 900 covers 106 days"),
    ],
)
def test_it_fires_on_spans_of_different_length(one, other, words):
    (note,) = rule(pair(sold("a", one), sold("b", other, square="west")))
    assert words in note.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023-02", "2023-03"),  # months are equally long
        ("2023", "2024"),  # and so are years
        ("2023", "2023-01/2023-12"),
        ("2023/..", "2024"),  # nobody knows how long the one is
    ],
)
def test_it_is_silent_where_they_are_as_long(one, other):
    assert rule(pair(sold("a", one), sold("b", other, square="west"))) == []


def test_where_a_flow_says_since_when_it_was_added_up_that_is_its_span():
    one = sold("a", "2023-09-02", over="2022-10/2023-09-02")
    (note,) = rule(pair(one, sold("b", "2022", square="west")))
    assert note.text.endswith("about 11 months; 900 covers one year.")
    assert "900 tickets" not in note.text or "October 2022" in note.long


@pytest.mark.parametrize("over", ["/2023-09-02", "2023-09-02/.."])
def test_where_nobody_says_since_when_its_time_is_the_one_it_was_added_up_to(over):
    one, other = crowd("a", 900, as_of="2023-09-02", over=over), crowd("b", 9, as_of="2023-09-04")
    view = pair(one, other)
    assert view.facts.flow(one) == "flow"
    assert view.facts.covers(one) is None
    assert str(view.facts.when(one).earliest) == "2023-09-02"
    assert RULES["different-dates"](view) == []


def test_a_month_is_a_share_of_its_own_year():
    assert rule(pair(sold("a", "2023-06"), sold("b", "2023"))) == []
    assert rule(pair(sold("a", "2023-06"), sold("b", "2022")))


def test_a_plan_covers_no_time_and_a_stock_none():
    plan = sold("a", "2023-06", status="planned", square="west")
    assert rule(pair(plan, sold("b", "2023"))) == []
    assert rule(pair(crowd("a", 9, as_of="2023-06"), sold("b", "2023"))) == []


def test_of_several_the_shortest_and_the_longest_are_named():
    rows = [
        sold(name, as_of)
        for name, as_of in zip("abc", ("2023", "2022-06", "2018/2021"), strict=True)
    ]
    (note,) = rule(chart(*rows))
    assert note.text.endswith("different lengths: one month and four years.")

"""Amounts: what is said of them, and what division does to their bounds."""

import math

import pytest
from headcount.figures.quantity import NO_NUMBER, Quantity, compact, significant_digits, spoken
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("amount", "words", "label"),
    [
        (Quantity(value=1_140_000, qualifier="about"), "about 1.14 million", "about 1.14M"),
        (Quantity(value=1_436_547), "1,436,547", "1.437M"),
        (Quantity(value=250_000_000), "250 million", "250M"),
        (Quantity(low=1_000, qualifier="more-than"), "more than 1,000", "more than 1,000"),
        (Quantity(high=1_300_000, qualifier="up-to"), "up to 1.3 million", "up to 1.3M"),
        (
            Quantity(low=5e5, high=7.5e5, qualifier="range"),
            "500,000 to 750,000",
            "500,000 to 750,000",
        ),
        (
            Quantity(value=1_300_000, high=1_300_000, qualifier="nearly"),
            "nearly 1.3 million",
            "nearly 1.3M",
        ),
        (
            Quantity(low=990_000, value=1_050_000, high=1_110_000, qualifier="estimated"),
            "an estimated 1.05 million (990,000 to 1.11 million)",
            "an estimated 1.05M (990,000 to 1.11M)",
        ),
        (Quantity(value=12, unit="launchers"), "12", "12"),
        (Quantity(qualifier="statement"), "no number given", "no number given"),
    ],
)
def test_an_amount_is_said_with_its_qualifier(amount, words, label):
    assert (amount.words(), amount.label()) == (words, label)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": 5, "qualifier": "roughly"}, "unknown qualifier"),
        ({"value": 5, "low": 1, "high": 9, "qualifier": "range"}, "range has no value"),
        ({"low": 5, "high": 9, "qualifier": "more-than"}, "more-than has no high"),
        ({"qualifier": "about"}, "about needs value"),
        ({"low": 9, "high": 5, "qualifier": "range"}, "must not fall"),
        ({"low": 1, "value": 9, "high": 5}, "must not fall"),
    ],
)
def test_numbers_that_do_not_fit_the_qualifier_are_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        Quantity(**fields)


def test_a_row_with_cells_not_given_is_the_same_amount():
    row = {"low": math.nan, "value": 12.0, "high": math.nan, "qualifier": "exact", "unit": "posts"}
    assert Quantity.of(row) == Quantity(value=12, unit="posts")


@pytest.mark.parametrize(
    ("amount", "least", "most"),
    [
        (Quantity(low=10, qualifier="more-than"), 10, math.inf),
        (Quantity(high=10, qualifier="up-to"), 0, 10),
        (Quantity(value=10, qualifier="about"), 10, 10),
        (Quantity(low=8, value=10, high=11), 8, 11),
    ],
)
def test_an_open_end_stays_open(amount, least, most):
    assert (amount.least, amount.most) == (least, most)


PEOPLE = Quantity(value=25_955_138, qualifier="estimated")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Quantity(value=1_140_000, qualifier="about"), "about 43.9"),
        (
            Quantity(value=2_000_000, qualifier="about"),
            "about 77",
        ),  # a round number is meant to two digits
        (
            Quantity(value=1_304_720),
            "about 50.27",
        ),  # a count over an estimate is no count, and has four digits
        (Quantity(low=1_000_000, qualifier="more-than"), "more than 38"),
        (Quantity(high=1_300_000, qualifier="up-to"), "up to 51"),
        (Quantity(low=1e6, high=1.2e6, qualifier="range"), "38 to 47"),
    ],
)
def test_per_head_keeps_the_bounds_and_no_digit_too_many(amount, words):
    assert amount.per(PEOPLE).words() == words


def test_a_rate_is_exact_where_two_counts_divide_without_a_rest():
    people = Quantity(value=400_000)
    assert Quantity(value=1_200).per(people).words() == "3"
    assert Quantity(value=1_200).per(Quantity(value=410_000)).words() == "about 2.9"
    assert Quantity(value=1_200, qualifier="about").per(people).words() == "about 3"


def test_bounds_of_the_base_become_bounds_of_the_rate():
    base = Quantity(low=90, value=100, high=120, qualifier="about")
    rate = Quantity(value=1.5, qualifier="about").per(base, each=100)
    assert (rate.least, rate.value, rate.most) == pytest.approx((1.25, 1.5, 1.6667), abs=1e-3)


@pytest.mark.parametrize(
    "base",
    [
        Quantity(value=0),
        Quantity(high=100, qualifier="up-to"),
        Quantity(low=100, qualifier="more-than"),
        Quantity(qualifier="statement"),
    ],
)
def test_a_base_that_may_be_zero_or_endless_is_refused(base):
    with pytest.raises(ValueError, match="cannot divide"):
        Quantity(value=5).per(base)


numbers = st.integers(min_value=1, max_value=2 * 10**9)


@given(
    st.lists(numbers, min_size=2, max_size=2).map(sorted),
    st.lists(numbers, min_size=2, max_size=2).map(sorted),
    st.data(),
)
def test_the_true_rate_lies_within_the_rate(top, bottom, data):
    rate = Quantity(low=top[0], high=top[1], qualifier="range").per(
        Quantity(low=bottom[0], high=bottom[1], qualifier="range"), each=1
    )
    a = data.draw(st.integers(*top))
    b = data.draw(st.integers(*bottom))
    shown = rate.as_printed()
    assert shown.low <= a / b * (1 + 1e-9)
    assert shown.high >= a / b * (1 - 1e-9)


@given(numbers)
def test_in_a_sentence_a_number_loses_no_digit_and_beside_a_bar_none_of_the_first_four(number):
    def read(text: str) -> float:
        for word, size in {" billion": 10**9, " million": 10**6, "B": 10**9, "M": 10**6}.items():
            if text.endswith(word):
                return round(float(text.removesuffix(word)) * size)
        return float(text.replace(",", ""))

    assert read(spoken(number)) == number
    assert read(compact(number)) == pytest.approx(number, rel=5e-4)


@pytest.mark.parametrize(
    ("number", "digits"), [(0, 1), (600_000, 1), (1_150_628, 7), (43.9, 3), (0.04, 1)]
)
def test_trailing_zeros_of_a_whole_number_claim_no_precision(number, digits):
    assert significant_digits(number) == digits


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9e-08, "0.00000009"),
        (0.04, "0.04"),
        (1.5, "1.5"),
        (1_234_567_890_123, "1,234,567,890,123"),
    ],
)
def test_no_number_is_printed_with_an_exponent(number, words):
    assert spoken(number) == words


def test_what_is_measured_is_said_with_its_unit():
    euros, percent = ("euro", "euros"), ("percent", "percent")
    said = [
        (Quantity(value=1, measured=euros), "1 euro"),
        (
            Quantity(low=5, value=6.4, high=7, qualifier="about", measured=percent),
            "about 6.4 percent (5 to 7)",
        ),
        (Quantity(low=0, high=1, qualifier="range", measured=euros), "0 to 1 euros"),
        (Quantity(qualifier="statement", measured=euros), "no number given"),
        (Quantity(value=1_500_000_000, measured=euros).as_printed(), "1.5 billion euros"),
    ]
    assert [one.words() for one, _ in said] == [words for _, words in said]
    assert said[0][0].many("aid") == "1 euro for aid"
    assert Quantity(value=1).many("bed") == "1 bed"


def test_a_loss_per_head_is_worst_where_the_fewest_share_it():
    people = Quantity(low=2, high=4, qualifier="range")
    rate = Quantity(low=-20, high=-10, qualifier="range").per(people, each=1)
    assert (rate.low, rate.high) == (-10, -2.5)


def test_what_lies_below_nothing_altogether_has_no_least():
    assert Quantity(high=-0.5, qualifier="up-to").least == -math.inf
    assert Quantity(high=0, qualifier="up-to").least == 0
    assert NO_NUMBER.stated == 0


@pytest.mark.parametrize(
    ("number", "short", "long"),
    [(999_999, "999,999", "999,999"), (1e6, "1M", "1 million"), (1_234_500, "1.235M", "1,234,500"),
     (999_900_000, "999.9M", "999.9 million"), (1e9, "1B", "1 billion"), (1e12, "1T", "1 trillion"),
     (999e9, "999B", "999 billion"), (-1e6, "−1M", "minus 1 million"), (0, "0", "0")],
)  # fmt: skip
def test_a_million_is_the_first_number_that_is_said_in_a_word(number, short, long):
    assert (compact(number), spoken(number)) == (short, long)


def test_a_count_by_a_count_is_exact_however_its_ends_are_written():
    one = Quantity(low=5, value=5.0, high=5.0)
    assert one.per(Quantity(value=1000)).qualifier == "exact"
    assert one.per(Quantity(value=1000, qualifier="about")).qualifier == "about"
    assert Quantity(value=5, qualifier="about").per(Quantity(value=1000)).qualifier == "about"
    assert Quantity(value=1).per(Quantity(value=3000)).qualifier == "about"  # 0.3333
    assert Quantity(value=0).per(Quantity(value=1000)).words() == "0"
    assert (
        Quantity(low=-20, high=10, qualifier="range")
        .per(Quantity(low=10, high=20, qualifier="range"), each=1)
        .words()
        == "minus 2 to 1"
    )


def test_a_value_with_one_bound_is_said_with_that_one():
    assert Quantity(low=4, value=5, qualifier="about").words() == "about 5 (at least 4)"
    assert Quantity(value=5, high=6, qualifier="about").words() == "about 5 (at most 6)"

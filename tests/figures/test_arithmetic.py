"""Ratios, shares and differences: what division and subtraction do to bounds and to words."""

import math
import re

import pytest
from headcount.figures.arithmetic import Result, agree, difference, has_ratio, ratio, share
from headcount.figures.quantity import Quantity, significant_digits
from hypothesis import given
from hypothesis import strategies as st


def about(value):
    return Quantity(value=value, qualifier="about")


def more_than(low):
    return Quantity(low=low, qualifier="more-than")


def up_to(high):
    return Quantity(high=high, qualifier="up-to")


def between(low, high):
    return Quantity(low=low, high=high, qualifier="range")


def nearly(value):
    return Quantity(value=value, high=value, qualifier="nearly")


CLAIM = Quantity(value=100_000)


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (CLAIM, nearly(1_300_000), "about 8%, or 1 in 13, of"),
        (CLAIM, about(1_140_000), "about 9%, or 1 in 11, of"),
        (CLAIM, up_to(702_373), "at least 14% of"),
        (CLAIM, between(702_373, 1_280_000), "between 7% and 15% of"),
        (up_to(100_000), about(1_280_000), "at most 8% of"),
        (about(600), more_than(6_000), "less than 10% of"),
        (more_than(1_000), about(150), "more than 6.6 times as many as"),
        (about(7_620_000), Quantity(value=600_000), "about 13 times as many as"),
        (Quantity(value=12), Quantity(value=16), "75% of"),
        (Quantity(value=5), Quantity(value=5), "equal to"),
        (about(101), about(100), "about equal to"),
        (Quantity(value=999), Quantity(value=1000), "about equal to"),
        (Quantity(value=994), Quantity(value=1000), "about 99% of"),
        (Quantity(low=0, qualifier="at-least"), Quantity(value=237), ""),
        (Quantity(value=42_000), Quantity(value=40_800), "about 3% more than"),
        (Quantity(value=42_000), Quantity(value=41_600), "about equal to"),
        (Quantity(value=1), Quantity(value=4), "25%, or 1 in 4, of"),
        (about(3), about(1_000), "about 0.3%, or 1 in 330, of"),
        (about(3), about(10_000_000), "about 1 in 3.3 million of"),
        (up_to(3), about(10_000_000), "less than 0.01% of"),
        (more_than(3), about(10_000_000), ""),
        (Quantity(low=8, value=10, high=11), about(100), "about 10% (between 8% and 11%), or"),
        (more_than(16_000), Quantity(low=300, qualifier="at-least"), ""),
        (Quantity(low=4_000, qualifier="at-least"), up_to(4_000), ""),
        (Quantity(value=10), Quantity(value=5), "twice as many as"),
        (about(21), about(10), "about 2.1 times as many as"),
        (Quantity(low=97, qualifier="at-least"), Quantity(value=100), "at least 97% of"),
        (Quantity(low=107, qualifier="at-least"), Quantity(value=100), "at least 7% more than"),
        (more_than(109), Quantity(value=100), "at least 9% more than"),
        (more_than(111), Quantity(value=100), "more than 1.1 times as many as"),
        (up_to(107), Quantity(value=100), "at most 1.1 times as many as"),
        (Quantity(value=995), Quantity(value=1000), "about equal to"),
        (Quantity(value=106), Quantity(value=100), "about 1.1 times as many as"),
        (Quantity(value=48_200), Quantity(value=45_900), "about 5% more than"),
        (Quantity(value=212_000), Quantity(value=198_000), "about 7% more than"),
        (about(51_000), Quantity(value=47_100), "about 1.1 times as many as"),
        (Quantity(value=1), Quantity(value=3), "about 33%, or 1 in 3, of"),
        (Quantity(value=1), Quantity(value=10_000), "0.01%, or 1 in 10,000, of"),
    ],
)
def test_a_ratio_is_said_as_a_newsroom_would(a, b, words):
    assert ratio(a, b).words().startswith(words)


@pytest.mark.parametrize("low", [98.5, 100, 104])
def test_a_bound_beside_its_equal_says_nothing(low):
    bound = Quantity(low=low, qualifier="at-least")
    assert ratio(bound, Quantity(value=100)).words() == ""


@pytest.mark.parametrize(
    ("part", "said"),
    [(0, "0%"), (0.5, "0.5%"), (0.94, "about 0.9%"), (1.24, "about 1.2%"), (2.6, "about 3%"),
     (99.2, "about 99%"), (100, "100%"), (150, "150%"), (223.4, "about 220%")],
)  # fmt: skip
def test_a_share_in_percent_has_as_many_digits_as_help(part, said):
    assert ratio(Quantity(value=part), Quantity(value=100)).percent() == said


@pytest.mark.parametrize(
    ("whole", "said"), [(850, "about 1 in 8"), (750, ""), (299, ""), (300, "1 in 3")]
)
def test_one_in_so_many_stands_no_further_than_six_percent_off(whole, said):
    assert ratio(Quantity(value=100), Quantity(value=whole)).one_in() == said


@pytest.mark.parametrize(
    ("one", "other", "can_both_be_true"),
    [
        (CLAIM, Quantity(value=110_000), True),  # from 105,000, as 100,000 is to there
        (CLAIM, Quantity(value=111_000), False),
        (CLAIM, Quantity(value=95_000), True),
        (CLAIM, Quantity(value=94_000), False),
        (up_to(100), Quantity(value=105), True),
        (up_to(100), Quantity(value=107), False),
        (up_to(100), Quantity(value=1), True),
        (Quantity(value=0.5), Quantity(value=0.5), True),
        (Quantity(value=6.4), Quantity(value=6.5), True),
        (Quantity(value=6.4), Quantity(value=6.6), False),
        (Quantity(value=1), Quantity(value=2), False),
    ],
)
def test_amounts_agree_within_half_a_step_of_each(one, other, can_both_be_true):
    assert agree(one, other) is can_both_be_true is agree(other, one)
    assert ratio(one, other).apart is not can_both_be_true


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (more_than(10), Quantity(value=4), "more than 6 more"),
        (Quantity(low=10, qualifier="at-least"), Quantity(value=4), "at least 6 more"),
        (Quantity(value=4), Quantity(low=10, qualifier="at-least"), "at least 6 fewer"),
        (Quantity(value=10), up_to(4), "at least 6 more"),
        (up_to(4), Quantity(value=10), "at least 6 fewer"),
        (Quantity(value=1.5), Quantity(value=1), "0.5 more"),
        (Quantity(value=1), Quantity(value=1.5), "0.5 fewer"),
        (Quantity(value=6.4), Quantity(value=0), "6.4 more"),  # nothing is known to any digit
        (Quantity(value=0), Quantity(value=0), "0 fewer"),
        (about(1_280_000), about(1_140_000), "about 140,000 more"),
        (Quantity(value=350), Quantity(value=1_000), "about 700 fewer"),
        (about(600), more_than(6_000), "more than 5,400 fewer"),
        (CLAIM, between(500_000, 750_000), "between 400,000 and 650,000 fewer"),
        (about(1_280_000), Quantity(value=702_373), "about 580,000 more"),
        (CLAIM, nearly(1_300_000), "about 1.2 million fewer"),
        (between(90, 110), about(100), "more or fewer: the bounds allow both"),
        (more_than(10), more_than(10), "an unknown number more or fewer"),
    ],
)
def test_a_difference_is_said_with_its_direction(a, b, words):
    assert difference(a, b).words() == words


def test_an_open_end_stays_open():
    assert ratio(more_than(10), about(5)).high is None
    assert ratio(about(10), more_than(5)).low is None
    assert ratio(about(10), up_to(5)).high is None
    assert ratio(up_to(10), about(5)).low is None
    assert ratio(about(10), nearly(5)).high is None
    assert ratio(nearly(10), about(5)).low is None


@pytest.mark.parametrize(
    ("reckon", "a", "b"),
    [
        (ratio, Quantity(qualifier="statement"), about(5)),
        (difference, about(5), Quantity(qualifier="statement")),
        (ratio, about(5), Quantity(value=0)),
        (share, about(50), about(5)),
    ],
)
def test_what_cannot_be_reckoned_is_refused(reckon, a, b):
    with pytest.raises(ValueError, match=r"cannot|not part"):
        reckon(a, b)


numbers = st.integers(min_value=1, max_value=2 * 10**9)


@st.composite
def amounts(draw):
    """Draw an amount of any qualifier, and a number that it allows."""
    low, value, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    qualifier = draw(
        st.sampled_from(["exact", "about", "around", "range", "more-than", "at-least", "up-to"])
    )
    if qualifier in ("exact", "about"):
        return Quantity(value=value, qualifier=qualifier), value
    if qualifier == "around":
        amount = Quantity(low=low, value=value, high=high, qualifier="about")
        return amount, draw(st.integers(low, high))
    if qualifier == "range":
        return between(low, high), draw(st.integers(low, high))
    if qualifier == "up-to":
        return up_to(high), draw(st.integers(0, high))
    return Quantity(low=low, qualifier=qualifier), draw(st.integers(low, 10**10))


@given(amounts(), amounts())
def test_the_true_result_lies_within_the_result(one, other):
    (a, x), (b, y) = one, other
    found, less = ratio(a, b), difference(a, b)
    if y:
        assert found.low is None or found.low <= x / y * (1 + 1e-9)
        assert found.high is None or found.high >= x / y * (1 - 1e-9)
    assert less.low is None or less.low <= x - y
    assert less.high is None or less.high >= x - y


def read(number):
    """Read a printed number back: its size, and how many digits it claims."""
    digits, _, word = number.partition(" ")
    size = {"million": 1e6, "billion": 1e9, "": 1}[word]
    value = float(digits.replace(",", "").rstrip("%"))
    return value * size, significant_digits(value)


PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?(?: million| billion|%)?")


@given(amounts(), amounts())
def test_printed_bounds_hold_the_true_result(one, other):
    (a, x), (b, y) = one, other
    found = ratio(a, b)
    if not y or found.value is not None or found.is_open:
        return
    text = found.percent()
    ends = [read(number)[0] / 100 for number in PRINTED.findall(text)]
    low = ends[0] if found.low is not None else 0
    high = ends[-1] if found.high is not None else math.inf
    assert low * (1 - 1e-9) <= x / y <= high * (1 + 1e-9), text


@given(amounts(), amounts())
def test_nothing_printed_is_more_precise_than_the_least_precise_input(one, other):
    (a, _), (b, _) = one, other
    # a round number counts as meant to two digits, which is all that a newsroom prints
    allowed = max(2, min(a.precision, b.precision))
    found = ratio(a, b)
    for text in (found.words(), found.percent(), found.times()):
        for number in PRINTED.findall(text):
            assert read(number)[1] <= min(allowed, 2), text


@given(amounts(), amounts())
def test_no_sentence_states_a_bound_as_a_point(one, other):
    (a, _), (b, _) = one, other
    for text in (ratio(a, b).words(), difference(a, b).words()):
        if a.value is None or b.value is None:
            assert re.match(
                r"(at least|at most|more than|less than|between|an unknown|more or|about equal|$)",
                text,
            ), text
        elif a.qualifier == "about" or b.qualifier == "about":
            assert text.startswith(("about ", "more or fewer")), text


@given(amounts(), amounts())
def test_a_difference_is_printed_no_finer_than_its_coarser_amount(one, other):
    (a, _), (b, _) = one, other
    less = difference(a, b)
    coarser = max(less.grain, 1)
    for number in PRINTED.findall(less.words()):
        value = read(number)[0]
        assert abs(value / coarser - round(value / coarser)) < 1e-6, less.words()


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (Quantity(value=1_100), Quantity(value=11_000), "1 in 10"),
        (Quantity(value=1_001), Quantity(value=11_400), "about 1 in 11"),
        (Quantity(value=1_100, qualifier="about"), Quantity(value=11_000), "about 1 in 10"),
    ],
)
def test_one_in_so_many_is_about_so_unless_it_is_exactly_so(one, other, words):
    assert ratio(one, other).one_in() == words


@pytest.mark.parametrize(
    ("part", "said"),
    [(10, "1%, or 1 in 100, of"), (11, "1.1%, or about 1 in 91, of"), (20, "2%, or 1 in 50, of")],
)
def test_a_percent_or_two_is_said_to_a_tenth(part, said):
    assert ratio(Quantity(value=part), Quantity(value=1_000)).words() == said


def test_so_many_of_the_one_come_to_so_many_of_the_other():
    assert ratio(Quantity(value=15), Quantity(value=1_000)).scaled(100) == "1.5"
    assert ratio(about(15), Quantity(value=1_000)).scaled(1_000) == "about 15"


@pytest.mark.parametrize(
    ("one", "other", "can_both_be_true"),
    [
        (between(10_000, 12_000), Quantity(value=12_400), True),  # 12,000 is 11,500 to 12,500
        (between(10_000, 12_000), Quantity(value=12_600), False),  # and 12,600 from 12,550
        (between(10_000, 12_000), Quantity(value=13_000), True),
        (between(10_000, 12_000), Quantity(value=13_100), False),
        (between(10_000, 12_000), Quantity(value=9_000), False),
    ],
)
def test_what_a_range_can_mean_is_rounded_at_both_ends(one, other, can_both_be_true):
    assert agree(one, other) is can_both_be_true


def test_a_result_is_not_exact_until_it_is_known_to_be():
    found = Result(None, 1.0, None)
    assert not any((found.exact, found.apart, found.strict_low, found.strict_high))
    assert not ratio(Quantity(low=4, value=5, high=6), Quantity(value=10)).exact
    assert ratio(Quantity(low=5, value=5.0, high=5), Quantity(value=10)).exact
    assert ratio(up_to(100.4), Quantity(value=100)).percent() == "at most 110%"


def test_a_part_may_be_the_whole_and_no_more():
    assert share(Quantity(value=5), Quantity(value=5)).percent() == "100%"
    with pytest.raises(ValueError, match="6 is not part of 5"):
        share(Quantity(value=6), Quantity(value=5))


def test_up_to_a_number_may_be_nothing_or_less_and_nothing_agrees_with_itself():
    assert agree(up_to(5), Quantity(value=-10))
    assert agree(Quantity(value=0), Quantity(value=0))
    assert not agree(Quantity(value=0), Quantity(value=1))


@pytest.mark.parametrize(
    ("one", "other", "has"),
    [(5, 4, True), (0, 4, True), (-0.5, 4, False), (5, -0.5, False), (5, 0, False), (5, 0.5, True)],
)
def test_only_of_what_is_not_below_nothing_is_there_a_ratio(one, other, has):
    assert has_ratio(Quantity(value=one), Quantity(value=other)) is has

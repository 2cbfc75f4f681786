"""Dates as reports give them."""

from __future__ import annotations

from datetime import date

import pytest
from headcount.figures.dates import DateError, on, parse, unsaid, words
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "22", "0000", "2022-13", "2022-00", "2022-2", "2022-02-30", "2023-02-29",
        "2022-08-00", "2022-08-32",
        "2022-08-4", "20220804", "2022/08/04", "04.08.2022", "4 Aug. 2022", "August 2022",
        "~2022", "2022~?", "2022-08-04T10:00", "../..", "/", "2022-08/2022-07", "2021/2020?",
        "198X", "2022-21", "2022\n", "٢٠٢٢", "1975-1980", "2022/2023/2024",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_mend(text):
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.wrong
    assert caught.value.right.startswith("write ")


def test_a_refused_text_is_quoted_to_its_fortieth_character():
    for text, quoted in (("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")):
        with pytest.raises(DateError, match=f'^"{quoted}" is not a date'):
            parse(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "sure"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), True),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), True),
        ("2022-08-04", date(2022, 8, 4), date(2022, 8, 4), True),
        ("2024-10~", date(2024, 10, 1), date(2024, 10, 31), False),
        ("2017?", date(2017, 1, 1), date(2017, 12, 31), False),
        ("2019/2021", date(2019, 1, 1), date(2021, 12, 31), True),
        ("2024-10/2025-01-15%", date(2024, 10, 1), date(2025, 1, 15), False),
        ("2022/..", date(2022, 1, 1), date.max, True),
        ("/2022-02", date.min, date(2022, 2, 28), True),
        ("2022/2022-08", date(2022, 1, 1), date(2022, 8, 31), True),
    ],
)
def test_the_days_a_date_can_mean(text, earliest, latest, sure):
    span = parse(text)
    assert (span.earliest, span.latest, span.sure) == (earliest, latest, sure)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022", "2022"),
        ("2022-08", "August 2022"),
        ("2022-08-04", "Aug. 4, 2022"),
        ("2022-05-31", "May 31, 2022"),
        ("2022-09-01", "Sept. 1, 2022"),
        ("2017~", "about 2017"),
        ("2017?", "possibly 2017"),
        ("2024-10-01%", "possibly about Oct. 1, 2024"),
        ("2019/2021", "2019 to 2021"),
        ("2024-10/2024-12", "October to December 2024"),
        ("2024-10/2025-01", "October 2024 to January 2025"),
        ("2024-10-29/2024-10-31", "Oct. 29 to 31, 2024"),
        ("2024-10-29/2024-11-04", "Oct. 29 to Nov. 4, 2024"),
        ("2024-12-29/2025-01", "Dec. 29, 2024, to January 2025"),
        ("2024-12/2025-01-04", "December 2024 to Jan. 4, 2025"),
        ("2024-12-29/2025-01-04", "Dec. 29, 2024, to Jan. 4, 2025"),
        ("2024-10/2024", "October 2024 to 2024"),
        ("2024/2024-11", "2024 to November 2024"),
        ("2024-10/2024-12-04", "October 2024 to Dec. 4, 2024"),
        ("2024-10~/2024-12", "about October to December 2024"),
        ("2022/..", "since 2022"),
        ("../2022-08", "until August 2022"),
        ("2022/2022", "2022"),
        ("", ""),
    ],
)
def test_dates_in_words(text, said):
    assert words(text) == said


@settings(max_examples=200)
@given(st.text("0123456789-/~?%. ", max_size=22))
def test_any_text_is_a_date_or_says_why_not(text):
    try:
        span = parse(text)
    except DateError:
        return
    assert span.earliest <= span.latest
    assert words(text)


@pytest.mark.parametrize(
    ("text", "title", "left"),
    [
        ("2025-06-17", "Ukrainska Pravda, June 17, 2025", ""),
        ("2022-08", "Kyiv Post (August 2022)", ""),
        ("2024-10/2024-12", "KBS, October to December 2024", ""),
        ("2021", "IISS Military Balance 2021", ""),
        ("2022", "Kyiv Post, Aug. 12, 2022", "2022"),
        ("2022-08", "Kyiv Post, Aug. 12, 2022", "August 2022"),
        ("2022-08-02", "Kyiv Post, Aug. 12, 2022", "Aug. 2, 2022"),
        ("2017?", "Global Firepower, about 2017", "possibly 2017"),
        ("2017", "Global Firepower, about 2017", "2017"),
        ("2024-12", "KBS, October to December 2024", "December 2024"),
        ("2021", "", "2021"),
    ],
)
def test_only_the_very_date_that_a_title_ends_with_is_left_unsaid(text, title, left):
    assert unsaid(text, title) == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-08-11", " on Aug. 11, 2022"),
        ("2022-08", " in August 2022"),
        ("2022", " in 2022"),
        ("2022/2024", ", 2022 to 2024"),
    ],
)
def test_a_day_is_on_and_a_month_in(text, said):
    assert on(text) == said

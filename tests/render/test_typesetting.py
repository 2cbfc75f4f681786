"""Text measured without a browser is as wide as a browser draws it."""

import pytest
from headcount.render.typesetting import FONT_STACK, measure, wrap, wrap_evenly, wrap_full
from hypothesis import given
from hypothesis import strategies as st

TEXTS = [
    "North Korea’s 1.14 million, “fourth” – says the CIA",
    "Saint Vincent and the Grenadines, 550,000 to 600,000",
    "Тихоокеанский флот, Ελλάδα, Łódź, Türkiye",
    "WWWWiiiillll....",
]


@pytest.mark.browser
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_as_wide_as_chromium_draws_it(page, text, bold):
    drawn = page.evaluate(
        """([text, font]) => {
            const context = document.createElement('canvas').getContext('2d');
            context.font = font;
            return context.measureText(text).width;
        }""",
        [text, f"{'bold ' if bold else ''}20px {FONT_STACK}"],
    )
    # the browser kerns ("To" is drawn closer than two letters apart); a line is never wider
    assert drawn <= measure(text, 20, bold=bold) + 0.5
    assert drawn >= measure(text, 20, bold=bold) * 0.97


def test_unknown_wide_letters_are_given_a_full_em():
    assert measure("조선인민군", 20) == 100


def test_combining_marks_take_no_room():
    assert measure("e\u0301", 20) == measure("e", 20)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120
    ),
    st.floats(min_value=20, max_value=400),
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room):
    lines = wrap(text, room, 12)
    assert all(measure(line, 12) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_number_and_its_scale_stay_on_one_line():
    lines = wrap(
        "By the page it is fourth at 1.14 million",
        measure("By the page it is fourth at 1.14", 14) + 4,
        14,
    )
    assert lines == ["By the page it is fourth at", "1.14 million"]


@pytest.mark.parametrize("month", ["Aug.", "Sept.", "March", "May", "July"])
def test_a_month_and_its_day_stay_on_one_line(month):
    lines = wrap(f"Called fake on {month} 11", measure(f"Called fake on {month}", 14) + 4, 14)
    assert lines == ["Called fake on", f"{month} 11"]


@given(st.lists(st.text("abc.1", min_size=1, max_size=9)), st.floats(min_value=20, max_value=400))
def test_no_word_is_alone_on_the_last_line_where_two_fit(words, room):
    text = " ".join(words)
    lines = wrap_full(text, room, 12)
    assert " ".join(lines).split() == " ".join(wrap(text, room, 12)).split()
    assert len(lines) == len(wrap(text, room, 12))
    assert all(measure(line, 12) <= room or len(line) == 1 for line in lines)
    if len(lines) > 1 and " " not in lines[-1] and " " in lines[-2]:
        down = lines[-2].rpartition(" ")[2]
        assert measure(f"{down} {lines[-1]}", 12) > room


@given(st.lists(st.text("abC.1", min_size=1, max_size=9)), st.floats(min_value=20, max_value=400))
def test_even_lines_are_as_few_and_as_narrow_as_full_ones(words, room):
    text = " ".join(words)
    lines = wrap_evenly(text, room, 12)
    assert " ".join(lines).split() == " ".join(wrap(text, room, 12)).split()
    assert len(lines) == len(wrap(text, room, 12))
    assert all(measure(line, 12) <= room or len(line) == 1 for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Russia recorded 13,221 entries from North Korea",
            "in 2024, up from 223 in 2022, reports say",
        ],
        ["From a claim of 100,000 volunteers", "to a memorial with at least 412 burial spaces"],
        ["South Korea raises estimate of North Korean", "soldiers killed to about 2,000"],
    ],
)
def test_a_headline_breaks_as_a_desk_breaks_it(lines):
    """Between the parts of a sentence, not in a name nor behind "to a"."""
    assert wrap_evenly(" ".join(lines), 568, 22, bold=True) == lines


@pytest.mark.parametrize("held", ["May 29, 2018", "Nov. 17, 2024", "2024 to 2025", "January 2024"])
def test_a_date_is_never_broken(held):
    text = f"The Moscow Times of {held} has it"
    for width in range(110, 320, 5):
        assert any(held in line for line in wrap(text, width, 13)), width


def test_a_date_too_long_for_its_line_breaks_at_its_spaces_and_never_in_its_year():
    assert wrap("possibly Nov. 17, 2024", 70, 12) == ["possibly", "Nov. 17,", "2024"]

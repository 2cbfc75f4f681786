"""Nothing is cut and nothing overlaps, whatever the words and the width."""

import pandas as pd
import pytest
from headcount.caveats import Note
from headcount.charts.rank import marks
from headcount.charts.rank.selection import Selection
from headcount.charts.ranked import Bearing
from headcount.figures.names import Names
from headcount.figures.quantity import Quantity
from headcount.render.layout import ChartWords, lay_out
from headcount.render.scene import Plot
from headcount.render.typesetting import plain

from tests.drawn import draw

WIDTHS = (320, 375, 600, 1200)
LONG = (
    "A caveat of three hundred characters, which goes on about what was counted and by whom, " * 4
)
SOURCES = "Sources: " + "; ".join(f"The Register of {i}, Jan. {i}, 2022" for i in range(1, 31))
HOSTILE = '<script>alert("1")</script> <b>R&D</b> $x^2$ =HYPERLINK("http://127.0.0.1")'


def note(number, text):
    return Note(number, text, text, ("f0",), f"rule-{number}")


def words(*notes, headline="A headline", deck="A deck.", source="Source: A register"):
    return ChartWords(headline, deck, tuple(notes), source, "Chart: A newsroom")


def rows(names, amounts, statuses=("estimated",), notes=((),)):
    count = len(names)
    return pd.DataFrame(
        {
            "figure_id": [f"f{i}" for i in range(count)],
            "name": names,
            "amount": [amounts[i % len(amounts)] for i in range(count)],
            "status": [statuses[i % len(statuses)] for i in range(count)],
            "note_numbers": [notes[i % len(notes)] for i in range(count)],
        }
    )


def drawn(chosen, width, *focus):
    """Draw the marks of a rank of these rows."""
    records = tuple(chosen.to_dict("records"))
    alone = Bearing(Names("", "", "", "", {}), len(chosen))
    one = Selection(
        records=records, ranked=len(chosen), measure="", rule="", focus=focus, bearing=alone
    )
    return marks.draw(one, width)


AMOUNTS = [
    Quantity(value=2_000_000, qualifier="about"),
    Quantity(low=1_000_000, high=1_300_000, qualifier="range"),
    Quantity(low=900_000, qualifier="more-than"),
    Quantity(high=850_000, qualifier="up-to"),
    Quantity(low=700_000, value=750_000, high=790_000, qualifier="estimated"),
    Quantity(value=1),
]
STATUSES = ("claimed", "estimated", "confirmed")

CASES = {
    "short": (rows(["North", "South"], AMOUNTS), words()),
    "one row": (rows(["North"], AMOUNTS), words(note(None, LONG))),
    "forty rows, every row noted": (
        rows([f"Country {i}" for i in range(40)], AMOUNTS, STATUSES, [(1,), (2, 3), (1, 2, 3, 12)]),
        words(*[note(i, f"Note {i}. {LONG}") for i in range(1, 13)]),
    ),
    "long names": (
        rows(
            ["The United Kingdom of Great Britain and Northern Ireland, whole", "Chad"],
            AMOUNTS,
            STATUSES,
            [(1,), ()],
        ),
        words(note(1, "A note."), headline=LONG, deck=LONG, source=f"Source: {LONG}"),
    ),
    "many sources": (
        rows(["North", "South"], AMOUNTS),
        words(*[note(i, "A note.") for i in range(5)], source=SOURCES),
    ),
    "a name without spaces": (rows(["W" * 60, "Chad"], AMOUNTS), words(headline="W" * 90)),
    "Korean and Cyrillic": (
        rows(["조선민주주의인민공화국", "Российская Федерация"], AMOUNTS, STATUSES),
        words(
            note(1, "국방백서에 따르면 상비군은 128만여 명이다. " * 4),
            headline="북한군은 몇 명인가",
        ),
    ),
    "markup": (
        rows([HOSTILE, "Chad"], AMOUNTS),
        words(note(1, HOSTILE), headline=HOSTILE, deck=HOSTILE),
    ),
    "nothing above zero": (rows(["None", "Nil"], [Quantity(value=0)]), words()),
    "numbers of many digits": (
        rows(
            ["A", "B"],
            [Quantity(low=1_234_567, value=1_436_547, high=1_999_999, qualifier="estimated")],
        ),
        words(),
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_every_text_is_inside_the_picture_and_touches_no_other(sheet, case, width):
    chosen, around = CASES[case]
    drawing = draw(sheet, lay_out(drawn(chosen, width, "f0"), around, width))
    assert drawing.width == width
    assert drawing.cut() == []
    assert drawing.collisions() == []


@pytest.mark.browser
def test_markup_in_a_label_is_printed_as_it_stands(sheet):
    chosen, around = CASES["markup"]
    drawing = draw(sheet, lay_out(drawn(chosen, 1200), around, 1200))
    assert HOSTILE in [box.text for box in drawing.texts]
    assert sheet.locator("svg :is(script, a, b, img)").count() == 0


@pytest.mark.browser
def test_the_words_take_the_room_that_was_reckoned_for_them(sheet):
    """The figure's height is set before it is drawn: the last line must end just inside it."""
    chosen, around = CASES["forty rows, every row noted"]
    drawing = draw(sheet, lay_out(drawn(chosen, 600), around, 600))
    lowest = max(box.bottom for box in drawing.texts)
    assert drawing.height - 30 < lowest <= drawing.height


@pytest.mark.parametrize(("width", "columns"), [(600, 1), (1200, 2)])
def test_many_sources_stand_in_two_columns_where_there_is_room_and_none_is_torn(width, columns):
    drawing = lay_out(drawn(CASES["many sources"][0], width), CASES["many sources"][1], width)
    texts = [one for one in drawing.words if "The Register" in one.words]
    said = [one.words.replace("\n", " ") for one in texts]
    assert len(texts) == columns
    assert " ".join(text.strip() for text in said) == SOURCES
    assert all(text.startswith("The Register") for text in said[1:])
    assert len({one.y for one in texts}) == 1


def test_a_figure_without_a_source_is_refused():
    with pytest.raises(ValueError, match="without a source"):
        lay_out(Plot(1), words(source=""), 600)


def test_a_width_that_no_line_fits_is_refused():
    with pytest.raises(ValueError, match="at least 280"):
        lay_out(Plot(1), words(), 200)


def test_every_word_around_the_marks_is_in_the_scene():
    scene = lay_out(drawn(rows(["A"], AMOUNTS), 600), words(note(1, "Why.")), 600)
    said = [one.words for one in scene.words]
    assert said == ["A headline", "A deck.", "1", "Why.", "Source: A register", "Chart: A newsroom"]


def test_plain_leaves_ordinary_text_alone():
    assert plain("1.14 million – “fourth”") == "1.14 million – “fourth”"

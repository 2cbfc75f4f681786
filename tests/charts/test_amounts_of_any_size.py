"""Amounts that the bundle has none of: trillions, losses, and figures of the year 476."""

import re
from dataclasses import replace

import pytest
from headcount.charts import FORMS, charts_file
from headcount.charts.chart import make_chart
from headcount.core.errors import NothingFits
from headcount.desk.compare import compare
from headcount.figures.quantity import Quantity, compact, spoken
from headcount.figures.ranking import places

from tests.caveats.crowds import POLICE, crowd, package

EXPONENT = re.compile(r"\d[eE][+-]?\d")


@pytest.mark.parametrize(
    ("number", "long", "short"),
    [
        (1_500_000_000, "1.5 billion", "1.5B"),
        (999_950_000_000, "999,950,000,000", "1T"),
        (1_500_000_000_000, "1.5 trillion", "1.5T"),
        (31_400_000_000_000, "31.4 trillion", "31.4T"),
        (12_345_678_901_234, "12,345,678,901,234", "12.35T"),
        (2_000_000_000_000_000, "2,000 trillion", "2,000T"),
        (3.14e19, "31,400,000 trillion", "31,400,000T"),
        (-5, "minus 5", "−5"),
        (-0.4, "minus 0.4", "−0.4"),
        (-1_140_000, "minus 1.14 million", "−1.14M"),
        (-1_304_720, "minus 1,304,720", "−1.305M"),
        (0, "0", "0"),
    ],
)
def test_a_number_of_any_size_is_said_in_words_that_a_desk_prints(number, long, short):
    assert (spoken(number), compact(number)) == (long, short)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Quantity(low=-5, high=-3, qualifier="range"), "minus 5 to minus 3"),
        (Quantity(low=-2, high=3, qualifier="range"), "minus 2 to 3"),
        (Quantity(value=-250_000, qualifier="about"), "about minus 250,000"),
        (Quantity(low=-7, value=-5, high=-4), "minus 5 (minus 7 to minus 4)"),
    ],
)
def test_a_negative_amount_is_said_with_its_bounds(amount, words):
    assert amount.words() == words


def test_what_lies_below_zero_altogether_has_no_lower_end():
    assert Quantity(high=-5, qualifier="up-to").least == float("-inf")
    assert Quantity(high=5, qualifier="up-to").least == 0


def test_a_rate_of_a_negative_range_keeps_its_ends_in_order():
    base = Quantity(low=90, value=100, high=120)
    rate = Quantity(low=-12, high=-9, qualifier="range").per(base, each=100)
    assert (rate.low, rate.high) == pytest.approx((-13.3333, -7.5), abs=1e-3)


def test_a_loss_is_ranked_below_every_gain():
    found = places([Quantity(value=-5), Quantity(value=3), Quantity(value=-1)])
    assert [place.best for place in found] == [3, 1, 2]


def chart(form, *rows):
    return make_chart(package(*rows), form=form, figures=[one["figure_id"] for one in rows])


def said(made):
    """Return every word of a chart."""
    return "\n".join([made.headline, made.deck, made.sentence, made.alt, *made.descriptions])


def written(made, width=680):
    """Return the texts at the marks of a picture."""
    return [
        "".join(run.words for line in one.lines for run in line)
        for one in made.drawing(width).labels
    ]


LOSSES = (
    crowd("a", -400, as_of="2021", qualifier="about"),
    crowd("b", 900, as_of="2022"),
    crowd("c", None, low=-1200, high=-300, qualifier="range", as_of="2023", source_id=POLICE),
    crowd("d", None, high=-100, qualifier="up-to", as_of="2024", source_id=POLICE),
)


@pytest.mark.parametrize("rows", [LOSSES, LOSSES[:1] + LOSSES[2:]], ids=["both", "losses alone"])
@pytest.mark.parametrize("form", ["spread", "history"])
@pytest.mark.parametrize("width", [680, 390])
def test_losses_stand_below_zero_and_inside_the_picture(form, rows, width):
    made = chart(form, *rows)
    scene = made.drawing(width)
    axis = scene.axis
    assert axis.first < -1200
    assert axis.last >= 0
    for row in rows:
        for number in filter(None, (row["low"], row["value"], row["high"])):
            at = axis.at(number)
            assert min(axis.start, axis.end) <= at <= max(axis.start, axis.end)
    low, high = made.figure(width).layout["yaxis" if form == "history" else "xaxis"].range
    assert low < -1200
    assert high >= max(0, *(row["value"] or 0 for row in rows))


FROM_ZERO = {name for name, one in FORMS.items() if one.starts_at_zero}


@pytest.mark.parametrize("form", sorted(FROM_ZERO))
def test_a_form_of_lengths_from_zero_refuses_what_lies_below(data, form):
    choice = next(one for one in charts_file.read(data).values() if one["form"] == form)
    drawn = make_chart(data, **choice).selection.by_id
    turned = dict.fromkeys(("low", "value", "high"))
    tables = {
        name: [
            row | turned | {"high": -400, "qualifier": "up-to"}
            if row.get("figure_id") in drawn and row.get("qualifier", "statement") != "statement"
            else row
            for row in rows
        ]
        for name, rows in data.tables.items()
    }
    with pytest.raises(NothingFits, match=r"is up to minus 400: .* draws lengths from zero"):
        make_chart(replace(data, tables=tables), **choice)


def test_no_ratio_is_printed_of_a_negative_amount():
    data = package(crowd("a", -400), crowd("b", 900, square="west"))
    for pair, height in ((("a", "b"), "lower"), (("b", "a"), "higher")):
        found = compare(data, *pair)
        assert found.ratio is None
        assert f"1,300 people {height} than" in found.sentence
        assert "minus 400" in found.sentence.lower()


@pytest.mark.parametrize("form", ["spread", "history"])
def test_trillions_are_drawn_and_said(form):
    made = chart(form, crowd("a", 31_400_000_000_000), crowd("b", 1_500_000_000_000, as_of="2025"))
    assert "31.4 trillion" in said(made)
    assert {"10T", "20T", "30T"} & set(written(made))
    assert not EXPONENT.search(said(made) + " ".join(written(made)))


@pytest.mark.parametrize(("year", "tick"), [("0476", "500"), ("0001", "1000")])
def test_a_history_since_antiquity_has_years_on_its_axis(year, tick):
    made = chart("history", crowd("a", 40_000, as_of=year), crowd("b", 2_800_000, as_of="2021"))
    assert {tick, "2000"} <= set(written(made, 390))
    assert f"A.D. {int(year)}" in said(made)
    assert made.figure().layout.xaxis.range[0] >= "0001-01-01"

"""Nothing is cut and nothing overlaps: every form, in every format, whatever the words."""

from __future__ import annotations

import pytest
from headcount.charts import FORMS, charts_file
from headcount.charts.chart import make_chart
from headcount.figures import package
from headcount.render.formats import FORMATS

from tests.drawn import draw
from tests.spoilt import HOSTILE, SPOILS, spoilt

CHARTS = charts_file.read(package.read())
NARROWEST = (320, None)
AS_IT_IS = next(iter(SPOILS))
SIZES = {(one.width, one.height) for one in FORMATS.values()} | {NARROWEST}


def form_of(chart: str) -> str:
    return CHARTS[chart].get("form", charts_file.DEFAULT)


FIRST = {form_of(chart): chart for chart in reversed(CHARTS)}.values()
"""A chart of each form."""


def cases(*, thorough: bool) -> list[tuple[str, str]]:
    """Try the first chart of each form with every spoil, the others as they are."""
    tried = {chart: SPOILS if thorough or chart in FIRST else [AS_IT_IS] for chart in CHARTS}
    return [(chart, spoil) for chart, spoils in tried.items() for spoil in spoils]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "spoil" in metafunc.fixturenames:
        thorough = metafunc.config.getoption("--hypothesis-profile") == "thorough"
        every = [
            pytest.param(*case, marks=[] if case[1] == AS_IT_IS else pytest.mark.slow)
            for case in cases(thorough=thorough)
        ]
        metafunc.parametrize(("chart", "spoil"), every)


def test_every_form_is_among_the_charts():
    assert {*map(form_of, CHARTS)} == set(FORMS)


@pytest.mark.browser
def test_every_text_is_inside_the_picture_and_touches_no_other(sheet, chart, spoil):
    shown = make_chart(spoilt(spoil), name=chart, **CHARTS[chart])
    faults = {}
    for width, height in SIZES:
        drawing = draw(sheet, shown.drawing(width, height))
        assert drawing.width == width
        assert drawing.height >= (height or 0)
        wrong = {"cut": drawing.cut(), "overlap": drawing.collisions()}
        if any(wrong.values()):
            faults[width, height] = wrong
    assert faults == {}


@pytest.mark.browser
@pytest.mark.parametrize("chart", FIRST)
def test_markup_in_a_name_is_printed_as_it_stands(sheet, chart):
    shown = make_chart(spoilt("markup"), name=chart, **CHARTS[chart])
    drawing = draw(sheet, shown.drawing(1200))
    said = "".join("".join(box.text.split()) for box in drawing.texts)
    assert "".join(HOSTILE.split()) in said
    assert sheet.locator("svg :is(script, a, b, img)").count() == 0


@pytest.mark.parametrize("chart", CHARTS)
def test_a_format_with_a_height_is_filled_where_the_words_leave_room(chart):
    shown = make_chart(spoilt(AS_IT_IS), name=chart, **CHARTS[chart])
    for one in FORMATS.values():
        if one.height:
            natural = shown.drawing(one.width).height
            filled = shown.drawing(one.width, one.height).height
            assert one.height <= filled <= max(natural, one.height) + 2  # rows grow by whole points

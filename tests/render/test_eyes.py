"""Every chart in every eye: what is drawn stands out from its ground, by day, by night and in grey.

Asked of the scenes and of no browser: of each color that is used, where it is used.
"""

from __future__ import annotations

from functools import cache

import pytest
from coloraide import Color
from headcount.charts import charts_file
from headcount.figures import package
from headcount.render.formats import FORMATS
from headcount.render.scene import NONE, Cuts, Path, Rect, Scene, Text
from headcount.render.style import BLACK, HIGHLIGHT, NIGHT, PAPER

from tests.scenes import drawn, is_pale

CHARTS = list(charts_file.read(package.read()))
THEMES = ("day", "night")


@cache
def contrast(color: str, ground: str, theme: str) -> float:
    seen = NIGHT if theme == "night" else {}
    return Color(seen.get(color, color)).contrast(seen.get(ground, ground))


def texts(scene: Scene) -> list[Text]:
    return [one for one in (*scene.labels, *scene.words, *scene.key) if isinstance(one, Text)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one, marks=[] if one in ("article", "social") else pytest.mark.slow)
        for one in FORMATS
        if not FORMATS[one].is_print
    ],
)
@pytest.mark.parametrize("chart", CHARTS)
def test_every_text_and_every_mark_stands_out_from_its_ground(chart, name, theme):
    scene = drawn(chart, name)
    cut = any(isinstance(one, Cuts) for one in scene.signs)
    for one in texts(scene):
        assert contrast(one.color, one.background or PAPER, theme) >= 4.5, one.words
    for mark in scene.marks:
        if isinstance(mark, Path):
            assert contrast(mark.stroke.color, PAPER, theme) >= 3
        elif not (isinstance(mark, Rect) and is_pale(mark)):  # a line closes a pale band
            edge = mark.fill.outline or mark.fill.color
            # the squares of a scale are cut out of a bar, and have their edges from the cuts
            assert cut or edge == NONE or contrast(edge, PAPER, theme) >= 3, mark


@pytest.mark.parametrize("chart", CHARTS)
def test_what_is_highlighted_is_bold_as_well_for_who_sees_no_color(chart):
    scene = drawn(chart, "article")
    lit = {one.figure_id for one in scene.marks if HIGHLIGHT in str(one)}
    bold = [one for one in texts(scene) if any(run.is_bold for line in one.lines for run in line)]
    assert not lit or lit & {one.figure_id for one in bold}


@pytest.mark.parametrize("name", ["print", "print-column"])
@pytest.mark.parametrize("chart", CHARTS)
def test_on_paper_all_text_is_black_and_none_is_under_seven_points(chart, name):
    scene = drawn(chart, name)
    assert {one.color for one in texts(scene)} == {BLACK}
    assert min(one.size for one in texts(scene)) * 0.75 >= 7

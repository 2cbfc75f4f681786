"""Every chart in every eye: what is drawn stands out from its ground, by day, by night and in grey.

In our colors and in those of two houses (`tests/houses`). Asked of the scenes and of no browser: of
each color that is used, where it is used. Whether the colors of a palette can be told apart by eyes
without red, green or blue, and in grey, is asked of the palette (`headcount.render.eyes`).
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from coloraide import Color
from headcount.charts import charts_file
from headcount.charts.chart import named_chart
from headcount.figures import package
from headcount.render import eyes, house
from headcount.render.formats import FORMATS
from headcount.render.scene import NONE, Cuts, Path, Rect, Scene, TextBlock
from headcount.render.style import BLACK, HIGHLIGHT, OTHERS, PAPER, fill

from tests import scenes
from tests.houses import HOUSES, package_of
from tests.scenes import is_pale

CHARTS = list(charts_file.read(package.read()))
OURS = "ours"
EVERY = (OURS, *HOUSES)
THEMES = ("day", "night")
contrast = cache(eyes.contrast)


@cache
def drawn(own: str, chart: str, name: str) -> Scene:
    if own == OURS:
        return scenes.drawn(chart, name)
    return named_chart(package_of(own), chart).picture(FORMATS[name])


@cache
def colors(own: str, theme: str) -> dict[str, str]:
    """Return what each color of ours is in a house, by day or by night."""
    one = house.HOUSE if own == OURS else house.of(package_of(own))
    return one.colors(dark=theme == "night")


def texts(scene: Scene) -> list[TextBlock]:
    return [one for one in (*scene.labels, *scene.words, *scene.key) if isinstance(one, TextBlock)]


def cases() -> list:
    """Give every chart, house and format; those that all others are like by themselves are quick.

    A house changes colors and widths and no layout: its first charts of an article do for a look.
    """
    quick = {(OURS, "article"), (OURS, "social")}
    return [
        pytest.param(
            own,
            chart,
            name,
            marks=[]
            if (own, name) in quick or (name == "article" and chart in CHARTS[::6])
            else pytest.mark.slow,
        )
        for own in EVERY
        for chart in CHARTS
        for name in FORMATS
        if not FORMATS[name].is_print
    ]


@pytest.mark.parametrize(("own", "chart", "name"), cases())
def test_every_text_and_every_mark_stands_out_from_its_ground(own, chart, name):
    scene = drawn(own, chart, name)
    cut = any(isinstance(one, Cuts) for one in scene.signs)
    for theme in THEMES:
        seen = colors(own, theme)

        def apart(color, ground, seen=seen):
            return contrast(seen.get(color, color), seen.get(ground, ground))

        for one in texts(scene):
            assert apart(one.color, one.background or PAPER) >= 4.5, one.words
        for mark in scene.marks:
            if isinstance(mark, Path):
                assert apart(mark.stroke.color, PAPER) >= 3
            elif not (isinstance(mark, Rect) and is_pale(mark)):  # a line closes a pale band
                edge = mark.fill.outline or mark.fill.color
                # the squares of a scale are cut out of a bar, and have their edges from the cuts
                assert cut or edge == NONE or apart(edge, PAPER) >= 3, mark


@pytest.mark.parametrize(("own", "chart", "name"), cases())
def test_in_grey_what_is_said_estimated_and_counted_are_still_three(own, chart, name):
    """A printer or an eye without colors: of the fills that a picture has no two look alike."""
    scene = drawn(own, chart, name)
    used = {mark.fill.color for mark in scene.marks if isinstance(mark, Rect) and not is_pale(mark)}
    kinds = ("said", "estimated", "counted")
    for theme in THEMES:
        seen = colors(own, theme)
        for color in (HIGHLIGHT, OTHERS):
            steps = [fill(one, color).color for one in kinds]
            grey = [eyes.contrast(seen[one], seen[PAPER]) for one in steps if one in used]
            assert all(b / a >= 1.6 for a, b in pairwise(grey)), (color, grey)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("own", EVERY)
def test_each_palette_is_told_apart_by_every_eye(own, theme):
    seen = colors(own, theme)
    palette = {key: seen[color] for key, color in house.KEYS.items()}
    assert [*eyes.faults(palette)] == []
    for eye in ("protan", "deutan", "tritan"):  # reckoned anew, and not by our own code
        both = [Color(seen[one]).filter(eye, 1) for one in (HIGHLIGHT, OTHERS)]
        assert both[0].delta_e(both[1], method="2000") >= 12


@pytest.mark.parametrize(
    ("key", "color"),
    [
        ("text", "#8a8a8a"),  # 3.5:1
        ("secondary", "#7d7d7d"),  # 4.1:1
        ("highlight", "#e8803f"),  # 2.8:1
        ("others", "#ac3d09"),  # the highlight, a shade darker
        ("others-estimate", "#e8ecf0"),  # 1.19:1, paper to a printer
        ("highlight-range", "#d8845a"),  # what its closing line is lost on
        ("guide", "#52657c"),
    ],
)
def test_a_color_that_some_eye_cannot_read_is_found(key, color):
    """Each is a color that a designer has proposed somewhere, reckoned by hand."""
    palette = {**house.KEYS, key: color}
    assert any(one.key in (key, "highlight") for one in eyes.faults(palette))


@pytest.mark.parametrize("chart", CHARTS)
def test_what_is_highlighted_is_bold_as_well_for_who_sees_no_color(chart):
    scene = drawn(OURS, chart, "article")
    lit = {one.figure_id for one in scene.marks if HIGHLIGHT in str(one)}
    bold = [one for one in texts(scene) if any(run.is_bold for line in one.lines for run in line)]
    assert not lit or lit & {one.figure_id for one in bold}


@pytest.mark.parametrize("name", ["print", "print-column"])
@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(
    "own", [OURS, *(pytest.param(one, marks=pytest.mark.slow) for one in HOUSES)]
)
def test_on_paper_all_text_is_black_and_none_is_under_seven_points(own, chart, name):
    scene = drawn(own, chart, name)
    assert {one.color for one in texts(scene)} == {BLACK}
    assert min(one.size for one in texts(scene)) * 0.75 >= 7
    assert scene.colors[PAPER] == "#ffffff"  # a house's own paper is no ink

"""The palette: what must be read can be read, and what differs in meaning can be told apart."""

from __future__ import annotations

import re
from pathlib import Path

import headcount
import pytest
from coloraide import Color
from headcount.charts import charts_file
from headcount.charts.chart import named_chart
from headcount.figures.status import KINDS
from headcount.render.style import (
    BANDS,
    GUIDE,
    HIGHLIGHT,
    INK,
    MUTED,
    NIGHT,
    OTHERS,
    PAPER,
    fill,
)
from headcount.render.svg import to_svg

MARKS = {"highlight": HIGHLIGHT, "others": OTHERS}
EYES = (None, "protan", "deutan", "tritan")
TOLD_APART = 12  # CIEDE2000: a difference of 2 is just seen, one of 10 at a glance


@pytest.fixture(params=["day", "night"])
def seen(request):
    """Return what a color of the house becomes on this ground."""
    return (lambda color: color) if request.param == "day" else NIGHT.__getitem__


@pytest.mark.parametrize("color", [INK, MUTED])
def test_text_stands_out_from_its_ground(seen, color):
    assert Color(seen(color)).contrast(seen(PAPER)) >= 4.5


@pytest.mark.parametrize("mark", MARKS)
def test_marks_stand_out_from_their_ground_and_their_tint(seen, mark):
    color = seen(MARKS[mark])
    assert Color(color).contrast(seen(PAPER)) >= 3
    assert Color(color).contrast(seen(BANDS[MARKS[mark]])) >= 3


@pytest.mark.parametrize("eyes", EYES)
def test_the_highlight_is_told_from_the_others_by_every_eye(seen, eyes):
    drawn = [Color(seen(color)) for color in MARKS.values()]
    if eyes:
        drawn = [color.filter(eyes, 1) for color in drawn]
    assert drawn[0].delta_e(drawn[1], method="2000") >= TOLD_APART


@pytest.mark.parametrize("color", MARKS.values())
def test_said_estimated_and_counted_are_three_greys_in_print(seen, color):
    """Luminance alone: what a printer without colors, or an eye without them, is left with."""
    said, estimated, counted = (
        Color(seen(fill(kind, color).color)) for kind in ("said", "estimated", "counted")
    )
    assert said.contrast(estimated) >= 1.6
    assert estimated.contrast(counted) >= 1.6
    assert all(seen(fill(kind, color).outline) == seen(color) for kind in KINDS)


def test_guides_are_fainter_than_every_mark(seen):
    paper = seen(PAPER)
    faintest = min(Color(seen(color)).contrast(paper) for color in MARKS.values())
    assert 1.1 < Color(seen(GUIDE)).contrast(paper) < faintest - 1


def test_every_color_of_every_chart_has_its_own_by_night(data):
    """A chart that draws in a color of its own would keep it on the dark ground."""
    assert len(set(NIGHT.values())) == len(NIGHT)
    for name in charts_file.read(data):
        picture = to_svg(named_chart(data, name).drawing(600, dark=True))
        found = re.findall(r'(?:fill|stroke)="([^"]+)"', picture)
        assert {*found} <= {*NIGHT.values(), "none"}, name


def test_no_page_is_printed_dark_where_the_screen_is():
    code = Path(headcount.__file__).parent
    asked = "prefers-color-scheme: dark"
    files = [file for file in code.rglob("*.*") if file.suffix in (".css", ".html", ".py")]
    pages = (file.read_text(encoding="utf-8").splitlines() for file in files)
    lines = [line for page in pages for line in page if asked in line]
    assert len(lines) >= 4
    assert [line for line in lines if f"@media screen and ({asked})" not in line] == []

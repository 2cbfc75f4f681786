"""The palette: what must be read can be read, and what differs in meaning can be told apart."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from coloraide import Color
from headcount.charts import charts_file
from headcount.charts.chart import named_chart
from headcount.render.style import ACCENT, GUIDE, HIGHLIGHT, INK, MUTED, NIGHT, OTHERS, PAPER, TINTS
from headcount.render.svg import to_svg

MARKS = {"highlight": HIGHLIGHT, "others": OTHERS, "accent": ACCENT}
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
    assert Color(color).contrast(seen(TINTS[MARKS[mark]])) >= 2.5


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(("one", "other"), [*combinations(MARKS, 2)])
def test_meanings_are_told_apart_by_every_eye(seen, one, other, eyes):
    drawn = [Color(seen(MARKS[name])) for name in (one, other)]
    if eyes:
        drawn = [color.filter(eyes, 1) for color in drawn]
    assert drawn[0].delta_e(drawn[1], method="2000") >= TOLD_APART


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
        assert {one for one in found if not one.startswith("url(")} <= {*NIGHT.values(), "none"}, (
            name
        )

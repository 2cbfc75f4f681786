"""Every chart in every format: no text leaves the picture, lies on another or is set too small.

In our face and in those of two houses (`tests/houses`), asked of the scenes and of no browser; what
Chromium makes of them `tests/charts/test_boxes.py` asks.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from headcount.render.formats import FORMATS, Format
from headcount.render.scene import Cuts, Line, Rect, Scene, Stroke
from headcount.render.style import BASELINE
from headcount.render.typesetting import RAISED, set_in

from tests.render.test_eyes import CHARTS, EVERY, OURS, drawn, texts

SLACK = 4  # line boxes are taller than letters: lines set tight share their leading


QUICK = ("phone", "web", "square", "print-column")
"""The formats whose layouts differ most; the long run has all."""


def cases() -> list:
    """Give every chart in every house; a house changes widths: some charts of its do for a look."""
    slow = pytest.mark.slow
    return [
        pytest.param(own, chart, names, marks=[slow] if names is not QUICK or is_rare else [])
        for own in EVERY
        for chart in CHARTS
        for names in (QUICK, tuple(FORMATS))
        for is_rare in [own != OURS and chart not in CHARTS[::10]]
    ]


def least(one: Format) -> float:
    """Return the smallest type of a format, as docs/looks.md has it."""
    return one.card.small if one.card else 14 if one.width >= 900 else 12


def faults(scene: Scene, smallest: float) -> list[str]:
    """Say what is cut, what lies on what, and what is too small to read."""
    with set_in(scene.setting):
        boxes = [(one, *one.box) for one in texts(scene) if one.words.strip()]
    found = [
        f"{one.words!r} leaves the picture"
        for one, left, top, right, bottom in boxes
        if left < -0.5 or top < -0.5 or right > scene.width + 0.5 or bottom > scene.height + 0.5
    ]
    for (one, *a), (other, *b) in combinations(boxes, 2):
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        if across > 2 and down > SLACK:
            found.append(f"{one.words!r} lies on {other.words!r}")
    zeros = [one for one in (*scene.signs, *scene.ground) if is_zero(one)]
    for line, (one, *box) in product(zeros, boxes):
        # a line that only touches the first letter reads as a letter
        inside = box[0] - 1.5 < line.x0 < box[2] + 1.5
        if inside and min(line.y0, line.y1) < box[3] - SLACK and max(line.y0, line.y1) > box[1]:
            found.append(f"the line at zero runs through {one.words!r}")
    small = {one.words for one, *_ in boxes if one.size < smallest}
    return [*found, *(f"{words!r} is too small" for words in small)]


def is_zero(one: Line | Rect | Cuts) -> bool:
    """Whether it is the upright line from which lengths begin."""
    return isinstance(one, Line) and one.stroke.color == BASELINE and one.x0 == one.x1


@pytest.mark.parametrize(("own", "chart", "names"), cases())
def test_no_text_is_cut_lies_on_another_or_is_too_small(own, chart, names):
    for name in names:
        assert faults(drawn(own, chart, name), least(FORMATS[name])) == [], name


def test_a_fault_of_each_kind_is_found():
    """Moved out, moved together and made small, texts are told."""
    scene = drawn(OURS, CHARTS[0], "article")
    first, second, *rest = scene.words
    spoilt = [
        (replace(first, x=scene.width - 5), "leaves"),
        (replace(first, x=second.x, y=second.y), "lies on"),
        (replace(first, size=RAISED * 10), "small"),
    ]
    for text, told in spoilt:
        found = faults(replace(scene, words=(text, second, *rest)), 12)
        assert any(told in one for one in found), told
    line = Line(first.x, scene.height, first.x, 0, Stroke(BASELINE))
    assert any("runs through" in one for one in faults(replace(scene, signs=(line,)), 12))


@pytest.mark.parametrize("name", ["article", "phone", "web"])
def test_no_line_of_a_headline_is_half_as_long_as_another(name):
    """A word or two alone on the last line look like a slip: "few / are confirmed"."""
    for chart in CHARTS:
        headline = drawn(OURS, chart, name).words[0]
        wide = [sum(run.width(headline.size) for run in line) for line in headline.lines]
        assert min(wide) > 0.55 * max(wide), headline.words

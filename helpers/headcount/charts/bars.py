"""A bar from zero, with what its figure leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.charts.ends import Ends
from headcount.render.scene import Axis, Fill, Line, Mark, Path, Rect, Sign, Stroke
from headcount.render.style import BASELINE, fill

ARROW = 16
"""Pixels that the arrow of an open end takes behind its bar."""

_CAP = 2.5
_STANDS_OUT = 3  # pixels of the line where bars begin, over and under its bar


def zero(axis: Axis, middle: float, high: float) -> Line:
    """Return the line where one bar begins: it leaves a name that stands above the bar alone."""
    half = high / 2 + _STANDS_OUT
    return Line(axis.start, middle - half, axis.start, middle + half, Stroke(BASELINE))


def bar(
    figure: str, ends: Ends, kind: str, color: str, axis: Axis, middle: float, high: float
) -> Iterator[Mark]:
    """Draw a figure as a bar, filled as its kind of status asks.

    It reaches from zero to what every reading of the figure has. A pale band closed by a line goes
    on to an upper bound, an arrow stands where there is none; a figure that is nothing but an upper
    bound is a bar of half the height, closed by a line.
    """
    top, bottom = middle - high / 2, middle + high / 2
    zero, sure, most = (axis.at(max(end, axis.first)) for end in (0, ends.sure, ends.most))
    if ends.sure or not ends.most:
        yield Rect(zero, top, sure, bottom, fill(kind, color), figure_id=figure)
    if ends.most > ends.sure:
        look = fill(kind, color, faint=bool(ends.sure))
        yield Rect(sure, middle - high / 4, most, middle + high / 4, look, figure_id=figure)
    for x in map(axis.at, ends.caps):
        yield Path((((x, top), (x, bottom)),), Stroke(color, _CAP), figure)
    if ends.is_open:
        yield Sign("right", most + ARROW / 2, middle, 11, Fill(color), figure)

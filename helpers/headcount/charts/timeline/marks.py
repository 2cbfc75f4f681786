"""The marks of a timeline: each figure at its days, with a thin line to its label."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.charts.key import SIDE, tile, tile_key
from headcount.charts.timeline.events import CORRECTED
from headcount.charts.timeline.layout import BAR, Layout, Mark, lay_out
from headcount.charts.timeline.selection import Selection
from headcount.render import scene
from headcount.render.style import BANDS, BASELINE, HIGHLIGHT, OTHERS, PAPER, Scale

_TICK = 4
_DIAMOND = scene.Fill(PAPER, OTHERS, 1.5)
_LEADERS = {OTHERS: 0.8, HIGHLIGHT: 1.4}  # how wide the lines to the labels are


def draw(selection: Selection, width: int, height: int | None = None) -> scene.Plot:
    """Draw the marks of a timeline; see `headcount.charts.form.Form`.

    Time runs downwards. A day is a point on the axis, a longer time a bar beside it; the tile at
    the label is paper, tinted or full, crossed out for a denial and a diamond for a correction.
    """
    layout = lay_out(selection, width, Scale.for_width(width), height)
    return scene.Plot(
        height=layout.height,
        marks=(*_days(layout, selection), *_signs(layout, selection)),
        ground=tuple(_axes(layout)),
        labels=tuple(layout.texts),
        entries=tuple(_key(layout)),
    )


def _color(mark: Mark, selection: Selection) -> str:
    return HIGHLIGHT if mark.event.figure_id in selection.focus else OTHERS


def _axes(layout: Layout) -> Iterator[scene.Line]:
    stroke = scene.Stroke(BASELINE)
    for x in layout.axes:
        yield scene.Line(x, layout.top, x, layout.height, stroke)
        out = -_TICK if x == layout.axes[-1] else _TICK
        for y in layout.ticks:
            yield scene.Line(x, y, x + out, y, stroke)


def _days(layout: Layout, selection: Selection) -> Iterator[scene.Mark]:
    """Draw the lines to the labels, the spans of days, and the single days."""
    colored = {
        color: [mark for mark in layout.marks if _color(mark, selection) == color]
        for color in _LEADERS
    }
    for color, marks in colored.items():
        leaders = [(mark.event.figure_id, mark.leader) for mark in marks]
        yield from scene.joined(leaders, scene.Stroke(color, _LEADERS[color]))
    for color, marks in colored.items():
        for mark in marks:
            left, right, figure = mark.x - BAR / 2, mark.x + BAR / 2, mark.event.figure_id
            if mark.event.spans:
                yield scene.Rect(left, mark.start, right, mark.end, _span(color), figure_id=figure)
            else:
                yield scene.Sign("circle", mark.x, mark.at, 5, scene.Fill(color), figure)


def _span(color: str) -> scene.Fill:
    return scene.Fill(BANDS[color], color, 1)


def _signs(layout: Layout, selection: Selection) -> Iterator[scene.Mark]:
    corrected = [mark for mark in layout.marks if mark.event.sign == CORRECTED]
    yield from scene.grouped(
        tile(mark.event.figure_id, mark.event.sign, *mark.tile, _color(mark, selection))
        for mark in layout.marks
        if mark.event.sign != CORRECTED
    )
    for mark in corrected:
        yield scene.Sign("diamond", *mark.tile, SIDE, _DIAMOND, mark.event.figure_id)


def _key(layout: Layout) -> Iterator[scene.Entry]:
    signs = [mark.event.sign for mark in layout.marks]
    yield from tile_key((sign for sign in signs if sign != CORRECTED), OTHERS)
    if CORRECTED in signs:
        yield scene.Entry("Corrected", _DIAMOND, "diamond", SIDE)
    if any(mark.event.spans for mark in layout.marks):
        yield scene.Entry("A month or another span of time", _span(OTHERS))

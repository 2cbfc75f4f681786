"""The marks of a history: a dot or a bar for each figure, and lines where they count alike.

Amounts start at zero. A figure stands in the middle of a certain date and along the whole of an
uncertain one; a range is a bar from its low to its high end, an open end an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from headcount.charts import shapes
from headcount.charts.axis import date_ticks, rule
from headcount.charts.history.layout import TAIL, Flag, Layout, flags
from headcount.charts.history.names import SeriesNames, set_list
from headcount.charts.history.selection import Selection
from headcount.charts.history.space import Name
from headcount.charts.published import gathered
from headcount.charts.shapes import AmountAxis, dot_key
from headcount.figures.quantity import compact
from headcount.render import scene
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure

_BETWEEN = 0.5  # the least space between two dates, in sizes of their type


def plot(
    selection: Selection, layout: Layout, names: SeriesNames, width: int, scale: Scale
) -> scene.Plot:
    """Draw one plot, its series named in it, with what begins at a break above and a list below."""
    begins, above = flags(selection, layout, scale)
    described = described_series(selection)
    room = width - 2 * scale.margin
    entries, below = set_list(names.listed, described, scale.margin, room, scale)
    top = above + scale.label  # half a line for the words of the highest mark
    ground, along, foot = frame(layout, scale)
    list_top = layout.height + foot + scale.label
    drawn = scene.Plot(
        height=top + layout.height + foot + (below + scale.label if below else 0),
        marks=tuple(marks(selection, layout)),
        axis=upright(layout),
        ground=(
            *ground,
            *(_leader(layout, one.leader) for one in names.labels if one.leader),
            *(_flagpole(layout, one, above) for one in begins),
        ),
        labels=(
            *along,
            *(_name(layout, one, described.get(one.names, "")) for one in names.labels),
            *(_flag(layout, one, above, scale) for one in begins),
            *scene.placed(entries, scene.lowered(list_top)),
        ),
        entries=tuple(dot_key((row["status"], row["amount"]) for row in selection.records)),
    )
    return drawn.placed(scene.lowered(top))


def upright(layout: Layout) -> scene.Axis:
    """Return the axis of amounts."""
    return scene.Axis(layout.height, 0, layout.least, layout.most, is_upright=True)


def frame(
    layout: Layout, scale: Scale, *, has_numbers: bool = True, has_dates: bool = True
) -> tuple[list[scene.Line], list[scene.TextBlock], float]:
    """Return the lines of the two axes, the words along them, and how high the dates are."""
    left, foot, under = layout.left, layout.height, layout.height + layout.sunk
    words = partial(scene.TextBlock, size=scale.label, color=MUTED)
    lines, texts = [], []
    for number in layout.numbers:
        y = layout.y(number)
        lines.append(scene.Line(left, y, left + layout.width, y, rule(number)))
        if has_numbers:
            number_words, x = scene.runs([compact(number)]), left - layout.dot / 2
            texts.append(words(number_words, x, y, hold="right", across="middle"))
    for date in _dates(layout, scale.label) if has_dates else ():
        x = left + date.tick
        lines.append(scene.Line(x, foot, x, under + 4, rule(0)))
        texts.append(words(scene.runs([date.text]), left + date.middle, under + 6, hold="center"))
    return lines, texts, layout.sunk + (scale.label * LINE + 6 if has_dates else 0)


class _Date(NamedTuple):
    """A date on the axis: its words, where its tick stands, and the middle of the words."""

    text: str
    tick: float
    middle: float


def _dates(layout: Layout, size: int) -> list[_Date]:
    """Set dates under their ticks; words that would be cut move in, or the tick goes with them."""
    dates: list[_Date] = []
    taken = -math.inf
    room = layout.width - 2 * layout.dot
    for moment, words in date_ticks(layout.first, layout.last, room, size):
        x, half = layout.x(moment), measure(words, size) / 2
        # no further out than all other words: the margin is as wide on the left as on the right
        low, high = half - layout.left + layout.right, layout.width + layout.column - half
        middle = min(max(x, low), high)
        if middle - half >= taken:
            dates.append(_Date(words, x, middle))
            taken = middle + half + size * _BETWEEN
    return dates


def _leader(layout: Layout, ends: tuple[scene.Point, scene.Point]) -> scene.Line:
    (x0, y0), (x1, y1) = ends
    return scene.Line(layout.left + x0, y0, layout.left + x1, y1, scene.Stroke(OTHERS, 0.7))


def described_series(selection: Selection) -> dict[tuple[str, ...], str]:
    """Say which figures each series has, where it has several."""
    rows = selection.by_id
    return {
        series.figures: gathered(series.label, [rows[figure] for figure in series.figures])
        for series in selection.series
        if len(series.figures) > 1
    }


def _name(layout: Layout, one: Name, description: str) -> scene.TextBlock:
    return scene.TextBlock(
        scene.runs(one.lines, bold=one.is_bold, numbers=one.notes),
        layout.left + one.x,
        one.top,
        one.size,
        HIGHLIGHT if one.is_about else INK,
        background=PAPER,
        figure_id=one.names[-1],
        description=description,
    )


def _flagpole(layout: Layout, one: Flag, above: float) -> scene.Line:
    x, top = layout.left + one.x, one.top - above - layout.dot
    bottom = layout.y(one.place.amount.stated) - layout.dot
    return scene.Line(x, top, x, bottom, scene.Stroke(MUTED, is_dotted=True))


def _flag(layout: Layout, one: Flag, above: float, scale: Scale) -> scene.TextBlock:
    x, top = layout.left + one.x + one.side * 5, one.top - above - layout.dot
    hold = "right" if one.side < 0 else "left"
    own = {"hold": hold, "figure_id": one.place.figure_id}
    return scene.TextBlock(scene.runs(one.lines), x, top, scale.note, INK, **own)


def marks(selection: Selection, layout: Layout) -> Iterator[scene.Mark]:
    """Draw the lines, and on top of them the figures; those the words are about come last."""
    about = selection.highlighted.figures if selection.highlighted else ()
    inside = layout.inside_lines(selection)
    status = {row["figure_id"]: row["status"] for row in selection.records}
    axis = AmountAxis(layout.y, layout.dot, TAIL, is_upright=True)
    for color, is_about in ((OTHERS, False), (HIGHLIGHT, True)):
        places = [one for one in layout.places if (one.figure_id in about) == is_about]
        own = {one.figure_id for one in places}
        yield from _lines(selection, layout, own, color, inside)
        drawn = [
            layout.shape(one, status[one.figure_id], color, layout.left)
            for one in places
            if one.figure_id not in inside
        ]
        yield from shapes.marks(drawn, axis)


def _lines(
    selection: Selection, layout: Layout, own: set[str], color: str, inside: set[str]
) -> Iterator[scene.Path]:
    """Draw a straight line between figures that count alike, and a dotted step between others.

    Through figures without a mark of their own it goes on as one line, of the figure before them.
    """
    for is_alike in (True, False):
        pieces: list[tuple[str, list[scene.Point]]] = []
        for link in selection.links:
            if link.is_alike != is_alike or link.start not in own:
                continue
            for at, pair in enumerate(pairwise(layout.path(link))):
                points = [(layout.left + x, y) for x, y in pair]
                if link.start in inside and pieces and pieces[-1][1][-1] == points[0]:
                    pieces[-1][1].append(points[1])
                else:
                    pieces.append((link.start if at == 0 else link.end, points))
        yield from scene.joined(pieces, scene.Stroke(color, 1.5, is_dotted=not is_alike))

"""The marks of a chart per head: a row for each name, a lane in it for each count of heads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from headcount.charts.axis import ticks, width_of
from headcount.charts.key import SIDE
from headcount.charts.per_head.layout import Layout, Row, head_at, number_at
from headcount.charts.per_head.selection import Selection
from headcount.charts.shapes import Shape, band, dot_plot, numbers_of
from headcount.figures.quantity import Quantity
from headcount.render.layout import key_width
from headcount.render.scene import Entry, Fill, Line, Plot, Stroke, Text, runs
from headcount.render.style import ACCENT, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, TINTS, Scale
from headcount.render.typesetting import LINE

_LOOKS = ((ACCENT, False), (OTHERS, True))
"""The color of a count of heads and whether its marks have corners, in turn."""


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a chart per head; see `headcount.charts.form.Form`.

    The counts of heads are told apart by their lane, by the corners of their marks and by color;
    the key and the first row say whose count is which.
    """
    scale = Scale.for_width(width)
    head = round(scale.label * LINE + 8)
    layout = Layout.lay_out(selection, width, scale, None if height is None else height - head)
    shapes = list(_shapes(layout, head))
    last = max(shape.amount.stated for shape in shapes)
    numbers = ticks(layout.furthest, layout.plot, width_of(scale.label))
    # behind the last mark stand its numbers alone
    numbers = [number for at, number in enumerate(numbers) if at < 2 or numbers[at - 1] < last]
    return dot_plot(
        shapes,
        layout,
        numbers,
        scale,
        head=head,
        height=head + layout.height,
        bands=(band(head + row.top, row.height, width) for row in layout.rows if row.is_focus),
        lines=(link for row in layout.rows for link in _links(row, layout, head)),
        labels=(text for row in layout.rows for text in _texts(row, layout, head, scale)),
        entries=_counts(selection, width - 2 * scale.margin, scale),
    )


def _counts(selection: Selection, room: float, scale: Scale) -> Iterator[Entry]:
    """Say in the key whose counts the shapes are, where each has its own and the words fit."""
    names = [f"by {count}" for count in selection.counts]
    fit = all(key_width(name, scale.label) <= room for name in names)
    if 1 < len(names) <= len(_LOOKS) and fit:
        for name, (color, is_square) in zip(names, _LOOKS, strict=False):
            look = Fill(TINTS[color], color, 1.5)
            yield Entry(name, look) if is_square else Entry(name, look, "circle", SIDE - 2)


def _shapes(layout: Layout, head: float) -> Iterator[Shape]:
    for row in layout.rows:
        for at, lane in enumerate(row.lanes):
            color, is_square = _LOOKS[at % len(_LOOKS)]
            if lane.rate is not None:
                yield Shape(
                    figure_id=row.record["figure_id"],
                    amount=lane.rate,
                    status=row.record["status"],
                    color=color,
                    middle=head + lane.middle,
                    is_square=is_square,
                )


def _links(row: Row, layout: Layout, head: float) -> Iterator[Line]:
    """Join the rates of a row that are one number each, where no words stand between them."""
    for one, other in pairwise(lane for lane in row.lanes if lane.rate is not None):
        if not other.head and _is_one(one.rate) and _is_one(other.rate):
            start, end = layout.x(one.rate.stated), layout.x(other.rate.stated)
            yield Line(start, head + one.middle, end, head + other.middle, Stroke(MUTED))


def _is_one(rate: Quantity) -> bool:
    return len(set(numbers_of(rate))) == 1


def _texts(row: Row, layout: Layout, head: float, scale: Scale) -> Iterator[Text]:
    """Set the name of a row, whose counts its lanes are where it is the first, and its rates."""
    has_marks = any(lane.rate is not None for lane in row.lanes)
    figure = row.record["figure_id"] if has_marks else ""
    ground = TINTS[HIGHLIGHT] if row.is_focus else PAPER  # over the thin lines
    own = {"figure_id": figure, "background": ground}
    name = runs(row.name, bold=row.is_focus, numbers=row.record.get("note_numbers", ()))
    left = scale.margin + layout.indent
    yield Text(name, left, head + row.name_top, scale.label, INK, **own)
    for lane in row.lanes:
        if lane.head:
            x, y = layout.left + head_at(layout, lane, scale), head + lane.top
            yield Text(runs(lane.head), x, y, scale.note, MUTED, **own)
        yield Text(
            runs(lane.text, bold=row.is_focus),
            layout.left + (number_at(layout, lane.rate) if lane.rate else 4),
            head + lane.middle,
            scale.label,
            INK if lane.rate else MUTED,
            across="middle",
            background=ground,
            figure_id=figure if lane.rate else "",
        )

"""The marks of a chart per head, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from headcount.charts.axis import ticks, width_of
from headcount.charts.key import SIDE
from headcount.charts.per_head.selection import Selection
from headcount.charts.per_head.words import standing
from headcount.charts.shapes import (
    ASIDE,
    DOT,
    INDENT,
    NARROW,
    DotAxis,
    Shape,
    dot_plot,
    numbers_of,
    row_gap,
)
from headcount.figures.quantity import Quantity
from headcount.render.layout import key_width
from headcount.render.scene import Entry, Fill, Line, Plot, Stroke, Text, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap

_SHARE = 0.3  # of the width, at the most, for names beside the marks
_LANE = 1.4  # in sizes of a label's type
_GAP, _TIGHTEST, _LOOSEST = 1.1, 0.5, 2.5  # between two rows, in sizes of a label's type


@dataclass(frozen=True)
class Lane:
    """One rate of a row: by whose count, its number, where it stands."""

    rate: Quantity | None
    head: list[str]
    text: list[str]
    top: float = 0.0
    middle: float = 0.0


@dataclass(frozen=True)
class Row:
    """One row: a name, and a lane for each count of heads."""

    record: Mapping[str, Any]
    is_focus: bool
    name: list[str]
    lanes: tuple[Lane, ...]
    top: float = 0.0
    height: float = 0.0
    name_top: float = 0.0


@dataclass(frozen=True)
class Layout(DotAxis):
    """The rows of a chart per head, and the axis that they share.

    `indent` is how far names stand off the line at zero where they are above the marks.
    """

    height: float = 0.0
    indent: float = 0.0
    rows: tuple[Row, ...] = ()

    @classmethod
    def lay_out(
        cls, selection: Selection, width: int, scale: Scale, height: float | None
    ) -> Layout:
        """Lay the rows out for a picture `width` pixels wide, as high as `height` if they can."""
        size, above = scale.label, width < NARROW
        records = selection.records
        focused = [row["figure_id"] in selection.focus for row in records]
        marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
        widest = max(
            measure(row["name"], size, bold=bold) + notes
            for row, bold, notes in zip(records, focused, marked, strict=True)
        )
        indent = INDENT if above else 0
        column = width - 2 * scale.margin - indent if above else min(widest + 1, _SHARE * width)
        left = scale.margin if above else math.ceil(scale.margin + column + size)
        plot = width - left - scale.margin
        rows = [
            Row(
                row,
                bold,
                wrap(row["name"], max(column - notes, column / 2), size, bold=bold),
                _lanes(selection, row, plot, scale, is_first=at == 0),
            )
            for at, (row, bold, notes) in enumerate(zip(records, focused, marked, strict=True))
        ]
        dot = round(size * DOT)
        frame = cls(left, plot, dot, _furthest(rows, plot, size), indent=indent)
        return _stacked(frame, rows, scale, height, above=above)


def _lanes(
    selection: Selection, row: Mapping[str, Any], plot: float, scale: Scale, *, is_first: bool
) -> tuple[Lane, ...]:
    """Give a row a lane for each count; the lanes of the first say whose count they are."""
    lanes = []
    for at, (rate, count) in enumerate(zip(row["rates"], selection.counts, strict=True)):
        head = (
            wrap(f"by {count}", plot, scale.note) if is_first and len(selection.counts) > 1 else []
        )
        place = standing(row, at)
        text = rate.label(bounds=False) if rate else f"no {count} figure"
        text += f", {place}" if place else ""
        room = 0.6 * plot if rate else plot
        lanes.append(Lane(rate, head, wrap(text, room, scale.label, bold=True)))
    return tuple(lanes)


def _furthest(rows: list[Row], plot: float, size: float) -> float:
    """Return the end of the axis at which the number of every lane has room behind its marks."""
    axis = DotAxis(0, plot, round(size * DOT), 1.0)
    furthest = 0.0
    for row in rows:
        for lane in row.lanes:
            if lane.rate is not None:
                most = max(numbers_of(lane.rate))
                behind = number_at(axis, lane.rate) - axis.pixels(most) + _wide(lane.text, size)
                furthest = max(furthest, most * plot / max(plot - behind, plot * 0.1))
    return furthest or 1.0


def number_at(axis: DotAxis, rate: Quantity) -> float:
    """Return how far from zero the number of a rate begins."""
    return axis.reach(rate)[1] + ASIDE


def head_at(axis: DotAxis, lane: Lane, scale: Scale) -> float:
    """Return how far from zero the words above a lane begin: over its mark, or as near as fits."""
    wide = max(measure(line, scale.note) for line in lane.head)
    start = axis.reach(lane.rate)[0] if lane.rate else 0
    return max(4.0, min(start, axis.plot - wide))


def _wide(text: list[str], size: float) -> float:
    return max(measure(line, size, bold=True) for line in text)


def _stacked(
    frame: Layout, rows: list[Row], scale: Scale, height: float | None, *, above: bool
) -> Layout:
    """Set the rows under one another, with the gap that fills the height."""
    size = scale.label
    names = [len(row.name) * size * LINE for row in rows]
    bodies = [sum(_high(lane, scale) for lane in row.lanes) for row in rows]
    needs = [
        name + body if above else max(name, body) for name, body in zip(names, bodies, strict=True)
    ]
    least, wished, most = (size * share for share in (_TIGHTEST, _GAP, _LOOSEST))
    gap = row_gap(needs, height, least=least, wished=wished, most=most)
    top, placed = 0.0, []
    for row, name, body, need in zip(rows, names, bodies, needs, strict=True):
        start = top + gap / 2
        at = start + (name if above else (need - body) / 2)
        lanes = []
        for lane in row.lanes:
            high, head = _high(lane, scale), len(lane.head) * scale.note * LINE
            lanes.append(replace(lane, top=at, middle=at + head + (high - head) / 2))
            at += high
        name_top = start if above else start + (need - name) / 2
        placed.append(
            replace(row, lanes=tuple(lanes), top=top, height=need + gap, name_top=name_top)
        )
        top += need + gap
    return replace(frame, rows=tuple(placed), height=top)


def _high(lane: Lane, scale: Scale) -> float:
    mark = max(_LANE * scale.label, len(lane.text) * scale.label * LINE)
    return len(lane.head) * scale.note * LINE + mark


_LOOKS = (False, True)
"""Whether the marks of a count of heads have corners, in turn."""


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a chart per head; see `headcount.charts.form.Form`.

    The counts of heads are told apart by their lane, and by the corners of their marks;
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
        lines=(link for row in layout.rows for link in _links(row, layout, head)),
        labels=(text for row in layout.rows for text in _texts(row, layout, head, scale)),
        entries=_counts(selection, width - 2 * scale.margin, scale),
    )


def _counts(selection: Selection, room: float, scale: Scale) -> Iterator[Entry]:
    """Say in the key whose counts the shapes are, where each has its own and the words fit."""
    names = [f"by {count}" for count in selection.counts]
    fit = all(key_width(name, scale.label) <= room for name in names)
    if 1 < len(names) <= len(_LOOKS) and fit:
        for name, is_square in zip(names, _LOOKS, strict=False):
            look = Fill(PAPER, OTHERS, 1.5)
            yield Entry(name, look) if is_square else Entry(name, look, "circle", SIDE - 2)


def _shapes(layout: Layout, head: float) -> Iterator[Shape]:
    for row in layout.rows:
        for at, lane in enumerate(row.lanes):
            if lane.rate is not None:
                yield Shape(
                    figure_id=row.record["figure_id"],
                    amount=lane.rate,
                    status=row.record["status"],
                    color=HIGHLIGHT if row.is_focus else OTHERS,
                    middle=head + lane.middle,
                    is_square=_LOOKS[at % len(_LOOKS)],
                )


def _links(row: Row, layout: Layout, head: float) -> Iterator[Line]:
    """Join the rates of a row that are one number each, where no words stand between them."""
    rated = [(lane, lane.rate) for lane in row.lanes if lane.rate is not None]
    for (one, rate), (other, next_rate) in pairwise(rated):
        if not other.head and _is_one(rate) and _is_one(next_rate):
            start, end = layout.x(rate.stated), layout.x(next_rate.stated)
            yield Line(start, head + one.middle, end, head + other.middle, Stroke(MUTED))


def _is_one(rate: Quantity) -> bool:
    return len(set(numbers_of(rate))) == 1


def _texts(row: Row, layout: Layout, head: float, scale: Scale) -> Iterator[Text]:
    """Set the name of a row, whose counts its lanes are where it is the first, and its rates."""
    has_marks = any(lane.rate is not None for lane in row.lanes)
    figure = row.record["figure_id"] if has_marks else ""
    own = {"figure_id": figure, "background": PAPER}  # over the thin lines
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
            background=PAPER,
            figure_id=figure if lane.rate else "",
        )

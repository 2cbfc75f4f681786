"""Where everything in a chart per head stands, in pixels from the top left corner of its rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from headcount.charts.per_head.selection import Selection
from headcount.charts.per_head.words import standing
from headcount.charts.shapes import DOT, Axis
from headcount.figures.quantity import Quantity
from headcount.figures.table import each
from headcount.render.style import Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap

NARROW = 480
"""Below this width the names stand above the marks."""

ASIDE = 7  # pixels between marks and their numbers
_SHARE = 0.3  # of the width, at the most, for names beside the marks
_INDENT = 4
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
class Line:
    """One row: a name, and a lane for each count of heads."""

    row: Mapping[str, Any]
    is_focus: bool
    name: list[str]
    lanes: tuple[Lane, ...]
    top: float = 0.0
    height: float = 0.0
    name_top: float = 0.0


@dataclass(frozen=True)
class Layout(Axis):
    """The rows of a chart per head, and the axis that they share.

    `left` is the room for names, `indent` how far these stand off the line at zero where they are
    above the marks.
    """

    left: float
    indent: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()

    @classmethod
    def lay_out(
        cls, selection: Selection, width: int, scale: Scale, height: float | None
    ) -> Layout:
        """Lay the rows out for a picture `width` pixels wide, as high as `height` if they can."""
        size, above = scale.label, width < NARROW
        records = each(selection.rows)
        focused = [row["figure_id"] in selection.focus for row in records]
        marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
        widest = max(
            measure(row["name"], size, bold=bold) + notes
            for row, bold, notes in zip(records, focused, marked, strict=True)
        )
        indent = _INDENT if above else 0
        column = width - 2 * scale.margin - indent if above else min(widest + 1, _SHARE * width)
        left = scale.margin if above else math.ceil(scale.margin + column + size)
        plot = width - left - scale.margin
        lines = [
            Line(
                row,
                bold,
                wrap(row["name"], max(column - notes, column / 2), size, bold=bold),
                _lanes(selection, row, plot, scale, is_first=at == 0),
            )
            for at, (row, bold, notes) in enumerate(zip(records, focused, marked, strict=True))
        ]
        frame = cls(plot, round(size * DOT), _furthest(lines, plot, size), left, indent)
        return _stacked(frame, lines, scale, height, above=above)


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


def _furthest(lines: list[Line], plot: float, size: float) -> float:
    """Return the end of the axis at which the number of every lane has room behind its marks."""
    axis = Axis(plot, round(size * DOT), 1.0)
    furthest = 0.0
    for line in lines:
        for lane in line.lanes:
            if lane.rate is not None:
                most = max(_numbers(lane.rate))
                behind = number_at(axis, lane.rate) - axis.pixels(most) + _wide(lane.text, size)
                furthest = max(furthest, most * plot / max(plot - behind, plot * 0.1))
    return furthest or 1.0


def number_at(axis: Axis, rate: Quantity) -> float:
    """Return where the number of a rate begins, in pixels."""
    return axis.reach(rate)[1] + ASIDE


def head_at(axis: Axis, lane: Lane, scale: Scale) -> float:
    """Return where the words above a lane begin: over its mark, or as near as they fit."""
    wide = max(measure(line, scale.note) for line in lane.head)
    start = axis.reach(lane.rate)[0] if lane.rate else 0
    return max(4.0, min(start, axis.plot - wide))


def _numbers(rate: Quantity) -> list[float]:
    return [n for n in (rate.low, rate.value, rate.high) if n is not None]


def _wide(text: list[str], size: float) -> float:
    return max(measure(line, size, bold=True) for line in text)


def _stacked(
    frame: Layout, lines: list[Line], scale: Scale, height: float | None, *, above: bool
) -> Layout:
    """Set the rows under one another, with the gap that fills the height."""
    size = scale.label
    names = [len(line.name) * size * LINE for line in lines]
    bodies = [sum(_high(lane, scale) for lane in line.lanes) for line in lines]
    needs = [
        name + body if above else max(name, body) for name, body in zip(names, bodies, strict=True)
    ]
    gap = _GAP * size
    if height is not None:
        wished = (height - sum(needs)) / len(lines)
        gap = min(max(wished, _TIGHTEST * size), _LOOSEST * size)
    top, placed = 0.0, []
    for line, name, body, need in zip(lines, names, bodies, needs, strict=True):
        start = top + gap / 2
        at = start + (name if above else (need - body) / 2)
        lanes = []
        for lane in line.lanes:
            high, head = _high(lane, scale), len(lane.head) * scale.note * LINE
            lanes.append(replace(lane, top=at, middle=at + head + (high - head) / 2))
            at += high
        name_top = start if above else start + (need - name) / 2
        placed.append(
            replace(line, lanes=tuple(lanes), top=top, height=need + gap, name_top=name_top)
        )
        top += need + gap
    return replace(frame, lines=tuple(placed), height=top)


def _high(lane: Lane, scale: Scale) -> float:
    mark = max(_LANE * scale.label, len(lane.text) * scale.label * LINE)
    return len(lane.head) * scale.note * LINE + mark

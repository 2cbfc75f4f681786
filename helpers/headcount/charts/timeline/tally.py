"""A tally: every figure of a long timeline as a small square, by its status and its year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, chain, count, product

from headcount.charts.key import tile
from headcount.charts.timeline.selection import CORRECTED, Event
from headcount.figures.status import DENIED, kind
from headcount.render.scene import Line, Mark, Plot, Run, Stroke, TextBlock, runs
from headcount.render.style import GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, Scale
from headcount.render.typesetting import LINE, measure

SMALLEST, LARGEST = 7, 24
"""How wide a square may be, in pixels."""

_APART = 0.25  # between two squares, in squares
_YEARS = 1.0  # between two years, in squares
_UNDER, _UNDER_BESIDE = 0.35, 0.22  # from a line to what stands under it, in sizes of a label
_HEAD = 0.25  # from words to squares, in the same
_WORDS = {
    "said": ("claimed,", "offered or planned"),
    "estimated": ("estimated",),
    "counted": ("confirmed",),
    DENIED: ("denied",),
}
"""What the rows are called, in the order in which they stand; a long name in two lines."""


def largest(
    events: Sequence[Event], focus: Sequence[str], width: int, scale: Scale, height: float
) -> Plot | None:
    """Return the tally with the largest squares that fits a height; None where none does."""
    for side, is_beside in product(range(LARGEST, SMALLEST - 1, -1), (False, True)):
        found = lay_out(events, focus, width, scale, side, is_beside=is_beside)
        if found.height <= height:
            return found
    return None


def lay_out(
    events: Sequence[Event],
    focus: Sequence[str],
    width: int,
    scale: Scale,
    side: float,
    *,
    is_beside: bool,
) -> Plot:
    """Lay a tally out for a width, with squares of `side` pixels.

    Squares stand in rows of one status, and in them in blocks of one year, in the order of time.
    All rows have the same blocks: a year is as wide in each as its most figures of one status ask.
    Where there are more years than there is room for, all are one block. What the rows are stands
    above their squares, or beside them.
    """
    size, step, between = scale.label, side * (1 + _APART), side * _YEARS
    under = size * (_UNDER_BESIDE if is_beside else _UNDER)
    rows = _by_status(events)
    names = {
        name: runs(_WORDS[name], lead=f"{sum(map(len, own.values()))} ")
        for name, own in rows.items()
    }
    if not is_beside:
        names = {
            name: ((*lines[0], Run(" "), *lines[1]) if lines[1:] else lines[0],)
            for name, lines in names.items()
        }
    column = max(sum(run.width(size) for run in line) for lines in names.values() for line in lines)
    start = scale.margin + (column + size * 1.5) * is_beside
    room = width - scale.margin - start
    years = sorted({year for own in rows.values() for year in own})
    least = math.ceil(measure("0000", scale.note) / step)
    if len(years) * (least * step + between) > room:
        rows = {name: {0: list(chain(*own.values()))} for name, own in rows.items()}
        years = [0]
    most = {year: max(len(own.get(year, ())) for own in rows.values()) for year in years}
    deepest = next(
        deep
        for deep in count(1)
        if sum(max(least, math.ceil(many / deep)) * step + between for many in most.values())
        <= room + between + side * _APART
        or deep >= max(most.values())
    )
    blocks = [max(least, math.ceil(many / deepest)) for many in most.values()]
    ends = accumulate((wide * step + between for wide in blocks), initial=start)
    lefts = dict(zip(years, ends, strict=False))
    marks: list[Mark] = []
    labels = [
        TextBlock(runs([str(year)]), lefts[year], 0, scale.note, MUTED) for year in years if year
    ]
    ground = []
    top = scale.note * LINE + size * _HEAD if labels else 0.0
    for name, own in rows.items():
        ground.append(Line(scale.margin, top, width - scale.margin, top, Stroke(GUIDE)))
        top += under
        labels.append(TextBlock(names[name], scale.margin, top, size, INK))
        words = len(names[name]) * size * LINE
        first = top + (max(0.0, (size * LINE - side) / 2) if is_beside else words + size * _HEAD)
        bottom = top + words
        for wide, year in zip(blocks, years, strict=True):
            those = own.get(year, [])
            deep = math.ceil(len(those) / wide)
            for at, one in enumerate(those):
                x, y = lefts[year] + at // deep * step, first + at % deep * step
                color = HIGHLIGHT if one.figure_id in focus else OTHERS
                marks.append(tile(one.figure_id, one.sign, x + side / 2, y + side / 2, color, side))
                bottom = max(bottom, y + side)
        top = bottom + under * (1 if is_beside else 1.6)
    return Plot(bottom, tuple(marks), tuple(ground), labels=tuple(labels))


def _by_status(events: Sequence[Event]) -> dict[str, dict[int, list[Event]]]:
    """Return the figures by status and year, each in the order of time; denials come last."""
    told = sorted((one for one in events if one.sign != CORRECTED), key=lambda one: one.day)
    rows: dict[str, dict[int, list[Event]]] = {}
    for one in told:
        name = DENIED if one.sign == DENIED else kind(one.sign)
        year = date.fromordinal(one.day).year
        rows.setdefault(name, {}).setdefault(year, []).append(one)
    return {name: rows[name] for name in _WORDS if name in rows}

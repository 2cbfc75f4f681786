"""Where everything in a history stands, in pixels from the top left corner of its plot.

Above the plot stand flags: words for what begins at a break, and a line down to its figure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from headcount.charts import axis
from headcount.charts.axis import Stretch, time_ends
from headcount.charts.history.selection import Link, Selection
from headcount.charts.placing import Box
from headcount.charts.shapes import Shape, open_end
from headcount.figures.quantity import Quantity, compact
from headcount.render.scene import Point
from headcount.render.style import Scale
from headcount.render.typesetting import LINE, measure, wrap_full

DOT = 0.7  # the width of a dot, in sizes of a label's type
TAIL = 1.6  # how far the arrow of an open end reaches, in dots
_FLAG = 17  # what begins at a break, in sizes of its type
_SHARE = 0.45  # the height of a plot that may choose it, in widths of the picture
_LOWEST, _HIGHEST = 260, 480
_LEAST = 96  # pixels of a plot that has to fit a height
_STEP = 5  # pixels between the points at which a line is held to pass
_CLEAR = 4  # pixels on either side of it that no word may come into


@dataclass(frozen=True)
class Position:
    """Where one figure stands: `left` to `right` in time, `low` to `high` in amount.

    What is said as a number has a dot or a bar at `value`; a range has none.
    """

    figure_id: str
    amount: Quantity
    left: float
    right: float
    is_point: bool

    @property
    def middle(self) -> float:
        """Its middle in time."""
        return (self.left + self.right) / 2

    @property
    def turn(self) -> int:
        """Whether it is open above (1), below (-1) or not at all."""
        return open_end(self.amount)


@dataclass(frozen=True)
class Layout:
    """The axes of a history, and where its figures stand.

    `first` and `last` are moments in years, `least` and `most` the ends of the axis of amounts,
    along which stand `numbers`. `left` is their room, `column` that for labels behind the plot.
    """

    first: float
    last: float
    least: float
    most: float
    left: float
    right: float
    width: float
    height: float
    dot: float
    numbers: tuple[float, ...]
    column: float = 0.0
    places: tuple[Position, ...] = ()

    @classmethod
    def lay_out(
        cls, selection: Selection, width: int, scale: Scale, height: float | None
    ) -> Layout:
        """Lay out the axes for a picture `width` pixels wide; labels are still to be placed."""
        rows = selection.records
        stretches = [Stretch.of(row["as_of"]) for row in rows]
        first, last = time_ends(stretches)
        amounts = [n for row in rows for n in row["amount"].numbers]
        least, most = 1.06 * min(0.0, *amounts), 1.06 * max(0.0, *amounts)
        most = most or (0.0 if least else 1.06)
        tall = min(max(width * _SHARE, _LOWEST), _HIGHEST) if height is None else height
        dot = round(scale.label * DOT)
        tall = max(tall, _LEAST)
        numbers = axis.ticks(most, tall, lambda _: scale.label * 3.2, least)
        left = scale.margin + max(measure(compact(n), scale.label) for n in numbers) + dot
        layout = cls(
            first,
            last,
            least,
            most,
            left,
            scale.margin,
            width - left - scale.margin,
            tall,
            dot,
            tuple(numbers),
        )
        places = [
            Position(
                row["figure_id"],
                row["amount"],
                max(one.start, first),
                min(one.end, last),
                one.is_point,
            )
            for row, one in zip(rows, stretches, strict=True)
        ]
        return replace(layout, places=tuple(places))

    def x(self, moment: float) -> float:
        """Return where a moment stands, in pixels from the left of the plot."""
        inside = self.width - 2 * self.dot
        return self.dot + (moment - self.first) / (self.last - self.first) * inside

    def y(self, number: float) -> float:
        """Return where a number stands, in pixels from the top of the plot."""
        return self.height * (self.most - number) / (self.most - self.least)

    def shape(self, place: Position, status: str = "", color: str = "", left: float = 0) -> Shape:
        """Return a figure as it is drawn on a plot that begins at `left`."""
        long = 0.0 if place.is_point else self.x(place.right) - self.x(place.left)
        middle = left + self.x(place.middle)
        return Shape(place.figure_id, place.amount, status, color, middle, length=long)

    def box(self, place: Position) -> Box:
        """Return all that the marks of a figure cover."""
        left, right = self.shape(place).across(self.dot * 1.2)
        half, tail = self.dot * 0.6, self.dot * (TAIL + 0.5)
        top, bottom = self.y(place.amount.numbers[-1]), self.y(place.amount.numbers[0])
        return Box(
            left,
            top - (tail if place.turn > 0 else half),
            right,
            bottom + (tail if place.turn < 0 else half),
        )

    @property
    def sunk(self) -> float:
        """How far the marks of the smallest figures reach below the plot: a dot is no point."""
        return max(0.0, *(self.box(place).bottom - self.height for place in self.places))

    @cached_property
    def by_id(self) -> dict[str, Position]:
        """The positions by `figure_id`."""
        return {place.figure_id: place for place in self.places}

    def inside_lines(self, selection: Selection) -> set[str]:
        """Return the figures that are but points of a line: too close to one another for dots.

        Their neighbors on both sides count alike, are known alike, and stand less than half a dot
        away. What has a bound, a note or a share in the words keeps its mark, and so do the first,
        the last, the highest and the lowest of a series.
        """
        rows = selection.by_id
        beside: dict[str, list[str]] = {}
        for link in selection.links:
            if link.is_alike:
                beside.setdefault(link.start, []).append(link.end)
                beside.setdefault(link.end, []).append(link.start)
        close = {
            place.figure_id
            for place in self.places
            if len(others := [self.by_id[one] for one in beside.get(place.figure_id, ())]) == 2
            and place.is_point
            and place.amount.least == place.amount.most
            and all(abs(self.x(place.middle) - self.x(one.middle)) < self.dot / 2 for one in others)
            and len({rows[one.figure_id]["status"] for one in (place, *others)}) == 1
            and not rows[place.figure_id].get("note_numbers")
        }
        for series in selection.series:
            stated = {one: self.by_id[one].amount.stated for one in series.figures}
            close -= {min(stated, key=stated.__getitem__), max(stated, key=stated.__getitem__)}
        return close - {one.figure_id for one in selection.breaks} - set(selection.focus)

    def path(self, link: Link) -> list[Point]:
        """Return the points of the line between two figures: straight, or as a step."""
        start, end = self.by_id[link.start], self.by_id[link.end]
        here = self.x(start.middle), self.y(start.amount.stated)
        there = self.x(end.middle), self.y(end.amount.stated)
        return [here, there] if link.is_alike else [here, (there[0], here[1]), there]


def along(line: Sequence[Point], *, clear: float = _CLEAR) -> list[Box]:
    """Return small boxes along a line, close enough that no label slips between them."""
    boxes = []
    for (x0, y0), (x1, y1) in pairwise(line):
        many = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / _STEP))
        for at in range(many + 1):
            x, y = x0 + (x1 - x0) * at / many, y0 + (y1 - y0) * at / many
            boxes.append(Box(x - clear, y - clear, x + clear, y + clear))
    return boxes


@dataclass(frozen=True)
class Flag:
    """What begins at a break: words above the plot, and a line from them down to the figure.

    `x` is where the line stands and where the words begin, or end for a `side` of -1; `top` counts
    from the first flag.
    """

    lines: list[str]
    x: float
    top: float
    side: int
    place: Position


def flags(selection: Selection, layout: Layout, scale: Scale) -> tuple[list[Flag], float]:
    """Set what begins at each break above the plot; return how high that is as well."""
    places = {place.figure_id: place for place in layout.places}
    whole = layout.width + layout.column
    standing = [(layout.x(places[one.figure_id].middle), one) for one in selection.breaks]
    standing.sort(key=lambda one: one[0])
    # the words stand where no line from above comes down: left ones first, then from the right
    first = [one for one in standing if one[0] <= whole / 2]
    last = [one for one in reversed(standing) if one[0] > whole / 2]
    free = first[-1][0] if first else 0.0
    found, top = [], 0.0
    for x, one in (*first, *last):
        side = -1 if x > whole / 2 else 1
        clear, most = (x - free, x) if side < 0 else (whole - x, whole - x)
        room = min(max(clear, scale.note * _FLAG / 2), most, scale.note * _FLAG) - 8
        lines = wrap_full(one.text, room, scale.note)
        found.append(Flag(lines, x, top, side, places[one.figure_id]))
        top += len(lines) * scale.note * LINE + 6
    return found, top

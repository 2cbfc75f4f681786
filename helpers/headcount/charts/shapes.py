"""How one amount is drawn along an axis, to the right or upright: dot, bar, band, arrow, ring."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from headcount.charts.axis import across, rule
from headcount.charts.bars import key
from headcount.figures.quantity import Quantity, compact
from headcount.figures.status import kind
from headcount.render import scene
from headcount.render.style import INK, Scale, fill

NARROW = 480
"""Below this width the names of rows stand above the marks."""

_INDENT = 4  # how far they then stand off the line at zero
ASIDE = 7  # how far the amounts of a row stand off its marks
_DOT = 0.76  # the width of a dot, in sizes of a label's type
_FAR = 0.25  # of the highest number: the lowest, from which on an axis begins near it
RANGE = "Range around a value"
_THIN = 0.66  # the height of a bar, in dots
RING = 0.4  # how far a ring stands off what it is around, in dots
TAIL = 1.5  # how far the arrow of an open end reaches, in dots


@dataclass(frozen=True)
class DotAxis:
    """The axis that dots stand on, from zero, or from a number below it, to its right end.

    Parameters
    ----------
    left
        Where it begins in the picture.
    plot
        Pixels that it has.
    dot
        Pixels that a dot is wide.
    furthest
        The number at its end.
    nearest
        The number at its beginning: zero where none is negative.
    names, column
        Where the names of rows begin, and how wide they may be.
    is_above
        Whether they stand above the marks, where the picture is narrow, and not beside them.
    """

    left: float
    plot: float
    dot: float
    furthest: float = 1.0
    nearest: float = 0.0
    names: float = 0.0
    column: float = 0.0
    is_above: bool = False

    @classmethod
    def of(cls, width: int, scale: Scale, column: float) -> Self:
        """Return the axis of a picture `width` pixels wide, beside names as wide as `column`."""
        names, dot = scale.margin, round(scale.label * _DOT)
        if width >= NARROW:
            left = math.ceil(names + column + scale.label)
            return cls(left, width - left - names, dot, names=names, column=column)
        plot = width - 2 * names
        return cls(names, plot, dot, names=names + _INDENT, column=plot - _INDENT, is_above=True)

    @property
    def amounts(self) -> AmountAxis:
        """What draws amounts along it."""
        return AmountAxis(self.x, self.dot)

    def x(self, number: float) -> float:
        """Return where a number stands in the picture."""
        return self.left + self.pixels(number)

    def pixels(self, number: float) -> float:
        """Return how far from the beginning a number stands."""
        return (number - self.nearest) / (self.furthest - self.nearest) * self.plot

    def reach(self, amount: Quantity) -> tuple[float, float]:
        """Return how far along the marks of an amount begin and end, arrows with them."""
        low, high = self.pixels(amount.numbers[0]), self.pixels(amount.numbers[-1])
        tail = self.dot * (TAIL + 0.5)
        half = self.dot / 2
        return (
            low - (tail if open_end(amount) < 0 else half),
            high + (tail if open_end(amount) > 0 else half),
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """One amount, ready to be drawn: whose it is, how it looks and where it stands.

    `middle` is where its mark has its middle across the axis of amounts, and `length` how long it
    is there where it is no point: a figure of no certain day is as long as its time.
    """

    figure_id: str
    amount: Quantity
    status: str
    color: str
    middle: float
    is_ringed: bool = False
    is_square: bool = False
    length: float = 0.0

    def across(self, width: float) -> tuple[float, float]:
        """Return where it begins and ends across the axis, so wide at least."""
        half = max(width, self.length) / 2
        return self.middle - half, self.middle + half


class AmountAxis(NamedTuple):
    """What amounts are drawn along: to the right, or upright.

    Parameters
    ----------
    at
        Returns where a number stands.
    dot
        Pixels that a dot is wide.
    tail
        How far the arrow of an open end reaches, in dots.
    is_upright
        Whether larger numbers stand higher.
    """

    at: Callable[[float], float]
    dot: float
    tail: float = TAIL
    is_upright: bool = False

    def point(self, along: float, across: float) -> scene.Point:
        """Return a place of the picture."""
        return (across, along) if self.is_upright else (along, across)

    def pill(
        self, shape: Shape, one: float, other: float, thick: float, *, faint: bool = False
    ) -> scene.Rect:
        """Return a rounded mark between two places along the axis, so many dots thick."""
        first, last = sorted((one, other))
        start, end = shape.across(self.dot * thick)
        look = fill(kind(shape.status), shape.color, faint=faint)
        radius = 1 if shape.is_square else round(self.dot * min(thick, 1.0) / 2)
        edges = (*self.point(first, start), *self.point(last, end))
        return scene.Rect(*edges, look, radius, shape.figure_id)


def stacked(
    needs: Sequence[float], height: float | None, size: float, gaps: tuple[float, float, float]
) -> tuple[list[float], float]:
    """Return where rows that need so much begin under one another, and how high all are.

    `gaps` are the least, the wished and the widest between two, in sizes of their type: rows fill a
    height if they can.
    """
    least, wished, most = (size * gap for gap in gaps)
    gap = wished if height is None else min(max((height - sum(needs)) / len(needs), least), most)
    tops, top = [], 0.0
    for need in needs:
        tops.append(top + gap / 2)
        top += need + gap
    return tops, top


def begins(amounts: Iterable[Quantity]) -> float:
    """Return where an axis begins: a dot is no length, and needs no zero where all lie far off."""
    numbers = [n for one in amounts for n in one.numbers]
    least, most = min(numbers), max(numbers)
    if least <= 0:
        return least * 1.02
    if least < _FAR * most:
        return 0.0
    step = 10.0 ** math.floor(math.log10(least))
    start = math.floor(0.9 * least / step) * step
    return start if start else math.floor(9 * least / step) * step / 10


def extent(amounts: Sequence[Quantity], *, follow: bool = False) -> str:
    """Print what several amounts say: the one, or from where to where they run.

    Of amounts that `follow` one another in time, and only rise or only fall, the first and the last
    are said so: from a revision to the next there is no range.

    Examples
    --------
    >>> extent([Quantity(value=1_200), Quantity(value=900), Quantity(value=1_100)])
    '900 to 1,200'
    >>> extent([Quantity(value=100), Quantity(value=600), Quantity(value=2_000)], follow=True)
    '100, then 2,000'
    """
    labels = {one.label(bounds=False) for one in amounts}
    if len(labels) == 1:
        return labels.pop()
    stated = [one.stated for one in amounts]
    if follow and sorted(stated) in (stated, stated[::-1]) and stated[0] != stated[-1]:
        return ", then ".join(_end(amounts[at], stated[at]) for at in (0, -1))
    least = min(amounts, key=lambda one: (one.numbers[0], one.most))
    most = max(amounts, key=lambda one: (one.numbers[-1], one.most))
    low, high = _end(least, least.numbers[0]), _end(most, most.numbers[-1])
    return high if least.numbers[0] == most.numbers[-1] else f"{low} to {high}"


def _end(amount: Quantity, number: float) -> str:
    """Print one end of what amounts say, and that it is open where its figure is."""
    return amount.label(bounds=False) if math.isinf(amount.most) else compact(number)


def open_end(amount: Quantity) -> int:
    """Say whether an amount is open above (1), below (-1) or not at all."""
    if math.isinf(amount.most):
        return 1
    return -1 if amount.value is None and amount.low is None else 0


def has_band(amount: Quantity) -> bool:
    """Whether an amount is a value with bounds around it."""
    return amount.value is not None and amount.least < amount.most


def dot_key(shown: Iterable[tuple[str, Quantity]]) -> Iterator[scene.Entry]:
    """Yield the entries of the key for amounts, each given with its status before it."""
    shown = list(shown)
    pale = {kind(status) for status, amount in shown if has_band(amount)}
    return key((status for status, _ in shown), ranges=RANGE, pale=pale)


def dot_plot(
    shapes: Sequence[Shape],
    axis: DotAxis,
    numbers: Sequence[float],
    scale: Scale,
    *,
    head: float,
    height: float,
    lines: Iterable[scene.Line] = (),
    labels: Iterable[scene.TextBlock] = (),
    entries: Iterable[scene.Entry] = (),
) -> scene.Plot:
    """Return a plot of amounts under an axis.

    Parameters
    ----------
    shapes, axis
        The amounts, and what they stand on.
    numbers
        Those written along the axis, each with a line down through all rows.
    scale
        The sizes of type.
    head, height
        How high what stands above the rows is, and all of it.
    lines, labels, entries
        What there is besides: lines on the ground, texts, and entries that the key begins with.
    """
    top = head - 4
    rules = (scene.Line(axis.x(one), top, axis.x(one), height, rule(one)) for one in numbers)
    own = dot_key((shape.status, shape.amount) for shape in shapes)
    return scene.Plot(
        height=height,
        marks=(
            *marks(shapes, axis.amounts),
            *(_ring(shape, axis) for shape in shapes if shape.is_ringed),
        ),
        ground=(*rules, *lines),
        labels=(
            *across(numbers, scale.label, axis.furthest, axis.plot, axis.left, axis.nearest),
            *labels,
        ),
        entries=(*entries, *own),
        axis=scene.Axis(axis.left, axis.left + axis.plot, axis.nearest, axis.furthest),
    )


def marks(shapes: Sequence[Shape], axis: AmountAxis) -> Iterator[scene.Mark]:
    """Draw amounts: dots, bars of ranges, bands, arrows."""
    yield from scene.grouped(
        axis.pill(one, axis.at(one.amount.least), axis.at(one.amount.most), _THIN, faint=True)
        for one in shapes
        if has_band(one.amount)
    )
    yield from scene.grouped(_body(one, axis) for one in shapes)
    for color in dict.fromkeys(one.color for one in shapes):
        those = [one for one in shapes if one.color == color]
        yield from _arrows(those, axis, color)
        yield from _caps(those, axis, color)


def _body(shape: Shape, axis: AmountAxis) -> scene.Rect:
    """Return the bar of a range, or the dot of a number."""
    amount = shape.amount
    if amount.value is None and not open_end(amount):
        return axis.pill(shape, axis.at(amount.least), axis.at(amount.most), _THIN)
    middle, half = axis.at(amount.stated), axis.dot / 2 * (_THIN if shape.length else 1)
    return axis.pill(shape, middle - half, middle + half, 1.0)


def _arrows(shapes: Sequence[Shape], axis: AmountAxis, color: str) -> Iterator[scene.Mark]:
    """Draw open ends: a line from the dot towards where the amount may lie, with a head."""
    for turn, heads in ((1, ("right", "up")), (-1, ("left", "down"))):
        way = -turn if axis.is_upright else turn  # what is higher is nearer to the top
        tails = [
            (
                one.figure_id,
                [
                    axis.point(axis.at(one.amount.stated) + way * axis.dot * far, one.middle)
                    for far in (0.5, axis.tail + 0.2)
                ],
            )
            for one in shapes
            if open_end(one.amount) == turn
        ]
        yield from scene.joined(tails, scene.Stroke(color, 2))
        for figure, (_, (x, y)) in tails:
            head = heads[axis.is_upright]
            yield scene.Sign(head, x, y, axis.dot * 0.7, scene.Fill(color), figure)


def _caps(shapes: Sequence[Shape], axis: AmountAxis, color: str) -> Iterator[scene.Path]:
    """Close the bounds around a value, and a number that is itself the end of what is said."""
    ends = [
        (one.figure_id, [axis.point(axis.at(bound), x) for x in one.across(axis.dot * 1.2)])
        for one in shapes
        if one.amount.value is not None
        for bound in dict.fromkeys((one.amount.low, one.amount.high))
        if bound is not None
    ]
    return scene.joined(ends, scene.Stroke(color, 2))


def _ring(shape: Shape, axis: DotAxis) -> scene.Rect:
    start, end = axis.reach(shape.amount)
    around, half = axis.dot * RING, axis.dot / 2
    return scene.Rect(
        axis.left + start - around,
        shape.middle - half - around,
        axis.left + end + around,
        shape.middle + half + around,
        scene.Fill(scene.NONE, INK, 2),
        round(axis.dot),
        shape.figure_id,
    )

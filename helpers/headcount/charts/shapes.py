"""How one amount is drawn on an axis that runs across: dot, bar, band, arrow, ring."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from headcount.charts.pills import QUIET, Pill, heads, lines
from headcount.charts.pills import traces as pill_traces
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.render.style import INK

DOT = 0.76  # the width of a dot, in sizes of a label's type
RANGE = "Range around a value"
_THIN = 0.66  # the height of a bar, in dots
RING = 0.4  # how far a ring stands off what it is around, in dots
_TAIL = 1.5  # how far the arrow of an open end reaches, in dots


@dataclass(frozen=True)
class Axis:
    """The axis that shapes stand on, from zero to its right end.

    Parameters
    ----------
    plot
        Pixels that it has.
    dot
        Pixels that a dot is wide.
    furthest
        The number at its end.
    """

    plot: float
    dot: float
    furthest: float

    def pixels(self, number: float) -> float:
        """Return where a number stands on the axis."""
        return number / self.furthest * self.plot

    def value(self, pixels: float) -> float:
        """Return which number stands at a place on the axis."""
        return pixels / self.plot * self.furthest

    def reach(self, amount: Quantity) -> tuple[float, float]:
        """Return where the marks of an amount begin and end, arrows with them."""
        numbers = [n for n in (amount.low, amount.value, amount.high) if n is not None]
        low, high = self.pixels(min(numbers)), self.pixels(max(numbers))
        tail = self.dot * (_TAIL + 0.5)
        half = self.dot / 2
        return (
            low - (tail if is_open_below(amount) else half),
            high + (tail if math.isinf(amount.most) else half),
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """One figure, ready to be drawn: what it says, how it looks and how far down it stands."""

    figure_id: str
    hover: str
    amount: Quantity
    status: str
    color: str
    middle: float
    is_ringed: bool = False
    is_square: bool = False


def is_open_below(amount: Quantity) -> bool:
    """Whether the source names an upper end alone."""
    return amount.value is None and amount.low is None


def has_band(amount: Quantity) -> bool:
    """Whether an amount is a value with bounds around it."""
    return amount.value is not None and amount.least < amount.most


def traces(shapes: Sequence[Shape], laid: Axis) -> Iterator[dict[str, Any]]:
    """Yield the traces that draw figures, each with its `figure_id`."""
    yield from pill_traces(pill for shape in shapes for pill in _pills(shape, laid))
    for color in dict.fromkeys(shape.color for shape in shapes):
        those = [shape for shape in shapes if shape.color == color]
        yield from _arrows(those, laid, color)
        yield from _caps(those, laid, color)
    yield from (_ring(shape, laid) for shape in shapes if shape.is_ringed)


def _pills(shape: Shape, laid: Axis) -> Iterator[Pill]:
    """Yield the bar of a range, the dot of a number, and the band around it."""
    amount, half = shape.amount, laid.value(laid.dot / 2)

    def pill(left: float, right: float, height: float, hover: str, *, faint: bool = False) -> Pill:
        how = (kind(shape.status), shape.color, faint)
        radius = 1 if shape.is_square else round(height / 2)
        return Pill(shape.figure_id, hover, left, right, shape.middle, height, radius, *how)

    if amount.value is None and amount.low is not None and amount.high is not None:
        yield pill(amount.low, amount.high, laid.dot * _THIN, shape.hover)
        return
    if amount.value is not None and amount.least < amount.most:
        yield pill(amount.least, amount.most, laid.dot * _THIN, "", faint=True)
    yield pill(amount.stated - half, amount.stated + half, laid.dot, shape.hover)


def _arrows(shapes: Sequence[Shape], laid: Axis, color: str) -> Iterator[dict[str, Any]]:
    """Draw open ends: a line from the dot towards where the amount may lie, with a head."""
    for turn, symbol in ((1, "triangle-right"), (-1, "triangle-left")):
        those = [shape for shape in shapes if _open(shape.amount) == turn]
        if not those:
            continue
        start, end = laid.value(laid.dot / 2), laid.value(laid.dot * (_TAIL + 0.2))
        tails = [
            (shape.figure_id, shape.amount.stated + turn * x, shape.middle)
            for shape in those
            for x in (start, end)
        ]
        yield lines(color, tails)
        yield heads(color, tails[1::2], symbol, laid.dot * 0.7)


def _open(amount: Quantity) -> int:
    """Say whether an amount is open above (1), below (-1) or not at all."""
    if math.isinf(amount.most):
        return 1
    return -1 if is_open_below(amount) else 0


def _caps(shapes: Sequence[Shape], laid: Axis, color: str) -> Iterator[dict[str, Any]]:
    """Close the bounds around a value, and a number that is itself the end of what is said."""
    half = laid.dot * 0.6
    ends = [
        (shape.figure_id, x, shape.middle + y)
        for shape in shapes
        if shape.amount.value is not None
        for x in dict.fromkeys(n for n in (shape.amount.low, shape.amount.high) if n is not None)
        for y in (-half, half)
    ]
    if ends:
        yield lines(color, ends)


def _ring(shape: Shape, laid: Axis) -> dict[str, Any]:
    start, end = laid.reach(shape.amount)
    around = laid.dot * RING
    return {
        "type": "bar",
        "orientation": "h",
        "base": [laid.value(start - around)],
        "x": [laid.value(end - start + 2 * around)],
        "y": [shape.middle],
        "width": [laid.dot + 2 * around],
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"color": INK, "width": 2},
            "cornerradius": round(laid.dot),
        },
        "customdata": [shape.figure_id],
        **QUIET,
    }

"""Labels beside what they name, where there is room for them, and along an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from headcount.render.scene import Point

_CELL = 24  # pixels


class Box(NamedTuple):
    """A rectangle, in pixels; y counts from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two boxes share anything."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether this box lies inside another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """Return this box with so many pixels more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def is_crossed(self, line: tuple[Point, Point]) -> bool:
        """Whether a straight line runs through this box, or ends in it.

        Examples
        --------
        >>> box = Box(10, 10, 20, 20)
        >>> box.is_crossed(((0, 0), (30, 30))), box.is_crossed(((0, 0), (30, 5)))
        (True, False)
        """
        (x0, y0), (x1, y1) = line
        if max(x0, x1) <= self.left or min(x0, x1) >= self.right:
            return False
        first, last = 0.0, 1.0  # the part of the line that is inside, across and down
        for start, run, low, high in (
            (x0, x1 - x0, self.left, self.right),
            (y0, y1 - y0, self.top, self.bottom),
        ):
            if run:
                into, out = sorted(((low - start) / run, (high - start) / run))
                first, last = max(first, into), min(last, out)
            elif not low < start < high:
                return False
        return first < last


class Crowd:
    """Boxes that nothing else may touch, kept by where they stand, so that few are asked.

    Examples
    --------
    >>> crowd = Crowd([Box(40, 40, 50, 50)])
    >>> crowd.touches(Box(45, 45, 90, 60)), crowd.touches(Box(50, 40, 90, 50))
    (True, False)
    """

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self.add(boxes)

    def add(self, boxes: Iterable[Box]) -> None:
        """Let no box touch these from now on."""
        for box in boxes:
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(box)

    def touches(self, box: Box) -> bool:
        """Whether a box touches any of them."""
        return any(
            box.touches(other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for down in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield across, down


def beside(
    anchors: Iterable[Box], width: float, height: float, room: Box, taken: Crowd, gap: float
) -> Iterator[Box]:
    """Yield where a label fits beside one of its anchors, the best place first.

    Parameters
    ----------
    anchors
        What it may stand beside, the best first.
    width, height
        How large it is.
    room
        Where it must stay.
    taken
        What it may not touch.
    gap
        How far it stands from its anchor.

    Examples
    --------
    >>> room, dot = Box(0, 0, 100, 100), Box(40, 40, 50, 50)
    >>> next(beside([dot], 30, 10, room, Crowd([dot]), 2))
    Box(left=52, top=40.0, right=82, bottom=50.0)
    >>> next(beside([dot], 60, 10, room, Crowd([dot]), 2))
    Box(left=40, top=28, right=100, bottom=38)
    """
    for anchor in anchors:
        for place in _around(anchor, width, height, room, gap):
            if place.within(room) and not taken.touches(place):
                yield place


def _around(anchor: Box, width: float, height: float, room: Box, gap: float) -> Iterator[Box]:
    """Yield the places around an anchor, from the one that reads best."""
    middle, center = (anchor.top + anchor.bottom) / 2, (anchor.left + anchor.right) / 2
    above, below = anchor.top - gap - height, anchor.bottom + gap
    behind, before = anchor.right + gap, anchor.left - gap - width
    edge = min(max(room.right - width, before), behind)  # as far to the right as may be
    for left, top in (
        (behind, middle - height / 2),
        (anchor.left, above),
        (anchor.left, below),
        (center - width / 2, above),
        (center - width / 2, below),
        (before, middle - height / 2),
        (anchor.right - width, above),
        (anchor.right - width, below),
        (edge, above),
        (edge, below),
    ):
        yield Box(left, top, left + width, top + height)


def dodge(
    wished: Sequence[float],
    sizes: Sequence[float],
    *,
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Return where labels stand so that none overlaps another and all move least.

    Labels keep the order of their wished places; of two that wish for the same one, the first
    given stands first. What is least is the sum of the squares of the ways they are moved.

    Parameters
    ----------
    wished
        Where the middle of each label would stand if it were alone, in any order; pixels, as all
        else here.
    sizes
        How much of the axis each label takes, with the gap that it needs.
    low, high
        The ends of the axis, beyond which no label may reach.

    Returns
    -------
    list of float
        The middle of each label, in the order given.

    Raises
    ------
    ValueError
        When the labels need more room than there is between `low` and `high`.

    Examples
    --------
    >>> dodge([10, 12, 50], [10, 10, 10])
    [6.0, 16.0, 50.0]
    >>> dodge([2, 3], [10, 10], low=0)
    [5.0, 15.0]
    """
    need = math.fsum(sizes)
    if need > (high - low) * (1 + 1e-9):
        raise ValueError(f"labels need {need:g} pixels, and there are {high - low:g}")
    order = sorted(range(len(wished)), key=lambda at: wished[at])
    ahead = 0.0  # what the labels before this one take, with half of its own
    offsets = []
    for at in order:
        offsets.append(ahead + sizes[at] / 2)
        ahead += sizes[at]
    # Less its offset, a label may stand anywhere from the one before it on: what is left to find
    # is the nearest row of numbers that never falls, and the ends of the axis only clip it.
    rising = _rising([wished[at] - offset for at, offset in zip(order, offsets, strict=True)])
    places = [0.0] * len(wished)
    for at, offset, place in zip(order, offsets, rising, strict=True):
        places[at] = max(low, min(high - need, place)) + offset
    return places


def _rising(numbers: Sequence[float]) -> list[float]:
    """Return the numbers nearest to these that never fall: neighbors that do are pooled."""
    pools: list[tuple[float, int]] = []  # the mean of each, and how many it holds
    for number in numbers:
        mean, count = float(number), 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]

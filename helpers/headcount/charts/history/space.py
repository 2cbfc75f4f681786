"""The space on the plot of a history: where a label stands clear, beside marks of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise, product

from headcount.charts.history.layout import Layout, along
from headcount.charts.history.selection import Selection, Series
from headcount.charts.placing import Box, Crowd, beside
from headcount.render.scene import Point
from headcount.render.typesetting import LINE, measure, superscript_width

_TOUCH = 1.5  # no nearer comes that line to what the label does not name
_STEP = 8  # from one place on the line of a series to the next that may be named there
_ALONE = 5  # how far off such a place is from all that is of others
_SPACE = 0.6  # between two labels side by side, in sizes of their type


@dataclass(frozen=True)
class Name:
    """The name of a series, or its letter: its lines, its notes, and where it stands.

    `is_about` is said of the series that the words are about. `names` are the figures that it
    names, the oldest first. `x` and `top` are pixels of the plot. `leader` is the thin line to it
    from its mark, where it stands off.
    """

    lines: list[str]
    notes: tuple[int, ...]
    size: int
    is_bold: bool
    is_about: bool
    names: tuple[str, ...]
    x: float = 0.0
    top: float = 0.0
    leader: tuple[Point, Point] | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it is the letter of a series and not its name."""
        return len(self.lines) == 1 and len(self.lines[0]) <= 2

    @property
    def width(self) -> float:
        """How wide it is, with its notes."""
        widths = [measure(line, self.size, bold=self.is_bold) for line in self.lines]
        return max(*widths, widths[-1] + superscript_width(self.notes, self.size))

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.lines) * self.size * LINE


class Space:
    """The space on a plot: `marks` by figure, and what words stand there already."""

    def __init__(self, selection: Selection, layout: Layout) -> None:
        self.marks = {place.figure_id: layout.box(place) for place in layout.places}
        self._around = {one: box.grown(_TOUCH) for one, box in self.marks.items()}
        self._words: list[Box] = []
        self._all = Box(0, -layout.dot, layout.width, layout.height - 2)
        edge = layout.width + (0 if layout.column else layout.right - 4)
        self._for_letters = self._all._replace(right=edge)  # one letter may stand in the margin
        self._paths = [(link.start, layout.path(link)) for link in selection.links]
        self._taken = Crowd(self.marks.values())
        for _, path in self._paths:
            self._taken.add(along(path))

    def others(self, series: Series) -> list[Box]:
        """Return the marks that are of other series."""
        return [box for one, box in self.marks.items() if one not in series.figures]

    def seen(self, figures: Sequence[str]) -> list[Box]:
        """Return the marks of some figures, the best to name first: the last, then the first."""
        return [self.marks[one] for one in dict.fromkeys((figures[-1], *figures))]

    def between(self, series: Series, figures: Sequence[str]) -> list[Box]:
        """Return where a line between some figures of a series runs alone.

        They may be named there: the marks themselves may be hidden under others.
        """
        if not any(start in figures for start, _ in self._paths):
            return []
        away = Crowd(box.grown(_ALONE) for box in self.others(series))
        for start, path in self._paths:
            if start not in series.figures:
                away.add(along(path, clear=_ALONE))
        points = (
            Box(x, y, x, y)
            for start, path in self._paths
            if start in figures
            for x, y in _points(path)
        )
        return [point for point in points if not away.touches(point)]

    def crossed(self, leader: tuple[Point, Point], figures: Sequence[str]) -> Iterator[Box]:
        """Yield what a leader comes too near to, for it would seem to name that."""
        others = (box for one, box in self._around.items() if one not in figures)
        yield from (box for box in chain(self._words, others) if box.is_crossed(leader))

    def put(
        self,
        labels: Sequence[Name],
        series: Series,
        figures: Sequence[str],
        gaps: Sequence[float],
        clear: float,
    ) -> Name | None:
        """Give a label the best place beside figures of a series; there may be none.

        Parameters
        ----------
        labels
            The label in as many ways as it can be set, the best first.
        series, figures
            Whose label it is, and which figures of it are named.
        gaps
            How far it may stand from what it names, the best first. Further than that there is a
            line to it.
        clear
            How much further off than its own, or than the line to it, all other marks must be.
        """
        others = self.others(series)
        for find in (self.seen, partial(self.between, series)):
            anchors = find(figures)
            for gap, label in product(gaps if anchors else (), labels):
                size = label.width, label.height
                room = self._for_letters if label.is_letter else self._all
                for box in beside(anchors, *size, room, self._taken, gap):
                    leader = _shortest(anchors, box) if gap > gaps[0] else None
                    reach = box.grown(clear if leader else gap + clear)
                    if clear and any(reach.touches(one) for one in others):
                        continue
                    if leader and any(self.crossed(leader, figures)):
                        continue
                    self._words.append(box.grown(_TOUCH))
                    self._taken.add([_apart(box, label.size)])
                    if leader:
                        self._words.extend(along(leader, clear=_TOUCH))
                        self._taken.add(along(leader))
                    return replace(label, x=box.left, top=box.top, leader=leader)
        return None


def _shortest(anchors: Sequence[Box], label: Box) -> tuple[Point, Point]:
    """Return the shortest line to a label from what it names."""
    return min((_leader(one, label) for one in anchors), key=lambda line: math.dist(*line))


def _points(path: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line, its ends left out."""
    for (x, y), (to_x, to_y) in pairwise(path):
        many = int(math.dist((x, y), (to_x, to_y)) // _STEP)
        for at in range(1, many):
            yield x + (to_x - x) * at / many, y + (to_y - y) * at / many


def _apart(box: Box, size: float) -> Box:
    """Return a label's box with the space that parts it from the words beside it."""
    return Box(box.left - size * _SPACE, box.top, box.right + size * _SPACE, box.bottom)


def _leader(mark: Box, label: Box) -> tuple[Point, Point]:
    """Return the shortest line from a mark to its label."""
    ends = []
    for low, high, first, last in (
        (mark.left, mark.right, label.left, label.right),
        (mark.top, mark.bottom, label.top, label.bottom),
    ):
        middle = (max(low, first) + min(high, last)) / 2
        apart = first > high or low > last
        ends.append((high, first) if first > high else (low, last) if apart else (middle, middle))
    (x0, x1), (y0, y1) = ends
    return (x0, y0), (x1, y1)

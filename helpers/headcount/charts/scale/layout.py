"""Which squares stand for which figure, and where they and their labels stand, for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from headcount.charts.ends import Ends
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import capital
from headcount.figures.status import kind
from headcount.render.scene import Point
from headcount.render.style import HIGHLIGHT, OTHERS, Scale
from headcount.render.typesetting import LINE, superscript_width, wrap_full

COLUMNS = (10, 20, 25, 50, 100)
"""How many squares a line may hold: round numbers, so that a full line can be counted by."""

SMALLEST, SMALLEST_CARD, LARGEST = 5.0, 7.0, 26.0
"""How wide a square may be with its gap, in pixels; a card is looked at from further away."""

EDGE = 4
"""Pixels to the right of a full line, for the line that closes it."""

FULL = 0.7
"""Squares that take so much of the width fill it; fewer leave a hole beside them."""

LOOSEST = 2.0
"""How much further blocks may stand apart to fill a height, in sizes of their label's type."""

COMFORTABLE, HIGHEST = 0.62, 420
"""How high all squares should be where no height is given: widths of the picture, pixels."""


Cut = tuple[Point, Point]


NOTHING = Ends(None, 0.0, None)


@dataclass(frozen=True, slots=True)
class Part:
    """Squares of one row and one fill, from `start` to `stop`, counted from the block's first.

    A square may be there in part: 11.5 is eleven and a half.
    """

    row: int
    start: float
    stop: float
    kind: str
    color: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The squares under one label.

    Parameters
    ----------
    row
        The row that the label is of.
    title, said
        The label, and the smaller line under it.
    parts
        Its squares, from the first to the last; none for a label that heads the others.
    ends
        The ends of what is measured here, and `owner`, the row that they are of.
    bold
        Whether the words of the chart are about it.
    """

    row: int
    title: str
    said: str
    parts: tuple[Part, ...] = ()
    ends: Ends = NOTHING
    owner: int = 0
    bold: bool = False

    @property
    def squares(self) -> float:
        """How many squares it takes, with the arrow's."""
        filled = max((part.stop for part in self.parts), default=0.0)
        return max(filled, self.arrow + 1) if self.ends.is_open else filled

    @property
    def arrow(self) -> int:
        """The square on which the arrow of an open end stands: the one after the last."""
        return math.ceil(self.ends.most)


def _blocks(selection: Selection) -> Iterator[Block]:
    """Yield the blocks of a scale, in the order of reading."""
    return _shares(selection) if selection.show == SHARE else _units(selection)


def _units(selection: Selection) -> Iterator[Block]:
    for at, row in enumerate(selection.records):
        focus = row["figure_id"] in selection.focus
        ends = Ends.of(row["amount"], selection.one)
        parts = _parts(at, kind(row["status"]), HIGHLIGHT if focus else OTHERS, ends)
        yield Block(at, capital(row["counted"]), row["known"], parts, ends, at, focus)


def _shares(selection: Selection) -> Iterator[Block]:
    first, *others = selection.records
    yield Block(0, capital(first["counted"]), first["known"], bold=True)
    for at, (row, part) in enumerate(zip(others, selection.shares, strict=True), start=1):
        ends = of_hundred(part)
        mine = _parts(0, kind(first["status"]), HIGHLIGHT, ends)
        rest = Part(at, ends.most, HUNDRED, kind(row["status"]), OTHERS)
        title = capital(f"{part.percent()} of {row['counted']}")
        yield Block(at, title, row["known"], (*mine, rest), ends)


def _parts(at: int, of: str, color: str, ends: Ends) -> tuple[Part, ...]:
    """Part the squares that are sure from those up to the upper bound."""
    full = Part(at, 0.0, ends.sure, of, color)
    pale = Part(at, ends.sure, ends.most, of, color, faint=True)
    return tuple(part for part in (full, pale) if part.stop > part.start) or (full,)


_ROOMY = 9  # pixels from which a square may lose two of them to its gap


class Piece(NamedTuple):
    """A rectangle of squares: where it begins, how wide it is, in which line, how many lines."""

    x: float
    wide: float
    line: int
    lines: int


def pieces(start: float, stop: float, columns: int) -> list[Piece]:
    """Cut the squares from `start` to `stop` into rectangles, `columns` to a line.

    Examples
    --------
    >>> [tuple(piece) for piece in pieces(5, 34.5, 10)]
    [(5, 5, 0, 1), (0, 10, 1, 2), (0, 4.5, 3, 1)]
    """
    found = []
    here = start
    while here < stop:
        line, x = int(here // columns), here % columns
        whole = int((stop - here) // columns) if x == 0 else 0
        wide = columns if whole else min(columns - x, stop - here)
        found.append(Piece(x, wide, line, whole or 1))
        here += wide * (whole or 1)
    return found or [Piece(0, 0, 0, 1)]


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares in lines.

    Parameters
    ----------
    columns
        How many stand in a line.
    pitch
        How wide and high a square is with its gap, in pixels.
    """

    columns: int
    pitch: float

    @property
    def gap(self) -> float:
        """The pixels between two squares."""
        return 1.0 if self.pitch < _ROOMY else 2.0

    def lines(self, squares: float) -> int:
        """How many lines so many squares take."""
        return math.ceil(squares / self.columns)

    def between(self, stop: float, top: float) -> Iterator[Cut]:
        """Yield the lines around and between all squares up to `stop`.

        Across they count in squares, down in pixels from `top`.

        Examples
        --------
        >>> list(Grid(2, 10).between(1, 100))[:2]
        [((0, 100), (0, 110)), ((1, 100), (1, 110))]
        """
        for column in range(self.columns + 1):
            lines = self.lines(stop - max(0, column - 1)) if column <= stop else 0
            if lines > 0:
                yield (column, top), (column, top + lines * self.pitch)
        for line in range(self.lines(stop) + 1):
            right = _near(min(self.columns, stop - max(0, line - 1) * self.columns), digits=6)
            y = top + line * self.pitch
            yield (0, y), (right, y)

    def edges(self, start: float, stop: float, top: float) -> Iterator[Cut]:
        """Yield the lines along the edges of the squares from `start` to `stop`; see `between`."""
        columns, pitch = self.columns, self.pitch
        inset = self.gap / 2 + 0.5  # so that what lies between two squares covers no edge
        for column in range(columns):
            # the lines whose square in this column has its left side, and its right, in the part
            left = math.ceil((start - column) / columns), math.ceil((stop - column) / columns) - 1
            right = (
                math.floor((start - column - 1) / columns) + 1,
                math.floor((stop - column - 1) / columns),
            )
            sides = (left, column + inset / pitch), (right, column + 1 - inset / pitch)
            for (first, last), x in sides:
                if max(0, first) <= last:
                    y = top + max(0, first) * pitch
                    yield (_near(x), y), (_near(x), top + (last + 1) * pitch)
        for line in range(int(start // columns), self.lines(stop)):
            left = _near(max(0.0, start - line * columns))
            right = _near(min(columns, stop - line * columns))
            for y in (top + line * pitch + inset, top + (line + 1) * pitch - inset):
                yield (left, y), (right, y)
        if stop % 1:
            line, x = divmod(stop, columns)
            x, y = _near(x - 0.5 / pitch), top + line * pitch + inset
            yield (x, y), (x, y + pitch - 2 * inset)


def _near(x: float, digits: int = 4) -> float:
    """Round where a line stands: no edge is seen that is finer."""
    return float(f"{x:.{digits}g}")


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block, its wrapped words, and where it stands: the tops of label and squares in pixels."""

    block: Block
    title: list[str]
    said: list[str]
    top: float
    squares: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every block stands, and in which squares."""

    grid: Grid
    left: int
    height: int
    scale: Scale
    places: list[PlacedBlock]

    @classmethod
    def lay_out(cls, selection: Selection, width: int, height: int | None) -> Layout:
        """Lay the blocks out for a width, and for a height as far as squares stay legible."""
        scale = Scale.for_width(width)
        found, rows = list(_blocks(selection)), selection.records
        room = width - 2 * scale.margin
        texts = [_wrapped(block, rows, room, scale) for block in found]
        words = [
            (len(title) * scale.label + len(said) * scale.note) * LINE + scale.label * 0.45
            for title, said in texts
        ]
        top, air = scale.label * 0.6, scale.label * 1.2
        needed = top + sum(words) + (air + LARGEST / 2) * (len(found) - 1)
        wished = min(width * COMFORTABLE, HIGHEST) if height is None else height - needed
        grid = _grid(found, room, wished, filled=height is not None)
        highs = [grid.lines(block.squares) * grid.pitch for block in found]
        if height is not None:
            spare = max(0.0, wished - sum(highs)) / max(1, len(found) - 1)
            air += min(spare, scale.label * LOOSEST)
        places = []
        for block, (title, said), head, high in zip(found, texts, words, highs, strict=True):
            places.append(PlacedBlock(block, title, said, top, top + head))
            # a label that heads the others stands nearer to them than they to each other
            top += head + high + (air if high else air / 2)
        return cls(grid, scale.margin, math.ceil(top - air + 2), scale, places)

    def x(self, squares: float) -> float:
        """Return where so many squares from the left end, in the picture."""
        columns, pitch = self.grid.columns, self.grid.pitch
        return self.left + squares / (columns + EDGE / pitch) * (columns * pitch + EDGE)


def _grid(found: list[Block], room: float, wished: float, *, filled: bool) -> Grid:
    """Choose squares that fill the width, and together come near to a height, not far beyond it."""
    most = max(block.squares for block in found)
    least, beyond = (SMALLEST_CARD, 1.0) if filled else (SMALLEST, 1.4)
    grids = []
    for columns in COLUMNS:
        grid = Grid(columns, math.floor(min(room / columns, LARGEST) * 2) / 2)
        if grid.pitch >= least:
            high = sum(grid.lines(block.squares) for block in found) * grid.pitch
            has_hole = min(columns, most) * grid.pitch < FULL * room
            grids.append((high > wished * beyond, has_hole, abs(high - wished), columns, grid))
    return min(grids)[-1]


def _wrapped(
    block: Block, rows: list[dict], room: float, scale: Scale
) -> tuple[list[str], list[str]]:
    numbers = rows[block.row].get("note_numbers", ())
    beside = room - superscript_width(numbers, scale.label)
    title = wrap_full(block.title, beside, scale.label, bold=block.bold)
    return title, wrap_full(block.said, room, scale.note)

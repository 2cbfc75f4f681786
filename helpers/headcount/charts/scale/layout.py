"""Which squares stand for which figure, and where they and their labels stand, for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from headcount.charts.bars import Ends
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import capital
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.render.scene import Point
from headcount.render.style import HIGHLIGHT, OTHERS, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full

TEN = 10
"""Squares in a line, and lines in a block: a hundred are seen as one, and tens can be counted."""

GUTTER = 4
"""Pixels between two blocks."""

SMALLEST, LARGEST, STEP = 7.0, 16.0, 0.5
"""How wide a square may be with its gap, in pixels."""

BESIDE = 9.0
"""The same where figures of a hundred squares each stand beside one another."""

LOOSEST = 2.0
"""How much further figures may stand apart to fill a height, in sizes of their label's type."""

COMFORTABLE, HIGHEST = 0.62, 420
"""How high all squares should be where no height is given: widths of the picture, pixels."""

AISLE = 24
"""Pixels between figures that stand beside one another."""

_TWO_COLUMNS = 900  # pixels, from which figures stand two abreast

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
    number, title, said
        The large number, what it counts, and the smaller line under both.
    parts
        Its squares, from the first to the last; none for a label that heads the others.
    ends
        The ends of what is measured here, and `owner`, the row that they are of.
    bold
        Whether the words of the chart are about it.
    """

    row: int
    number: str
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


def _units(selection: Selection) -> Iterator[Block]:
    for at, row in enumerate(selection.records):
        focus = row["figure_id"] in selection.focus
        ends = Ends.of(row["amount"], selection.one) or NOTHING
        parts = _parts(at, kind(row["status"]), HIGHLIGHT if focus else OTHERS, ends)
        number = capital(row["amount"].words())
        yield Block(at, number, row["name"], row["known"], parts, ends, at, focus)


def _shares(selection: Selection) -> Iterator[Block]:
    first, *others = selection.records
    yield Block(0, capital(first["amount"].words()), first["name"], first["known"], bold=True)
    for at, (row, part) in enumerate(zip(others, selection.shares, strict=True), start=1):
        ends = of_hundred(part)
        mine = _parts(0, kind(first["status"]), HIGHLIGHT, ends)
        rest = Part(at, ends.most, HUNDRED, kind(row["status"]), OTHERS)
        # "at least" stands in words: on a square that is full an arrow is lost
        bounds = NOTHING if ends.is_open else ends
        title = f"of {row['counted']}"
        yield Block(at, capital(part.percent()), title, row["known"], (*mine, rest), bounds)


def _parts(at: int, of: str, color: str, ends: Ends) -> tuple[Part, ...]:
    """Part the squares that are sure from those up to the upper bound."""
    full = Part(at, 0.0, ends.sure, of, color)
    pale = Part(at, ends.sure, ends.most, of, color, faint=True)
    return tuple(part for part in (full, pale) if part.stop > part.start) or (full,)


_ROOMY = 9  # pixels from which a square may lose two of them to its gap
_EACH = TEN * TEN  # squares of a block


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
    """Squares in lines of ten and blocks of a hundred.

    Parameters
    ----------
    pitch
        How wide and high a square is with its gap, in pixels.
    across
        How many blocks stand beside one another.
    """

    pitch: float
    across: int

    @property
    def gap(self) -> float:
        """The pixels between two squares."""
        return 1.0 if self.pitch < _ROOMY else 2.0

    @property
    def block(self) -> float:
        """How wide and high a block is with its gutter."""
        return TEN * self.pitch + GUTTER

    def origin(self, block: int) -> Point:
        """Return where a block begins, from the first one's left top corner on."""
        line, at = divmod(block, self.across)
        return at * self.block, line * self.block

    def height(self, squares: float) -> float:
        """Return how high so many squares are."""
        if not squares:
            return 0.0
        blocks = math.ceil(squares / _EACH)
        last = squares - (blocks - 1) * _EACH if (blocks - 1) % self.across == 0 else _EACH
        return self.origin(blocks - 1)[1] + lines(last) * self.pitch

    def between(self, stop: float) -> Iterator[Cut]:
        """Yield the lines around and between all squares up to `stop`.

        All of them in one block, and in squares from its left top corner.

        Examples
        --------
        >>> list(Grid(10, 1).between(1))[:2]
        [((0, 0), (0, 1)), ((1, 0), (1, 1))]
        """
        for column in range(TEN + 1):
            high = lines(stop - max(0, column - 1)) if column <= stop else 0
            if high > 0:
                yield (column, 0), (column, high)
        for line in range(lines(stop) + 1):
            right = _near(min(TEN, stop - max(0, line - 1) * TEN), digits=6)
            yield (0, line), (right, line)

    def edges(self, start: float, stop: float) -> Iterator[Cut]:
        """Yield the lines along the edges of the squares from `start` to `stop`; see `between`."""
        inset = (self.gap / 2 + 0.5) / self.pitch  # what lies between two squares covers no edge
        for column in range(TEN):
            # the lines whose square in this column has its left side, and its right, in the part
            of_left = math.ceil((start - column) / TEN), math.ceil((stop - column) / TEN) - 1
            of_right = (
                math.floor((start - column - 1) / TEN) + 1,
                math.floor((stop - column - 1) / TEN),
            )
            sides = (of_left, column + inset), (of_right, column + 1 - inset)
            for (first, last), x in sides:
                if max(0, first) <= last:
                    yield (_near(x), max(0, first)), (_near(x), last + 1)
        for line in range(int(start // TEN), lines(stop)):
            left = _near(max(0.0, start - line * TEN))
            right = _near(min(TEN, stop - line * TEN))
            for y in (line + inset, line + 1 - inset):
                yield (left, y), (right, y)
        if stop % 1:
            full, part = divmod(stop, TEN)
            x = _near(part - 0.5 / self.pitch)
            yield (x, full + inset), (x, full + 1 - inset)


def lines(squares: float) -> int:
    """Return how many lines so many squares of a block take."""
    return math.ceil(squares / TEN)


def blocks(start: float, stop: float) -> Iterator[tuple[int, float, float]]:
    """Yield the blocks that squares lie in, and from where to where in each.

    Examples
    --------
    >>> list(blocks(90, 215))
    [(0, 90, 100), (1, 0, 100), (2, 0, 15)]
    """
    for block in range(int(start // _EACH), max(1, math.ceil(stop / _EACH))):
        first = block * _EACH
        yield block, max(0, start - first), min(_EACH, stop - first)


def _near(x: float, digits: int = 4) -> float:
    """Round where a line stands: no edge is seen that is finer."""
    return float(f"{x:.{digits}g}")


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A figure, its wrapped words, and where it stands.

    Parameters
    ----------
    block
        The figure.
    title, said
        Its words, line by line.
    left, top
        Where they begin.
    beside
        How far behind the beginning of the number its title begins, where it fits on its line.
    first
        The left and the top of its squares.
    """

    block: Block
    title: list[str]
    said: list[str]
    left: float
    top: float
    beside: float
    first: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every figure stands, and in which squares."""

    grid: Grid
    height: int
    scale: Scale
    places: list[PlacedBlock]

    @classmethod
    def lay_out(cls, selection: Selection, width: int, height: int | None) -> Layout:
        """Lay the figures out for a width, and for a height as far as squares stay legible.

        Shares stand beside one another where there is room for their words; else one below the
        other, each with its words beside it. Where it is wide, figures stand two abreast.
        """
        scale = Scale.for_width(width)
        rows, are_shares = selection.records, selection.show == SHARE
        found = list(_shares(selection) if are_shares else _units(selection))
        room = width - 2 * scale.margin
        many = len(found) - 1 if are_shares else 1 + (width >= _TWO_COLUMNS and len(found) > 2)
        column = (room - (many - 1) * AISLE) / many
        widest = max(measure(one.number, scale.headline, bold=True) for one in found)
        if column < max(widest, BESIDE * TEN):
            many, column = 1, room
        # the words of a waffle stand to its right, where waffles stand below one another
        aside = TEN * BESIDE + AISLE * 2 / 3 if are_shares and many == 1 else 0.0
        rooms = [room if not block.parts else column - aside for block in found]
        texts = [
            _wrapped(block, rows, own, scale, alone=not (are_shares and block.parts))
            for block, own in zip(found, rooms, strict=True)
        ]
        words = [
            (scale.headline + len(title) * scale.label * (not beside) + len(said) * scale.note)
            * LINE
            + scale.label * 0.45
            for title, said, beside in texts
        ]
        # what a square stands for is said above all
        top, air = scale.note * LINE + scale.label * 0.6, scale.label * 1.4
        head = [[0]] if are_shares else []
        others = range(len(head), len(found))
        lines = [*head, *([*others[at : at + many]] for at in range(0, len(others), many))]
        # squares that stand beside one another begin at one height
        heads = [max(words[at] for at in line) for line in lines]
        needed = top + sum(heads) + air * (len(lines) - 1)
        wished = min(width * COMFORTABLE, HIGHEST) if height is None else height - needed
        squares = [max(found[at].squares for at in line) for line in lines]
        # a waffle is read by itself, and as large as it may be
        most = TEN * BESIDE if aside else column
        grid = _grid(squares, most, math.inf if are_shares else wished)
        highs = [grid.height(each) for each in squares]
        if aside:  # what is left of the squares under words that are not as high
            highs = [max(0.0, high - word) for high, word in zip(highs, heads, strict=True)]
        if height is not None:
            spare = max(0.0, wished - sum(highs)) / max(1, len(lines) - 1)
            air += min(spare, scale.label * LOOSEST)
        places = []
        for line, high, above in zip(lines, highs, heads, strict=True):
            for at, which in enumerate(line):
                left = scale.margin + at * (column + AISLE)
                title, said, beside = texts[which]
                block = found[which]
                shift = aside if block.parts else 0.0
                first = left, top if shift else top + above
                places.append(PlacedBlock(block, title, said, left + shift, top, beside, first))
            # a label that heads the others stands nearer to them than they to each other
            top += above + high + (air if high else air / 2)
        return cls(grid, math.ceil(top - air + 2), scale, places)


def _grid(squares: list[float], room: float, wished: float) -> Grid:
    """Choose the largest squares with which all figures together stay within a height."""
    steps = int((LARGEST - SMALLEST) / STEP)
    for at in range(steps, -1, -1):
        pitch = SMALLEST + at * STEP
        grid = Grid(pitch, max(1, int((room + GUTTER) / (TEN * pitch + GUTTER))))
        if sum(map(grid.height, squares)) <= wished and TEN * pitch <= room:
            break
    return grid


def _wrapped(
    block: Block, rows: Sequence[Row], room: float, scale: Scale, *, alone: bool
) -> tuple[list[str], list[str], float]:
    """Break the words of a figure; its title stands behind the number where it fits there."""
    numbers = superscript_width(rows[block.row].get("note_numbers", ()), scale.label)
    behind = measure(block.number, scale.headline, bold=True) + scale.label * 0.5
    said = wrap_full(block.said, room, scale.note)
    if alone and behind + measure(block.title, scale.label, bold=block.bold) + numbers <= room:
        return [block.title], said, behind
    return wrap_full(block.title, room - numbers, scale.label, bold=block.bold), said, 0.0

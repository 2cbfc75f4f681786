"""Where squares lie that fill line after line: the rectangles they make, the cuts between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

_ROOMY = 9  # pixels from which a square may lose two of them to its gap
_FINE = 4  # digits of a square: a speck of one, printed as 3e-05, is no stroke


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

    def between(self, stop: float, top: float) -> str:
        """Return the path around and between all squares up to `stop`, as a layout shape takes it.

        Across it counts in squares, down in pixels from `top`.

        Examples
        --------
        >>> Grid(2, 10).between(3, 100)
        'M0,100V120M1,100V120M2,100V110M0,100H2M0,110H2M0,120H1'
        """
        path = [
            f"M{column},{top:g}V{top + lines * self.pitch:g}"
            for column in range(self.columns + 1)
            if (lines := self.lines(stop - max(0, column - 1)) if column <= stop else 0) > 0
        ]
        for line in range(self.lines(stop) + 1):
            right = min(self.columns, stop - max(0, line - 1) * self.columns)
            path.append(f"M0,{top + line * self.pitch:g}H{round(right, _FINE):g}")
        return "".join(path)

    def edges(self, start: float, stop: float, top: float) -> str:
        """Return the path along the edges of the squares from `start` to `stop`."""
        columns, pitch = self.columns, self.pitch
        inset = self.gap / 2 + 0.5  # so that what lies between two squares covers no edge
        path = []
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
                    path.append(f"M{round(x, _FINE):.4g},{y:g}V{top + (last + 1) * pitch:g}")
        for line in range(int(start // columns), self.lines(stop)):
            left = max(0.0, start - line * columns)
            right = min(columns, stop - line * columns)
            above, below = top + line * pitch + inset, top + (line + 1) * pitch - inset
            ends = f"{round(left, _FINE):.4g}", f"{round(right, _FINE):.4g}"
            path.append(f"M{ends[0]},{above:g}H{ends[1]}M{ends[0]},{below:g}H{ends[1]}")
        if stop % 1:
            line, x = divmod(stop, columns)
            y = top + line * pitch + inset
            path.append(f"M{round(x - 0.5 / pitch, _FINE):.4g},{y:g}V{y + pitch - 2 * inset:g}")
        return "".join(path)

"""Which squares stand for which figure: what is sure, what lies between its bounds, how it ends."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from headcount.charts.ends import Ends
from headcount.charts.scale.selection import SHARE, Selection
from headcount.core.wording import capital
from headcount.figures.arithmetic import Ratio
from headcount.figures.status import kind
from headcount.figures.table import each
from headcount.render.style import HIGHLIGHT, OTHERS

HUNDRED = 100


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


def blocks(selection: Selection) -> list[Block]:
    """Return the blocks of a scale, in the order of reading."""
    return list(_shares(selection) if selection.show == SHARE else _units(selection))


def _units(selection: Selection) -> Iterator[Block]:
    for at, row in enumerate(each(selection.rows)):
        focus = row["figure_id"] in selection.focus
        ends = Ends.of(row["amount"], selection.one)
        parts = _parts(at, kind(row["status"]), HIGHLIGHT if focus else OTHERS, ends)
        yield Block(at, capital(row["counted"]), row["known"], parts, ends, at, focus)


def _shares(selection: Selection) -> Iterator[Block]:
    first, *others = each(selection.rows)
    yield Block(0, capital(first["counted"]), first["known"], bold=True)
    for at, (row, part) in enumerate(zip(others, selection.shares, strict=True), start=1):
        ends = _of_hundred(part)
        mine = _parts(0, kind(first["status"]), HIGHLIGHT, ends)
        rest = Part(at, ends.most, HUNDRED, kind(row["status"]), OTHERS)
        title = capital(f"{part.percent()} of {row['counted']}")
        yield Block(at, title, row["known"], (*mine, rest), ends)


def _of_hundred(part: Ratio) -> Ends:
    """Return a share in squares; a value of which only one bound is known stands by itself."""
    low, value, high = (
        None if end is None else min(end, 1.0) * HUNDRED
        for end in (part.low, part.value, part.high)
    )
    if value is not None and (low is None or high is None or low == high):
        return Ends(None, value, None)
    return Ends(low, value, high)


def _parts(at: int, of: str, color: str, ends: Ends) -> tuple[Part, ...]:
    """Part the squares that are sure from those up to the upper bound."""
    full = Part(at, 0.0, ends.sure, of, color)
    pale = Part(at, ends.sure, ends.most, of, color, faint=True)
    return tuple(part for part in (full, pale) if part.stop > part.start) or (full,)

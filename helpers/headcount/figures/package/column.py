"""One column of a file: each different text in it is read once, whichever rows it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import repeat
from operator import itemgetter

from headcount.figures.package.cells import Cell, Reading, glance, read_cell
from headcount.figures.package.schema import Field

_MANY = 200  # so many different texts say whether the texts of a column repeat


class Column:
    """The typed cells of a column, in the order of its rows.

    Parameters
    ----------
    field
        What the cells must be.

    Attributes
    ----------
    cells
        A string, a number, or None where the cell is empty or cannot be read. Equal cells are one
        object, as far as they repeat: a million rows need the memory of their different texts.
    faulty
        The places of the cells that must not be held against anything else.
    """

    def __init__(self, field: Field) -> None:
        self.cells: list[Cell] = []
        self.faulty: set[int] = set()
        self.field = field
        # What each text is: its value, or the whole reading where it has a fault.
        self._known: dict[str, Cell | Reading] = {} if field.required else {"": None}
        self._repeats = True
        self._sound = True

    def extend(self, texts: Sequence[str]) -> None:
        """Put the cells of further rows below."""
        values = None if self._repeats else glance(texts, self.field)
        if values is None:
            try:
                values = self._look_up(texts)
            except KeyError:
                self._learn(texts)
                values = self._look_up(texts)
        self.cells.extend(values)

    def _look_up(self, texts: Sequence[str]) -> Iterable[Cell | Reading]:
        first, rows = texts[0], len(texts)
        if first == texts[-1] and texts.count(first) == rows:
            return repeat(self._known[first], rows)
        return itemgetter(*texts)(self._known)  # all in one call

    def _learn(self, texts: Sequence[str]) -> None:
        """Read the texts that were not there before."""
        known = self._known
        new = [text for text in dict.fromkeys(texts) if text not in known]
        values = glance(new, self.field)
        if values is None:
            readings = [read_cell(text, self.field) for text in new]
            values = [reading if reading.told else reading.value for reading in readings]
            self._sound = self._sound and not any(reading.told for reading in readings)
        known.update(zip(new, values, strict=True))
        rows = len(self.cells) + len(texts)
        self._repeats = self._repeats and len(known) <= max(_MANY, rows * 3 // 4)

    def close(self, tell: Callable[[int, str, str], None]) -> None:
        """End the column, telling of each row whose text is at fault.

        `tell` takes the place of the row, from 0, what is wrong, and what would be right.
        """
        if self._sound:
            return
        for place, cell in enumerate(self.cells):
            if isinstance(cell, Reading):
                self.cells[place] = cell.value
                for wrong, right in cell.told:
                    tell(place, wrong, right)
                if cell.faulty:
                    self.faulty.add(place)

    @cached_property
    def values(self) -> dict[Cell, None]:
        """Each different value once, as the keys of a dict, without None."""
        known = self._repeats and self._sound
        found = dict.fromkeys(self._known.values() if known else self.cells)
        found.pop(None, None)
        return found

    @cached_property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell is not None]

"""One column of a file: each different text in it is read once, whichever rows it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from helpers.package.cells import Cell, Reading, are_plainly_sound, is_plain, read_cell
from helpers.package.schema import Field

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
        self._known = _Known(field)
        self._repeats = True
        self._read = 0  # up to here; cells that hardly repeat are looked at together, at the end

    def extend(self, texts: Iterable[str]) -> None:
        """Put the cells of further rows below."""
        if not self._repeats:
            self.cells.extend(texts)
            return
        self.cells.extend(map(self._known.__getitem__, texts))
        self._read, different = len(self.cells), len(self._known)
        if different > _MANY and different > self._read // 2:
            self._repeats = not is_plain(self._known.field)

    def close(self, tell: Callable[[int, str, str], None]) -> None:
        """End the column, telling of each row whose text is at fault.

        `tell` takes the place of the row, from 0, what is wrong, and what would be right.
        """
        rest = self.cells[self._read :]
        if not are_plainly_sound(rest, self._known.field):
            self.cells[self._read :] = map(self._known.__getitem__, rest)
        if not self._known.faults:
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
        sound = self._repeats and not self._known.faults
        found = dict.fromkeys(self._known.values() if sound else self.cells)
        found.pop(None, None)
        return found


class _Known(dict[str, "Cell | Reading"]):
    """What each text of a column is: its value, or the whole reading where it has a fault."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.faults = 0

    def __missing__(self, text: str) -> Cell | Reading:
        reading = read_cell(text, self.field)
        self.faults += bool(reading.told)
        self[text] = known = reading if reading.told else reading.value
        return known

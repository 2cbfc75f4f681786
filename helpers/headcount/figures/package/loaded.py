"""A table that was read, by column; and how a fault of some cells is told of each row it is in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count

from headcount.figures.package.cells import Cell, Reading, read_cell
from headcount.figures.package.schema import Field, Table

Say = Callable[[Table, int | None, str | None, str, str], None]
"""Takes a fault: table, line or None, column, what is wrong, what would be right."""

Cells = tuple[Cell, ...]
"""Some cells of one row."""

Text = tuple[str, str, str]
"""A fault of a row: the column, what is wrong, what would be right."""


class _Readings(dict[str, "Cell | Reading"]):
    """What each text of a column is, read when it is met first: its value, or all of a faulty one.

    Equal cells are one object: a million rows need the memory of their different texts.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        self.sound = True

    def __missing__(self, text: str) -> Cell | Reading:
        reading = read_cell(text, self.field)
        self.sound = self.sound and not reading.told
        self[text] = found = reading if reading.told else reading.value
        return found


class Column:
    """The typed cells of a column, in the order of its rows.

    Parameters
    ----------
    field
        What the cells must be.

    Attributes
    ----------
    cells
        A string, a number, or None where the cell is empty or cannot be read.
    faulty
        The places of the cells that must not be compared with anything else.
    """

    def __init__(self, field: Field) -> None:
        self.cells: list[Cell] = []
        self.faulty: set[int] = set()
        self.field = field
        self._readings = _Readings(field)

    def extend(self, texts: Iterable[str]) -> None:
        """Put the cells of further rows below."""
        self.cells.extend(map(self._readings.__getitem__, texts))

    def close(self, say: Callable[[int, str, str], None]) -> None:
        """End the column, saying of each row whose text is at fault.

        `say` takes the place of the row, from 0, what is wrong, and what would be right.
        """
        for place, cell in enumerate(() if self._readings.sound else self.cells):
            if isinstance(cell, Reading):
                self.cells[place] = cell.value
                for wrong, right in cell.told:
                    say(place, wrong, right)
                if cell.faulty:
                    self.faulty.add(place)
        self._readings.clear()

    @cached_property
    def values(self) -> dict[Cell, None]:
        """Each different value once, as the keys of a dict, without None."""
        return {cell: None for cell in dict.fromkeys(self.cells) if cell is not None}

    @cached_property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell is not None]


@dataclass
class Loaded:
    """A table that was read: its promise, its columns, the pieces of rows that were torn.

    ``lines`` are the lines of the file that its rows stand in.
    """

    table: Table
    lines: list[int]
    columns: dict[str, Column]
    torn: set[str]
    _different: dict[tuple[str, ...], set[Cells]] = field(default_factory=dict)

    def rows(self, *names: str) -> Iterator[Cells]:
        """Yield these cells of each row."""
        return zip(*(self.columns[name].cells for name in names), strict=True)

    def records(self) -> list[dict[str, Cell]]:
        """Return each row as a dict."""
        names = list(self.columns)
        return [dict(zip(names, cells, strict=True)) for cells in self.rows(*names)]

    def different(self, *names: str) -> Collection[Cells]:
        """Return each different set of these cells that rows have; of one column without None."""
        if len(names) == 1:
            return list(zip(self.columns[names[0]].values, strict=True))
        if names not in self._different:
            self._different[names] = set(self.rows(*names))
        return self._different[names]

    def holds(self, names: tuple[str, ...], cells: Cells) -> bool:
        """Whether some row has these cells."""
        if len(names) == 1:
            return cells[0] in self.columns[names[0]].values
        return cells in self.different(*names)

    def repeats(self, names: tuple[str, ...]) -> bool:
        """Whether two rows may have the same of these cells: else each has its own."""
        values = self.columns[names[0]].values if len(names) == 1 else self.different(*names)
        return len(values) < len(self.lines)

    def where(
        self, names: tuple[str, ...], wanted: Collection[Cells]
    ) -> Iterator[tuple[int, Cells]]:
        """Yield the place of each row in which these cells are wanted ones, and all are sound."""
        if not wanted:
            return
        faulty = set().union(*(self.columns[name].faulty for name in names))
        rows = enumerate(self.rows(*names))
        chosen = map(wanted.__contains__, self.rows(*names))
        yield from (
            (place, cells) for place, cells in compress(rows, chosen) if place not in faulty
        )

    def judge(
        self, names: tuple[str, ...], faults_of: Callable[..., Iterable[Text]], say: Say
    ) -> None:
        """Tell what is wrong between some cells of a row; each different set is judged once.

        Rows in which one of the cells is faulty by itself are passed over, and a table that lacks
        one of the columns is not judged.
        """
        if not set(names) <= set(self.columns):
            return
        wrong = {cells for cells in self.different(*names) if any(faults_of(*cells))}
        for place, cells in self.where(names, wrong):
            # judged again, for 1 and 1.0 are equal and not written alike
            for fault in faults_of(*cells):
                say(self.table, self.lines[place], *fault)

    def find(self, keys: Set[str]) -> dict[str, int]:
        """Return the place of the first row of each key, where the primary key is one column."""
        column = self.columns[self.table.key[0]]
        if column.field.type == "string":
            wanted = column.values.keys() & keys
        else:
            wanted = {cell for cell in column.values if str(cell) in keys}
        found: dict[str, int] = {}
        places = compress(count(), map(wanted.__contains__, column.cells))
        while len(found) < len(wanted):
            place = next(places)
            found.setdefault(str(column.cells[place]), place)
        return found

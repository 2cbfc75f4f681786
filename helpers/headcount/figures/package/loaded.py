"""A table that was read, by column; and how a fault of some cells is reported of each row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from headcount.figures.package.cells import Cell, Faulty, read_cell
from headcount.figures.package.problem import Faults, Problem
from headcount.figures.package.schema import Field, Table

Cells = tuple[Cell, ...]
"""Some cells of one row."""

RowFault = tuple[str, str, str]
"""A fault of a row: the column, what is wrong, what would be right."""


class _Readings(dict[str, "Cell | Faulty"]):
    """What each text of a column is, read when it is met first: its value, or its faults.

    Equal cells are one object: a million rows need the memory of their different texts.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        self.wrong = 0

    def __missing__(self, text: str) -> Cell | Faulty:
        self[text] = found = read_cell(text, self.field)
        if isinstance(found, Faulty):
            self.wrong += 1
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
        The indexes of the cells that must not be compared with anything else.
    """

    def __init__(self, field: Field) -> None:
        self.cells: list[Cell] = []
        self.faulty: set[int] = set()
        self.field = field
        self._readings = _Readings(field)

    def extend(self, texts: Iterable[str]) -> None:
        """Put the cells of further rows below."""
        # what is faulty stands among the cells until the column is closed
        read = cast("Callable[[str], Cell]", self._readings.__getitem__)
        self.cells.extend(map(read, texts))

    @property
    def wrong_texts(self) -> int:
        """How many different texts of the rows so far are at fault."""
        return self._readings.wrong

    def close(self, report: Callable[[int, str, str], None]) -> None:
        """End the column, reporting each row whose text is at fault.

        `report` takes the index of the row, from 0, what is wrong, and what would be right.
        """
        for index, cell in enumerate(self.cells if self._readings.wrong else ()):
            if isinstance(cell, Faulty):
                self.cells[index] = cell.value
                for wrong, right in cell.faults:
                    report(index, wrong, right)
                if not cell.usable:
                    self.faulty.add(index)
        self._readings.clear()

    @cached_property
    def values(self) -> dict[Cell, None]:
        """Each different value once, as the keys of a dict, without None."""
        return {cell: None for cell in dict.fromkeys(self.cells) if cell is not None}


@dataclass
class Loaded:
    """A table that was read: its promise, its columns, and where what is wrong is put.

    ``lines`` are the lines of the file that its rows stand in. A key that is found among the
    pieces of ``torn`` rows, which could not be read, is not unknown.
    """

    table: Table
    columns: dict[str, Column]
    problems: Faults
    lines: list[int] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)

    def report(self, index: int | None, column: str, wrong: str, right: str) -> None:
        """Add a fault of a cell of the row at this index, or of a whole column."""
        self.report_line(None if index is None else self.lines[index], wrong, right, column)

    def report_line(
        self, line: int | None, wrong: str, right: str, column: str | None = None
    ) -> None:
        """Add a fault of a line, or of the whole file."""
        self.problems.append(Problem(self.table.path, line, column, wrong, right))

    @property
    def wrong_texts(self) -> int:
        """How many different texts of one of the columns are at fault, of the worst one."""
        return max(column.wrong_texts for column in self.columns.values())

    def rows(self, *names: str) -> Iterator[Cells]:
        """Yield these cells of each row."""
        return zip(*(self.columns[name].cells for name in names), strict=True)

    @cached_property
    def records(self) -> list[dict[str, Cell]]:
        """Each row as a dict."""
        names = list(self.columns)
        return [dict(zip(names, cells, strict=True)) for cells in self.rows(*names)]

    @cached_property
    def index_of(self) -> dict[str, int]:
        """The index of the first row of each key, where the primary key is one column."""
        index_of: dict[str, int] = {}
        for index, (key,) in enumerate(self.rows(*self.table.key)):
            if key is not None:
                index_of.setdefault(str(key), index)
        return index_of

    def where(
        self, names: tuple[str, ...], wanted: Collection[Cells]
    ) -> Iterator[tuple[int, Cells]]:
        """Yield the index of each row in which these cells are wanted ones, and all are sound."""
        faulty = set().union(*(self.columns[name].faulty for name in names))
        for index, cells in enumerate(self.rows(*names) if wanted else ()):
            if cells in wanted and index not in faulty:
                yield index, cells

    def judge(self, names: tuple[str, ...], faults_of: Callable[..., Iterable[RowFault]]) -> None:
        """Report what is wrong between some cells of a row; each different set is judged once.

        Rows in which one of the cells is faulty by itself are passed over, and a table that lacks
        one of the columns is not judged.
        """
        if not set(names) <= set(self.columns):
            return
        wrong = {cells for cells in set(self.rows(*names)) if any(faults_of(*cells))}
        for index, cells in self.where(names, wrong):
            # judged again, for 1 and 1.0 are equal and not written alike
            for fault in faults_of(*cells):
                self.report(index, *fault)

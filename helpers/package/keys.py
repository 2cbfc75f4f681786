"""What must be there once, and what must be there at all: keys within and between tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from helpers.package.cells import Cell, Row, form_right, formed, misformed
from helpers.package.codes import NAME, code_of, mend_code
from helpers.package.problem import shown
from helpers.package.schema import ForeignKey, Table
from helpers.package.vocabulary import FIGURE_ID


@dataclass
class Loaded:
    """A table that was read: its promise, its rows, the pieces of rows that were torn."""

    table: Table
    rows: list[Row]
    torn: set[str]


MANY = 10
"""So many different things may each be lost; where it is more, what held them is missing."""

Say = Callable[[Table, Row | None, str | None, str, str], None]
"""Takes a fault: table, row or None, column, what is wrong, what would be right."""


def check_unique(loaded: Loaded, say: Say) -> None:
    """Tell of values that are there twice in a unique column or a primary key."""
    table = loaded.table
    for column in table.fields:
        if column.unique or table.key == (column.name,):
            _check_once(loaded, (column.name,), say)
    if len(table.key) > 1:
        _check_once(loaded, table.key, say)
    for row in loaded.rows:
        for name in table.key:
            if row.sound(name) and row.values[name] is None:
                say(table, row, name, "is empty", "it is part of the table's key")


def check_figure_ids(tables: list[Loaded], say: Say) -> None:
    """Tell of a figure_id that another table has used before: it is unique in the package."""
    seen: dict[Cell, tuple[str, int]] = {}
    for loaded in tables:
        for row in loaded.rows:
            figure = row.values.get(FIGURE_ID)
            if figure is None:
                continue
            path, line = seen.setdefault(figure, (loaded.table.path, row.line))
            if path != loaded.table.path:
                wrong = f"{shown(figure)} is already in {path}:{line}"
                say(loaded.table, row, FIGURE_ID, wrong, "give it a name of its own")


def check_foreign(loaded: Loaded, tables: dict[str, Loaded | None], say: Say) -> None:
    """Tell of cells that name what is not there, or not in the form that their column asks for.

    Of a table that could not be read nobody knows what is there, so only the form is told.
    """
    for key in loaded.table.foreign_keys:
        target = tables.get(key.table)
        reference = _Reference(loaded.table, key, target)
        lost = []
        for row in loaded.rows:
            value = tuple(row.values.get(name) for name in key.fields)
            if None in value or not row.sound(*key.fields):
                continue
            fault = reference.fault(value)
            if fault:
                row.faulty.add(key.fields[0])
                say(loaded.table, row, key.fields[0], *fault)
            elif reference.lacks(value):
                lost.append((row, value))
        whole = f"name what is not in {reference.where}", "put it back there, or mend the rows"
        tell_lost(loaded, key.fields[0], lost, whole, reference.unknown, say)


Lost = TypeVar("Lost", bound=Hashable)


def tell_lost(
    loaded: Loaded,
    column: str,
    lost: list[tuple[Row, Lost]],
    whole: tuple[str, str],
    each: Callable[[Lost], tuple[str, str]],
    say: Say,
) -> None:
    """Tell of `each` thing that is lost, or once of them all where so many are lost at once.

    Then a table or a part of one is missing, and that is one fault, told as `whole`.
    """
    names = {name: None for _, name in lost}
    if len(names) <= MANY:
        faults = {name: each(name) for name in names}
        for row, name in lost:
            say(loaded.table, row, column, *faults[name])
        return
    row, first = lost[0]
    wrong, right = whole
    said = _said(first if isinstance(first, tuple) else (first,))
    wrong = f"{len(lost):,} rows {wrong}, first {said} in line {row.line}"
    say(loaded.table, None, column, wrong, right)


class _Reference:
    """A foreign key of a table, beside the table that it leads to, or None."""

    def __init__(self, table: Table, key: ForeignKey, target: Loaded | None) -> None:
        self.target = target
        self.column = table.field(key.fields[0]) if len(key.fields) == 1 else None
        rows = target.rows if target else []
        self.known = set(_values(rows, key.targets))
        self.names = {
            str(row.values[key.targets[0]]): str(row.values.get(NAME) or "")
            for row in sorted(rows, key=lambda row: str(row.values.get(key.targets[0])))
            if row.values.get(key.targets[0]) is not None
        }
        self.path = target.table.path if target else ""
        self.where = f"{self.path} ({', '.join(key.targets)})"

    def lacks(self, value: tuple[Cell, ...]) -> bool:
        """Whether the value is surely not there: not in a row that could not be read either."""
        if self.target is None or value in self.known:
            return False
        return not self.target.torn if len(value) > 1 else str(value[0]) not in self.target.torn

    def fault(self, value: tuple[Cell, ...]) -> tuple[str, str] | None:
        """Say what is wrong with the text itself: a name for a code, or another form."""
        text = str(value[0])
        if self.column is None:
            return None
        code = code_of(text, self.names) if self.lacks(value) else None
        if code is not None:
            return f"{shown(text)} is a name", f"write its code: {code}"
        wrong = misformed(text, self.column)
        if wrong is None:
            return None
        right, guess = form_right(text, self.column), formed(text, self.column)
        if self.lacks((guess or text,)):
            right = mend_code(guess or text, self.names, right)
        return wrong, right

    def unknown(self, value: tuple[Cell, ...]) -> tuple[str, str]:
        """Say that a value is not there, and which may be meant."""
        wrong, right = f"{_said(value)} is not in {self.where}", f"add it to {self.path} first"
        return wrong, mend_code(str(value[0]), self.names, right) if self.column else right


def _said(value: tuple[Cell, ...]) -> str:
    return " with ".join(shown(part) for part in value)


def _check_once(loaded: Loaded, names: tuple[str, ...], say: Say) -> None:
    seen: dict[tuple[Cell, ...], int] = {}
    for row, value in zip(loaded.rows, _values(loaded.rows, names), strict=True):
        if None in value:
            continue
        first = seen.setdefault(value, row.line)
        if first != row.line:
            wrong = f"{_said(value)} is already in line {first}"
            say(loaded.table, row, names[-1], wrong, "use it once")


def _values(rows: list[Row], names: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    return (tuple(row.values.get(name) for name in names) for row in rows)

"""What must be there once, and what must be there at all: keys within and between tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpers.package.cells import Cell, Row
from helpers.package.problem import mend, shown
from helpers.package.schema import ForeignKey, Table
from helpers.package.vocabulary import FIGURE_ID


@dataclass
class Loaded:
    """A table that was read: its promise, its rows, the pieces of rows that were torn."""

    table: Table
    rows: list[Row]
    torn: set[str]


Say = Callable[[Table, Row, str | None, str, str], None]
"""Takes a fault: table, row, column, what is wrong, what would be right."""


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
    """Tell of cells that name what is not there; a table that could not be read gives none."""
    for key in loaded.table.foreign_keys:
        target = tables.get(key.table)
        if target is None or (len(key.fields) > 1 and target.torn):
            continue
        known = set(_values(target.rows, key.targets))
        for row in loaded.rows:
            value = tuple(row.values.get(name) for name in key.fields)
            if None in value or value in known or not row.sound(*key.fields):
                continue
            if len(value) == 1 and str(value[0]) in target.torn:
                continue
            say(loaded.table, row, key.fields[0], *_unknown(key, value, known, target.table))


def _check_once(loaded: Loaded, names: tuple[str, ...], say: Say) -> None:
    seen: dict[tuple[Cell, ...], int] = {}
    for row, value in zip(loaded.rows, _values(loaded.rows, names), strict=True):
        if None in value:
            continue
        first = seen.setdefault(value, row.line)
        if first != row.line:
            said = " with ".join(shown(part) for part in value)
            say(loaded.table, row, names[-1], f"{said} is already in line {first}", "use it once")


def _values(rows: list[Row], names: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    return (tuple(row.values.get(name) for name in names) for row in rows)


def _unknown(
    key: ForeignKey, value: tuple[Cell, ...], known: set[tuple[Cell, ...]], target: Table
) -> tuple[str, str]:
    said = " with ".join(shown(part) for part in value)
    where = f"{target.path} ({', '.join(key.targets)})"
    otherwise = f"add it to {target.path} first"
    if len(value) > 1:
        return f"{said} is not in {where}", otherwise
    choices = sorted(str(one[0]) for one in known if one[0] is not None)
    return f"{said} is not in {where}", mend(str(value[0]), choices, otherwise)

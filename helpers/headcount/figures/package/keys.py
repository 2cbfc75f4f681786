"""What must be there once, and what must be there at all: keys within and between tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from headcount.figures.package.cells import Cell, form_right, formed, misformed
from headcount.figures.package.loaded import Cells, Loaded, Say
from headcount.figures.package.problem import by_name, mend_code, shown
from headcount.figures.package.schema import ForeignKey, Table
from headcount.figures.package.vocabulary import FIGURE_ID

NAME = "name"
"""The column that says in words what the key of its table stands for."""

MANY = 10
"""So many different things may each be lost; where it is more, what held them is missing."""


def check_unique(loaded: Loaded, say: Say) -> None:
    """Tell of values that are there twice in a unique column or a primary key."""
    table = loaded.table
    for column in table.fields:
        if column.unique or table.key == (column.name,):
            _check_once(loaded, (column.name,), say)
    if len(table.key) > 1:
        _check_once(loaded, table.key, say)
    for name in table.key:
        if None in loaded.columns[name].cells:
            for place, _ in loaded.where((name,), [(None,)]):
                line = loaded.lines[place]
                say(table, line, name, "is empty", "it is part of the table's key")


def check_figure_ids(tables: list[Loaded], say: Say) -> None:
    """Tell of a figure_id that another table has used before: it is unique in the package."""
    used = [loaded.columns[FIGURE_ID].values.keys() for loaded in tables]
    if all(some.isdisjoint(others) for some, others in combinations(used, 2)):
        return
    seen: dict[Cell, tuple[str, int]] = {}
    for loaded in tables:
        for line, figure in zip(loaded.lines, loaded.columns[FIGURE_ID].cells, strict=True):
            if figure is None:
                continue
            path, first = seen.setdefault(figure, (loaded.table.path, line))
            if path != loaded.table.path:
                wrong = f"{shown(figure)} is already in {path}:{first}"
                say(loaded.table, line, FIGURE_ID, wrong, "give it a name of its own")


def check_foreign(loaded: Loaded, tables: dict[str, Loaded | None], say: Say) -> None:
    """Tell of cells that name what is not there, or not in the form that their column asks for.

    Of a table that could not be read nobody knows what is there, so only the form is told.
    """
    for key in loaded.table.foreign_keys:
        reference = _Reference(loaded.table, key, tables.get(key.table))
        values = [value for value in loaded.different(*key.fields) if None not in value]
        faults = {value: fault for value in values if (fault := reference.fault(value))}
        lacking = {value for value in values if value not in faults and reference.lacks(value)}
        column, lost = key.fields[0], []
        for place, value in loaded.where(key.fields, faults.keys() | lacking):
            if value in lacking:
                lost.append((place, value))
            else:
                loaded.columns[column].faulty.add(place)
                say(loaded.table, loaded.lines[place], column, *faults[value])
        whole = f"name what is not in {reference.where}", "put it back there, or mend the rows"
        tell_lost(loaded, column, lost, whole, reference.unknown, say)


Lost = TypeVar("Lost", bound=Hashable)


def tell_lost(
    loaded: Loaded,
    column: str,
    lost: list[tuple[int, Lost]],
    whole: tuple[str, str],
    each: Callable[[Lost], tuple[str, str]],
    say: Say,
) -> None:
    """Tell of `each` thing that is lost, or once of them all where so many are lost at once.

    Then a table or a part of one is missing, and that is one fault, told as `whole`. Each is given
    with the place of its row.
    """
    names = {name: None for _, name in lost}
    if len(names) <= MANY:
        faults = {name: each(name) for name in names}
        for place, name in lost:
            say(loaded.table, loaded.lines[place], column, *faults[name])
        return
    place, first = lost[0]
    wrong, right = whole
    said = _said(first if isinstance(first, tuple) else (first,))
    wrong = f"{len(lost):,} rows {wrong}, first {said} in line {loaded.lines[place]}"
    say(loaded.table, None, column, wrong, right)


class _Reference:
    """A foreign key of a table, beside the table that it leads to, or None."""

    def __init__(self, table: Table, key: ForeignKey, target: Loaded | None) -> None:
        self.target = target
        self.targets = key.targets
        self.column = table.field(key.fields[0]) if len(key.fields) == 1 else None
        self.path = target.table.path if target else ""
        self.where = f"{self.path} ({', '.join(key.targets)})"

    @cached_property
    def names(self) -> dict[str, str]:
        """What may be meant: every key there, in order, and its name or an empty text."""
        if self.target is None:
            return {}
        key = self.targets[0]
        named = NAME in self.target.columns
        rows = self.target.rows(key, NAME if named else key)
        ordered = sorted(((str(one), one, name) for one, name in rows), key=lambda row: row[0])
        return {
            text: str(name or "") if named else "" for text, one, name in ordered if one is not None
        }

    @cached_property
    def codes(self) -> dict[str, str]:
        """The keys there, by their names."""
        return by_name(self.names)

    def lacks(self, value: Cells) -> bool:
        """Whether the value is surely not there: not in a row that could not be read either."""
        if self.target is None or self.target.holds(self.targets, value):
            return False
        return not self.target.torn if len(value) > 1 else str(value[0]) not in self.target.torn

    def fault(self, value: Cells) -> tuple[str, str] | None:
        """Say what is wrong with the text itself: a name for a code, or another form."""
        text = str(value[0])
        if self.column is None:
            return None
        code = self.codes.get(text.casefold()) if self.lacks(value) else None
        if code is not None:
            return f"{shown(text)} is a name", f"write its code: {code}"
        wrong = misformed(text, self.column)
        if wrong is None:
            return None
        right, guess = form_right(text, self.column), formed(text, self.column)
        if self.lacks((guess or text,)):
            right = mend_code(guess or text, self.names, right)
        return wrong, right

    def unknown(self, value: Cells) -> tuple[str, str]:
        """Say that a value is not there, and which may be meant."""
        wrong, right = f"{_said(value)} is not in {self.where}", f"add it to {self.path} first"
        return wrong, mend_code(str(value[0]), self.names, right) if self.column else right


def _said(value: Cells) -> str:
    return " with ".join(shown(part) for part in value)


def _check_once(loaded: Loaded, names: tuple[str, ...], say: Say) -> None:
    if not loaded.repeats(names):
        return
    seen: dict[Cells, int] = {}
    for line, value in zip(loaded.lines, loaded.rows(*names), strict=True):
        if None in value:
            continue
        first = seen.setdefault(value, line)
        if first != line:
            wrong = f"{_said(value)} is already in line {first}"
            say(loaded.table, line, names[-1], wrong, "use it once")

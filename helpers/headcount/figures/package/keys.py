"""What must be there once, and what must be there at all: keys within and between tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import combinations, repeat
from operator import itemgetter

from headcount.figures.package.cells import Cell, Fault, form_right, formed, misformed
from headcount.figures.package.loaded import Cells, Loaded
from headcount.figures.package.problem import by_name, mend_code, shown
from headcount.figures.package.schema import ForeignKey, Table
from headcount.figures.package.vocabulary import FIGURE_ID

NAME = "name"
"""The column that says in words what the key of its table stands for."""

MANY = 10
"""So many different things may each be lost; where it is more, what held them is missing."""


def check_unique(loaded: Loaded) -> None:
    """Report values that are there twice in a unique column or a primary key."""
    table = loaded.table
    unique = [(column.name,) for column in table.fields if column.unique]
    for names in dict.fromkeys((*unique, table.key)):
        _check_once(loaded, names)
    for name in table.key:
        for index, _ in loaded.where((name,), [(None,)]):
            loaded.report(index, name, "is empty", "it is part of the table's key")


def _check_once(loaded: Loaded, names: tuple[str, ...]) -> None:
    seen: dict[Cells, int] = {}
    different = loaded.columns[names[0]].values if len(names) == 1 else set(loaded.rows(*names))
    repeats = len(different) < len(loaded.lines)
    for index, value in enumerate(loaded.rows(*names) if repeats else ()):
        first = seen.setdefault(value, index)
        if first != index and None not in value:
            wrong = f"{_shown(value)} is already in line {loaded.lines[first]}"
            loaded.report(index, names[-1], wrong, "use it once")


def check_figure_ids(tables: list[Loaded]) -> None:
    """Report a figure_id that another table has used before: it is unique in the package."""
    if all(
        one.index_of.keys().isdisjoint(other.index_of) for one, other in combinations(tables, 2)
    ):
        return
    seen: dict[Cell, tuple[Loaded, int]] = {}
    for loaded in tables:
        for index, figure in enumerate(loaded.columns[FIGURE_ID].cells):
            other, first = seen.setdefault(figure, (loaded, index))
            if other is not loaded and figure is not None:
                wrong = f"{shown(figure)} is already in {other.table.path}:{other.lines[first]}"
                loaded.report(index, FIGURE_ID, wrong, "give it a name of its own")


def check_foreign(loaded: Loaded, tables: dict[str, Loaded | None]) -> None:
    """Report cells that name what is not there, or not in the form that their column asks for.

    Of a table that could not be read nobody knows what is there, so only the form is reported.
    """
    for key in loaded.table.foreign_keys:
        reference, column = _Reference(loaded.table, key, tables.get(key.table)), key.fields[0]
        given = dict.fromkeys(loaded.rows(*key.fields))
        values = [value for value in given if None not in value]
        faults = {value: fault for value in values if (fault := reference.fault(value))}
        lacking = {value for value in values if value not in faults and reference.lacks(value)}
        lost = []
        for index, value in loaded.where(key.fields, faults.keys() | lacking):
            if value in lacking:
                lost.append((index, value))
            else:
                loaded.columns[column].faulty.add(index)
                loaded.report(index, column, *faults[value])
        whole = f"name what is not in {reference.where}", "put it back there, or fix the rows"
        report_lost(loaded, column, lost, whole, reference.unknown)


def report_lost(
    loaded: Loaded,
    column: str,
    lost: Iterable[tuple[int, Cells]],
    whole: Fault,
    each: Callable[[Cells], Fault],
) -> None:
    """Report `each` thing that is lost, or once all of them where so many are lost at once.

    Then a table or a part of one is missing, and that is one fault, reported as `whole`. Each is
    given with the index of its row.
    """
    lost = list(lost)
    names = dict.fromkeys(name for _, name in lost)
    if len(names) <= MANY:
        faults = {name: each(name) for name in names}
        for index, name in lost:
            loaded.report(index, column, *faults[name])
        return
    index, first = lost[0]
    wrong, right = whole
    wrong = f"{len(lost):,} rows {wrong}, first {_shown(first)} in line {loaded.lines[index]}"
    loaded.report(None, column, wrong, right)


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
        columns = self.target.columns
        names = columns[NAME].cells if NAME in columns else repeat("")
        pairs = zip(columns[self.targets[0]].cells, names, strict=False)
        known = [(str(key), str(name or "")) for key, name in pairs if key is not None]
        return dict(sorted(known, key=itemgetter(0)))

    @cached_property
    def codes(self) -> dict[str, str]:
        """The keys there, by their names."""
        return by_name(self.names)

    @cached_property
    def there(self) -> set[Cells]:
        """What can be named."""
        return set(self.target.rows(*self.targets)) if self.target else set()

    def lacks(self, value: Cells) -> bool:
        """Whether the value is surely not there: not in a row that could not be read either."""
        if self.target is None or value in self.there:
            return False
        return not self.target.torn if len(value) > 1 else str(value[0]) not in self.target.torn

    def fault(self, value: Cells) -> Fault | None:
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

    def unknown(self, value: Cells) -> Fault:
        """Say that a value is not there, and which may be meant."""
        wrong, right = f"{_shown(value)} is not in {self.where}", f"add it to {self.path} first"
        return wrong, mend_code(str(value[0]), self.names, right) if self.column else right


def _shown(value: Cells) -> str:
    return " with ".join(shown(part) for part in value)

"""How two figures hang together: part and whole, denial and claim, promise and outcome."""

from __future__ import annotations

from collections.abc import Iterable

from headcount.figures.package.cells import Cell, plain
from headcount.figures.package.loaded import Cells, Loaded, RowFault
from headcount.figures.package.problem import shown
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID, PROMISES

_ROUNDING = 1.05  # rounded parts may add up to a little more than their rounded whole


def check(loaded: Loaded) -> None:
    """Report parts above their whole, and parts that are counted twice."""
    for name, how in (("part_of", "is part of"), ("answers", "answers")):
        report_circles(loaded, FIGURE_ID, name, (how, "name another figure, or leave it empty"))
    if loaded.table.field("part_of"):
        _check_parts(loaded)


def report_circles(loaded: Loaded, key: str, column: str, words: tuple[str, str]) -> None:
    """Report the rows that lead back to themselves by what `column` says of `key`."""
    if column not in loaded.columns:
        return
    how, right = words
    circle = circling({one: other for one, other in loaded.rows(key, column) if other is not None})
    for index, one in enumerate(loaded.columns[key].cells if circle else ()):
        if one in circle:
            loaded.report(index, column, f"{shown(one)} {how} itself", right)


def circling(chain: dict[Cell, Cell]) -> set[Cell]:
    """Return what leads back to itself when the chain is followed from it.

    Examples
    --------
    >>> circling({"a": "b", "b": "b"}), circling({"a": "b", "b": "c"})
    ({'b'}, set())
    """
    found: set[Cell] = set()
    done: set[Cell] = set()
    for here in chain:
        way: dict[Cell, int] = {}
        while here in chain and here not in done and here not in way:
            way[here] = len(way)
            here = chain[here]
        if here in way:
            found.update(list(way)[way[here] :])
        done.update(way)
    return found


class _Figure:
    """One row of a table of figures, as a part or a whole of another."""

    def __init__(self, loaded: Loaded, index: int) -> None:
        self._loaded, self.index = loaded, index

    def cell(self, name: str) -> Cell:
        """Return a cell; None where the column is not there."""
        column = self._loaded.columns.get(name)
        return column.cells[self.index] if column else None

    def sound(self, *names: str) -> bool:
        """Whether the columns are all there and none of the cells is faulty."""
        columns = self._loaded.columns
        return all(name in columns and self.index not in columns[name].faulty for name in names)

    def amount(self, *names: str) -> float | None:
        """Return the first of these amounts that is given, if all amounts are sound."""
        amounts = map(self.cell, names) if self.sound(*AMOUNTS) else ()
        return next((one for one in amounts if isinstance(one, int | float)), None)

    @property
    def least(self) -> float | None:
        """The lower end."""
        return self.amount("low", "value")

    @property
    def most(self) -> float | None:
        """The upper end."""
        return self.amount("high", "value")

    def counts_with(self, whole: _Figure) -> bool:
        """Whether source and day are the same: else the parts are not of one count."""
        return all(self.cell(name) == whole.cell(name) for name in ("source_id", "as_of"))


def _check_parts(loaded: Loaded) -> None:
    parts: dict[str, list[_Figure]] = {}
    # Of a name that is there twice, which is reported elsewhere, the first row counts.
    for index, cell in enumerate(loaded.columns["part_of"].cells):
        name = str(cell)
        at = index if cell is None else loaded.index_of.get(name, index)
        if at == index:
            continue
        part, whole = _Figure(loaded, index), _Figure(loaded, at)
        fault = _part_fault(part, whole)
        if fault:
            loaded.report(index, *fault)
        elif part.counts_with(whole):
            parts.setdefault(name, []).append(part)
    for name, rows in parts.items():
        whole = _Figure(loaded, loaded.index_of[name])
        total = sum(part.least or 0 for part in rows)
        if whole.most is not None and len(rows) > 1 and total > whole.most * _ROUNDING:
            wrong = f"its parts add up to {plain(total)}, more than the whole's {plain(whole.most)}"
            right = "one of them overlaps another, or is not part of it"
            loaded.report(whole.index, FIGURE_ID, wrong, right)


def _part_fault(part: _Figure, whole: _Figure) -> RowFault | None:
    """Say why a part cannot be inside its whole: another unit, or too large."""
    units = part.cell("unit"), whole.cell("unit")
    given = part.sound("unit") and whole.sound("unit") and None not in units
    if given and units[0] != units[1]:
        wrong = f"the part counts {shown(units[0])}, its whole {shown(units[1])}"
        return "unit", wrong, "fix one, or part_of"
    least, most = part.least, whole.most
    if least is not None and most is not None and least > most:
        name = shown(whole.cell(FIGURE_ID))
        wrong = f"the part is {plain(least)}, its whole {name} only {plain(most)}"
        return "part_of", wrong, "fix one of them, or part_of"
    return None


def check_outcomes(loaded: Loaded, tables: Iterable[Loaded]) -> None:
    """Report promises that promise nothing, and outcomes that are none of theirs.

    Parameters
    ----------
    loaded
        A table of outcomes.
    tables
        The tables of figures.
    """
    pairs = list(loaded.rows("promise", "outcome"))
    known: dict[Cell, Cells] = {
        figure: (row.cell("status"), row.cell("unit"))
        for table in tables
        for figure in table.index_of.keys() & {figure for pair in pairs for figure in pair}
        if (row := _Figure(table, table.index_of[figure])).sound("status", "unit")
    }
    seen: set[Cells] = set()
    for index, pair in enumerate(pairs):
        if pair in seen:
            wrong = "the promise has this outcome twice"
            loaded.report(index, "outcome", wrong, "take one of the rows out")
        elif fault := _outcome_fault(pair[0], pair[1], known):
            loaded.report(index, *fault)
        seen.add(pair)


def _outcome_fault(promise: Cell, outcome: Cell, known: dict[Cell, Cells]) -> RowFault | None:
    if promise not in known:
        return None
    status, unit = known[promise]
    if status not in PROMISES:
        wrong = f"{shown(promise)} is {status}, so it promises nothing"
        return "promise", wrong, f"name a figure that is {', '.join(PROMISES)}"
    if promise == outcome:
        return "outcome", "the promise is its own outcome", "name another figure"
    other = known.get(outcome, (None, unit))[1]
    if other != unit:
        wrong = f"the outcome counts {shown(other)}, its promise {shown(unit)}"
        return "outcome", wrong, "name a figure of the same unit"
    return None

"""What changed between two states of a package, and whether a correction says so.

A published figure is never changed silently: a number that someone has quoted keeps its history.
"""

from __future__ import annotations

from collections.abc import Iterator

from headcount.figures.package import Package, Problem
from headcount.figures.package.cells import Cell, plain
from headcount.figures.package.vocabulary import FIGURE_ID

# Where and how closely a figure was read may be told better without changing what was said.
FREE = ("locator", "verification", "evidence")


def silent_changes(before: Package, after: Package) -> list[Problem]:
    """List the figures of `before` that `after` changes or drops without a row in `corrections`.

    Parameters
    ----------
    before, after
        Two states of one package.

    Returns
    -------
    list of Problem
        One for each changed cell, and one for each figure that is gone. New figures are no change.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> silent_changes(data, data)
    []
    """
    now = {row[FIGURE_ID]: (table, row) for table, row in _figures(after)}
    told = set(_told(after))
    # a correction that is corrected on its own day stays one row, from what stood there first
    first = {(figure, field, new): old for figure, field, old, new in _told(before)}
    problems = []
    for table, old in _figures(before):
        figure = str(old[FIGURE_ID])
        if figure not in now:
            if (figure, FIGURE_ID, figure, "") not in told:
                problems.append(_problem(table, FIGURE_ID, f"{figure} is gone", figure, ""))
            continue
        table, new = now[figure]
        for field, was in old.items():
            cells = plain(was), plain(new.get(field))
            older = first.get((figure, field, cells[0]), cells[0])
            ways = {(figure, field, cells[0], cells[1]), (figure, field, older, cells[1])}
            if field not in FREE and cells[0] != cells[1] and not ways & told:
                wrong = f"{figure} was {cells[0] or 'empty'}, is {cells[1] or 'empty'}"
                problems.append(_problem(table, field, wrong, *cells))
    return problems


def _told(package: Package) -> Iterator[tuple[str, str, str, str]]:
    """Give each correction of a package: its figure, its column, what stood there and stands."""
    for row in package.tables.get("corrections", []):
        yield str(row[FIGURE_ID]), str(row["field"]), plain(row["old"]), plain(row["new"])


def _figures(package: Package) -> Iterator[tuple[str, dict[str, Cell]]]:
    for table in package.figure_tables:
        for row in package.tables[table]:
            yield table, row


def _problem(table: str, field: str, wrong: str, old: str, new: str) -> Problem:
    right = f'add a row to corrections.csv with the reason (old "{old}", new "{new}")'
    return Problem(f"{table}.csv", None, field, wrong, right)

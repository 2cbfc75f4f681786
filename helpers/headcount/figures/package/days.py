"""Days that are still to come: nothing was published, reported or corrected on one.

Reading a folder asks no clock, so that the same bytes are the same package on each day; checking
it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from headcount.figures.dates import DateError, parse
from headcount.figures.package.cells import Cell
from headcount.figures.package.loaded import Loaded
from headcount.figures.package.problem import Problem, shown

PAST = {"reported": "reported", "published": "published", "date": "corrected"}
"""By column, what happened on its days."""


def days_to_come(
    tables: Iterable[Loaded], descriptor: Mapping[str, Any], today: date
) -> Iterator[Problem]:
    """Report each row that is dated after the day of the check.

    Parameters
    ----------
    tables
        The tables that could be read.
    descriptor
        Its ``created`` is a day too: a clock that is behind it is wrong.
    today
        The day. One more is allowed, for it is tomorrow elsewhere.

    Yields
    ------
    Problem
        One for each such cell.
    """
    last = max(today, _day(descriptor.get("created"))) + timedelta(days=1)
    for loaded in tables:
        names = PAST if loaded.table.is_figures or "source_id" in loaded.table.key else {}
        names = {"date": PAST["date"]} if {"old", "new"} <= set(loaded.table.header) else names
        for name in names.keys() & loaded.columns.keys():
            late = {(cell,) for cell in loaded.columns[name].values if _earliest(cell) > last}
            for index, (cell,) in loaded.where((name,), late):
                wrong = f"{shown(cell)} is still to come"
                right = f"write the day on which it was {names[name]}"
                yield Problem(loaded.table.path, loaded.lines[index], name, wrong, right)


def _earliest(cell: Cell) -> date:
    try:
        return parse(str(cell)).earliest
    except DateError:  # reported with its cell
        return date.min


def _day(created: object) -> date:
    try:
        return date.fromisoformat(str(created)[:10])
    except ValueError:
        return date.min

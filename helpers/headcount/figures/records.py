"""All the figures of a package as plain records, and choosing among them.

Nothing here loads pandas: a folder is checked, and a chart is chosen and drawn, without it.
`headcount.figures.table` has the same figures as one frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.cached import cached
from headcount.figures.dates import parse
from headcount.figures.names import whose
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS, NAMED, SAME_TABLE

MODEL = ("category",)
"""What a figure may count: which part of a whole. Every record has this column."""

Row = Mapping[str, Any]
Where = Mapping[str, str | Sequence[str]]


@cached
def records(package: Package) -> tuple[Row, ...]:
    """Return every figure of a package in file order, to be read and never changed.

    All have the columns of all tables of figures, `table` first. A text that is not given is
    ``""``, a number that is not given is NaN.

    Raises
    ------
    NothingFits
        When the package holds no figures.

    Examples
    --------
    >>> from headcount.figures import package
    >>> row = records(package.read())[0]
    >>> list(row)[:2], type(row["value"])
    (['table', 'figure_id'], <class 'float'>)
    """
    parts = [(table, package.columns(table)) for table in package.figure_tables]
    own = (name for _, columns in parts if any(columns.values()) for name in columns)
    empty = dict.fromkeys(("table", *own, *MODEL, *SAME_TABLE), "") | dict.fromkeys(
        AMOUNTS, math.nan
    )
    found = tuple(
        {**empty, "table": table}
        | {
            name: float(cell) if name in AMOUNTS else str(cell)
            for name, cell in zip(columns, cells, strict=True)
            if cell is not None
        }
        for table, columns in parts
        for cells in zip(*columns.values(), strict=True)
    )
    if not found:
        raise NothingFits(f"{package.path} holds no figures")
    return found


@cached
def named(package: Package) -> tuple[Row, ...]:
    """Return the figures that are about somebody whom the package has a name for.

    As `records`, and `named_in` (the table of names), `whose` (the code in it), and the `name` and
    `in_text` that go with it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> {row["in_text"] for row in named(package.read()) if row["whose"] == "USA"}
    {'the United States'}
    """
    names = {table: whose(package, table) for table in package.figure_tables}
    found = []
    for row in records(package):
        about = names[row["table"]]
        if about is not None and row[about.column]:
            code = row[about.column]
            forms = about.known.get(code, {})
            called = {form: forms.get(form, "") for form in NAMED}
            found.append({**row, "named_in": about.table, "whose": code, **called})
    return tuple(found)


def select(
    rows: Sequence[Row],
    wanted: Mapping[str, str | Iterable[str]],
    *,
    year: int | None = None,
    whole: bool = False,
) -> list[Row]:
    """Choose the rows that fit every condition.

    Parameters
    ----------
    rows
        Figures.
    wanted
        Column to word, or to several words of which one will do; `source` may be written for
        `source_id`.
    year
        Keep what may be true of this year: a figure "as of" 2021/2023 fits 2022.
    whole
        Leave out components, the rows that name another as the whole they are part of.

    Raises
    ------
    UnknownWord
        For a column or a value that the rows do not have; the message names those they have.
    NothingFits
        When each condition alone has rows, but all together have none.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = select(records(package.read()), {"country": "PRK", "category": "reserve"})
    >>> {row["category"] for row in rows}
    {'reserve'}
    """
    kept, asked = list(rows), []
    for name, value in wanted.items():
        column = "source_id" if name == "source" else name
        values = [value] if isinstance(value, str) else list(value)
        _refuse_unknown(rows, column, values)
        kept = [row for row in kept if row[column] in values]
        asked.append(f"{column} {' or '.join(values)}")
    if whole:
        kept = [row for row in kept if not row["part_of"]]
    if year is not None:
        kept = [row for row in kept if within(row, year, year)]
        asked.append(f"year {year}")
    if not kept:
        at_once = " together" if len(asked) > 1 else ""
        raise NothingFits(f"no figure fits {', '.join(asked) or 'the choice'}{at_once}")
    return kept


def within(row: Row, since: int | None, until: int | None) -> bool:
    """Whether a figure may be true of a year between two."""
    when = parse(row["as_of"])
    return (since is None or when.latest.year >= since) and (
        until is None or when.earliest.year <= until
    )


def latest(rows: Iterable[Row], by: str) -> list[Row]:
    """Keep, for each value of column `by`, the rows with the latest `as_of`.

    Several rows stay where a source states several figures for one date: none is picked.
    """
    dated = [(row, parse(row["as_of"]).latest) for row in rows]
    last: dict[str, Any] = {}
    for row, day in dated:
        last[row[by]] = max(day, last.get(row[by], day))
    return [row for row, day in dated if day == last[row[by]]]


def _refuse_unknown(rows: Sequence[Row], column: str, values: list[str]) -> None:
    if rows and column not in rows[0]:
        raise UnknownWord(f"figures have no column {column!r}", column, rows[0])
    known = sorted({row[column] for row in rows} - {""})
    for value in values:
        if value not in known:
            raise UnknownWord(f"no figure has {column} {value!r}", value, known)

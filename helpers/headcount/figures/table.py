"""All the figures of a package, as records and as one frame, and choosing among them.

Only a frame needs pandas: a folder is checked, and a chart is chosen, from records alone.

Rows pass through unchanged: nothing is summed, averaged, filled or picked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from math import nan
from numbers import Integral
from typing import TYPE_CHECKING, Any

from headcount.core.errors import NothingFits, UnknownFigure, UnknownWord, WrongChoice
from headcount.core.wording import listed
from headcount.figures.dates import parse
from headcount.figures.names import whose
from headcount.figures.package import Package, cached
from headcount.figures.package.cells import Cell
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID, NAMED, SAME_TABLE

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Where = Mapping[str, str | Sequence[str]]
"""Column to word, or to several words of which one will do."""

MODEL = ("category",)
"""What a figure may count: which part of a whole. Every frame has this column."""


def figures(package: Package) -> pd.DataFrame:
    """Return every figure of `package`, one row each, in file order.

    Returns
    -------
    pandas.DataFrame
        All columns of all tables of figures, `table` first; text cells that a table does not have
        or that are empty are ``""``, numbers not given are ``NaN``. `low`, `value` and `high` are
        floats in `unit`. The frame is the caller's to change.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = figures(package.read())
    >>> rows["figure_id"].is_unique
    True
    """
    return _figures(package).copy(deep=False)


@cached
def records(package: Package) -> list[Row]:
    """Return every figure as a dictionary, with the cells that `figures` has.

    They are shared by whoever asks, so nobody may change them.

    Raises
    ------
    NothingFits
        When there is no figure.
    """
    names = _names(package)
    heads = ("table", *names)
    return [
        dict(zip(heads, cells, strict=True))
        for table in _full(package)
        for cells in zip(
            repeat(table, len(package.column(table, FIGURE_ID))),
            *(_cells(package, table, name) for name in names),
            strict=True,
        )
    ]


def column(package: Package, name: str) -> list[Any]:
    """Return one column of all figures, as `records` has it, without making the records.

    Raises
    ------
    NothingFits
        When there is no figure.

    Examples
    --------
    >>> from headcount.figures import package
    >>> len(column(package.read(), "as_of")) == len(records(package.read()))
    True
    """
    if name == "table":
        return [table for table in _full(package) for _ in package.column(table, FIGURE_ID)]
    return [cell for table in _full(package) for cell in _cells(package, table, name)]


def names(package: Package) -> tuple[str, ...]:
    """Return the columns that `records` has, `table` first."""
    return ("table", *_names(package))


def record_of(package: Package, figure: str) -> Row:
    """Return one figure as `records` has it, without making the others.

    Raises
    ------
    UnknownWord
        When there is no such figure; the message names those with a similar id.

    Examples
    --------
    >>> from headcount.figures import package
    >>> record_of(package.read(), "prk-active-iiss-mb-2021")["qualifier"]
    'about'
    """
    places = _places(package)
    if figure not in places:
        raise UnknownFigure(figure, places)
    table, at = places[figure]
    has = {one["name"] for one in package.fields(table)}
    row = {
        name: _cell(name, package.column(table, name)[at] if name in has else None)
        for name in _names(package)
    }
    return {"table": table, **row}


@cached
def _places(package: Package) -> dict[str, tuple[str, int]]:
    return {
        str(figure): (table, at)
        for table in _full(package)
        for at, figure in enumerate(package.column(table, FIGURE_ID))
    }


def _full(package: Package) -> list[str]:
    full = [table for table in package.figure_tables if package.column(table, FIGURE_ID)]
    if not full:
        raise NothingFits(f"{package.path} holds no figures")
    return full


@cached
def _names(package: Package) -> list[str]:
    found = [one["name"] for table in _full(package) for one in package.fields(table)]
    return list(dict.fromkeys((*found, *MODEL, *SAME_TABLE)))


@cached
def named_records(package: Package) -> list[Row]:
    """Return the figures that are about somebody whom the package has a name for.

    As `records`, and `named_in` (the table of names), `whose` (the code in it), and the `name` and
    `in_text` that go with it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = named_records(package.read())
    >>> {row["in_text"] for row in rows if row["whose"] == "USA"}
    {'the United States'}
    """
    found: list[Row] = []
    names_of = {table: whose(package, table) for table in package.figure_tables}
    for row in records(package):
        names = names_of[row["table"]]
        code = row[names.column] if names else ""
        if names and code:
            forms = {form: names.known.get(code, {}).get(form, "") for form in NAMED}
            found.append({**row, "named_in": names.table, "whose": code, **forms})
    return found


@cached
def _figures(package: Package) -> pd.DataFrame:
    return frame(records(package))


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return records as a frame: texts as objects, for pandas' own kind is five times slower."""
    import pandas as pd  # who needs no frame does not wait for it

    found = pd.DataFrame(list(rows), dtype=object)
    return found.astype({name: float for name in AMOUNTS if name in found})


def _cells(package: Package, table: str, name: str) -> list[str | float]:
    """Return a column: by columns, as by rows, but in a third of the time."""
    if name not in {one["name"] for one in package.fields(table)}:
        return [_cell(name, None)] * len(package.column(table, FIGURE_ID))
    cells = package.column(table, name)
    if name in AMOUNTS:
        return [nan if cell is None else float(cell) for cell in cells]
    return ["" if cell is None else str(cell) for cell in cells]


def _cell(name: str, cell: Cell) -> str | float:
    if name in AMOUNTS:
        return nan if cell is None else float(cell)
    return "" if cell is None else str(cell)


def each(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return each row as a dictionary, ten times faster than `DataFrame.to_dict` does.

    Examples
    --------
    >>> import pandas as pd
    >>> each(pd.DataFrame({"figure_id": ["a", "b"], "low": [1.0, None]}))[0]
    {'figure_id': 'a', 'low': 1.0}
    """
    names = list(rows)
    return [dict(zip(names, row, strict=True)) for row in rows.to_numpy(dtype=object).tolist()]


def select(
    rows: pd.DataFrame,
    *,
    year: int | None = None,
    whole: bool = False,
    **wanted: str | Iterable[str] | None,
) -> pd.DataFrame:
    """Choose the rows that fit every condition.

    Parameters
    ----------
    rows
        Figures, as `figures` gives them.
    year
        Keep what may be true of this year: a figure "as of" 2021/2023 fits 2022.
    whole
        Leave out components, the rows that name another as the whole they are part of.
    **wanted
        Column names, each with one value or several; `None` does not filter. `source` may be
        written for `source_id`.

    Raises
    ------
    UnknownWord
        For a column or a value that the rows do not have; the message names those they have.
    NothingFits
        When each condition alone has rows, but all together have none.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = figures(package.read())
    >>> set(select(rows, country="PRK", category="reserve")["category"])
    {'reserve'}
    """
    given = {column: value for column, value in wanted.items() if value is not None}
    every = each(rows)
    fitting = {id(row) for row in select_records(every, given, year=year, whole=whole)}
    return rows[[id(row) in fitting for row in every]]


def select_records(
    rows: Sequence[Row],
    wanted: Mapping[str, str | Iterable[str]],
    *,
    year: int | None = None,
    whole: bool = False,
) -> list[Row]:
    """Choose the records that fit every condition, as `select` chooses rows of a frame.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = select_records(records(package.read()), {"country": "PRK", "category": "reserve"})
    >>> {row["category"] for row in rows}
    {'reserve'}
    """
    kept, asked = list(rows), []
    for name, value in wanted.items():
        column = "source_id" if name == "source" else name
        values = [value] if isinstance(value, str) else list(value)
        _refuse_unknown(rows, column, values)
        kept = [row for row in kept if row[column] in values]
        asked.append(f"{_called(column)} {' or '.join(values)}")
    if whole:
        kept = [row for row in kept if not row.get("part_of")]
    if year is not None:
        if not isinstance(year, Integral):
            raise WrongChoice(f'"{year}" is not a year. Write a number such as 2022.')
        kept = [row for row in kept if within(row, year, year)]
        asked.append(f"year {year}")
    if not kept:
        at_once = " together" if len(asked) > 1 else ""
        raise NothingFits(f"No figure matches {listed(asked or ['these conditions'])}{at_once}.")
    return kept


def within(row: Row, since: int | None, until: int | None) -> bool:
    """Whether a figure may be true of a year between two."""
    when = parse(row["as_of"])
    return (since is None or when.latest.year >= since) and (
        until is None or when.earliest.year <= until
    )


def latest(rows: Iterable[Row], by: str) -> list[Row]:
    """Keep, for each value of column `by`, the rows with the latest `as_of`.

    Several rows stay where a source states several figures for one date: choosing between them
    is not this module's to do.
    """
    dated = [(row, parse(row["as_of"]).latest) for row in rows]
    last: dict[str, date] = {}
    for row, day in dated:
        last[row[by]] = max(day, last.get(row[by], day))
    return [row for row, day in dated if day == last[row[by]]]


def _refuse_unknown(rows: Sequence[Row], column: str, values: list[str]) -> None:
    if rows and column not in rows[0]:
        raise UnknownWord(f'Figures have no column "{column}"', column, rows[0])
    known = sorted({row[column] for row in rows} - {""})
    for value in values:
        if value not in known and column == "figure_id":
            raise UnknownFigure(value, known)
        if value not in known:
            raise UnknownWord(f'No figure has the {_called(column)} "{value}"', value, known)


def _called(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ")

"""All the figures of a package as one table, and choosing rows from it.

Rows pass through unchanged: nothing is summed, averaged, filled or picked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.cached import cached
from headcount.figures.dates import parse
from headcount.figures.names import whose
from headcount.figures.package import Package
from headcount.figures.package.cells import Cell
from headcount.figures.package.vocabulary import AMOUNTS, NAMED, SAME_TABLE

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

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
    full = [table for table in package.figure_tables if package.tables[table]]
    if not full:
        raise NothingFits(f"{package.path} holds no figures")
    names = [name for table in full for name in package.tables[table][0]]
    names = list(dict.fromkeys((*names, *MODEL, *SAME_TABLE)))
    return [
        {"table": table, **{name: _cell(name, row.get(name)) for name in names}}
        for table in full
        for row in package.tables[table]
    ]


def named(package: Package) -> pd.DataFrame:
    """Return the figures that are about somebody whom the package has a name for.

    Returns
    -------
    pandas.DataFrame
        As `figures`, and `named_in` (the table of names), `whose` (the code in it), and the
        `name` and `in_text` that go with it. The frame is the caller's to change.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = named(package.read())
    >>> set(rows.loc[rows["whose"] == "USA", "in_text"])
    {'the United States'}
    """
    return _named(package).copy(deep=False)


@cached
def named_records(package: Package) -> list[Row]:
    """Return the rows of `named` as dictionaries, which nobody may change."""
    found = []
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
    return _frame(records(package), list(records(package)[0]))


@cached
def _named(package: Package) -> pd.DataFrame:
    columns = [*records(package)[0], "named_in", "whose", *NAMED]
    return _frame(named_records(package), columns)


def _frame(rows: Sequence[Row], columns: list[str]) -> pd.DataFrame:
    """Return rows as a frame: texts as objects, for pandas' own kind is some five times slower."""
    import pandas as pd  # who needs no frame does not wait for it

    return pd.DataFrame(rows, columns=columns, dtype=object).astype(dict.fromkeys(AMOUNTS, float))


def _cell(name: str, cell: Cell) -> str | float:
    if name in AMOUNTS:
        return nan if cell is None else float(cell)
    return "" if cell is None else str(cell)


def each(rows: pd.DataFrame) -> list[Row]:
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
    if "source" in wanted:
        wanted["source_id"] = wanted.pop("source")
    kept = rows
    asked = []
    for column, value in wanted.items():
        if value is None:
            continue
        values = [value] if isinstance(value, str) else list(value)
        _refuse_unknown(rows, column, values)
        kept = kept[kept[column].isin(values)]
        asked.append(f"{column} {' or '.join(values)}")
    if whole and "part_of" in kept:
        kept = kept[kept["part_of"] == ""]
    if year is not None:
        kept = kept[[covers(text, year) for text in kept["as_of"]]]
        asked.append(f"year {year}")
    if kept.empty:
        at_once = " together" if len(asked) > 1 else ""
        raise NothingFits(f"no figure fits {', '.join(asked) or 'the choice'}{at_once}")
    return kept


def covers(as_of: str, year: int) -> bool:
    """Whether an EDTF date may fall in `year`."""
    when = parse(as_of)
    return when.earliest.year <= year <= when.latest.year


def latest(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Keep, for each value of column `by`, the rows with the latest `as_of`.

    Several rows stay where a source states several figures for one date: choosing between them
    is not this room's to do.
    """
    ends = rows["as_of"].map(lambda text: parse(text).latest)
    return rows[ends == ends.groupby(rows[by]).transform("max")]


def _refuse_unknown(rows: pd.DataFrame, column: str, values: list[str]) -> None:
    if column not in rows:
        raise UnknownWord(f"figures have no column {column!r}", column, rows.columns)
    known = sorted(set(rows[column]) - {""})
    for value in values:
        if value not in known:
            raise UnknownWord(f"no figure has {column} {value!r}", value, known)

"""A sound data folder, as everything else reads it; and what is looked up in it once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from headcount.core.wording import tally
from headcount.figures.package.cells import Cell
from headcount.figures.package.problem import mend, printable, shown
from headcount.figures.package.schema import ForeignKey, listed
from headcount.figures.package.vocabulary import FIGURE_ID

if TYPE_CHECKING:
    import pandas as pd

Value = TypeVar("Value")


@dataclass(frozen=True, repr=False, eq=False)
class Package:
    """A sound data folder: its descriptor and its tables, typed and in file order.

    `figures` is a DataFrame of all figures, ``package["sources"]`` one of a table, `len` the number
    of figures.

    Attributes
    ----------
    path
        The folder.
    descriptor
        ``datapackage.json`` as it stands.
    tables
        By name, a list of rows; a row maps each column to a string, an integer, a float, or
        None where the cell is empty. Row `i` is line ``i + 2`` of the file.
    language
        Of the words on its charts, as far as there are some.

    Examples
    --------
    >>> import headcount as hc
    >>> data = hc.read()
    >>> isinstance(data, hc.Package), len(data) == len(data.figures)
    (True, True)
    """

    path: Path
    descriptor: dict[str, Any]
    tables: Mapping[str, list[dict[str, Cell]]]
    language: str = "en"

    __iter__ = None
    """A package is no sequence: go through `tables`, or through the rows of `figures`."""

    @property
    def figures(self) -> pd.DataFrame:
        """Every figure as a DataFrame, the caller's to change; see `headcount.frame`.

        Examples
        --------
        >>> import headcount as hc
        >>> hc.read().figures.query("place == 'North Korea' and kind == 'counted'").empty
        False
        """
        return _door().frame(self)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return one table as a DataFrame, of figures or not; see `headcount.frame`.

        Examples
        --------
        >>> import headcount as hc
        >>> hc.read()["countries"].query("country == 'PRK'")["name"].tolist()
        ['North Korea']
        """
        return _door().frame(self, table)

    def __len__(self) -> int:
        return sum(len(self.tables[table]) for table in self.figure_tables)

    def __bool__(self) -> bool:
        return True  # a folder without figures is a package too

    def __repr__(self) -> str:
        title, *rest = self._lines
        return "\n  ".join([f"Package: {title}", *rest])

    def _repr_html_(self) -> str:
        title, *rest = map(escape, self._lines)
        return f"<p><strong>{title}</strong><br>{'<br>'.join(rest)}</p>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.tables)

    @property
    def _lines(self) -> list[str]:
        """What it is and holds, a line each."""
        counts = ", ".join(f"{name} {len(self.tables[name]):,}" for name in self.figure_tables)
        sources = len(self.tables.get("sources", ()))
        figures, count = tally(len(self), "figure"), tally(len(self.tables), "table")
        lines = [
            str(self.descriptor.get("title", self.path.name)),
            f"folder: {self.path}",
            f"{count}, {figures}, {tally(sources, 'source')}",
            f"figures: {counts}" if counts else "",
            'as frames: .figures, ["name of a table"]',
        ]
        return [printable(one) for one in lines if one]

    def column(self, table: str, name: str) -> Sequence[Cell]:
        """Return one column of a table, nobody's to change.

        Examples
        --------
        >>> import headcount as hc
        >>> "PRK" in hc.read().column("countries", "country")
        True
        """
        column = getattr(self.tables, "column", None)
        found: Sequence[Cell] = (
            column(table, name) if column else [row[name] for row in self.tables[table]]
        )
        return found

    def resource(self, table: str) -> dict[str, Any]:
        """Return the descriptor's entry for a table.

        Raises
        ------
        KeyError
            If there is no such table; the message lists the ones there are.
        """
        for resource in self.descriptor["resources"]:
            if resource["name"] == table:
                return dict(resource)
        raise KeyError(f"no table {shown(table)}; {mend(table, self.tables, 'see .tables')}")

    def schema(self, table: str) -> dict[str, Any]:
        """Return the schema of a table: fields, primaryKey, foreignKeys."""
        return dict(self.resource(table)["schema"])

    def fields(self, table: str) -> list[dict[str, Any]]:
        """Return the descriptions of a table's columns, in order."""
        return list(self.schema(table)["fields"])

    def foreign_keys(self, table: str) -> list[ForeignKey]:
        """Return which columns of a table lead to which columns of which table."""
        return [
            ForeignKey(
                listed(key["fields"]) or (),
                key["reference"].get("resource") or table,
                listed(key["reference"]["fields"]) or (),
            )
            for key in self.schema(table).get("foreignKeys", [])
        ]

    def label(self, field: str | tuple[str, str], value: Cell) -> str:
        """Return the words that a chart prints for a value of a closed list.

        Parameters
        ----------
        field
            A column, or (table, column) where columns of one name have different lists.
        value
            A value of that list. None gives an empty text; a column without a closed list gives
            the value as it is.

        Raises
        ------
        KeyError
            If there is no such column, or its closed list lacks the value.
        """
        table, name = (None, field) if isinstance(field, str) else field
        if value is None:
            return ""
        named = [
            one
            for each in (self.tables if table is None else [table])
            for one in self.fields(each)
            if one["name"] == name
        ]
        if not named:
            raise KeyError(f"no column {shown(name)} in {table or 'any table'}")
        lists = [one["categories"] for one in named if one.get("categories")]
        for category in (one for categories in lists for one in categories):
            if category["value"] == value:
                return str(category["label"])
        if lists:
            listed = [str(one["value"]) for one in lists[0]]
            raise KeyError(f"{name} has no value {shown(value)}; {mend(str(value), listed, '')}")
        return str(value)

    @property
    def figure_tables(self) -> list[str]:
        """The names of the tables of figures, in the descriptor's order."""
        keys = {table: self.schema(table).get("primaryKey", []) for table in self.tables}
        return [table for table, key in keys.items() if key in (FIGURE_ID, [FIGURE_ID])]


def _door() -> Any:
    """Return the public door, where frames are made: reading a folder does not wait for them."""
    import headcount

    return headcount


def cached(look_up: Callable[[Package], Value]) -> Callable[[Package], Value]:
    """Keep what a function of a package returns; it is shared, so nobody may change it.

    Examples
    --------
    >>> from headcount.figures.package import read
    >>> data, look_up = read(), cached(lambda package: object())
    >>> look_up(data) is look_up(data)
    True
    """
    return lru_cache(maxsize=4)(look_up)  # a session holds one package, seldom two

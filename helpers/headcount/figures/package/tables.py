"""The tables of a sound package: held by column, and given as rows to whoever asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headcount.figures.package.cells import Cell

Columns = dict[str, list[Cell]]
Rows = list[dict[str, Cell]]


def rows_of(columns: Columns) -> Rows:
    """Return each row of some columns as a dict."""
    names = tuple(columns)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def columns_of(rows: Rows) -> Columns:
    """Return the columns of some rows; None where a row lacks one."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


class Tables(Mapping[str, Rows]):
    """Tables by name, each a list of rows that is made when it is first asked for, and then kept.

    Examples
    --------
    >>> tables = Tables({"beds": {"region": ["NOR", "SUD"], "value": [1200, None]}})
    >>> tables["beds"]
    [{'region': 'NOR', 'value': 1200}, {'region': 'SUD', 'value': None}]
    """

    def __init__(self, columns: dict[str, Columns]) -> None:
        self._tables: dict[str, Columns | Rows] = dict(columns)

    def __getitem__(self, name: str) -> Rows:
        table = self._tables[name]
        if isinstance(table, dict):
            # The rows may be changed by who holds them, so from now on they are the table.
            table = self._tables[name] = rows_of(table)
        return table

    def columns(self, name: str) -> Columns:
        """Return a table by column, without making its rows; the lists are not to be changed."""
        table = self._tables[name]
        return table if isinstance(table, dict) else columns_of(table)

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

"""Figures chosen by the words in their columns, one column after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headcount.core.wording import capital
from headcount.figures.package import Package
from headcount.figures.phrase import own_columns, word
from headcount.figures.provenance import sources

Row = Mapping[str, Any]
Where = Mapping[str, str | Sequence[str]]
Options = dict[str, list[tuple[str, Any]]]

ANY = ("any", None)
NAMED = 3
"""As many words that are asked for together are named in a menu."""

TABLE, SOURCE = "table", "source_id"


def fitting(rows: Iterable[Row], where: Where) -> list[Row]:
    """Return the figures that have the words that are asked of their columns."""
    left = list(rows)
    for column, words in where.items():
        wanted = {words} if isinstance(words, str) else set(words)
        left = [row for row in left if row.get(column) in wanted]
    return left


def kept(rows: Iterable[Row], where: Where | None) -> dict[str, str | Sequence[str]]:
    """Keep of some conditions each that a figure fits together with those kept before it.

    Examples
    --------
    >>> rows = [{"region": "NOR", "bed": "acute"}, {"region": "SUD", "bed": "total"}]
    >>> kept(rows, {"region": "NOR", "bed": "total"})
    {'region': 'NOR'}
    """
    found: dict[str, str | Sequence[str]] = {}
    for column, words in (where or {}).items():
        left = fitting(rows, {column: words})
        if left:
            rows, found = left, found | {column: words}
    return found


def menus(
    package: Package,
    rows: Sequence[Row],
    where: Where | None,
    *,
    besides: Sequence[str] = (),
    must: bool = False,
) -> Options:
    """List what `where` can be, column by column; each offers what fits those before it.

    Parameters
    ----------
    package
        The data.
    rows
        The figures that can be chosen.
    where
        What is chosen now. Its columns are all among those listed.
    besides
        What can be chosen beside the columns that say what a figure counts.
    must
        Whether each column that says what a figure counts has to be chosen.
    """
    asked = dict(where or {})
    left = fitting(rows, asked)
    offered: Options = {}
    own = [TABLE, *_own(package, left)]
    closed = {*own, "unit"} if must else set()
    for column in dict.fromkeys([*own, *besides, *asked]):
        counts = Counter(row[column] for row in rows if row.get(column))
        example = {row[column]: row for row in rows if row.get(column)}
        said = {value: _said(package, row, column) for value, row in example.items()}
        entries = sorted((f"{said[value]} ({count})", value) for value, count in counts.items())
        words = asked.get(column)
        if words is not None and not isinstance(words, str):
            entries.insert(0, (_together([said.get(one, one) for one in words]), words))
        if len(entries) > 1 or (words is not None and column != "unit"):
            offered[f"where.{column}"] = entries if column in closed else [ANY, *entries]
        if words is not None:
            rows = fitting(rows, {column: words})
    return offered


def called(package: Package, column: str) -> str:
    """Say what a column of figures is called: by its title in the descriptor.

    Examples
    --------
    >>> from headcount.figures import package
    >>> called(package.read(), "from_party")
    'From'
    """
    if column == TABLE:
        return "Figures on"
    fields = (field for table in package.figure_tables for field in package.fields(table))
    return next((str(one.get("title", column)) for one in fields if one["name"] == column), column)


def _own(package: Package, rows: Sequence[Row]) -> list[str]:
    """Return the columns that say what these figures count, those that all their tables have."""
    tables = [own_columns(package, name) for name in dict.fromkeys(row[TABLE] for row in rows)]
    return [name for name in tables[0] if all(name in own for own in tables)] if tables else []


def _said(package: Package, row: Row, column: str) -> str:
    if column == TABLE:
        return str(package.resource(row[TABLE]).get("title", row[TABLE]))
    if column == SOURCE:
        return sources(package)[row[SOURCE]]["short_title"]
    return capital(word(package, row, column))


def _together(said: list[str]) -> str:
    return " or ".join(said) if len(said) <= NAMED else f"{said[0]} and {len(said) - 1} others"

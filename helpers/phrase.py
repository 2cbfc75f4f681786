"""Whom or what a figure counts, in words: its own columns, said by the descriptor's lists.

A table of figures may say in its descriptor how a sentence names its rows, with the columns in
braces: ``"phrase": "{category} of {country}"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from helpers.package import Package
from helpers.package.once import once
from helpers.package.vocabulary import COMMON, SAME_TABLE

_FORMS = ("name", "in_text")


def own_columns(package: Package, table: str) -> list[str]:
    """Return the columns that only this table of figures has: what it counts, and of whom.

    Examples
    --------
    >>> from helpers import package
    >>> own_columns(package.read(), "military_personnel")
    ['country', 'category']
    """
    return [
        field["name"]
        for field in package.fields(table)
        if field["name"] not in (*COMMON, *SAME_TABLE)
    ]


def subject(package: Package, row: Mapping[str, Any]) -> str:
    """Say whom or what a figure counts, as the head of a list would have it.

    Examples
    --------
    >>> from helpers import figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> subject(data, row)
    'North Korea, active personnel'
    """
    names = (_say(package, row, name, "name") for name in own_columns(package, row["table"]))
    return ", ".join(name for name in names if name)


def phrase(package: Package, row: Mapping[str, Any]) -> str:
    """Say whom or what a figure counts, as it follows the amount in a sentence.

    Examples
    --------
    >>> from helpers import figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> phrase(data, row)
    'active personnel of North Korea'
    """
    pattern = package.resource(row["table"]).get("phrase")
    if not pattern:
        return f"{unit(package, row)} ({subject(package, row)})"
    names = own_columns(package, row["table"])
    words = {name: _say(package, row, name, "in_text") for name in names}
    return str(pattern).format_map({"unit": unit(package, row)} | words)


def unit(package: Package, row: Mapping[str, Any]) -> str:
    """Say the unit of a figure: ``border entries``."""
    return package.label((row["table"], "unit"), row["unit"])


def _say(package: Package, row: Mapping[str, Any], column: str, form: str) -> str:
    """Say one cell: by the table that its key leads to, else by its closed list, else as it is."""
    if not row[column]:
        return ""
    named = _names(package)(row["table"], column).get(row[column], {}).get(form)
    return named or package.label((row["table"], column), row[column])


@once
def _names(package: Package) -> Callable[[str, str], dict[str, dict[str, str]]]:
    """Return a function that tells what the values of a table's column are called."""
    return cache(partial(_names_of, package))


def _names_of(package: Package, table: str, column: str) -> dict[str, dict[str, str]]:
    """Return what a column's values are called, where it leads to a table of names.

    A column of free words may hold such a name too: "United States" is "the United States" in a
    sentence, wherever it stands.
    """
    for key in package.schema(table).get("foreignKeys", []):
        fields = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
        target = key["reference"].get("resource") or ""
        if fields == [column] and {column, *_FORMS} <= _columns(package, target):
            return _said_as(package, target, column)
    return {
        value: forms
        for other in package.tables
        if set(_FORMS) <= _columns(package, other)
        for value, forms in _said_as(package, other, "name").items()
    }


def _columns(package: Package, table: str) -> set[str]:
    return set(package.columns(table)) if table in package.tables else set()


def _said_as(package: Package, table: str, column: str) -> dict[str, dict[str, str]]:
    """Return the forms in which a table of names says each value of one of its columns."""
    rows = package.tables[table]
    return {str(row[column]): {form: str(row[form]) for form in _FORMS} for row in rows}

"""Bases: the figures that others are divided by, such as populations, to give rates per head.

The descriptor marks their tables with ``"is_base": true``.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from headcount.figures import table
from headcount.figures.cached import cached
from headcount.figures.names import Names
from headcount.figures.package import Package
from headcount.figures.phrase import unit
from headcount.figures.quantity import Quantity


def base_tables(package: Package) -> list[str]:
    """Return the tables of figures that others are divided by.

    Examples
    --------
    >>> from headcount.figures import package
    >>> base_tables(package.read())
    ['population']
    """
    return [name for name in package.figure_tables if package.resource(name).get("is_base")]


def base_sources(package: Package, names: Names | None = None) -> list[str]:
    """Return the sources of bases, of those whom `names` has where it is given, in file order."""
    return list(dict.fromkeys(_bases(package, names)["source_id"]))


def base_rows(package: Package, source: str, names: Names) -> pd.DataFrame:
    """Return the figures of one source that others can be divided by, the latest of each.

    Where a source gives two for one date, none is picked; what states no number, or only one of
    its ends, divides nothing.

    Parameters
    ----------
    package
        The data.
    source
        A `source_id`.
    names
        Whom the figures to be divided are about.

    Returns
    -------
    pandas.DataFrame
        As `figures.named`, at the most one row for each `whose`.

    Raises
    ------
    UnknownWord
        When the source has no such figures; the message names those that have.
    """
    rows = table.select(_bases(package, names), source=source, whole=True)
    rows = rows[rows["table"] == rows["table"].iloc[0]]
    rows = table.latest(rows, by="whose")
    rows = rows[~rows["whose"].duplicated(keep=False)]
    return rows[[_divides(Quantity.of(row)) for row in table.each(rows)]]


def base_name(package: Package, source: str) -> str:
    """Say what figures a source gives to divide by, as running text has it: ``population``."""
    title = str(package.resource(_first(package, source)["table"])["title"])
    return title[:1].lower() + title[1:]


def base_unit(package: Package, source: str) -> str:
    """Say in what a source counts what others are divided by: ``people``."""
    return unit(package, _first(package, source))


def _bases(package: Package, names: Names | None = None) -> pd.DataFrame:
    rows = _every(package)
    return rows if names is None else rows[rows["named_in"] == names.table]


@cached
def _every(package: Package) -> pd.DataFrame:
    """Return the figures of all bases; nobody may change them."""
    rows = table.named(package)
    return rows[rows["table"].isin(base_tables(package))]


def _first(package: Package, source: str) -> dict[str, Any]:
    """Return the first figure of one source of a base."""
    return table.each(table.select(_every(package), source=source).iloc[:1])[0]


def _divides(amount: Quantity) -> bool:
    return amount.is_number and amount.least > 0 and math.isfinite(amount.most)

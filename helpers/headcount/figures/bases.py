"""Bases: the figures that others are divided by, such as populations, to give rates per head.

The descriptor marks their tables with ``"is_base": true``.
"""

from __future__ import annotations

import math
from collections import Counter

from headcount.figures.names import Names
from headcount.figures.package import Package, cached
from headcount.figures.phrase import unit
from headcount.figures.quantity import Quantity
from headcount.figures.status import DENIED
from headcount.figures.table import Row, latest, named_records, select_records


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
    return list(dict.fromkeys(row["source_id"] for row in _bases(package, names)))


def base_rows(package: Package, source: str, names: Names) -> list[Row]:
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
    list
        As `headcount.figures.table.named`, at the most one row for each `whose`.

    Raises
    ------
    UnknownWord
        When the source has no such figures; the message names those that have.
    """
    rows = select_records(_bases(package, names), {"source": source}, whole=True)
    rows = latest((row for row in rows if row["table"] == rows[0]["table"]), by="whose")
    many = Counter(row["whose"] for row in rows)
    return [row for row in rows if many[row["whose"]] == 1 and _divides(Quantity.of(row))]


def base_name(package: Package, source: str) -> str:
    """Say what figures a source gives to divide by, as running text has it: ``population``."""
    title = str(package.resource(_first(package, source)["table"])["title"])
    return title[:1].lower() + title[1:]


def base_unit(package: Package, source: str) -> str:
    """Say in what a source counts what others are divided by: ``people``."""
    return unit(package, _first(package, source))


def _bases(package: Package, names: Names | None = None) -> list[Row]:
    return [row for row in _every(package) if names is None or row["named_in"] == names.table]


@cached
def _every(package: Package) -> tuple[Row, ...]:
    """Return the figures of all bases."""
    tables = base_tables(package)
    rows = named_records(package)
    return tuple(row for row in rows if row["table"] in tables and row["status"] != DENIED)


def _first(package: Package, source: str) -> Row:
    """Return the first figure of one source of a base."""
    return select_records(_every(package), {"source": source})[0]


def _divides(amount: Quantity) -> bool:
    return amount.is_number and amount.least > 0 and math.isfinite(amount.most)

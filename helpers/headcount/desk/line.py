"""One figure as a list prints it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from headcount.figures import provenance
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import subject, unit
from headcount.figures.quantity import Quantity


class Line(NamedTuple):
    """One figure as a list prints it."""

    figure: str
    subject: str
    amount: str
    unit: str
    status: str
    as_of: str
    source: str


def line(package: Package, row: Mapping[str, Any]) -> Line:
    """Return what a list prints of a figure.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), source="iiss-mb-2021", country="PRK")
    >>> line(data, rows.iloc[0])[1:4]
    ('North Korea, active personnel', 'about 1.28 million', 'people')
    """
    amount = Quantity.of(row)
    return Line(
        figure=row["figure_id"],
        subject=subject(package, row),
        amount=amount.words(),
        unit=unit(package, row) if amount.is_number else "",
        status=row["status"],
        as_of=date_words(row["as_of"]),
        source=provenance.sources(package)[row["source_id"]]["short_title"],
    )

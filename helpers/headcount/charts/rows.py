"""Figures chosen by their words or by their ids, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from headcount.core.errors import NothingFits
from headcount.core.wording import capital
from headcount.figures import table
from headcount.figures.dates import parse
from headcount.figures.package import Package
from headcount.figures.phrase import subject
from headcount.figures.quantity import Quantity


def rows_of(
    package: Package,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    whole: bool = True,
) -> pd.DataFrame:
    """Return the figures that were asked for, each with its `amount` and its `name`.

    Parameters
    ----------
    package
        The data.
    where
        Column to word, or to several words of which one will do.
    figures
        These figures, by `figure_id`, in this order; with `where`, those of them that fit it.
    since, until
        The first and the last year that a figure may be true of.
    whole
        Leave out figures that are part of another one, unless `figures` names them.

    Returns
    -------
    pandas.DataFrame
        Every column of the figures, `amount` (a `Quantity`) and `name` (whom or what it counts).

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no figure is left.

    Examples
    --------
    >>> from headcount.figures import package
    >>> rows = rows_of(package.read(), where={"country": "PRK", "category": "active"}, since=2022)
    >>> set(rows["name"])
    {'North Korea, active personnel'}
    """
    if figures is not None and len(figures) == 0:
        raise NothingFits("no figure is chosen")
    every = table.figures(package)
    wanted: dict[str, str | Sequence[str]] = dict(where or {})
    if figures is not None:
        wanted["figure_id"] = figures
    rows = table.select(every, whole=whole and figures is None, **wanted)
    if figures is not None:
        rows = rows.set_index("figure_id", drop=False).loc[
            [one for one in dict.fromkeys(figures) if one in set(rows["figure_id"])]
        ]
    spans = rows["as_of"].map(parse)
    if since is not None:
        rows = rows[[spans[row].latest.year >= since for row in rows.index]]
    if until is not None:
        rows = rows[[spans[row].earliest.year <= until for row in rows.index]]
    if rows.empty:
        raise NothingFits(
            f"no figure fits between {since or 'the first'} and {until or 'the last'}"
        )
    records = table.each(rows)
    return rows.reset_index(drop=True).assign(
        amount=[Quantity.of(row) for row in records],
        name=[capital(subject(package, row)) for row in records],
    )

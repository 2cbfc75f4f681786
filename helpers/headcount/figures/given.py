"""Figures as users give them: by ID, or as what pandas makes of a frame.

Rows only say which figures are meant; what is read of them is what the package records, so rows
whose amounts were edited are refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from headcount.core.errors import NothingFits, UnknownFigure, WrongChoice
from headcount.core.wording import brief
from headcount.figures.frames import package_of
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID
from headcount.figures.table import Row, records

_FEW = 5
"""So many edited cells are told; of more, how many they are."""


def asked_of(of: Any, *figures: Any) -> tuple[Package, list[str]]:
    """Return the data, and the IDs or filters of the figures that are asked for.

    Parameters
    ----------
    of
        The data; or the first figures as rows that know them.
    *figures
        IDs, filters, rows or frames; None for one that was not given.

    Raises
    ------
    WrongChoice, UnknownWord, NothingFits
        For rows of no package, for amounts that were edited, for figures that do not exist.

    Examples
    --------
    >>> import headcount as hc
    >>> asked_of(hc.read().figures.head(2))[1]
    ['prk-active-rok-white-paper-1967', 'prk-active-loc-1975']
    """
    package = of if isinstance(of, Package) else package_behind(of)
    given = [one for one in (of, *figures) if one is not package and one is not None]
    texts = [[one] if isinstance(one, str) else ids_of(package, one) for one in given]
    return package, list(chain.from_iterable(texts))


def package_behind(rows: Any) -> Package:
    """Return the package that rows of a frame know."""
    known = package_of(rows)
    if known is None:
        if isinstance(rows, str) or not isinstance(rows, Iterable):
            raise WrongChoice(f"{brief(rows)} is not a package. Begin with data = hc.read().")
        raise WrongChoice(
            f"{_kind(rows)} does not know its data: begin with data = hc.read() and give them as "
            "well, as in hc.chart(data, figures=…)"
        )
    return known


def ids_of(package: Package, given: Any) -> list[str]:
    """Return the ids of the figures that are given, each once and in their order."""
    known = {row[FIGURE_ID]: row for row in records(package)}
    if hasattr(given, "to_frame") and FIGURE_ID in getattr(given, "index", ()):
        given = given.to_frame().T  # one row
    elif hasattr(given, "columns") and given.index.name == FIGURE_ID:
        given = given.reset_index(drop=FIGURE_ID in given.columns)
    ids = _ids(given)
    if not ids:
        raise NothingFits("No figures are chosen: there are no rows")
    strange = [one for one in ids if not isinstance(one, str) or one not in known]
    if len(strange) == len(ids) and hasattr(given, "name"):
        raise WrongChoice(f"{_kind(given)} holds no {FIGURE_ID}: give the column {FIGURE_ID}")
    if strange:
        raise UnknownFigure(str(strange[0]), known)
    if hasattr(given, "columns"):
        _refuse_edited(given, known)
    return list(dict.fromkeys(ids))


def _ids(given: Any) -> list[Any]:
    """Return what stands where ids should: in rows, a column, an index, an array or a list."""
    if hasattr(given, "columns"):
        if FIGURE_ID not in given.columns:
            raise WrongChoice(f"Rows without {FIGURE_ID} name no figure: keep that column")
        given = given[FIGURE_ID]
    if not isinstance(given, Iterable):
        raise WrongChoice(f"figures: {brief(given)} is neither a list of figure IDs nor rows")
    if isinstance(given, Mapping):
        return [given.get(FIGURE_ID)]
    if isinstance(given, str):
        return [given]
    return given.tolist() if hasattr(given, "tolist") else list(given)


def _refuse_edited(rows: Any, known: Mapping[str, Row]) -> None:
    """Refuse rows with an amount that is not the recorded one, each cell in a line."""
    wrong = [
        f"{figure}: {name} is {_shown(cell)} and was recorded as {_shown(known[figure][name])}"
        for name in AMOUNTS
        if name in rows.columns
        for figure, cell in zip(rows[FIGURE_ID].tolist(), rows[name].tolist(), strict=True)
        if _shown(cell) != _shown(known[figure][name])
    ]
    if wrong:
        more = [f"and {len(wrong) - _FEW} more"] if len(wrong) > _FEW else []
        raise WrongChoice("\n".join([*wrong[:_FEW], *more]))


def _shown(cell: Any) -> str:
    """Write an amount so that equal ones are equal texts, whatever kind of number holds them."""
    try:
        number = float(cell)
    except (TypeError, ValueError):
        return "empty" if str(cell) in ("<NA>", "None", "") else repr(cell)
    if math.isnan(number):
        return "empty"
    return f"{number:,.0f}" if number.is_integer() else f"{number:,}"


def _kind(given: Any) -> str:
    """Name what was given in a few words: ``the Series 'value'``."""
    name = getattr(given, "name", None)
    return f"the {type(given).__name__}" + (f" {name!r}" if isinstance(name, str) else "")

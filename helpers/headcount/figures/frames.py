"""The figures as pandas' users want them: with dates, places and sources in words.

A frame knows its package through whatever pandas does to it: `attrs["package"]` stays through
slices, `query`, `concat` and pickling, and a `FigureFrame` keeps it through a merge as well. Rows
that users give back only say which figures are meant; what is read of them is what the package
records, so rows whose amounts were edited are refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headcount.core.errors import NothingFits, UnknownFigure, UnknownWord, WrongChoice
from headcount.core.wording import brief
from headcount.figures import table as tables
from headcount.figures.dates import parse
from headcount.figures.names import by_name
from headcount.figures.package import Package, cached, read
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID
from headcount.figures.phrase import about, own_columns, word
from headcount.figures.provenance import sources
from headcount.figures.status import kind
from headcount.figures.table import Row, records

if TYPE_CHECKING:
    import pandas as pd

KEY = "package"
"""Where a frame's `attrs` hold the `Handle` of its package."""


@dataclass(frozen=True)
class Handle:
    """The way from a frame back to its package.

    Pandas copies what `attrs` hold at every step, so a copy is the handle itself; a pickle holds
    the folder's path alone, and the folder is read again when it is asked for.
    """

    path: Path
    held: list[Package] = field(default_factory=list, compare=False, repr=False)

    @property
    def package(self) -> Package:
        """The package; read from its folder where a pickle brought the frame here."""
        if not self.held:
            self.held.append(read(self.path))
        return self.held[0]

    def __deepcopy__(self, memo: object) -> Handle:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Handle, (self.path,)


def frame(package: Package, table: str | None = None) -> pd.DataFrame:
    """Return the figures of a package, or one of its tables, as a DataFrame.

    Parameters
    ----------
    package
        The data.
    table
        The name of a table, of figures or not; all figures where none is given.

    Returns
    -------
    pandas.DataFrame
        The columns of the files, and of figures `table` before them. Figures have besides:
        `first_day` and `last_day`, the days that `as_of` can mean (``NaT`` where it is open);
        `place`, whose people are counted, and `from_place` and `to_place`, where they come from
        and go to, each as it is printed and spelled one way in all tables (``""`` where there is
        none); `source`, the short title; `kind`, one of said, estimated and counted. It is the
        caller's to change.

    Raises
    ------
    UnknownWord
        For a table that is not there; the message names the nearest.
    NothingFits
        When all figures are asked for, and there are none.

    Examples
    --------
    >>> import headcount as hc
    >>> data = hc.read()
    >>> offers = hc.frame(data, "troop_offers").query("from_place == 'North Korea'")
    >>> offers.query("to_place == 'Russia'")["source"].iloc[0]
    'Business Insider, August 2022'
    """
    if table is None:
        return stamped(_frame(package).copy(deep=False), package)
    if table not in package.tables:
        raise UnknownWord(f'No table is named "{table}"', table, package.tables)
    if table not in package.figure_tables or not package.tables[table]:
        return stamped(_as_it_is(package, table), package)
    every = _frame(package)
    names = ["table", *(one["name"] for one in package.fields(table))]
    added = [name for name in ADDED if name in every]
    own = every.loc[every["table"] == table, list(dict.fromkeys([*names, *added]))]
    return stamped(own.reset_index(drop=True), package)


ADDED = ("first_day", "last_day", "place", "from_place", "to_place", "source", "kind")
"""The columns that a frame has beside those of the files, which come first where they share one."""

_ENDS = {"from_place": "from_", "to_place": "to_"}
"""The column that says where people come from, or go to, is named so."""


@cached
def _frame(package: Package) -> pd.DataFrame:
    import pandas as pd  # who needs no frame does not wait for it

    rows = tables.records(package)
    when = [parse(row["as_of"]) for row in rows]
    spelling = _spelling(package, rows)
    titles = sources(package)
    columns = _places(package)
    found: dict[str, Any] = {
        "first_day": _days(pd, [one.earliest for one in when]),
        "last_day": _days(pd, [one.latest for one in when]),
        **{
            name: [_place(package, row, columns[row["table"]][name], spelling) for row in rows]
            for name in ("place", *_ENDS)
        },
        "source": [titles[row["source_id"]]["short_title"] for row in rows],
        "kind": [kind(row["status"]) for row in rows],
    }
    every = tables.figures(package)
    return every.assign(**{name: found[name] for name in ADDED if name not in every})


def _days(pd: Any, days: list[date]) -> Any:
    """Return days as pandas' dates; an open end is the first or last day there is, and no date."""
    known = [None if day in (date.min, date.max) else day for day in days]
    return pd.Series(known, dtype="datetime64[s]")


def _places(package: Package) -> dict[str, dict[str, str]]:
    """Return, by table, the column that each of the places is taken from; "" for none."""
    found = {}
    for table in package.figure_tables:
        own = own_columns(package, table)
        ends = {
            name: next((one for one in own if one.startswith(start)), "")
            for name, start in _ENDS.items()
        }
        found[table] = {"place": about(package, table), **ends}
    return found


def _place(package: Package, row: Row, column: str, spelling: Mapping[str, str]) -> str:
    name = word(package, row, column) if column else ""
    return spelling.get(name, name)


def _spelling(package: Package, rows: list[Row]) -> dict[str, str]:
    """Return the one spelling of each place that has several.

    Two are one place where they differ by case or by an article alone, or where the table of
    names shortens the one to the other. The shortest stands for all.
    """
    columns = _places(package)
    names = {
        word(package, row, column)
        for row in rows
        for column in columns[row["table"]].values()
        if column
    }
    known = by_name(package)
    same: dict[str, list[str]] = {}
    for name in sorted(names | set(known), key=lambda one: (len(one), one)):
        short = known.get(name, {}).get("short", name)
        key = (short if short in names else name).casefold().removeprefix("the ")
        same.setdefault(key, []).append(name)
    return {name: found[0] for found in same.values() for name in found[1:]}


def _as_it_is(package: Package, table: str) -> pd.DataFrame:
    """Return a table that holds no figures: its cells as they are, empty texts as ``""``."""
    import pandas as pd

    names = [one["name"] for one in package.fields(table)]
    rows = [
        ["" if row[name] is None else row[name] for name in names] for row in package.tables[table]
    ]
    return pd.DataFrame(rows, columns=names)


def package_of(rows: Any) -> Package | None:
    """Return the package that rows of a frame know; None where they know none."""
    handle = getattr(rows, "attrs", {}).get(KEY)
    return None if handle is None else handle.package


def stamped(rows: pd.DataFrame, package: Package) -> pd.DataFrame:
    """Return rows as a frame that knows their package."""
    from headcount.figures.figureframe import FigureFrame

    known = FigureFrame(rows)
    known.attrs[KEY] = Handle(package.path.resolve(), [package])
    return known


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

"""Figures as a list to read: a line each, or a paragraph each that says what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from headcount.caveats.facts import facts
from headcount.core.errors import NothingFits, WrongChoice
from headcount.core.escaping import harmless
from headcount.core.rich import Rich, Section
from headcount.core.wording import aligned, capital, listed, paragraph, tally
from headcount.desk import search
from headcount.desk.quote import many_of
from headcount.desk.record import summarize
from headcount.figures import table as figures
from headcount.figures.frames import package_of, stamped
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.phrase import amount, phrase
from headcount.figures.table import Row

_CALLED = {"whose": "subject", "counted": "measure"}


def find(
    package: Package,
    *,
    whose: str | Iterable[str] | None = None,
    counted: str | Iterable[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    text: str | None = None,
    **wanted: Any,
) -> pd.DataFrame:
    """Choose figures as `figures.select` does, and by what a reader looks for besides.

    Parameters
    ----------
    package
        The data.
    whose
        Whom they are about, or for whom: codes or names of a table of names, or the words that
        stand in the row.
    counted
        What is counted, such as ``"active personnel"``; one thing, or any of several.
    since, until
        The first and the last year that a figure may be true of.
    text
        Words that each stand somewhere in the row, in what a list prints of it, or in the name of
        whoever said it, passed it on or published it. Figures whose lines have them come first.
    **wanted
        As `figures.select`: `table`, `status`, `source`, `year` and any column.

    Raises
    ------
    UnknownWord, NothingFits
        As `figures.select`.

    Examples
    --------
    >>> import headcount as hc
    >>> found = hc.search(hc.read(), whose="North Korea", counted="reserve personnel", since=2020)
    >>> set(found["status"])
    {'estimated'}
    """
    wanted = {
        name: list(one) if isinstance(one, Iterable) and not isinstance(one, str) else one
        for name, one in wanted.items()
    }
    rows = figures.select(figures.figures(package), **wanted)
    asked: dict[str, Any] = {
        "whose": search.words(package, "whose", whose),
        "counted": search.words(package, "counted", counted),
        "since": since,
        "until": until,
    }
    rows = rows[rows["figure_id"].isin(search.find(package, asked).figures)]
    if rows.empty:
        raise NothingFits(f"No figure matches {_conditions(asked | wanted)} together.")
    for word in str(text or "").split():
        rows = rows[rows["figure_id"].isin(search.find(package, {"text": word}).figures)]
        if rows.empty:
            raise NothingFits(
                f'No figure that matches your conditions has the word "{word.casefold()}".'
            )
    in_order = search.shown_first(package, rows["figure_id"], str(text or ""))
    found = rows.set_index("figure_id", drop=False).loc[in_order].reset_index(drop=True)
    return stamped(found, package)


def _conditions(asked: Mapping[str, Any]) -> str:
    several = {
        name: value if isinstance(value, list | tuple) else [value]
        for name, value in asked.items()
        if value not in (None, ())
    }
    return listed(
        [f"{_CALLED.get(name, name)} {' or '.join(map(str, values))}"
         for name, values in several.items()]
    )  # fmt: skip


def whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose amounts are whole numbers again where all of a column are."""
    return rows.astype({name: "Int64" for name in AMOUNTS if (rows[name].dropna() % 1 == 0).all()})


def as_csv(rows: pd.DataFrame) -> str:
    """Return rows as CSV that a spreadsheet opens without running anything.

    Examples
    --------
    >>> from headcount.figures import package
    >>> as_csv(find(package.read(), whose="PRK", source="iiss-mb-2021")).count(chr(10))
    2
    """
    texts = whole(rows).map(lambda cell: harmless(cell) if isinstance(cell, str) else cell)
    return str(texts.to_csv(index=False))


@dataclass(frozen=True)
class Lines(Rich):
    """Figures as a table, a line each: id, subject, amount, status, date, source.

    Parameters
    ----------
    cells
        The lines, the first of them the head.
    """

    cells: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, package: Package, rows: pd.DataFrame, text: str | None = None) -> Lines:
        """List rows.

        Parameters
        ----------
        package
            The data.
        rows
            Figures.
        text
            The words that they were found by; one more column says where they are in each figure
            whose line does not have them.

        Examples
        --------
        >>> from headcount.figures import package
        >>> data = package.read()
        >>> found = find(data, whose="PRK", source="iiss-mb-2021")
        >>> print(Lines.of(data, found).text().splitlines()[-1])
        1 figure
        """
        cells: list[tuple[str, ...]] = [("figure", "what", "amount", "status", "date", "source")]
        for row in figures.each(rows):
            one = summarize(package, row)
            cells.append((one.figure, one.subject, one.amount, one.status, one.as_of, one.source))
        if text:
            found = [search.why(package, figure, text) for figure in rows["figure_id"]]
            if any(found):
                cells = [(*one, why) for one, why in zip(cells, ["found by", *found], strict=True)]
        return cls(tuple(cells))

    def text(self) -> str:
        """Return the table in columns that are as wide as their widest cells."""
        return "\n".join([*aligned(self.cells), self._tally])

    def blocks(self) -> list[Section]:
        """Return the table, and how many figures are in it."""
        return [Section(table=self.cells), Section(paragraphs=[self._tally])]

    @property
    def _tally(self) -> str:
        return tally(len(self.cells) - 1, "figure")


@dataclass(frozen=True)
class Paragraphs(Rich):
    """Figures in words, a paragraph each.

    Parameters
    ----------
    paragraphs
        Of each figure the amount, how it is known, and what it counts.
    """

    paragraphs: tuple[str, ...]

    def text(self) -> str:
        """Return the paragraphs with their lines broken."""
        return "\n\n".join(map(paragraph, self.paragraphs))

    def blocks(self) -> list[Section]:
        """Return the paragraphs as one list."""
        return [Section(entries=self.paragraphs)]


def words(rows: pd.DataFrame) -> Paragraphs:
    """Say figures in words, a paragraph each: the amount, how it is known, and what it counts.

    Figures that look alike differ by their definitions, which no line of a list holds.

    Parameters
    ----------
    rows
        Rows of `data.figures`, of a chart or of a search, whatever pandas left of them.

    Raises
    ------
    WrongChoice
        For what is no frame of figures, or one that pandas has parted from its package.

    Examples
    --------
    >>> import headcount as hc
    >>> figures = hc.read().figures
    >>> print(hc.words(figures.query("figure_id == 'prk-active-cia-factbook-2025'")).text())
    Up to 1.3 million active personnel in North Korea's forces, estimated as of 2025 (CIA
    World Factbook, 2025 edition). Active-duty troops of the Korean People's Army; the CIA
    gives a ceiling, not a point estimate.
    """
    package = package_of(rows)
    if package is None or "figure_id" not in rows:
        raise WrongChoice(f"This {type(rows).__name__} has no figures. Take rows of data.figures.")
    known = {row["figure_id"]: row for row in figures.records(package)}
    return Paragraphs(tuple(_paragraph(package, known[figure]) for figure in rows["figure_id"]))


def _paragraph(package: Package, row: Row) -> str:
    one = summarize(package, row)
    many = many_of(amount(package, row), phrase(package, row))
    return capital(f"{many}, {facts(package).known(row)} ({one.source}). {row['definition']}")

"""Figures that all count one thing, for the forms that draw many figures on one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from headcount.caveats import Note
from headcount.charts.columns import Options, Row, fitting, kept
from headcount.charts.offering import offer, records, whole
from headcount.charts.rows import rows_of
from headcount.core.errors import NothingFits
from headcount.core.wording import cardinal
from headcount.figures.cached import cached
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.phrase import own_columns, phrase
from headcount.figures.provenance import sources

_NAMED = 4


@dataclass(frozen=True, slots=True)
class OneThing:
    """Figures of one thing.

    Parameters
    ----------
    rows
        As `rows_of` gives them, without statements that give no number; `name` is the source,
        with the date in brackets where it stands more than once, for the thing itself is every
        row's and a title may end with a date of its own.
    phrase
        What is counted, as it follows an amount in a sentence.
    asides
        What was left out, and why.
    """

    rows: pd.DataFrame
    phrase: str
    asides: tuple[Note, ...]


def one_thing(
    package: Package,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
) -> OneThing:
    """Take the figures that were asked for, if they count one thing in one unit.

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no number is left, or when the figures count several things.

    Examples
    --------
    >>> from headcount.figures import package
    >>> one_thing(package.read(), where={"country": "PRK", "category": "active"}).phrase
    'active personnel of North Korea'
    >>> one_thing(package.read(), where={"country": "PRK"})
    Traceback (most recent call last):
        ...
    headcount.core.errors.NothingFits: these figures count five things: \
North Korea, active personnel; North Korea, reserve personnel; \
North Korea, paramilitary personnel; North Korea, total personnel \
and one more; choose one of them
    """
    rows = rows_of(package, where=where, figures=figures, since=since, until=until)
    things = list(dict.fromkeys(zip(rows["name"], rows["unit"], strict=True)))
    if len(things) > 1:
        names = list(dict.fromkeys(f"{name}" for name, _ in things))
        if len(names) == 1:
            names = [f"{name} ({unit})" for name, unit in things]
        more = len(names) - _NAMED
        shown = "; ".join(names[:_NAMED]) + (f" and {cardinal(more)} more" if more > 0 else "")
        raise NothingFits(
            f"these figures count {cardinal(len(names))} things: {shown}; choose one of them"
        )
    stated = rows[[amount.is_number for amount in rows["amount"]]]
    if stated.empty:
        raise NothingFits("none of these figures gives a number")
    asides = _aside(len(rows) - len(stated), list(stated["figure_id"]))
    what = phrase(package, stated.iloc[0])
    return OneThing(_named(package, stated.reset_index(drop=True)), what, asides)


def offers(
    package: Package,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    **choice: Any,
) -> Options:
    """List what `where`, `figures`, `since` and `until` can be, as pairs of a label and a value.

    The columns of `where` lead to each thing that two figures or more count. The others are of
    the thing that is chosen, and of the years chosen.
    """
    rows = [
        row
        for rows in _things(package).values()
        if len(whole(rows, None)) > 1 or fitting(rows[:1], where or {})
        for row in rows
    ]
    return offer(package, rows, where=where, besides=["source_id"], must=True, **choice)


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Choose one thing where several are asked for, or none.

    What is asked of `where` is kept as far as figures fit it, what stands first before the rest;
    of the things that are left, the one that most figures count is taken.
    """
    where, figures = choice.get("where") or {}, choice.get("figures") or ()
    things = _things(package)
    every = whole((row for rows in things.values() for row in rows), figures)
    if not where and figures:
        every = [row for row in every if row["figure_id"] in figures] or every
    asked = kept(every, where)
    found = Counter(_thing(package, row) for row in fitting(every, asked))
    if not found:
        return dict(choice)
    clear = [thing for thing in found if all(word for _, word in thing)] or list(found)
    thing = max(clear, key=lambda one: found[one]) if len(found) > 1 else clear[0]
    full = {column: word for column, word in thing if word}
    return {**choice, "where": full | {name: asked[name] for name in asked if name not in full}}


Thing = tuple[tuple[str, str], ...]


def _thing(package: Package, row: Row) -> Thing:
    """Return what a figure counts: its table, the columns that say it, and the unit."""
    columns = ("table", *own_columns(package, row["table"]), "unit")
    return tuple((column, row[column]) for column in columns)


@cached
def _things(package: Package) -> dict[Thing, list[Row]]:
    """Return the figures that give a number, by what they count."""
    found: dict[Thing, list[Row]] = {}
    for row in records(package):
        if row["qualifier"] != "statement":
            found.setdefault(_thing(package, row), []).append(row)
    return found


def _named(package: Package, rows: pd.DataFrame) -> pd.DataFrame:
    """Name each row by its source, and by its date where the source has several."""
    known = sources(package)
    many = rows["source_id"].value_counts()
    names = [
        known[source]["short_title"] + (f" ({date_words(as_of)})" if many[source] > 1 else "")
        for source, as_of in zip(rows["source_id"], rows["as_of"], strict=True)
    ]
    return rows.assign(name=names)


def _aside(count: int, order: list[str]) -> tuple[Note, ...]:
    if not count:
        return ()
    what = "statement gives" if count == 1 else "statements give"
    text = f"Left out: {cardinal(count)} {what} no number."
    return (Note(None, text, text, tuple(order), "left-out"),)

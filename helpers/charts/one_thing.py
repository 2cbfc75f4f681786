"""Figures that all count one thing, for the forms that draw many figures on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import figures as table
from helpers.caveats import Note
from helpers.charts.rows import rows_of
from helpers.dates import parse
from helpers.dates import words as date_words
from helpers.package import Package
from helpers.phrase import own_columns, phrase, subject
from helpers.provenance import sources
from helpers.refusals import NothingFits
from helpers.wording import capital, cardinal

_NAMED = 4


@dataclass(frozen=True, slots=True)
class OneThing:
    """Figures of one thing.

    Parameters
    ----------
    rows
        As `rows_of` gives them, without statements that give no number; `name` is the source,
        with the date where it stands more than once, for the thing itself is every row's.
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
    >>> from helpers import package
    >>> one_thing(package.read(), where={"country": "PRK", "category": "active"}).phrase
    'active personnel of North Korea'
    >>> one_thing(package.read(), where={"country": "PRK"})
    Traceback (most recent call last):
        ...
    helpers.refusals.NothingFits: these figures count five things: North Korea, active personnel; \
North Korea, reserve personnel; North Korea, paramilitary personnel; North Korea, total personnel \
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
    since: int | None = None,
    until: int | None = None,
    **_: Any,
) -> dict[str, list[tuple[str, Any]]]:
    """List what `where`, `figures`, `since` and `until` can be, as pairs of a label and a value.

    `where` has each thing that two figures or more count. The others are of the thing that is
    chosen, and of the years chosen.
    """
    return {"where": things(package), **_within(package, where, since, until)}


def things(package: Package) -> list[tuple[str, dict[str, str]]]:
    """List each thing that two figures or more count, as pairs of a label and what `where` takes.

    Examples
    --------
    >>> from helpers import package
    >>> dict(things(package.read()))["Belarus, active personnel (10 figures)"]
    {'table': 'military_personnel', 'country': 'BLR', 'category': 'active', 'unit': 'people'}
    """
    every = table.figures(package)
    every = every[(every["part_of"] == "") & (every["qualifier"] != "statement")]
    found: dict[str, list[dict[str, str]]] = {}
    for name, rows in every.groupby("table", sort=False):
        own = own_columns(package, str(name))
        for _, same in rows.groupby([*own, "unit"], sort=False):
            first = same.iloc[0]
            if len(same) > 1 and all(first[column] for column in own):
                where = {column: str(first[column]) for column in ("table", *own, "unit")}
                label = f"{capital(subject(package, first))} ({len(same)} figures)"
                found.setdefault(label, []).append(where)
    return [(label, where) for label, wheres in sorted(found.items()) for where in wheres]


def _within(
    package: Package,
    where: Mapping[str, str | Sequence[str]] | None,
    since: int | None,
    until: int | None,
) -> dict[str, list[tuple[str, Any]]]:
    every = rows_of(package, where=where)
    spans = [parse(text) for text in every["as_of"]]
    years = sorted({year for span in spans for year in (span.earliest.year, span.latest.year)})
    try:
        shown = one_thing(package, where=where, since=since, until=until).rows
    except NothingFits:
        shown = every.iloc[:0]
    return {
        "figures": list(zip(shown["name"], shown["figure_id"], strict=True)),
        "since": [("the first", None), *((str(year), year) for year in years)],
        "until": [("the last", None), *((str(year), year) for year in reversed(years))],
    }


def _named(package: Package, rows: pd.DataFrame) -> pd.DataFrame:
    """Name each row by its source, and by its date where the source has several."""
    known = sources(package)
    many = rows["source_id"].value_counts()
    names = [
        known[source]["short_title"] + (f", {date_words(as_of)}" if many[source] > 1 else "")
        for source, as_of in zip(rows["source_id"], rows["as_of"], strict=True)
    ]
    return rows.assign(name=names)


def _aside(count: int, order: list[str]) -> tuple[Note, ...]:
    if not count:
        return ()
    what = "statement gives" if count == 1 else "statements give"
    text = f"Left out: {cardinal(count)} {what} no number."
    return (Note(None, text, text, tuple(order), "left-out"),)


def years(rows: pd.DataFrame) -> str:
    """Say the years that figures are true of: ``2019 to 2025``."""
    spans = [parse(text) for text in rows["as_of"]]
    first = min(span.earliest for span in spans).year
    last = max(span.latest for span in spans).year
    return str(first) if first == last else f"{first} to {last}"

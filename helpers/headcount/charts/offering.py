"""What the controls of figures offer: each figure in words, and the years between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from headcount.charts.columns import Options, Row, Where, fitting, kept, menus
from headcount.core.wording import capital
from headcount.figures import table
from headcount.figures.cached import cached
from headcount.figures.dates import Span, parse, unsaid
from headcount.figures.package import Package
from headcount.figures.phrase import subject
from headcount.figures.provenance import sources
from headcount.figures.quantity import Quantity

THE_FIRST, THE_LAST = ("the first", None), ("the last", None)


@cached
def records(package: Package) -> tuple[Row, ...]:
    """Return every figure of a package, to be read and never changed."""
    return tuple(table.figures(package).to_dict("records"))


@cached
def entries(package: Package) -> Mapping[str, tuple[str, str]]:
    """Return, by `figure_id`, how a list names each figure, beside the id.

    The date is left out where the title of the source ends with it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> entries(package.read())["prk-active-iiss-mb-2021"][0]
    'About 1.28 million: North Korea, active personnel; IISS Military Balance 2021'
    """
    return {row["figure_id"]: (_label(package, row), row["figure_id"]) for row in records(package)}


def _label(package: Package, row: Row) -> str:
    title = sources(package)[row["source_id"]]["short_title"]
    when = unsaid(row["as_of"], title)
    known = ", ".join(filter(None, [title, when]))
    return f"{capital(Quantity.of(row).words())}: {subject(package, row)}; {known}"


def offer(
    package: Package,
    rows: Sequence[Row],
    *,
    where: Where | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    besides: Sequence[str] = (),
    must: bool = False,
    parts: bool = False,
    **_: Any,
) -> Options:
    """List what the parameters of `CHOOSING` can be, as pairs of a label and a value.

    Parameters
    ----------
    package
        The data.
    rows
        The figures that can be drawn.
    where, figures, since, until
        What is chosen now.
    besides, must
        As `headcount.charts.columns.menus` takes them.
    parts
        Whether figures that are part of another one are offered unasked.
    """
    drawn = list(rows) if parts else whole(rows, figures)
    left = fitting(drawn, where or {})
    shown = [row for row in left if within(row, since, until)]
    return {
        **menus(package, drawn, where, besides=besides, must=must),
        "figures": [entries(package)[row["figure_id"]] for row in shown],
        **years(left, since, until),
    }


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give up of `where` what no figure fits together with what stands before it."""
    rows = whole(records(package), choice.get("figures"))
    return {**choice, "where": kept(rows, choice.get("where")) or None}


def whole(rows: Iterable[Row], figures: Sequence[str] | None) -> list[Row]:
    """Leave out figures that are part of another one, unless they are named."""
    named = set(figures or ())
    return [row for row in rows if not row["part_of"] or row["figure_id"] in named]


def within(row: Row, since: int | None, until: int | None) -> bool:
    """Whether a figure may be true of a year between two."""
    when = parse(row["as_of"])
    return (since is None or when.latest.year >= since) and (
        until is None or when.earliest.year <= until
    )


def years(rows: Iterable[Row], since: int | None = None, until: int | None = None) -> Options:
    """List the years from and up to which figures can be chosen.

    A year that is chosen and leaves everything in is among them.

    Examples
    --------
    >>> found = years([{"as_of": "2019"}, {"as_of": "2022-08"}], since=2020)
    >>> [year for _, year in found["since"]], [year for _, year in found["until"]]
    ([None, 2019, 2020, 2021, 2022], [None, 2022])
    """
    spans = [(when.earliest.year, when.latest.year) for when in _when(rows)]
    known = {year for span in spans for year in span} - {date.min.year, date.max.year}  # open ends
    if not known:
        return {"since": [THE_FIRST], "until": [THE_LAST]}
    first, last = min(known), max(known)
    if since is not None and since > last:
        since = None  # it gives way
    begin = max(since or first, min(start for start, end in spans if end >= (since or first)))
    return {
        "since": [THE_FIRST, *_each(min(first, since or first), last)],
        "until": [THE_LAST, *reversed(_each(begin, max(last, until or last)))],
    }


def _when(rows: Iterable[Row]) -> list[Span]:
    return [parse(row["as_of"]) for row in rows]


def _each(first: int, last: int) -> list[tuple[str, int]]:
    return [(str(year), year) for year in range(first, last + 1)]

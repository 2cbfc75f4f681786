"""Which figures a history shows, in the series of their origins, and where a series breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from headcount import caveats
from headcount.caveats.facts import facts
from headcount.charts import form
from headcount.charts.axis import Stretch
from headcount.charts.form import Options
from headcount.charts.history.columns import are_columns
from headcount.charts.offering import offer_things, offered
from headcount.charts.published import originator, publisher_of, source_of
from headcount.charts.rows import age, one_thing
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources
from headcount.figures.table import Row

FEWEST = 3
"""A caveat that begins in a series of fewer figures marks no break: it is about the figure."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one origin: of who counted or spoke, and not of the outlets that printed it.

    Parameters
    ----------
    label
        Their source, where all are from one and it is the origin's own; else the origin.
    origin
        Whose they are.
    figures
        The `figure_id` of each, the oldest first.
    is_highlighted
        Whether the words are about it.
    """

    label: str
    origin: str
    figures: tuple[str, ...]
    is_highlighted: bool


@dataclass(frozen=True, slots=True)
class Break:
    """Where a caveat begins in a series: from here on its figures are not what they were.

    Parameters
    ----------
    figure_id
        The first figure that the caveat applies to.
    caveat
        Its name, and its `text` as it stands under a chart.
    """

    figure_id: str
    caveat: str
    text: str


class Link(NamedTuple):
    """Two figures that follow each other, by `figure_id`, and whether they count alike."""

    start: str
    end: str
    is_alike: bool


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a history, the oldest first, and the series they are in.

    Parameters
    ----------
    series
        The figures by origin.
    breaks
        Where a caveat begins in one of them.
    phrase
        What is counted, as it follows an amount in a sentence.
    alone
        The same, where no amount goes before it.
    months
        How many months a figure is added up over, where it is: no line joins June to a year.
    are_columns
        Whether the figures are flows, each of its own time, and drawn as columns.
    """

    series: tuple[Series, ...]
    breaks: tuple[Break, ...]
    phrase: str
    alone: str
    months: Mapping[str, int]
    are_columns: bool = False

    @property
    def highlighted(self) -> Series | None:
        """The series that the words are about."""
        return next((one for one in self.series if one.is_highlighted), None)

    @cached_property
    def links(self) -> list[Link]:
        """The figures that follow each other in a series, and whether they count alike.

        They do where their definitions are the same and no caveat begins between them. What has
        no single number, or no certain date, follows and leads to nothing: a line needs points,
        and none is invented. Nor does a month lead to a year that it is added up in.
        """
        known = self.by_id
        points = {figure for figure, row in known.items() if _is_point(row)}
        broken = {one.figure_id for one in self.breaks}
        return [
            Link(
                *(one, other),
                known[one]["definition"] == known[other]["definition"] and other not in broken,
            )
            for series in self.series
            for one, other in pairwise(series.figures)
            if {one, other} <= points and self.months.get(one) == self.months.get(other)
        ]

    def runs(self, series: Series) -> list[tuple[str, ...]]:
        """Return the figures of a series in the runs that lines join."""
        joined = {(link.start, link.end) for link in self.links}
        runs = [series.figures[:1]]
        for pair in pairwise(series.figures):
            if pair in joined:
                runs[-1] += pair[1:]
            else:
                runs.append(pair[1:])
        return runs


def select(package: Package, *, highlight: str | None = None, **which: Any) -> Selection:
    """Take every figure for one thing, by origin and date.

    Parameters
    ----------
    package
        The data.
    highlight
        A `source_id`: the figures of its origin stand out, and the sentence is about them. By
        itself, an origin that is alone, else none.
    **which
        Which figures, as `headcount.charts.rows.rows_of` takes it. All must count one thing.

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no figure is left, when they count several things, or `highlight` has none of them.
    """
    found = one_thing(package, **which)
    rows = sorted(found.rows, key=age)
    series = _series(package, rows, highlight)
    about = next((one for one in series if one.is_highlighted), None)
    known = facts(package)
    return Selection(
        records=tuple(rows),
        focus=about.figures[-1:] if about else (),
        asides=found.asides,
        series=series,
        breaks=tuple(_breaks(package, rows, series)),
        phrase=found.phrase,
        alone=found.alone,
        months={
            row["figure_id"]: round((span.latest - span.earliest).days / 30)
            for row in rows
            if (span := known.covers(row)) and not row.get("over")  # a running sum grows
        },
        are_columns=are_columns(known, rows),
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Returns
    -------
    dict
        `highlight`: the origins, each by the source of its latest figure.
    """
    found = offer_things(package, **choice)
    shown = sorted(offered(package, found, choice.get("figures")), key=age)
    whose = _origins(package, shown)
    latest = {whose[row["figure_id"]]: row["source_id"] for row in shown}
    asked = choice.get("highlight")
    latest |= {whose[row["figure_id"]]: asked for row in shown if row["source_id"] == asked}
    return found | {"highlight": [("none", None), *sorted(latest.items())]}


def _origins(package: Package, rows: Sequence[Row]) -> dict[str, str]:
    """Return whose each figure is: who counted or spoke.

    A source that gives so many that they are a series of its own stands for itself: it is no outlet
    that passed one number on.
    """
    many = Counter(row["source_id"] for row in rows)
    return {
        row["figure_id"]: publisher_of(package, row)
        if many[row["source_id"]] >= FEWEST
        else originator(package, row)
        for row in rows
    }


def _series(package: Package, rows: Sequence[Row], highlight: str | None) -> tuple[Series, ...]:
    known = sources(package)
    if highlight is not None and highlight not in known:
        raise UnknownWord(f'No source has the ID "{highlight}"', highlight, known)
    whose = _origins(package, rows)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(whose[row["figure_id"]], []).append(row)
    asked = [whose[row["figure_id"]] for row in rows if row["source_id"] == highlight]
    if highlight is not None and not asked:
        publisher = short(package, known[highlight]["publisher"])
        asked = [publisher] if publisher in found else []
        if not asked:
            raise NothingFits(f"None of these figures is by {known[highlight]['publisher']}")
    about = asked[-1] if asked else next(iter(found)) if len(found) == 1 else None
    series = []
    for origin, those in found.items():
        own = {source_of(package, row) for row in those if publisher_of(package, row) == origin}
        is_own = all(publisher_of(package, row) == origin for row in those)
        label = own.pop() if is_own and len(own) == 1 else origin
        figures = tuple(row["figure_id"] for row in those)
        series.append(Series(label, origin, figures, origin == about))
    return tuple(series)


def _breaks(package: Package, rows: Sequence[Row], series: Sequence[Series]) -> Iterator[Break]:
    """Find the caveats that no figure of a series bears up to a date, and every one from then."""
    written = caveats.written(package, rows)
    for one in series:
        for note in written:
            bears = [figure in note.figures for figure in one.figures]
            first = bears.index(True) if any(bears) else 0
            if first and all(bears[first:]) and len(bears) >= FEWEST and len(bears) - first > 1:
                yield Break(one.figures[first], note.rule, note.text)


def _is_point(row: Row) -> bool:
    return row["amount"].value is not None and Stretch.of(row["as_of"]).is_point

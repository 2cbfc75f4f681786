"""Which figures a timeline shows, in the order of the time that they are true of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from headcount.charts import form
from headcount.charts.apart import apart
from headcount.charts.columns import Options
from headcount.charts.offering import entries, offer, records
from headcount.charts.rows import rows_of
from headcount.charts.timeline.events import Event, corrections, event
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.dates import parse
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import sources, voices
from headcount.figures.table import each

MOST = 100
"""As many figures are drawn; of more, the latest."""

FEW = 3
"""As many figures may be corrected in one day for each correction to be drawn; more are counted."""


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a timeline, and what stands on it.

    Its `rows` come in the order of time and have besides `own` (what follows the amount), `said`
    (the status in words), `who` (whose word it is) and `source` (as a chart names it).

    Parameters
    ----------
    events
        The rows and their corrections, in the order of time.
    undrawn
        How many figures were corrected on a day when it was more than `FEW`, by that day.
    shared, by_all
        What the rows are about, in words, and whether it is all of them and not only most.
    asked
        How many figures fit, drawn or not.
    highlight
        What was asked to stand out: a figure or a speaker.
    """

    events: tuple[Event, ...]
    undrawn: Mapping[date, int]
    shared: str
    by_all: bool
    asked: int
    highlight: str | None


def select(
    package: Package,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    highlight: str | None = None,
) -> Selection:
    """Choose figures, each an event at the time that it is true of, and their corrections.

    Parameters
    ----------
    package
        The data.
    where, figures, since, until
        See `headcount.charts.rows.rows_of`.
    highlight
        A `figure_id`, or a speaker whose figures are to stand out.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no figure is left, or none of those left is the highlighted one.
    """
    asked = rows_of(package, where=where, figures=figures, since=since, until=until)
    order = asked["as_of"].map(_age).sort_values(kind="stable").index
    rows = _told(package, asked.loc[order[-MOST:]])
    records = {row["figure_id"]: row for row in each(rows)}
    made = list(corrections(package, records))
    days = Counter(one.first for one in made)
    undrawn = {day: many for day, many in sorted(days.items()) if many > FEW}
    events = [*map(event, records.values()), *(one for one in made if one.first not in undrawn)]
    events.sort(key=lambda one: one.day)
    place = {one.figure_id: at for at, one in reversed(list(enumerate(events)))}
    rows = rows.sort_values("figure_id", key=lambda ids: ids.map(place)).reset_index(drop=True)
    shared, _, by_all = apart(package, records.values())
    return Selection(
        rows=rows,
        focus=_focus(package, rows, highlight),
        events=tuple(events),
        undrawn=undrawn,
        shared=shared,
        by_all=by_all,
        asked=len(asked),
        highlight=highlight,
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Returns
    -------
    dict
        `highlight`: whoever speaks in what is drawn, the most heard first, then each figure.
    """
    found = offer(package, records(package), besides=["status", "source_id"], **choice)
    shown = {figure for _, figure in found["figures"]}
    if choice.get("figures") is not None:
        shown &= set(choice["figures"])
    order = sorted(
        (row for row in records(package) if row["figure_id"] in shown),
        key=lambda row: _age(row["as_of"]),
    )
    ids = [row["figure_id"] for row in order[-MOST:]]
    heard = Counter(voices(package)[figure] for figure in ids)
    return found | {
        "highlight": [
            ("none", None),
            *((f"{who} ({count})", who) for who, count in heard.most_common()),
            *(entries(package)[figure] for figure in ids),
        ],
    }


def _age(as_of: str) -> tuple[date, date]:
    when = parse(as_of)
    return when.latest, when.earliest


def _told(package: Package, rows: pd.DataFrame) -> pd.DataFrame:
    """Add to each row the words that stand at its event."""
    records = each(rows)
    known, spoken = sources(package), voices(package)
    who = [short(package, spoken[row["figure_id"]]) for row in records]
    own = apart(package, records).own
    return rows.assign(
        own=own,
        name=[f"{voice} ({what})" for voice, what in zip(who, own, strict=True)],
        said=[package.label((row["table"], "status"), row["status"]) for row in records],
        who=who,
        source=[known[row["source_id"]]["short_title"] for row in records],
    )


def _focus(package: Package, rows: pd.DataFrame, highlight: str | None) -> tuple[str, ...]:
    """Return the figures that stand out."""
    if highlight is None:
        return ()
    known = voices(package)
    hit = rows[[highlight in (figure, known[figure]) for figure in rows["figure_id"]]]
    if len(hit):
        return tuple(hit["figure_id"])
    if highlight in {*known, *known.values()}:
        raise NothingFits(f"none of the figures chosen is by {highlight}, or is that one")
    there = [*rows["figure_id"], *(known[figure] for figure in rows["figure_id"])]
    raise UnknownWord(f"no figure or speaker {highlight!r}", highlight, dict.fromkeys(there))

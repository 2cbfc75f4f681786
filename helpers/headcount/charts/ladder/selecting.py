"""Which figures a ladder shows: those asked for, with every figure that answers one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from headcount.caveats.view import facts
from headcount.charts import form
from headcount.charts.apart import apart
from headcount.charts.columns import Options
from headcount.charts.ladder.tree import Rung, leaves, trees
from headcount.charts.offering import offer, records
from headcount.charts.rows import rows_of
from headcount.figures import table
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.provenance import Hop, chains, sources

MOST = 40
"""As many figures are drawn; of more, those with the longest ways."""


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a ladder, and the ways they came.

    Its `rows` come in the order in which the ladders are read and have besides `own` (what follows
    the amount), `said` (the status in words), `source` (as a chart names it), `publisher` (of that
    source), `way` (the hops, none where no way is recorded) and `answered` (the publisher of the
    row in view that it answers, empty where it answers none).

    Parameters
    ----------
    rungs
        The ways, joined where they are the same.
    interests
        What the descriptor says of each interest: its `label`, and whether it `takes_sides`.
    shared
        What all rows are about, in words.
    asked, drawn
        How many figures were asked for, and how many of them are drawn.
    """

    rungs: tuple[Rung, ...]
    interests: Mapping[str, Mapping[str, Any]]
    shared: str
    asked: int
    drawn: int


def select(
    package: Package,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
) -> Selection:
    """Choose the figures asked for, and those that deny, confirm or otherwise answer them.

    A claim never stands without its denial: answers are drawn unasked.

    Parameters
    ----------
    package
        The data.
    where, figures, since, until
        See `headcount.charts.rows.rows_of`.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no figure is left.
    """
    asked = rows_of(package, where=where, figures=figures, since=since, until=until)
    recorded = chains(package)
    hops = asked["figure_id"].map(lambda figure: len(recorded.get(figure, ())))
    drawn = asked.loc[sorted(hops.sort_values(ascending=False, kind="stable").index[:MOST])]
    rows = pd.concat([drawn, *_answers(package, drawn)], ignore_index=True)
    ways = {figure: recorded.get(figure, []) for figure in rows["figure_id"]}
    rungs = trees({figure: hops for figure, hops in ways.items() if hops})
    order = [*leaves(rungs), *(figure for figure, hops in ways.items() if not hops)]
    rows = rows.set_index("figure_id", drop=False).loc[order].reset_index(drop=True)
    return Selection(
        rows=_told(package, rows, ways),
        focus=(drawn["figure_id"].iloc[0],),
        rungs=tuple(rungs),
        interests=facts(package).lists.get(("attributions", "interest"), {}),
        shared=apart(package, table.each(rows)).shared,
        asked=len(asked),
        drawn=len(drawn),
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Returns
    -------
    dict
        `figures`: those with the longest ways first.
    """
    recorded = chains(package)
    found = offer(package, records(package), besides=["status", "source_id"], **choice)
    found["figures"].sort(key=lambda entry: -len(recorded.get(entry[1], ())))
    return found


def _answers(package: Package, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the figures that answer one of these, and are not among them."""
    every = table.figures(package)
    ids = list(rows["figure_id"])
    found = every[every["answers"].isin(ids) & ~every["figure_id"].isin(ids)]
    return [rows_of(package, figures=list(found["figure_id"]))] if len(found) else []


def _told(package: Package, rows: pd.DataFrame, ways: Mapping[str, list[Hop]]) -> pd.DataFrame:
    """Add to each row the words that stand at the end of its way."""
    records = table.each(rows)
    known = sources(package)
    publishers = {
        row["figure_id"]: short(package, known[row["source_id"]]["publisher"]) for row in records
    }
    own = apart(package, records).own
    return rows.assign(
        own=own,
        name=[
            f"{publishers[row['figure_id']]} ({what})"
            for row, what in zip(records, own, strict=True)
        ],
        said=[package.label((row["table"], "status"), row["status"]) for row in records],
        source=[known[row["source_id"]]["short_title"] for row in records],
        publisher=list(publishers.values()),
        way=[tuple(ways[row["figure_id"]]) for row in records],
        answered=[publishers.get(row["answers"], "") for row in records],
    )

"""A chart per head as a plotly figure: a point for each name by each count of heads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from headcount.charts import native
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.per_head.selection import Selection
from headcount.core.wording import capital
from headcount.figures.status import KEY_WORDS, kind
from headcount.figures.table import Row
from headcount.render.style import HIGHLIGHT, OTHERS

_THICK = 0.75  # of a lane


def figure(selection: Selection, width: int) -> Traces:
    """Return the rates of a chart per head, each count of heads a series of points."""
    records = selection.records
    names = [
        (row["name"], row.get("note_numbers", ()), row["figure_id"] in selection.focus)
        for row in records
    ]
    lanes = [(len(selection.counts) + 0.6) * _THICK] * len(records)
    rows = Rows.of(names, width, lanes=lanes)
    marks = [
        mark
        for row, at in zip(records, rows.at, strict=True)
        for mark in _rates(selection, row, at)
    ]
    return native.across(marks, rows, capital(selection.measure), width, lengths=False)


def _rates(selection: Selection, row: Row, at: float) -> Iterator[Datum]:
    counts = selection.counts
    status = KEY_WORDS[kind(row["status"])]
    color = HIGHLIGHT if row["figure_id"] in selection.focus else OTHERS
    for lane, (rate, count, symbol) in enumerate(
        zip(row["rates"], counts, cycle(("circle", "diamond")), strict=False)
    ):
        yield Datum(
            row["figure_id"] if rate else "",
            row["status"],
            row["hover"],
            round(at + (lane - (len(counts) - 1) / 2) * _THICK, 3),
            native.ends_of(rate) if rate else None,
            color,
            native.amount_text(rate) if rate else f"no {count} figure",
            f"{status}, by {count}",
            symbol=symbol,
            thick=_THICK * 0.8,
        )

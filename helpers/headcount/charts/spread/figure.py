"""A spread as a plotly figure: a row for each origin, a point or a bar for each of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headcount.charts import native
from headcount.charts.native import Mark, Plot, Rows
from headcount.charts.spread.selecting import Selection
from headcount.core.wording import capital
from headcount.figures.table import each
from headcount.render.style import HIGHLIGHT, INK, OTHERS, Scale

_LANE = 0.55  # how far figures of one row stand under each other, in rows
_TOUCH = 13  # pixels of a point with what parts it from the next


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the figures of a spread on one axis of amounts.

    Figures of one origin that would touch stand under one another.
    """
    said = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    members = selection.members
    names = [
        (
            family.label,
            tuple(sorted({number for row in those for number in row.get("note_numbers", ())})),
            family is selection.ringed_family,
        )
        for family, those in members
    ]
    plot = width * (1 - native.COLUMN) - 3 * Scale.for_width(width).margin
    pixel = max(native.furthest(row["amount"]) for row in each(selection.rows)) / plot
    lanes = [_lanes(those, pixel) for _, those in members]
    rows = Rows.of(names, width, lanes=[1 + max(lane) * _LANE for lane in lanes])
    marks = [
        Mark(
            row["figure_id"],
            row["status"],
            said[row["figure_id"]],
            round(at + (lane - max(row_lanes) / 2) * _LANE, 3),
            native.ends_of(row["amount"]),
            HIGHLIGHT if bold else OTHERS,
            f"\u2002{row['amount'].label()}" if row["figure_id"] == selection.ringed else "",
            thick=_LANE * 0.8,
        )
        for (_, those), (_, _, bold), row_lanes, at in zip(
            members, names, lanes, rows.at, strict=True
        )
        for row, lane in zip(those, row_lanes, strict=True)
    ]
    found = native.bars(marks, rows, capital(selection.phrase), width, lengths=False)
    ringed = next(mark for mark in marks if mark.figure_id == selection.ringed)
    ring = {
        "type": "scatter",
        "mode": "markers",
        "name": ringed.entry,
        "x": [ringed.middle],
        "y": [ringed.at],
        "marker": {"symbol": "circle-open", "size": 22, "color": INK, "line": {"width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    native.grouped([*found.traces, ring])
    found.traces.append(ring)
    return found


def _lanes(rows: Sequence[dict[str, Any]], pixel: float) -> list[int]:
    """Say of each figure how many lie above it, so that none touches another."""
    taken: list[float] = []  # how far each lane is filled
    lanes = {}
    for at in sorted(range(len(rows)), key=lambda at: rows[at]["amount"].least):
        amount = rows[at]["amount"]
        start, end = native.nearest(amount), native.furthest(amount)
        free = (lane for lane, filled in enumerate(taken) if filled <= start)
        lane = next(free, len(taken))
        taken[lane : lane + 1] = [end + _TOUCH * pixel]
        lanes[at] = lane
    return [lanes[at] for at in range(len(rows))]

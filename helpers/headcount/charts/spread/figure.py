"""A spread as a plotly figure: a row for each origin, a point or a bar for each of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headcount.charts import native
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.shapes import begins
from headcount.charts.spread.selection import Selection
from headcount.core.wording import capital
from headcount.figures.quantity import compact
from headcount.render.style import HIGHLIGHT, INK, OTHERS, Scale

_LANE = 0.55  # how far figures of one row stand under each other, in rows
_TOUCH = 13  # pixels of a point with what parts it from the next


def figure(selection: Selection, width: int) -> Traces:
    """Return the figures of a spread on one axis of amounts.

    Figures of one origin that would touch stand under one another.
    """
    families = [
        [
            Datum.of(
                row,
                0.0,
                native.ends_of(row["amount"]),
                HIGHLIGHT if family is selection.ringed_family else OTHERS,
                # off the ring
                f"\u2002{row['amount'].label()}" if row["figure_id"] == selection.ringed else "",
                thick=_LANE * 0.8,
            )
            for row in rows
        ]
        for family, rows in selection.members
    ]
    plot = width * (1 - native.COLUMN) - 3 * Scale.for_width(width).margin
    every = [mark for marks in families for mark in marks]
    start = begins(row["amount"] for row in selection.records)
    reach = max(0.0, *(mark.amount.most for mark in every)) - start
    touch = _TOUCH * reach / plot
    lanes = [_lanes(marks, touch) for marks in families]
    names = []
    for family, rows in selection.members:
        notes = {number for row in rows for number in row.get("note_numbers", ())}
        names.append((family.label, tuple(sorted(notes)), family is selection.ringed_family))
    lines = Rows.of(names, width, lanes=[1 + max(lane) * _LANE for lane in lanes])
    marks = [
        replace(mark, at=round(at + (lane - max(those) / 2) * _LANE, 3))
        for family, those, at in zip(families, lanes, lines.at, strict=True)
        for mark, lane in zip(family, those, strict=True)
    ]
    title = capital(selection.alone)
    title += f" (the axis begins at {compact(start)})" if start > 0 else ""
    found = native.across(marks, lines, title, width, lengths=False, start=start)
    ringed = next(mark for mark in marks if mark.figure_id == selection.ringed)
    found.traces.append(_ring(ringed))
    native.grouped(found.traces)
    return found


def _ring(mark: Datum) -> native.Trace:
    """Draw a ring around a figure, or around the middle of a range."""
    is_range = mark.shape(lengths=False) == "range"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark.name or native.entry(mark.status),
        "x": [(mark.stated + mark.amount.most) / 2 if is_range else mark.stated],
        "y": [mark.at],
        "marker": {"symbol": "circle-open", "size": 22, "color": INK, "line": {"width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _lanes(marks: Sequence[Datum], touch: float) -> list[int]:
    """Say of each mark how many lie above it, so that none comes so near to another."""
    filled: list[float] = []  # how far each lane is
    lanes = [0] * len(marks)
    starts = [_begin(mark) for mark in marks]
    for at in sorted(range(len(marks)), key=lambda at: starts[at]):
        free = (lane for lane, end in enumerate(filled) if end <= starts[at])
        lanes[at] = next(free, len(filled))
        filled[lanes[at] : lanes[at] + 1] = [marks[at].amount.most + touch]
    return lanes


def _begin(mark: Datum) -> float:
    """Return where a mark begins; a point that stands for all below it is one."""
    return mark.stated - mark.beyond[0] * (mark.shape(lengths=False) != "most")

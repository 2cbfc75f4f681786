"""A timeline as a plotly figure: each figure in its row, at its days on an axis of dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from headcount.charts import native
from headcount.charts.bars import Ends
from headcount.charts.native import DAY, Datum, Rows, Traces
from headcount.charts.published import stated
from headcount.charts.timeline.events import CORRECTED
from headcount.charts.timeline.selection import Selection
from headcount.render.style import HIGHLIGHT, OTHERS

_AIR = 0.04  # of the time shown, before the first day and behind the last
_LOWEST = 80  # pixels, above a range slider


def figure(selection: Selection, width: int) -> Traces:
    """Return the events of a timeline; a correction stands in the row of what it corrects."""
    records, focus = selection.records, selection.focus
    names = [
        (f"{stated(row)} ({row['who']})", row.get("note_numbers", ()), row["figure_id"] in focus)
        for row in records
    ]
    rows = Rows.of(names, width, share=0.45)
    days = [day.toordinal() for one in selection.events for day in (one.first, one.last) if day]
    air = max(3, round((max(days) - min(days)) * _AIR))
    begin, end = min(days) - air, max(days) + air
    known = {row["figure_id"]: (row["hover"], at) for row, at in zip(records, rows.at, strict=True)}
    marks = []
    for one in selection.events:
        first = one.first.toordinal() if one.first else begin
        last = one.last.toordinal() if one.last else end
        middle = (first + last) // 2
        marks.append(
            Datum(
                one.figure_id,
                one.sign,
                *known[one.figure_id],
                Ends(first, None, last + 1) if one.spans else Ends(None, middle, None),
                HIGHLIGHT if one.figure_id in focus else OTHERS,
                start=middle,
                is_row=one.sign != CORRECTED,
            )
        )
    traces = native.traces(marks)
    for trace in traces:  # days as dates, and how long they are as plotly counts time
        if "base" in trace:
            trace |= {"base": _dates(trace["base"]), "x": [days * DAY for days in trace["x"]]}
        else:
            trace["x"] = _dates(trace["x"])
    xaxis, yaxis = native.date_axis(*_dates([begin, end])), rows.axis | {"fixedrange": False}
    layout = {"xaxis": xaxis, "yaxis": yaxis, "barmode": "overlay"}
    return Traces(traces, layout, rows.left, max(rows.height, _LOWEST))


def _dates(days: Sequence[float]) -> list[str]:
    return [date.fromordinal(int(day)).isoformat() for day in days]

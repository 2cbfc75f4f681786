"""A history as a plotly figure: amounts over time, a series for each origin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from headcount.charts import native
from headcount.charts.axis import FIRST_MOMENT, Stretch, time_ends
from headcount.charts.bars import Ends
from headcount.charts.history.names import nth_letter
from headcount.charts.history.selection import Selection
from headcount.charts.native import DAY, Datum, Traces
from headcount.core.wording import capital
from headcount.render.style import HIGHLIGHT, MUTED, OTHERS, Scale
from headcount.render.typesetting import LINE, measure, plain, wrap

_SHARE, _LOWEST = 0.55, 280  # the height of the plot, in widths of the figure and in pixels
_YEAR = 365.25  # days
_AIR = 0.035  # of the time shown, on either side
_HEADROOM = 44  # pixels above the largest figure, for its letter
_FLAG = 13  # the width of what begins at a break, in sizes of its type
_COLUMN = 0.96  # how much of its time a column is wide: the next stands clear
_THIN = 0.012  # of the time shown: the least width of a range


def figure(selection: Selection, width: int) -> Traces:
    """Return the figures of a history on an axis of dates and one of amounts.

    A letter at the latest figure of a series leads to its name in the legend.
    """
    scale = Scale.for_width(width)
    records, columns = selection.by_id, selection.are_columns
    stretches = {
        figure: Stretch.of(row.get("over") or row["as_of"] if columns else row["as_of"])
        for figure, row in records.items()
    }
    first, last = time_ends(stretches.values())
    marks: dict[str, Datum] = {}
    notes: dict[str, set[int]] = {}
    for at, series in enumerate(selection.series):
        letter = nth_letter(at) if len(selection.series) > 1 and not columns else ""
        for figure in series.figures:
            row, stretch = records[figure], stretches[figure]
            name = f"{letter} {series.label} ({native.entry(row['status']).lower()})".strip()
            notes.setdefault(name, set()).update(row.get("note_numbers", ()))
            begin, end = max(stretch.start, first), min(stretch.end, last)
            thick = max(end - begin, (last - first) * _THIN) * (_COLUMN if columns else 1)
            marks[figure] = Datum.of(
                row,
                _day((begin + end) / 2),
                Ends.of(row["amount"]),
                HIGHLIGHT if series.is_highlighted else OTHERS,
                row["amount"].label() if columns else letter * (figure == series.figures[-1]),
                name,
                span=0.0 if stretch.is_point or columns else (end - begin) * _YEAR,
                thick=thick * _YEAR * DAY,
            )
    lines = [] if columns else list(_lines(selection, marks))
    drawn = native.traces(marks.values(), "y", lengths=columns)
    traces = native.grouped([*lines, *drawn])
    for trace in traces:
        trace["notes"] = tuple(sorted(notes[trace["name"]]))
    least, most = native.least_of(marks.values()), max(mark.amount.most for mark in marks.values())
    most = max(0.0, most) or (0.0 if least else 1.0)
    height = max(width * _SHARE, _LOWEST)
    end = least + (most - least) * height / (height - _HEADROOM)
    yaxis = native.amount_axis(capital(selection.alone), end, height, scale.label, least)
    numbers = measure("0.0M" if most >= 1e6 else f"{most:,.0f}", scale.label)
    title = (1 + yaxis["title"]["text"].count("<br>")) * scale.label * LINE
    left = round(scale.margin + numbers + title + 14)
    air = (last - first) * _AIR
    xaxis = native.date_axis(_day(max(first - air, FIRST_MOMENT)), _day(last + air))
    if columns:  # a few columns need no second, small picture of themselves
        del xaxis["rangeslider"]
        latest = max(marks.values(), key=lambda mark: mark.at)
        behind = measure(latest.text, scale.label) / (width - left - scale.margin)
        xaxis["range"][1] = _day(last + air + behind * (last - first))
    breaks = _breaks(selection, marks, xaxis["range"], width - left - scale.margin, scale.note)
    layout = {"xaxis": xaxis, "yaxis": yaxis | {"fixedrange": False}, "shapes": breaks}
    return Traces(traces, layout | {"barmode": "overlay"}, left, height)


def _day(moment: float) -> str:
    """Return the day of a moment in years."""
    year = int(moment)
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return (date(year, 1, 1) + timedelta(days=int((moment - year) * days))).isoformat()


def _lines(selection: Selection, marks: dict[str, Datum]) -> Iterator[native.Trace]:
    """Join figures that count alike, and lead to those that do not by dotted steps."""
    groups: dict[tuple[str, str, bool], list[Datum | None]] = {}
    for link in selection.links:
        end = marks[link.end]
        points = groups.setdefault((end.name, end.color, link.is_alike), [])
        points += [marks[link.start], end, None]
    for (name, color, is_alike), points in groups.items():
        look = {} if is_alike else {"dash": "dot", "shape": "hv"}
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [mark and mark.at for mark in points],
            "y": [mark and mark.stated for mark in points],
            "line": {"color": color, "width": 1.5} | look,
            "hoverinfo": "skip",
        }


def _breaks(
    selection: Selection, marks: dict[str, Datum], ends: list[str], plot: float, size: int
) -> list[dict[str, Any]]:
    """Draw a line at each break, and say above zero, where few figures stand, what begins there."""
    found, above = [], 4.0
    first, last = map(date.fromisoformat, ends)
    for one in selection.breaks:
        day = marks[one.figure_id].at
        share = (date.fromisoformat(day) - first) / (last - first)
        side = "right" if share > 0.5 else "left"
        lines = wrap(one.text, min(size * _FLAG, max(share, 1 - share) * plot - 8), size)
        words = {"text": "<br>".join(map(plain, lines)), "font": {"size": size}, "padding": above}
        place = {"textposition": "start", "textangle": 0, "xanchor": side, "yanchor": "bottom"}
        look = {"color": MUTED, "width": 1, "dash": "dot"}
        line = {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1}
        found.append(line | {"line": look, "label": words | place})
        above += len(lines) * size * LINE + 4
    return found

"""A history as a plotly figure: amounts over time, a series for each publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from headcount.charts import native, timeaxis
from headcount.charts.history.labels import nth_letter
from headcount.charts.history.selecting import Selection, Series
from headcount.charts.native import DAY, Mark, Plot
from headcount.charts.timeaxis import Stretch
from headcount.core.wording import capital
from headcount.figures.status import KEY_WORDS
from headcount.figures.table import each
from headcount.render.style import HIGHLIGHT, MUTED, OTHERS, Scale
from headcount.render.typesetting import LINE, measure, plain, wrap

_SHARE, _LOWEST = 0.55, 280  # the height of the plot, in widths of the figure and in pixels
_AIR = 0.035  # of the time shown, on either side
_HEADROOM = 44  # pixels above the largest figure, for its letter
_FLAG = 13  # the width of what begins at a break, in sizes of its type
_THIN = 0.012  # of the time shown: the least width of a range


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the figures of a history on an axis of dates and one of amounts.

    A letter at the latest figure of a series leads to its name in the legend.
    """
    scale = Scale.for_width(width)
    records = {row["figure_id"]: row for row in each(selection.rows)}
    said = dict(zip(records, hovers, strict=True))
    stretches = {figure: Stretch.of(row["as_of"]) for figure, row in records.items()}
    first, last = timeaxis.ends(stretches.values())
    air = (last - first) * _AIR
    marks, notes = [], {}
    for at, series in enumerate(selection.series):
        mark_it = nth_letter(at) if len(selection.series) > 1 else ""
        for figure in series.figures:
            row = records[figure]
            name = _named(mark_it, series, native.look(row["status"]))
            notes.setdefault(name, set()).update(row.get("note_numbers", ()))
            begin, end = max(stretches[figure].start, first), min(stretches[figure].end, last)
            is_last = figure == series.figures[-1]
            marks.append(
                Mark(
                    figure,
                    row["status"],
                    said[figure],
                    _day((begin + end) / 2),
                    native.ends_of(row["amount"]),
                    HIGHLIGHT if series.is_highlighted else OTHERS,
                    mark_it if is_last else "",
                    name,
                    0.0 if stretches[figure].is_point else (end - begin) * 365.25,
                    max(end - begin, (last - first) * _THIN) * 365.25 * DAY,
                )
            )
    places = {mark.figure_id: mark for mark in marks}
    found = native.grouped([*_lines(selection, places), *native.traces(marks, "y")])
    for trace in found:
        trace["notes"] = tuple(sorted(notes[trace["name"]]))
    most = max(mark.furthest for mark in marks) or 1.0
    height = max(width * _SHARE, _LOWEST)
    axis = native.amount_axis(
        capital(selection.phrase), most * height / (height - _HEADROOM), height, scale.label
    )
    lines = 1 + axis["title"]["text"].count("<br>")
    left = (
        scale.margin
        + measure("0.0M" if most >= 1e6 else f"{most:,.0f}", scale.label)
        + lines * scale.label * 1.3
        + 14
    )
    ends = _day(first - air), _day(last + air)
    days = tuple(map(date.fromisoformat, ends))
    plot = width - left - scale.margin
    return Plot(
        found,
        {
            "xaxis": native.date_axis(*ends),
            "yaxis": axis | {"fixedrange": False},
            "barmode": "overlay",
        }
        | _breaks(selection, places, days, plot, scale.note),
        round(left),
        height,
        slider=True,
    )


def _named(mark: str, series: Series, look: str) -> str:
    status = KEY_WORDS.get(look, "Denied").lower()
    return f"{mark} {series.label} ({status})".strip()


def _day(moment: float) -> str:
    """Return the day of a moment in years."""
    year = int(moment)
    first = date(year, 1, 1)
    return (first + timedelta(days=(moment - year) * (date(year, 12, 31) - first).days)).isoformat()


def _lines(selection: Selection, places: dict[str, Mark]) -> Iterator[dict[str, Any]]:
    """Join figures that count alike, and lead to those that do not by dotted steps."""
    groups: dict[tuple[str, str, bool], list[tuple[Mark, Mark]]] = {}
    for link in selection.links:
        start, end = places[link.start], places[link.end]
        groups.setdefault((end.name, end.color, link.is_alike), []).append((start, end))
    for (name, color, is_alike), pairs in groups.items():
        ends = [mark for start, end in pairs for mark in (start, end, None)][:-1]
        look = {} if is_alike else {"dash": "dot", "shape": "hv"}
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [mark and mark.at for mark in ends],
            "y": [mark and mark.stated for mark in ends],
            "line": {"color": color, "width": 1.5} | look,
            "hoverinfo": "skip",
        }


def _breaks(
    selection: Selection, places: dict[str, Mark], ends: tuple[date, date], plot: float, size: int
) -> dict[str, Any]:
    """Draw a line at each break, and say above zero, where few figures stand, what begins there."""
    shapes, texts, above = [], [], 4.0
    first, last = ends
    for one in selection.breaks:
        day = places[one.figure_id].at
        share = (date.fromisoformat(day) - first) / (last - first)
        side = "right" if share > 0.5 else "left"
        lines = wrap(one.text, min(size * _FLAG, max(share, 1 - share) * plot - 8), size)
        shapes.append(
            {
                "type": "line",
                "x0": day,
                "x1": day,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": MUTED, "width": 1, "dash": "dot"},
            }
        )
        texts.append(
            {
                "name": "break",
                "text": "<br>".join(map(plain, lines)),
                "font": {"size": size},
                "x": day,
                "xanchor": side,
                "align": side,
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": above,
                "showarrow": False,
            }
        )
        above += len(lines) * size * LINE + 4
    return {"shapes": shapes, "annotations": texts}

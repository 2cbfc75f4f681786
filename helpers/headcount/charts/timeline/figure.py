"""A timeline as a plotly figure: each figure in its row, at its days on an axis of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from headcount.charts import native
from headcount.charts.apart import stated
from headcount.charts.native import DAY, Plot, Rows
from headcount.charts.timeline.events import CORRECTED, Event
from headcount.charts.timeline.selecting import Selection
from headcount.figures.status import KEY_WORDS, KINDS
from headcount.figures.table import each
from headcount.render.style import HIGHLIGHT, OTHERS, PAPER

_LOWEST = 80  # pixels, above a range slider
_AIR = 0.04  # of the time shown, before the first day and behind the last


class _Mark(NamedTuple):
    """An event in its row, from one day to another."""

    figure_id: str
    hover: str
    at: float
    color: str
    first: date
    last: date
    is_bar: bool


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the events of a timeline; a correction stands in the row of what it corrects."""
    records = each(selection.rows)
    rows = Rows.of(
        [
            (
                f"{stated(row)} ({row['who']})",
                row.get("note_numbers", ()),
                row["figure_id"] in selection.focus,
            )
            for row in records
        ],
        width,
        share=0.45,
    )
    days = [day for one in selection.events for day in (one.first, one.last) if day]
    air = timedelta(days=max(3, round((max(days) - min(days)).days * _AIR)))
    first, last = min(days) - air, max(days) + air
    known = {
        row["figure_id"]: (hover, at)
        for row, hover, at in zip(records, hovers, rows.at, strict=True)
    }
    groups: dict[str, list[_Mark]] = {}
    for one in selection.events:
        mark = _Mark(
            one.figure_id,
            *known[one.figure_id],
            HIGHLIGHT if one.figure_id in selection.focus else OTHERS,
            one.first or first,
            one.last or last,
            one.spans and one.sign != native.DENIED,
        )
        groups.setdefault(_look(one), []).append(mark)
    order = [*KINDS, native.DENIED, CORRECTED]
    traces = [
        trace for look in sorted(groups, key=order.index) for trace in _traces(look, groups[look])
    ]
    return Plot(
        native.grouped(traces),
        {
            "xaxis": native.date_axis(first.isoformat(), last.isoformat()),
            "yaxis": rows.axis | {"fixedrange": False},
            "barmode": "overlay",
        },
        rows.left,
        max(rows.height, _LOWEST),
        slider=True,
    )


def _look(event: Event) -> str:
    return CORRECTED if event.sign == CORRECTED else native.look(event.sign)


def _traces(look: str, marks: Iterable[_Mark]) -> Iterator[dict[str, Any]]:
    """Yield the days of one look as points, and longer times as bars."""
    names = KEY_WORDS | {native.DENIED: "Denied", CORRECTED: "Corrected"}
    groups: dict[tuple[str, bool], list[_Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.color, mark.is_bar), []).append(mark)
    for (color, is_bar), those in sorted(groups.items(), key=itemgetter(0)):
        meta = {"meta": look} if look == CORRECTED else {}
        common = native.points(those, name=names[look], **meta) | {"y": [mark.at for mark in those]}
        if is_bar:
            yield common | {
                "type": "bar",
                "orientation": "h",
                "base": [mark.first.isoformat() for mark in those],
                "x": [((mark.last - mark.first).days + 1) * DAY for mark in those],
                "width": native.BAR,
                "marker": native.fill(look, color),
            }
            continue
        marker = (
            {"symbol": "diamond-cross", "size": 12, "color": PAPER, "line": {"color": color}}
            if look == CORRECTED
            else native.sign("circle", look, color)
        )
        yield common | {
            "type": "scatter",
            "mode": "markers",
            "x": [(mark.first + (mark.last - mark.first) / 2).isoformat() for mark in those],
            "marker": marker,
            "cliponaxis": False,
        }

"""The marks of a timeline: each figure at its days, with a thin line to its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from headcount.charts import tiles
from headcount.charts.axis import area
from headcount.charts.timeline.events import CORRECTED
from headcount.charts.timeline.plan import BAR, Mark, Plan, lay_out
from headcount.charts.timeline.selection import Selection
from headcount.render.layout import Drawing
from headcount.render.style import BASELINE, HIGHLIGHT, OTHERS, PAPER, TINTS, Scale

_TICK = 4


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a timeline; see `headcount.charts.form.Form`.

    Time runs downwards. A day is a point on the axis, a longer time a bar beside it; the tile at
    the label is hollow, hatched or solid, crossed out for a denial and a diamond for a correction.
    """
    plan = lay_out(selection, width, Scale.for_width(width), height)
    said = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    layout = area(plan.height, 0, 0, x=[0, width]) | {
        "shapes": list(_axes(plan)),
        "annotations": plan.texts,
    }
    return {
        "data": [*_days(plan, selection), *_signs(plan, selection, said), *_key(plan)],
        "layout": layout,
    }


def _color(mark: Mark, selection: Selection) -> str:
    return HIGHLIGHT if mark.event.figure_id in selection.focus else OTHERS


def _axes(plan: Plan) -> Iterator[dict[str, Any]]:
    for x in plan.axes:
        yield _line(x, plan.top, x, plan.height)
        out = -_TICK if x == plan.axes[-1] else _TICK
        for y in plan.ticks:
            yield _line(x, y, x + out, y)


def _line(x0: float, y0: float, x1: float, y1: float) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "line": {"color": BASELINE, "width": 1},
    }


def _days(plan: Plan, selection: Selection) -> Iterator[dict[str, Any]]:
    """Draw the lines to the labels, the spans of days, and the single days."""
    silent = {"hoverinfo": "skip", "showlegend": False}
    for color in (OTHERS, HIGHLIGHT):
        here = [mark for mark in plan.marks if _color(mark, selection) == color]
        points = [
            (*corner, mark.event.figure_id) if corner else (None, None, mark.event.figure_id)
            for mark in here
            for corner in (*mark.leader, None)
        ]
        if points:
            yield silent | {
                "type": "scatter",
                "mode": "lines",
                "x": [x for x, _, _ in points],
                "y": [y for _, y, _ in points],
                "customdata": [figure for _, _, figure in points],
                "line": {"color": color, "width": 0.8 if color == OTHERS else 1.4},
            }
    for color, spans in product((OTHERS, HIGHLIGHT), (True, False)):
        here = [m for m in plan.marks if _color(m, selection) == color and m.event.spans == spans]
        common = silent | {
            "x": [mark.x for mark in here],
            "customdata": [mark.event.figure_id for mark in here],
        }
        if here and spans:
            yield common | {
                "type": "bar",
                "base": [mark.start for mark in here],
                "y": [mark.end - mark.start for mark in here],
                "width": BAR,
                "marker": {"color": TINTS[color], "line": {"color": color, "width": 1}},
            }
        elif here:
            dot = {"symbol": "circle", "size": 5, "color": color}
            yield common | tiles.point([mark.at for mark in here], dot)


def _signs(plan: Plan, selection: Selection, said: dict[str, str]) -> Iterator[dict[str, Any]]:
    yield from tiles.traces(
        tiles.Tile(
            mark.event.figure_id,
            mark.event.sign,
            said[mark.event.figure_id],
            *mark.tile,
            _color(mark, selection),
        )
        for mark in plan.marks
        if mark.event.sign != CORRECTED
    )
    corrected = [mark for mark in plan.marks if mark.event.sign == CORRECTED]
    if corrected:
        yield tiles.point([mark.tile[1] for mark in corrected], _diamond()) | {
            "x": [mark.tile[0] for mark in corrected],
            "customdata": [mark.event.figure_id for mark in corrected],
            "hovertext": [said[mark.event.figure_id] for mark in corrected],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "showlegend": False,
        }


def _diamond() -> dict[str, Any]:
    line = {"color": OTHERS, "width": 1.5}
    return {"symbol": "diamond", "size": tiles.SIDE, "color": PAPER, "line": line}


def _key(plan: Plan) -> Iterator[dict[str, Any]]:
    signs = [mark.event.sign for mark in plan.marks]
    yield from tiles.key((sign for sign in signs if sign != CORRECTED), OTHERS)
    if CORRECTED in signs:
        yield tiles.entry("Corrected", tiles.point([None], _diamond()))
    if any(mark.event.spans for mark in plan.marks):
        bar = {"color": TINTS[OTHERS], "line": {"color": OTHERS, "width": 1}}
        yield tiles.entry("A month or another span of time", {"type": "bar", "marker": bar})

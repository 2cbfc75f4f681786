"""A ladder as a plotly figure: a row for each who spoke, on an axis of hops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from headcount.charts import native
from headcount.charts.ladder.labels import of_end, of_rung
from headcount.charts.ladder.selecting import Selection
from headcount.charts.ladder.tree import Rung
from headcount.charts.native import Plot, Rows
from headcount.figures.status import KEY_WORDS, KINDS
from headcount.figures.table import each
from headcount.render.style import ACCENT, HIGHLIGHT, OTHERS
from headcount.render.typesetting import hover

UNKNOWN = -1
"""Where on the axis a figure stands whose way is not recorded."""

_SPEAKERS = {
    (True, False): "Speaker",
    (False, False): "Speaker, not named",
    (True, True): "Speaker who takes a side",
    (False, True): "Takes a side, not named",
}


class _Step(NamedTuple):
    """One row: a speaker or a figure, at how many hops, and the row it came from."""

    thing: Rung | Mapping[str, Any]
    figure_id: str
    hops: int
    after: int | None


class _Mark(NamedTuple):
    figure_id: str
    hover: str
    x: int
    y: float


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the ways of a ladder: speakers by their hop, and at the end of each way its figure."""
    records = {row["figure_id"]: row for row in each(selection.rows)}
    said = dict(zip(records, hovers, strict=True))
    steps: list[_Step] = []
    for rung in selection.rungs:
        _climb(rung, records, None, steps)
    steps += [
        _Step(row, figure, UNKNOWN, None) for figure, row in records.items() if not row["way"]
    ]
    rows = Rows.of([_name(step) for step in steps], width, share=0.5)
    groups: dict[str, list[_Mark]] = {}
    for step, at in zip(steps, rows.at, strict=True):
        if isinstance(step.thing, Rung):
            interest = selection.interests.get(step.thing.hop.interest, {})
            look = _SPEAKERS[step.thing.hop.named, bool(interest.get("takes_sides"))]
            text = hover(of_rung(step.thing, selection))
        else:
            look, text = native.look(step.thing["status"]), said[step.figure_id]
        groups.setdefault(look, []).append(_Mark(step.figure_id, text, step.hops, at))
    traces = [_links(steps, rows.at), *_speakers(groups), *_ends(groups)]
    hops = sorted({step.hops for step in steps})
    first, last = min(hops), max(max(hops), 1)
    axis = {
        "title": {"text": "Hops from the origin"},
        "range": [first - 0.4, last + 0.4],
        "dtick": 1,
        "zeroline": False,
    }
    if first == UNKNOWN:
        numbers = range(last + 1)
        axis |= {"tickvals": [UNKNOWN, *numbers], "ticktext": ["not recorded", *map(str, numbers)]}
    return Plot(traces, {"xaxis": axis, "yaxis": rows.axis}, rows.left, rows.height)


def _climb(rung: Rung, records: Mapping[str, Any], after: int | None, steps: list[_Step]) -> None:
    """Add a speaker, then the figures whose way ends there, then all that comes after."""
    here = len(steps)
    steps.append(_Step(rung, rung.figures[0], rung.hop.number, after))
    steps += [_Step(records[one], one, rung.hop.number, here) for one in rung.ends]
    for higher in rung.after:
        _climb(higher, records, here, steps)


def _name(step: _Step) -> tuple[str, tuple[int, ...], bool]:
    if isinstance(step.thing, Rung):
        return step.thing.hop.speaker, (), False
    return of_end(step.thing)[0], step.thing.get("note_numbers", ()), True


def _links(steps: Sequence[_Step], at: Sequence[float]) -> dict[str, Any]:
    x, y = [], []
    for step, here in zip(steps, at, strict=True):
        if step.after is not None:
            x += [steps[step.after].hops, steps[step.after].hops, step.hops, None]
            y += [at[step.after], here, here, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Way",
        "x": x,
        "y": y,
        "line": {"color": OTHERS, "width": 1.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _speakers(groups: Mapping[str, list[_Mark]]) -> Iterator[dict[str, Any]]:
    for (named, side), name in _SPEAKERS.items():
        if name in groups:
            symbol, color = ("diamond", HIGHLIGHT) if side else ("circle", OTHERS)
            marker = native.sign(symbol, "counted" if named else "said", color)
            yield _trace(groups[name], name, marker) | {"meta": "speakers"}


def _ends(groups: Mapping[str, list[_Mark]]) -> Iterator[dict[str, Any]]:
    for look in (*KINDS, native.DENIED):
        if look in groups:
            name = KEY_WORDS.get(look, "Denied")
            yield _trace(groups[look], name, native.sign("square", look, ACCENT, 13))


def _trace(marks: Sequence[_Mark], name: str, marker: dict[str, Any]) -> dict[str, Any]:
    return native.points(marks, name=name) | {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.x for mark in marks],
        "y": [mark.y for mark in marks],
        "marker": marker,
        "cliponaxis": False,
        "legendgroup": name,
        "showlegend": True,
    }

"""A ladder as a plotly figure: a row for each who spoke, on an axis of hops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from headcount.charts import native
from headcount.charts.ends import Ends
from headcount.charts.ladder.marks import Row, of_end, of_rung
from headcount.charts.ladder.selection import Rung, Selection
from headcount.charts.native import Datum, Rows, Traces
from headcount.render.style import OTHERS
from headcount.render.typesetting import hover

UNKNOWN = -1
"""Where on the axis a figure stands whose way is not recorded."""

_SPEAKERS = {
    (True, False): "Speaker",
    (False, False): "Speaker, not named",
    (True, True): "Speaker who takes a side",
    (False, True): "Takes a side, not named",
}


class _Stair(NamedTuple):
    """One row: a speaker or a figure, at how many hops, and the row it came from."""

    thing: Rung | Row
    figure_id: str
    hops: int
    after: int | None

    @property
    def name(self) -> native.Name:
        if isinstance(self.thing, Rung):
            return self.thing.hop.speaker, (), False
        return of_end(self.thing)[0], self.thing.get("note_numbers", ()), True


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Traces:
    """Return the ways of a ladder: speakers by their hop, and at the end of each way its figure."""
    records = {row["figure_id"]: row for row in selection.records}
    said = dict(zip(records, hovers, strict=True))
    steps: list[_Stair] = []
    for rung in selection.rungs:
        _climb(rung, records, None, steps)
    steps += [_Stair(row, one, UNKNOWN, None) for one, row in records.items() if not row["way"]]
    rows = Rows.of([step.name for step in steps], width, share=0.5)
    marks = []
    for step, at in zip(steps, rows.at, strict=True):
        ends = Ends(None, step.hops, None)
        if isinstance(step.thing, Rung):
            marks.append(_speaker(step, step.thing, selection, at, ends))
            continue
        marks.append(
            Datum(
                step.figure_id,
                step.thing["status"],
                said[step.figure_id],
                at,
                ends,
                start=step.hops,
                symbol="square",
            )
        )
    traces = [_links(steps, rows.at), *native.traces(marks)]
    first, last = min(step.hops for step in steps), max(1, *(step.hops for step in steps))
    xaxis = {
        "title": {"text": "Hops from the origin"},
        "range": [first - 0.4, last + 0.4],
        "dtick": 1,
        "zeroline": False,
    }
    if first == UNKNOWN:
        numbers = range(last + 1)
        xaxis |= {"tickvals": [first, *numbers], "ticktext": ["not recorded", *map(str, numbers)]}
    return Traces(traces, {"xaxis": xaxis, "yaxis": rows.axis}, rows.left, rows.height)


def _climb(rung: Rung, records: Mapping[str, Any], after: int | None, steps: list[_Stair]) -> None:
    """Add a speaker, then the figures whose way ends there, then all that comes after."""
    here = len(steps)
    steps.append(_Stair(rung, rung.figures[0], rung.hop.number, after))
    steps += [_Stair(records[one], one, rung.hop.number, here) for one in rung.ends]
    for higher in rung.after:
        _climb(higher, records, here, steps)


def _speaker(step: _Stair, rung: Rung, selection: Selection, at: float, ends: Ends) -> Datum:
    """Point a speaker: a diamond takes a side, and who is not named is hollow."""
    hop = rung.hop
    side = bool(selection.interests.get(hop.interest, {}).get("takes_sides"))
    return Datum(
        step.figure_id,
        "confirmed" if hop.named else "claimed",
        hover(of_rung(rung, selection)),
        at,
        ends,
        name=_SPEAKERS[hop.named, side],
        symbol="diamond" if side else "circle",
        is_row=False,
    )


def _links(steps: Sequence[_Stair], at: Sequence[float]) -> native.Trace:
    """Lead from each row to those that came from it."""
    x, y = [], []
    for step, here in zip(steps, at, strict=True):
        if step.after is not None:
            x += [steps[step.after].hops, steps[step.after].hops, step.hops, None]
            y += [at[step.after], here, here, None]
    line = {"color": OTHERS, "width": 1.5}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "name": "Way"}
    return trace | {"hoverinfo": "skip", "showlegend": False}

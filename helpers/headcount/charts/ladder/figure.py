"""A ladder as a plotly figure: a row for each who spoke, on an axis of hops."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.charts import native
from headcount.charts.bars import Ends
from headcount.charts.ladder.selection import UNKNOWN, Rung, Selection, Step
from headcount.charts.ladder.words import of_end, of_rung
from headcount.charts.native import Datum, Rows, Traces
from headcount.render.style import OTHERS
from headcount.render.typesetting import hover

_SPEAKERS = {
    (True, False): "Speaker",
    (False, False): "Speaker, not named",
    (True, True): "Speaker who takes a side",
    (False, True): "Takes a side, not named",
}


def figure(selection: Selection, width: int) -> Traces:
    """Return the ways of a ladder: speakers by their hop, and at the end of each way its figure."""
    ladders = selection.ladders
    steps = [step for those in ladders for step in those]
    rows = Rows.of([_name(step) for step in steps], width, share=0.5)
    marks = [
        _speaker(step.thing, selection, at, Ends(None, step.hops, None))
        if isinstance(step.thing, Rung)
        else Datum.of(step.thing, at, Ends(None, step.hops, None), start=step.hops, symbol="square")
        for step, at in zip(steps, rows.at, strict=True)
    ]
    traces = [_links(ladders, rows.at), *native.traces(marks)]
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


def _name(step: Step) -> native.Name:
    if isinstance(step.thing, Rung):
        return step.thing.hop.speaker, (), False
    return of_end(step.thing)[0], step.thing.get("note_numbers", ()), True


def _speaker(rung: Rung, selection: Selection, at: float, ends: Ends) -> Datum:
    """Point a speaker: a diamond takes a side, and who is not named is hollow."""
    named, side = selection.look(rung)
    return Datum(
        rung.figures[0],
        "confirmed" if named else "claimed",
        hover(of_rung(selection, rung)),
        at,
        ends,
        name=_SPEAKERS[named, side],
        symbol="diamond" if side else "circle",
        is_row=False,
    )


def _links(ladders: Sequence[Sequence[Step]], at: Sequence[float]) -> native.Trace:
    """Lead from each row to those that came from it."""
    x, y, first = [], [], 0
    for steps in ladders:
        own = at[first : first + len(steps)]
        for step, here in zip(steps, own, strict=True):
            if step.after is not None:
                hops = steps[step.after].hops
                x += [hops, hops, step.hops, None]
                y += [own[step.after], here, here, None]
        first += len(steps)
    line = {"color": OTHERS, "width": 1.5}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "name": "Way"}
    return trace | {"hoverinfo": "skip", "showlegend": False}

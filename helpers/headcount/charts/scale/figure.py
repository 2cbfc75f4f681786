"""A scale as a plotly figure: amounts beside one another, or the first as a share of each."""

from __future__ import annotations

from headcount.charts import native
from headcount.charts.bars import Ends
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import capital, cardinal
from headcount.render.style import HIGHLIGHT


def figure(selection: Selection, width: int) -> Traces:
    """Return the rows of a scale on an axis of amounts, or of percent."""
    if selection.show == SHARE:
        return _shares(selection, width)
    deck = f"Lengths from zero, in {selection.unit}."
    return native.amounts(selection, width, selection.unit, deck)


def _shares(selection: Selection, width: int) -> Traces:
    """Draw each yardstick as a bar of 100%, and the first figure's share at its beginning."""
    first, *others = selection.records
    names = [
        (capital(f"{part.percent()} of {row['counted']}"), row.get("note_numbers", ()), False)
        for row, part in zip(others, selection.shares, strict=True)
    ]
    rows = Rows.of(names, width)
    shares = [of_hundred(part) for part in selection.shares]
    name = f"{capital(first['counted'])} ({first['status']})"
    marks = [
        Datum.of(first, at, ends, HIGHLIGHT, name=name)
        for ends, at in zip(shares, rows.at, strict=True)
    ]
    rest = [
        Datum.of(row, at, Ends(ends.most, None, HUNDRED))
        for row, ends, at in zip(others, shares, rows.at, strict=True)
    ]
    axis = native.PERCENT | {"range": [0, 1.02 * HUNDRED]}
    deck = (
        f"Each of {cardinal(len(others))} yardsticks is a bar of 100%, and begins with the share "
        f"that {first['counted']} are of it."
    )
    plot = native.across(marks, rows, "Share", width, axis=axis, deck=deck)
    for trace in plot.traces:
        trace["notes"] = first.get("note_numbers", ())
    plot.traces.extend(native.traces(rest))
    return plot

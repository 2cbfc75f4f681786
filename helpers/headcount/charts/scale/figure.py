"""A scale as a plotly figure: amounts beside one another, or the first as a share of each."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.charts import native
from headcount.charts.ends import Ends
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.scale.selection import HUNDRED, SHARE, Selection, of_hundred
from headcount.core.wording import capital, cardinal
from headcount.render.style import HIGHLIGHT


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Traces:
    """Return the rows of a scale on an axis of amounts, or of percent."""
    if selection.show == SHARE:
        return _shares(selection, hovers, width)
    deck = f"Lengths from zero, in {selection.unit}."
    return native.amounts(selection, hovers, width, selection.unit, deck)


def _shares(selection: Selection, hovers: Sequence[str], width: int) -> Traces:
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
        Datum(first["figure_id"], first["status"], hovers[0], at, ends, HIGHLIGHT, name=name)
        for ends, at in zip(shares, rows.at, strict=True)
    ]
    rest = [
        Datum(row["figure_id"], row["status"], hover, at, Ends(ends.most, None, HUNDRED))
        for row, hover, ends, at in zip(others, hovers[1:], shares, rows.at, strict=True)
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

"""A scale as a plotly figure: amounts beside one another, or the first as a share of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headcount.charts import native
from headcount.charts.ends import Ends
from headcount.charts.native import Mark, Plot, Rows
from headcount.charts.scale.blocks import HUNDRED, of_hundred
from headcount.charts.scale.selecting import SHARE, Selection
from headcount.core.wording import capital, cardinal
from headcount.figures.table import each
from headcount.render.style import HIGHLIGHT


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the rows of a scale on an axis of amounts, or of percent."""
    records = each(selection.rows)
    if selection.show == SHARE:
        return _shares(selection, records, hovers, width)
    names = [
        (capital(row["name"]), row.get("note_numbers", ()), row["figure_id"] in selection.focus)
        for row in records
    ]
    rows = Rows.of(names, width)
    marks = [
        Mark(
            row["figure_id"],
            row["status"],
            hover,
            at,
            native.ends_of(row["amount"]),
            native.color_of(row, selection.focus),
            native.amount_text(row["amount"]),
        )
        for row, hover, at in zip(records, hovers, rows.at, strict=True)
    ]
    deck = f"Lengths from zero, in {selection.unit}."
    return native.bars(marks, rows, capital(selection.unit), width, deck=deck)


def _shares(
    selection: Selection, records: list[dict[str, Any]], hovers: Sequence[str], width: int
) -> Plot:
    """Draw each yardstick as a bar of 100%, and the first figure's share at its beginning."""
    first, *others = records
    names = [
        (capital(f"{part.percent()} of {row['counted']}"), row.get("note_numbers", ()), False)
        for row, part in zip(others, selection.shares, strict=True)
    ]
    rows = Rows.of(names, width)
    shares = [of_hundred(part) for part in selection.shares]
    name = f"{capital(first['counted'])} ({first['status']})"
    marks = [
        Mark(first["figure_id"], first["status"], hovers[0], at, ends, HIGHLIGHT, name=name)
        for ends, at in zip(shares, rows.at, strict=True)
    ]
    rest = [
        Mark(row["figure_id"], row["status"], hover, at, Ends(ends.most, None, HUNDRED))
        for row, hover, ends, at in zip(others, hovers[1:], shares, rows.at, strict=True)
    ]
    axis = native.PERCENT | {"range": [0, 1.02 * HUNDRED]}
    deck = (
        f"Each of {cardinal(len(others))} yardsticks is a bar of 100%, and begins with the share "
        f"that {first['counted']} are of it."
    )
    plot = native.bars(marks, rows, "Share", width, axis=axis, deck=deck)
    for trace in plot.traces:
        trace["notes"] = first.get("note_numbers", ())
    plot.traces.extend(native.traces(rest))
    return plot

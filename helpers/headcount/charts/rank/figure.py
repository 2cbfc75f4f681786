"""A rank as a plotly figure: bars from zero, with the bounds of each."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.charts import native
from headcount.charts.native import Mark, Plot, Rows
from headcount.charts.rank.selecting import Selection
from headcount.core.wording import capital
from headcount.figures.table import each


def figure(selection: Selection, hovers: Sequence[str], width: int) -> Plot:
    """Return the rows of a rank on an axis of amounts."""
    records = each(selection.rows)
    focus = selection.focus
    rows = Rows.of([native.name_of(row, bold=row["figure_id"] in focus) for row in records], width)
    marks = [
        Mark(
            row["figure_id"],
            row["status"],
            hover,
            at,
            native.ends_of(row["amount"]),
            native.color_of(row, focus),
            native.amount_text(row["amount"]),
        )
        for row, hover, at in zip(records, hovers, rows.at, strict=True)
    ]
    return native.bars(marks, rows, capital(selection.measure), width)

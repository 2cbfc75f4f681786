"""A rank as a plotly figure: bars from zero, with the bounds of each."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.charts import native
from headcount.charts.rank.selection import Selection


def figure(selection: Selection, hovers: Sequence[str], width: int) -> native.Traces:
    """Return the rows of a rank on an axis of amounts."""
    return native.amounts(selection, hovers, width, selection.measure)

"""The picture of a history: columns, one plot, or panels where one plot could not be read."""

from __future__ import annotations

from headcount.charts.history import columns, panels
from headcount.charts.history.layout import Layout
from headcount.charts.history.marks import plot
from headcount.charts.history.names import name_all
from headcount.charts.history.selection import Selection
from headcount.render.scene import Plot
from headcount.render.style import Scale

_TRIES = 3


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw a history; see `headcount.charts.form.Form`.

    Flows are columns. All else is one plot, and panels by origin where marks of many origins would
    lie on one another so that letters had to name them.
    """
    if selection.are_columns:
        return columns.draw(selection.records, selection.focus, width, height)
    natural, tall, is_named = _draw(selection, width, None)
    if not is_named and panels.are_better(selection):
        return panels.draw(selection, width)
    if height is None:
        return natural
    drawn = natural
    for _ in range(_TRIES):
        # what stands around the plot depends on how high it is: see where it comes out
        drawn, tall, _ = _draw(selection, width, tall + height - drawn.height)
        if drawn.height <= height:
            return drawn
    return min(drawn, natural, key=lambda one: one.height)


def draw_on_card(selection: Selection, width: int, height: int) -> Plot | None:
    """Draw a history for a card, where every series has its name in the plot: none needs a list."""
    drawn = draw(selection, width, height)
    names = {" ".join(text.words.split()) for text in drawn.labels}
    is_named = all(one.label in names for one in selection.series)
    return drawn if is_named or selection.are_columns else None


def _draw(selection: Selection, width: int, tall: float | None) -> tuple[Plot, float, bool]:
    """Draw with a plot as high as `tall`, where that is enough.

    Return how high it is as well, and whether every series has its name in it.
    """
    scale = Scale.for_width(width)
    layout, names = name_all(selection, Layout.lay_out(selection, width, scale, tall), scale)
    return plot(selection, layout, names, width, scale), layout.height, not names.listed

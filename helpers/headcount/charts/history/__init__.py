"""The history: one thing over time, by origin, with the breaks in what they count.

Nothing smooth leads through a change of definition, and no line through what has no number.
"""

from headcount.charts.form import CHOOSING, Form, highlighting, lazy
from headcount.charts.history.selection import Selection, options, select
from headcount.charts.history.words import describe, items
from headcount.charts.offering import fall_to_one_thing as fallback

draw = lazy("headcount.charts.history.picture.draw")
draw_on_card = lazy("headcount.charts.history.picture.draw_on_card")
figure = lazy("headcount.charts.history.figure.figure")

FORM = Form(
    name="history",
    shows="one thing over time, by origin",
    parameters=CHOOSING
    | highlighting("whose figures stand out, by a source", "source", "highlighted origin"),
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    draw_on_card=draw_on_card,
    items=items,
    options=options,
    fallback=fallback,
    # dates are the axis, and open ends are drawn as arrows
    shown_by_the_picture=frozenset({"different-dates", "open-bound"}),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

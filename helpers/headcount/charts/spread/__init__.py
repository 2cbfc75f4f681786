"""The spread: every figure for one thing, those of one origin drawn together, one of them ringed.

It shows at a glance how far the figures are apart, and that a crowd of them may be one figure
repeated.
"""

from headcount.charts.form import CHOOSING, Form, highlighting, lazy
from headcount.charts.items import spoken
from headcount.charts.offering import fall_to_one_thing as fallback
from headcount.charts.spread.selection import Selection, options, select
from headcount.charts.spread.words import describe

draw = lazy("headcount.charts.spread.layout.draw")
figure = lazy("headcount.charts.spread.figure.figure")

FORM = Form(
    name="spread",
    shows="every figure for one thing, by the origin it goes back to",
    parameters=CHOOSING
    | highlighting("the figure to circle, by figure_id", "figure", "circled figure"),
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    draw_on_card=draw,
    items=spoken,
    options=options,
    fallback=fallback,
    # a row is an origin and prints its publishers and years; open ends are drawn as arrows
    shown_by_the_picture=frozenset({"one-origin", "different-dates", "open-bound"}),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

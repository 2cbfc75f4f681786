"""The promise: what was offered or planned, and what is known to have come, to one scale.

What belongs to what is read in the package's table of outcomes and never guessed. `select` takes
the promises and their outcomes, `draw` turns them into bars, and `describe` says what the rows say.
"""

from headcount.charts.form import CHOOSING, Form, highlighting, lazy
from headcount.charts.promise.selection import Selection, fallback, options, select
from headcount.charts.promise.words import describe, items

draw = lazy("headcount.charts.promise.layout.draw")
figure = lazy("headcount.charts.promise.figure.figure")

FORM = Form(
    name="promise",
    shows="claims, offers and plans, with the reported outcomes",
    parameters=CHOOSING
    | highlighting("the promise that the words are about", "figure", "the words are about"),
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    items=items,
    options=options,
    starts_at_zero=True,
    fallback=fallback,
    # each bar says its own status, date and bound in words, and each promise has its own unit
    shown_by_the_picture=frozenset(
        {"claim-beside-count", "different-dates", "different-units", "open-bound"}
    ),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

"""The history: one thing over time, by publisher, with the breaks in what they count.

Nothing smooth leads through a change of definition, and no line through what has no number.
"""

from headcount.charts.form import Form
from headcount.charts.history.figure import figure
from headcount.charts.history.marks import draw
from headcount.charts.history.selecting import Selection, options, select
from headcount.charts.history.words import describe
from headcount.charts.one_thing import fallback
from headcount.charts.parameter import CHOOSING, TEXT, Parameter

FORM = Form(
    name="history",
    shows="one thing over time, by publisher",
    parameters=CHOOSING
    | {
        "highlight": Parameter(
            TEXT,
            "whose figures stand out, by a source",
            "source",
            label="highlighted publisher",
            columns=6,
        )
    },
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    options=options,
    fallback=fallback,
    # dates are the axis, and open ends are drawn as arrows
    shown_by_the_picture=frozenset({"different-dates", "open-bound"}),
)

__all__ = ["FORM", "Selection", "choose", "draw", "options", "tell"]

"""The spread: every figure for one thing, those of one origin drawn together, one of them ringed.

It shows at a glance how far the figures are apart, and that a crowd of them may be one figure
repeated.
"""

from headcount.charts.form import Form
from headcount.charts.one_thing import fallback
from headcount.charts.parameter import CHOOSING, TEXT, Parameter
from headcount.charts.spread.figure import figure
from headcount.charts.spread.marks import draw
from headcount.charts.spread.selecting import Selection, options, select
from headcount.charts.spread.words import describe

FORM = Form(
    name="spread",
    shows="every figure for one thing, by the origin it goes back to",
    parameters=CHOOSING
    | {
        "highlight": Parameter(
            TEXT,
            "the figure that is ringed, by figure_id",
            "figure",
            label="ringed figure",
            columns=6,
        )
    },
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    options=options,
    fallback=fallback,
    # a row is an origin and prints its publishers and years; open ends are drawn as arrows
    shown_by_the_picture=frozenset({"one-origin", "different-dates", "open-bound"}),
)

__all__ = ["FORM", "Selection", "choose", "draw", "nearest", "options", "tell"]

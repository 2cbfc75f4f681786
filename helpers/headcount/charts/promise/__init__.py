"""The promise: what was offered or planned, and what is known to have come, to one scale.

What belongs to what is read in the package's table of outcomes and never guessed. `choose` takes
the promises and their outcomes, `draw` turns them into bars, and `tell` says what the rows say.
"""

from headcount.charts.form import Form
from headcount.charts.parameter import CHOOSING, TEXT, Parameter
from headcount.charts.promise.marks import draw
from headcount.charts.promise.selecting import Chosen, choose, nearest, options
from headcount.charts.promise.words import tell

FORM = Form(
    name="promise",
    shows="what was offered or planned, beside what is known to have come",
    parameters={
        **CHOOSING,
        "highlight": Parameter(
            TEXT,
            "the promise that the words are about",
            "figure",
            label="the words are about",
            columns=6,
        ),
    },
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    nearest=nearest,
    # each bar says its own status, date and bound in words, and each promise has its own unit
    told_by_the_picture=frozenset(
        {"claim-beside-count", "different-dates", "different-units", "open-bound"}
    ),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "nearest", "options", "tell"]

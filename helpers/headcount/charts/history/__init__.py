"""The history: one thing over time, by publisher, with the breaks in what they count.

Nothing smooth leads through a change of definition, and no line through what has no number.
"""

from headcount.charts.form import Form
from headcount.charts.history.marks import draw
from headcount.charts.history.selecting import Chosen, choose, options
from headcount.charts.history.words import tell
from headcount.charts.one_thing import nearest
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
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    nearest=nearest,
    # dates are the axis, and open ends are drawn as arrows
    told_by_the_picture=frozenset({"different-dates", "open-bound"}),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "options", "tell"]

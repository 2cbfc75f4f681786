"""The spread: every figure for one thing, those of one origin drawn together, one of them ringed.

It shows at a glance how far the figures are apart, and that a crowd of them may be one figure
repeated.
"""

from headcount.charts.form import Form
from headcount.charts.one_thing import nearest
from headcount.charts.parameter import CHOOSING, TEXT, Parameter
from headcount.charts.spread.marks import draw
from headcount.charts.spread.selecting import Chosen, choose, options
from headcount.charts.spread.words import tell

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
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    nearest=nearest,
    # a row is an origin and prints its publishers and years; open ends are drawn as arrows
    told_by_the_picture=frozenset({"one-origin", "different-dates", "open-bound"}),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "nearest", "options", "tell"]

"""The timeline: offers, plans, claims, denials, deployments and corrections in their order."""

from headcount.charts.form import Form
from headcount.charts.offering import nearest
from headcount.charts.parameter import CHOOSING, TEXT, Parameter
from headcount.charts.timeline.marks import draw
from headcount.charts.timeline.selecting import Chosen, choose, options
from headcount.charts.timeline.words import tell

FORM = Form(
    name="timeline",
    shows="offers, plans, claims, denials, deployments and corrections in time",
    parameters=CHOOSING
    | {
        "highlight": Parameter(
            TEXT,
            "the figure, or whose figures, the words are about",
            "figure or speaker",
            label="highlighted speaker or figure",
            columns=6,
        )
    },
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    nearest=nearest,
    told_by_the_picture=frozenset(
        {"different-dates", "claim-beside-count", "one-origin", "open-bound"}
    ),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "options", "tell"]

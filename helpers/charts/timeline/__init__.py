"""The timeline: offers, plans, claims, denials, deployments and corrections in their order."""

from helpers.charts.form import Form
from helpers.charts.offering import nearest
from helpers.charts.parameter import CHOOSING, TEXT, Parameter
from helpers.charts.timeline.choosing import Chosen, choose, options
from helpers.charts.timeline.marks import draw
from helpers.charts.timeline.words import tell

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

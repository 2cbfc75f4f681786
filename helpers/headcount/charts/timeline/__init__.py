"""The timeline: offers, plans, claims, denials, deployments and corrections in their order."""

from headcount.charts.form import Form
from headcount.charts.offering import fallback
from headcount.charts.parameter import CHOOSING, TEXT, Parameter
from headcount.charts.timeline.figure import figure
from headcount.charts.timeline.marks import draw
from headcount.charts.timeline.selecting import Selection, options, select
from headcount.charts.timeline.words import describe

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
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    options=options,
    fallback=fallback,
    shown_by_the_picture=frozenset(
        {"different-dates", "claim-beside-count", "one-origin", "open-bound"}
    ),
)

__all__ = ["FORM", "Selection", "choose", "draw", "options", "tell"]

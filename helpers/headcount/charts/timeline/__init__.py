"""The timeline: offers, plans, claims, denials, deployments and corrections in their order."""

from headcount.charts.form import CHOOSING, Form, highlighting, lazy
from headcount.charts.items import spoken
from headcount.charts.offering import fallback
from headcount.charts.timeline.selection import Selection, options, select
from headcount.charts.timeline.words import describe

draw = lazy("headcount.charts.timeline.layout.draw")
figure = lazy("headcount.charts.timeline.figure.figure")

FORM = Form(
    name="timeline",
    shows="offers, plans, claims, denials, deployments and corrections in time",
    parameters=CHOOSING
    | highlighting(
        "the figure, or whose figures, the words are about",
        "figure or speaker",
        "highlighted speaker or figure",
    ),
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    items=spoken,
    options=options,
    fallback=fallback,
    shown_by_the_picture=frozenset(
        {"different-dates", "claim-beside-count", "one-origin", "open-bound"}
    ),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

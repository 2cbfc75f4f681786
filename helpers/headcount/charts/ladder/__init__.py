"""The ladder: who told whom, from the origin of a figure to the page that printed it."""

from dataclasses import replace

from headcount.charts.form import CHOOSING, Form, lazy
from headcount.charts.ladder.selection import Selection, options, select
from headcount.charts.ladder.words import describe, items
from headcount.charts.offering import fallback

draw = lazy("headcount.charts.ladder.layout.draw")
figure = lazy("headcount.charts.ladder.figure.figure")

FORM = Form(
    name="ladder",
    shows="how figures got from their origin to the page, with those that answer them",
    parameters=CHOOSING | {"figures": replace(CHOOSING["figures"], label="claims to trace")},
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    items=items,
    options=options,
    fallback=fallback,
    shown_by_the_picture=frozenset(
        {"hearsay", "party-to-the-conflict", "one-origin", "open-bound", "claim-beside-count"}
    ),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

"""The ladder: who told whom, from the origin of a figure to the page that printed it."""

from dataclasses import replace

from headcount.charts.form import Form
from headcount.charts.ladder.marks import draw
from headcount.charts.ladder.selecting import Chosen, choose, options
from headcount.charts.ladder.words import tell
from headcount.charts.offering import nearest
from headcount.charts.parameter import CHOOSING

FORM = Form(
    name="ladder",
    shows="who told whom: the hops of figures from origin to page, with those that answer them",
    parameters=CHOOSING | {"figures": replace(CHOOSING["figures"], label="claims to trace")},
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    nearest=nearest,
    told_by_the_picture=frozenset(
        {"hearsay", "party-to-the-conflict", "one-origin", "open-bound", "claim-beside-count"}
    ),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "options", "tell"]

"""The ladder: who told whom, from the origin of a figure to the page that printed it."""

from helpers.charts.form import Form
from helpers.charts.ladder.choosing import Chosen, choose, options
from helpers.charts.ladder.marks import draw
from helpers.charts.ladder.words import tell
from helpers.charts.parameter import CHOOSING

FORM = Form(
    name="ladder",
    shows="who told whom: the hops of figures from origin to page, with those that answer them",
    parameters=dict(CHOOSING),
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
    told_by_the_picture=frozenset(
        {"hearsay", "party-to-the-conflict", "one-origin", "open-bound", "claim-beside-count"}
    ),
)

__all__ = ["FORM", "Chosen", "choose", "draw", "options", "tell"]

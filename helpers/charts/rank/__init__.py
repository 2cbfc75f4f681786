"""The rank: whoever has names, by one measure, from one source, largest first, with their bounds.

`choose` takes the rows by a rule it can state, `draw` turns them into marks, and `tell` says what
the rows say. None of them knows more than the rows it is given.
"""

from helpers.charts.form import Form
from helpers.charts.parameter import NUMBER, TEXT, TEXTS, Parameter
from helpers.charts.rank.choosing import Chosen, choose, options
from helpers.charts.rank.marks import draw
from helpers.charts.rank.words import tell

FORM = Form(
    name="rank",
    shows="who has how many: one measure, from one source, largest first",
    parameters={
        "measure": Parameter(TEXT, "what is ranked", "category", required=True),
        "source": Parameter(TEXT, "one edition of one source", "source", required=True),
        "year": Parameter(NUMBER, "the figures of this year, not the latest"),
        "only": Parameter(TEXTS, "draw these alone", "name"),
        "highlight": Parameter(TEXT, "whom the words are about; drawn whatever `top` says", "name"),
        "per": Parameter(TEXT, "figures to divide by, per 1,000 people", "base"),
        "top": Parameter(NUMBER, "draw this many, from the largest"),
    },
    choose=choose,
    tell=tell,
    draw=draw,
    options=options,
)

__all__ = ["FORM", "Chosen", "choose", "draw", "options", "tell"]

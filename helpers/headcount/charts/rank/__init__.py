"""The rank: whoever has names, by one measure, from one source, largest first, with their bounds.

`select` takes the rows by a rule it can state, `draw` turns them into marks, and `describe` says
what the rows say. None of them knows more than the rows it is given.
"""

from headcount.charts.form import NUMBER, TEXT, TEXTS, Form, Parameter, lazy
from headcount.charts.rank.selection import Selection, select
from headcount.charts.rank.words import describe
from headcount.charts.ranked import fallback, options

draw = lazy("headcount.charts.rank.marks.draw")
figure = lazy("headcount.charts.native.measured")

FORM = Form(
    name="rank",
    shows="who has how many: one measure, from one source, largest first",
    parameters={
        "measure": Parameter(
            TEXT, "what is ranked", "category", required=True, label="who is counted", columns=2
        ),
        "source": Parameter(
            TEXT,
            "one edition of one source",
            "source",
            required=True,
            label="source and edition",
            columns=4,
        ),
        "year": Parameter(
            NUMBER,
            "the figures of this year, not the latest",
            label="figures of the year",
            columns=2,
        ),
        "per": Parameter(
            TEXT,
            "figures to divide by, per 1,000 people",
            "base",
            label="number or rate",
            columns=4,
        ),
        "highlight": Parameter(
            TEXT,
            "whom the words are about; drawn whatever `top` says",
            "name",
            label="highlighted {one}",
        ),
        "top": Parameter(NUMBER, "draw this many, from the largest", label="how many {many}"),
        "only": Parameter(TEXTS, "draw these alone", "name", label="{many}", besides="highlight"),
    },
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    options=options,
    starts_at_zero=True,
    fallback=fallback,
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

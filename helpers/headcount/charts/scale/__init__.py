"""The scale: one amount beside others, as squares that people can count, or as a share of each.

`select` takes the rows and the round number that one square stands for, `blocks` says which
squares each row fills, `draw` lays them out for a width, and `describe` says what the rows say.
"""

from headcount.charts.form import NUMBER, TEXT, TEXTS, Form, Parameter, lazy
from headcount.charts.scale.selection import SHOWS, Selection, options, select
from headcount.charts.scale.words import describe, items

draw = lazy("headcount.charts.scale.marks.draw")
figure = lazy("headcount.charts.scale.figure.figure")

FORM = Form(
    name="scale",
    shows="one amount next to others, as squares to count or as a share of each",
    parameters={
        "figures": Parameter(
            TEXTS,
            "the subject, then what it is compared with",
            "figure",
            required=True,
            label="figures, in the order in which they are ticked",
        ),
        "one": Parameter(
            NUMBER, "how many each square is; a round number by default", label="one square"
        ),
        "show": Parameter(
            TEXT,
            '"units" to count, or "share": the first as a share of each other',
            words=SHOWS,
            label="shown as",
        ),
    },
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    items=items,
    options=options,
    starts_at_zero=True,
    # each row says its own status, date and bound, in words as well as in squares
    shown_by_the_picture=frozenset({"claim-beside-count", "different-dates", "open-bound"}),
)

__all__ = ["FORM", "Selection", "describe", "draw", "options", "select"]

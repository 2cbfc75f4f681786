"""Per head: one measure divided by a base, such as population, as each of its sources counts it.

It shows whose count of heads decides who is first.
"""

from headcount.charts.form import NUMBER, TEXT, TEXTS, Form, Parameter, lazy
from headcount.charts.per_head.selection import Selection, options, select
from headcount.charts.per_head.words import describe, items
from headcount.charts.ranked import fallback

draw = lazy("headcount.charts.per_head.layout.draw")
figure = lazy("headcount.charts.per_head.figure.figure")

FORM = Form(
    name="per-head",
    shows="who has how many per 1,000, by each source of what is divided by",
    parameters={
        "measure": Parameter(
            TEXT, "what is divided", "category", required=True, label="who is counted", columns=2
        ),
        "source": Parameter(
            TEXT,
            "one edition of one source",
            "source",
            required=True,
            label="source and edition",
            columns=4,
        ),
        "per": Parameter(
            TEXTS,
            "sources to divide by (default: all that serve)",
            "base",
            label="divided by the figures of",
        ),
        "only": Parameter(TEXTS, "draw these alone", "name", label="{many}", besides="highlight"),
        "highlight": Parameter(
            TEXT,
            "whom the sentence is about; drawn whatever `top` says",
            "name",
            label="highlighted {one}",
        ),
        "top": Parameter(NUMBER, "draw this many, from the best rate", label="how many {many}"),
    },
    select=select,
    describe=describe,
    draw=draw,
    figure=figure,
    items=items,
    options=options,
    starts_at_zero=True,
    fallback=fallback,
    # each row has its rate by every source; open ends are drawn as arrows
    shown_by_the_picture=frozenset({"base-decides", "open-bound"}),
)

__all__ = ["FORM", "Selection", "describe", "draw", "fallback", "options", "select"]

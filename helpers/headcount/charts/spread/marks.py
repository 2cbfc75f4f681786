"""The marks of a spread: a row for each origin, a dot or a bar for each of its figures."""

from __future__ import annotations

from collections.abc import Iterator

from headcount.charts.axis import ticks, width_of
from headcount.charts.shapes import Shape, band, dot_plot
from headcount.charts.spread.layout import Layout, Row
from headcount.charts.spread.selection import Selection
from headcount.figures.quantity import Quantity
from headcount.render.scene import Line, Plot, Stroke, Text, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, TINTS, Scale
from headcount.render.typesetting import LINE, measure


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a spread; see `headcount.charts.form.Form`.

    The figures of an origin lie side by side, and on top of one another where they would touch: a
    crowd is as high as it has figures.
    """
    scale = Scale.for_width(width)
    # above the rows stand the axis and the ringed amount, a line each
    head = round(scale.label * LINE * 2 + 10)
    layout = Layout.lay_out(selection, width, scale, None if height is None else height - head)
    shapes = list(_shapes(selection, layout, head))
    ringed = next(shape.amount for shape in shapes if shape.is_ringed)
    numbers = ticks(layout.furthest, layout.plot, width_of(scale.label))
    total = head + layout.height
    return dot_plot(
        shapes,
        layout,
        numbers,
        scale,
        head=head,
        height=total,
        bands=(band(head + row.top, row.height, width) for row in layout.rows if row.is_ringed),
        lines=_at_ringed(ringed, layout, head - 4, total),
        labels=(
            _ringed_label(ringed, selection.ringed, layout, scale),
            *(text for row in layout.rows for text in _texts(row, layout, head, scale)),
        ),
    )


def _shapes(selection: Selection, layout: Layout, head: float) -> Iterator[Shape]:
    for row in layout.rows:
        for record, middle in zip(row.records, layout.middles(row), strict=True):
            yield Shape(
                figure_id=record["figure_id"],
                amount=record["amount"],
                status=record["status"],
                color=HIGHLIGHT if row.is_ringed else OTHERS,
                middle=head + middle,
                is_ringed=record["figure_id"] == selection.ringed,
            )


def _at_ringed(amount: Quantity, layout: Layout, top: float, bottom: float) -> Iterator[Line]:
    """Lead the eye from the ringed figure's numbers through all rows."""
    ends = (amount.low, amount.high) if amount.value is None else (amount.value,)
    for x in (layout.x(number) for number in ends if number is not None):
        yield Line(x, top, x, bottom, Stroke(HIGHLIGHT, is_dotted=True))


def _ringed_label(amount: Quantity, figure: str, layout: Layout, scale: Scale) -> Text:
    """Say the ringed figure's amount above its line."""
    words = f"Ringed: {amount.label(bounds=False)}"
    half = measure(words, scale.label, bold=True) / 2
    middle = layout.left + min(layout.plot - half, layout.pixels(amount.stated))
    return Text(
        runs([words], bold=True),
        max(half + scale.margin, middle),
        scale.label * LINE + 2,
        scale.label,
        HIGHLIGHT,
        "center",
        figure_id=figure,
    )


def _texts(row: Row, layout: Layout, head: float, scale: Scale) -> Iterator[Text]:
    """Set the label of a row, what it rests on, and its amounts."""
    size, left, top = scale.label, scale.margin + layout.indent, head + row.text_top
    own = {
        "figure_id": row.records[-1]["figure_id"],
        "description": row.stands_for,
        "background": TINTS[HIGHLIGHT] if row.is_ringed else PAPER,  # over the thin lines
    }
    name = runs(row.label, bold=row.is_ringed, numbers=row.notes)
    yield Text(name, left, top, size, INK, **own)
    if row.meta:
        under = top + len(row.label) * size * LINE
        yield Text(runs(row.meta), left, under, scale.note, MUTED, **own)
    x, hold = layout.left + layout.span_at(row), "right" if row.span_before else "left"
    span = runs([row.span], bold=row.is_ringed)
    yield Text(span, x, head + row.middle, size, INK, hold, "middle", **own)

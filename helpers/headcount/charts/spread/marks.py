"""The marks of a spread: a row for each origin, a dot or a bar for each of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headcount.charts.axis import across, area, down, label, ticks, width_of
from headcount.charts.key import key
from headcount.charts.shapes import RANGE, Shape, has_band, traces
from headcount.charts.spread.layout import Layout, Line
from headcount.charts.spread.selection import Selection
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.figures.table import each
from headcount.render.layout import Drawing
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, TINTS, Scale
from headcount.render.typesetting import LINE, measure, plain, superscript


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a spread; see `headcount.charts.form.Form`.

    The figures of an origin lie side by side, and on top of one another where they would touch: a
    crowd is as high as it has figures.
    """
    scale = Scale.for_width(width)
    # above the rows stand the axis and the ringed amount, a line each
    head = round(scale.label * LINE * 2 + 10)
    laid = Layout.lay_out(selection, width, scale, None if height is None else height - head)
    shapes = _shapes(selection, hovers, laid, head)
    ringed = next(shape.amount for shape in shapes if shape.is_ringed)
    numbers = ticks(laid.furthest, laid.plot, width_of(scale.label))
    total = head + laid.height
    layout = area(total, laid.left, scale.margin, x=[0, laid.furthest]) | {
        "shapes": [
            *(_band(line, laid, head, scale) for line in laid.lines if line.is_ringed),
            *(down(number, head - 4, total) for number in numbers),
            *_at_ringed(ringed, head, total),
        ],
        "annotations": [
            *across(numbers, scale.label, laid.furthest, laid.plot),
            _ringed_label(ringed, selection.ringed, laid, scale),
            *(text for line in laid.lines for text in _texts(line, laid, head, scale)),
        ],
    }
    pale = {kind(shape.status) for shape in shapes if has_band(shape.amount)}
    entries = key(each(selection.rows), ranges=RANGE, pale=pale)
    return {"data": [*traces(shapes, laid), *entries], "layout": layout}


def _shapes(selection: Selection, hovers: Sequence[str], laid: Layout, head: float) -> list[Shape]:
    told = dict(zip(selection.rows["figure_id"], hovers, strict=True))
    return [
        Shape(
            figure_id=row["figure_id"],
            hover=told[row["figure_id"]],
            amount=row["amount"],
            status=row["status"],
            color=HIGHLIGHT if line.is_ringed else OTHERS,
            middle=head + middle,
            is_ringed=row["figure_id"] == selection.ringed,
        )
        for line in laid.lines
        for row, middle in zip(line.rows, laid.middles(line), strict=True)
    ]


def _band(line: Line, laid: Layout, head: float, scale: Scale) -> dict[str, Any]:
    """Set off the family of the ringed figure."""
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "x0": -laid.left / laid.plot,
        "x1": 1 + scale.margin / laid.plot,
        "yref": "y",
        "y0": head + line.top,
        "y1": head + line.top + line.height,
        "fillcolor": TINTS[HIGHLIGHT],
        "line": {"width": 0},
    }


def _at_ringed(amount: Quantity, head: float, total: float) -> Iterator[dict[str, Any]]:
    """Lead the eye from the ringed figure's numbers through all rows."""
    ends = (amount.low, amount.high) if amount.value is None else (amount.value,)
    for number in ends:
        if number is not None:
            line = {"color": HIGHLIGHT, "width": 1, "dash": "dot"}
            yield down(number, head - 4, total) | {"line": line}


def _ringed_label(amount: Quantity, figure: str, laid: Layout, scale: Scale) -> dict[str, Any]:
    """Say the ringed figure's amount above its line."""
    text = f"Ringed: {amount.label(bounds=False)}"
    half = measure(text, scale.label, bold=True) / 2
    middle = min(laid.plot - half, laid.pixels(amount.stated))
    return {
        "text": f"<b>{plain(text)}</b>",
        "x": laid.value(max(half - laid.left + scale.margin, middle)),
        "xanchor": "center",
        "y": scale.label * LINE + 2,
        "yanchor": "top",
        **label(scale.label, HIGHLIGHT, figure),
    }


def _texts(line: Line, laid: Layout, head: float, scale: Scale) -> Iterator[dict[str, Any]]:
    """Set the label of a row, what it rests on, and its amounts."""
    size = scale.label
    own = (line.rows[-1]["figure_id"], line.stands_for)
    name = "<br>".join(plain(part) for part in line.label)
    name = (f"<b>{name}</b>" if line.is_ringed else name) + superscript(line.notes)
    theme = {"bgcolor": TINTS[HIGHLIGHT] if line.is_ringed else PAPER}  # over the thin lines
    shift = scale.margin - laid.left + laid.indent
    left = theme | {"x": 0, "xanchor": "left", "xshift": shift, "align": "left"}
    top = head + line.text_top
    yield {"text": name, **left, "y": top, "yanchor": "top", **label(size, INK, *own)}
    if line.meta:
        yield {
            "text": "<br>".join(plain(part) for part in line.meta),
            **left,
            "y": top + len(line.label) * size * LINE,
            "yanchor": "top",
            **label(scale.note, MUTED, *own),
        }
    span = plain(line.span)
    yield {
        "text": f"<b>{span}</b>" if line.is_ringed else span,
        **theme,
        "x": laid.value(laid.span_at(line)),
        "xanchor": "right" if line.span_before else "left",
        "y": head + line.middle,
        "yanchor": "middle",
        **label(size, INK, *own),
    }

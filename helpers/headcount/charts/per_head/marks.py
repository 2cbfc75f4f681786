"""The marks of a chart per head: a row for each name, a lane in it for each count of heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from headcount.charts.axis import across, area, down, label, ticks, width_of
from headcount.charts.key import key
from headcount.charts.per_head.layout import Lane, Layout, Line, head_at, number_at
from headcount.charts.per_head.selection import Selection
from headcount.charts.shapes import RANGE, Shape, has_band, traces
from headcount.charts.tiles import SIDE, entry, point
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.figures.table import each
from headcount.render.layout import Drawing, key_width
from headcount.render.style import ACCENT, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, TINTS, Scale
from headcount.render.typesetting import LINE, plain, superscript

_LOOKS = ((ACCENT, False), (OTHERS, True))
"""The color of a count of heads and whether its marks have corners, in turn."""


def draw(
    selection: Selection, hovers: Sequence[str], width: int, height: int | None = None
) -> Drawing:
    """Draw the marks of a chart per head; see `headcount.charts.form.Form`.

    The counts of heads are told apart by their lane, by the corners of their marks and by color;
    the key and the first row say whose count is which.
    """
    scale = Scale.for_width(width)
    head = round(scale.label * LINE + 8)
    laid = Layout.lay_out(selection, width, scale, None if height is None else height - head)
    shapes = list(_shapes(laid, hovers, head))
    last = max(shape.amount.stated for shape in shapes)
    numbers = ticks(laid.furthest, laid.plot, width_of(scale.label))
    # behind the last mark stand its numbers alone
    numbers = [number for at, number in enumerate(numbers) if at < 2 or numbers[at - 1] < last]
    total = head + laid.height
    layout = area(total, laid.left, scale.margin, x=[0, laid.furthest]) | {
        "shapes": [
            *(_band(line, laid, head, scale) for line in laid.lines if line.is_focus),
            *(down(number, head - 4, total) for number in numbers),
            *(link for line in laid.lines for link in _links(line, head)),
        ],
        "annotations": [
            *across(numbers, scale.label, laid.furthest, laid.plot),
            *(text for line in laid.lines for text in _texts(line, laid, head, scale)),
        ],
    }
    pale = {kind(shape.status) for shape in shapes if has_band(shape.amount)}
    entries = key(each(selection.rows), ranges=RANGE, pale=pale)
    counts = _counts(selection, width - 2 * scale.margin, scale)
    return {"data": [*traces(shapes, laid), *counts, *entries], "layout": layout}


def _counts(selection: Selection, room: float, scale: Scale) -> Iterator[dict[str, Any]]:
    """Say in the key whose counts the shapes are, where each has its own and the words fit."""
    names = [f"by {count}" for count in selection.counts]
    fit = all(key_width(name, scale.label) <= room for name in names)
    if 1 < len(names) <= len(_LOOKS) and fit:
        for name, (color, is_square) in zip(names, _LOOKS, strict=False):
            sign = {"color": TINTS[color], "line": {"color": color, "width": 1.5}}
            circle = point([None], {"symbol": "circle", "size": SIDE - 2, **sign})
            yield entry(name, {"type": "bar", "marker": sign} if is_square else circle)


def _shapes(laid: Layout, hovers: Sequence[str], head: float) -> Iterator[Shape]:
    for line, hover in zip(laid.lines, hovers, strict=True):
        for at, lane in enumerate(line.lanes):
            color, is_square = _LOOKS[at % len(_LOOKS)]
            if lane.rate is not None:
                yield Shape(
                    figure_id=line.row["figure_id"],
                    hover=hover,
                    amount=lane.rate,
                    status=line.row["status"],
                    color=color,
                    middle=head + lane.middle,
                    is_square=is_square,
                )


def _band(line: Line, laid: Layout, head: float, scale: Scale) -> dict[str, Any]:
    """Set off the row that the sentence is about."""
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


def _links(line: Line, head: float) -> Iterator[dict[str, Any]]:
    """Join the rates of a row that are one number each, where no words stand between them."""
    for one, other in pairwise(lane for lane in line.lanes if lane.rate is not None):
        if not other.head and _is_one(one.rate) and _is_one(other.rate):
            yield {
                "type": "line",
                "layer": "below",
                "xref": "x",
                "x0": one.rate.stated,
                "x1": other.rate.stated,
                "yref": "y",
                "y0": head + one.middle,
                "y1": head + other.middle,
                "line": {"color": MUTED, "width": 1},
            }


def _is_one(rate: Quantity) -> bool:
    return len({n for n in (rate.low, rate.value, rate.high) if n is not None}) == 1


def _texts(line: Line, laid: Layout, head: float, scale: Scale) -> Iterator[dict[str, Any]]:
    """Set the name of a row, whose counts its lanes are where it is the first, and its rates."""
    theme = {"bgcolor": TINTS[HIGHLIGHT] if line.is_focus else PAPER}  # over the thin lines
    name = "<br>".join(plain(part) for part in line.name)
    name = f"<b>{name}</b>" if line.is_focus else name
    figure = line.row["figure_id"]
    yield {
        "text": name + superscript(line.row.get("note_numbers", ())),
        **theme,
        "x": 0,
        "xanchor": "left",
        "xshift": scale.margin - laid.left + laid.indent,
        "align": "left",
        "y": head + line.name_top,
        "yanchor": "top",
        **label(scale.label, INK, figure),
    }
    for lane in line.lanes:
        if lane.head:
            yield {
                "text": "<br>".join(plain(part) for part in lane.head),
                **theme,
                "x": laid.value(head_at(laid, lane, scale)),
                "xanchor": "left",
                "align": "left",
                "y": head + lane.top,
                "yanchor": "top",
                **label(scale.note, MUTED, figure),
            }
        number = _number(lane, laid, head, scale, bold=line.is_focus)
        yield number | theme | ({"name": figure} if lane.rate else {})


def _number(lane: Lane, laid: Layout, head: float, scale: Scale, *, bold: bool) -> dict[str, Any]:
    text = "<br>".join(plain(part) for part in lane.text)
    return {
        "text": f"<b>{text}</b>" if bold else text,
        "x": laid.value(number_at(laid, lane.rate)) if lane.rate else 0,
        "xanchor": "left",
        "xshift": 0 if lane.rate else 4,
        "align": "left",
        "y": head + lane.middle,
        "yanchor": "middle",
        **label(scale.label, INK if lane.rate else MUTED),
    }

"""The marks of a rank: bars from zero, with their bounds, laid out for a width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from headcount.charts.bars import Ends, Row, SetRow, axis_of, drawn, key
from headcount.charts.rank.selection import Selection
from headcount.figures import table
from headcount.render.scene import Line, Plot, Stroke, together
from headcount.render.style import BASELINE, HIGHLIGHT, OTHERS, Scale
from headcount.render.typesetting import measure

BAR, GAP = 1.4, 0.75
"""How high a bar is, and the air to the next, in sizes of its label's type."""

TIGHTEST, LOOSEST = 1.45, 4.0
"""How far one bar may stand from the next, in sizes of its label's type."""

_NAMES, _BARS = 0.36, 0.4  # of the width: for names beside bars at most, for bars at least


def draw(
    selection: Selection, width: int, height: float | None = None, *, begins: float = 0
) -> Plot:
    """Draw the marks of a rank; see `headcount.charts.form.Form`.

    A bar reaches from zero to the value, or to the lower bound; what its figure leaves open is
    drawn as `headcount.charts.bars` has it, and said at its end. Names stand left of the bars, or
    above them where the picture is narrow. Where bars are to mislead they begin at another number
    than zero.
    """
    scale = Scale.for_width(width)
    size, margin = scale.label, scale.margin
    rows = _rows(selection, width, size)
    widest = max(row.wide(scale) for row in rows)
    longest = max(measure(row.number, size, bold=True) for row in rows)
    is_above = widest > _NAMES * width or width - widest - longest < _BARS * width
    room = width - 2 * margin
    lines = [row.within(room if is_above else widest + 1, scale) for row in rows]
    bar, gap = float(round(size * BAR)), float(round(size * GAP))
    if height is not None:
        bar, gap = _filling(lines, bar, gap, height, is_above=is_above)
    left = margin if is_above else math.ceil(margin + widest + 10)
    axis = axis_of(rows, left, width - margin, size, begins)
    found: list[Plot] = []
    top = 0.0 if is_above else gap / 2
    for one in lines:
        found.append(drawn(one, axis, margin, top, bar, is_above=is_above))
        top += found[-1].height + gap
    total = top - gap + 3 if is_above else top - gap / 2
    plot = together(found, total)
    zeros = [one for one in plot.ground if isinstance(one, Line)]
    if not is_above:  # one line for all
        zeros = [Line(left, total, left, 0, Stroke(BASELINE))]
    return replace(
        plot,
        ground=(),
        signs=tuple(zeros),
        entries=tuple(key(row["status"] for row in selection.records)),
        axis=axis,
    )


def _rows(selection: Selection, width: int, size: float) -> list[Row]:
    """Return the rows: each under its name, with its source where each has another."""
    return [
        Row(
            row["figure_id"],
            str(row.get("label") or row["name"]),
            notes=tuple(row.get("note_numbers", ())),
            is_bold=row["figure_id"] in selection.focus,
            ends=Ends.of(row["amount"]),
            status=row["status"],
            color=HIGHLIGHT if row["figure_id"] in selection.focus else OTHERS,
            number=number,
        )
        for row, number in zip(
            selection.records, _numbers(selection.records, width, size), strict=True
        )
    ]


def _filling(
    rows: Sequence[SetRow], bar: float, gap: float, height: float, *, is_above: bool
) -> tuple[float, float]:
    """Return how high bars are and how far apart, so that rows fill a height if they can."""
    words = sum(one.high(0, is_above=True) for one in rows) if is_above else 0.0
    size = rows[0].scale.label
    pitch = min(max((height - words) / len(rows), size * TIGHTEST), size * LOOSEST)
    tall = float(round(pitch * bar / (bar + gap)))
    return tall, pitch - tall


def _numbers(records: Sequence[table.Row], width: int, size: float) -> list[str]:
    """Print the amounts; where one is too long for the picture, leave its drawn bounds unsaid."""
    full = [row["amount"].label() for row in records]
    if max(measure(number, size, bold=True) for number in full) <= _BARS * width:
        return full
    return [row["amount"].label(bounds=False) for row in records]

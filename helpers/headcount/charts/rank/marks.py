"""The marks of a rank: bars from zero, with their bounds, laid out for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from headcount.charts.axis import furthest
from headcount.charts.bars import ARROW, bar, zero
from headcount.charts.ends import Ends
from headcount.charts.key import key
from headcount.charts.rank.selection import Selection
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.render.scene import Axis, Line, Plot, Stroke, Text, runs
from headcount.render.style import BASELINE, HIGHLIGHT, INK, OTHERS, Scale
from headcount.render.typesetting import LINE, superscript_width, wrap
from headcount.render.typesetting import measure as text_width

BAR, GAP = 1.4, 0.75
"""How high a bar is, and the air to the next, in sizes of its label's type."""

_UNDER = 4  # pixels from a name to the bar under it

TIGHTEST, LOOSEST = 1.45, 4.0
"""How far one bar may stand from the next, in sizes of its label's type."""


def draw(
    selection: Selection, width: int, height: float | None = None, *, begins: float = 0
) -> Plot:
    """Draw the marks of a rank; see `headcount.charts.form.Form`.

    A bar reaches from zero to the value, or to the lower bound; what its figure leaves open is
    drawn as `headcount.charts.bars` has it, and said at its end. Where bars are to mislead they
    begin at another number than zero.
    """
    scale = Scale.for_width(width)
    left, bar_high, rows = _lay_out(selection, width, scale, height)
    plot = width - left - scale.margin
    behind = (
        text_width(row.number, scale.label, bold=True) + 10 + ARROW * row.ends.is_open
        for row in rows
    )
    end = furthest(zip((row.ends.most for row in rows), behind, strict=True), plot) or 1.0
    axis = Axis(left, left + plot, begins, end)
    last = rows[-1]
    total = last.middle + bar_high / 2 + 3 if last.is_above else last.top + last.high
    return Plot(
        height=total,
        marks=tuple(
            mark
            for row in rows
            for mark in bar(
                row.record["figure_id"],
                row.ends,
                kind(row.record["status"]),
                HIGHLIGHT if row.is_focus else OTHERS,
                axis,
                row.middle,
                bar_high,
            )
        ),
        signs=(
            tuple(zero(axis, row.middle, bar_high) for row in rows)
            if rows[0].is_above
            else (Line(axis.start, total, axis.start, 0, Stroke(BASELINE)),)
        ),
        labels=tuple(text for row in rows for text in _texts(row, axis, scale)),
        entries=tuple(key(row["status"] for row in selection.records)),
        axis=axis,
    )


@dataclass(frozen=True)
class _Row:
    """A row: its name in lines, which begin at `top`, its number, and the middle of its bar."""

    record: Row
    is_focus: bool
    name: list[str]
    number: str
    ends: Ends
    high: float
    top: float
    middle: float
    is_above: bool


def _lay_out(
    selection: Selection, width: int, scale: Scale, height: float | None
) -> tuple[int, float, list[_Row]]:
    """Return where the bars begin, how high they are, and the rows.

    Names stand left of the bars, or above them where the picture is narrow.
    """
    size, records = scale.label, selection.records
    focused = [row["figure_id"] in selection.focus for row in records]
    marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
    widest = max(
        text_width(_name(row), size, bold=is_focus) + notes
        for row, is_focus, notes in zip(records, focused, marked, strict=True)
    )
    numbers = _numbers(records, width, size)
    longest = max(text_width(number, size, bold=True) for number in numbers)
    above = widest > 0.36 * width or width - widest - longest < 0.4 * width
    room = width - 2 * scale.margin if above else widest + 1
    names = [
        wrap(_name(row), room - notes, size, bold=is_focus)
        for row, is_focus, notes in zip(records, focused, marked, strict=True)
    ]
    words = [len(lines) * size * LINE + _UNDER if above else 0 for lines in names]
    tall, gap = float(round(size * BAR)), float(round(size * GAP))
    if height is not None:
        pitch = (height - sum(words)) / len(records)
        pitch = min(max(pitch, size * TIGHTEST), size * LOOSEST)
        tall = round(pitch * tall / (tall + gap))
        gap = pitch - tall
    rows, top = [], 0.0
    for row, is_focus, name, number, word in zip(
        records, focused, names, numbers, words, strict=True
    ):
        high = word + tall + gap
        middle = top + word + tall / 2 if above else top + high / 2
        ends = Ends.of(row["amount"], 1)
        rows.append(_Row(row, is_focus, name, number, ends, high, top, middle, above))
        top += high
    return scale.margin if above else math.ceil(scale.margin + widest + 10), tall, rows


def _name(row: Row) -> str:
    """Return what stands beside a bar: a name, with its source where each row has another."""
    return str(row.get("label") or row["name"])


def _numbers(records: Sequence[Row], width: int, size: float) -> list[str]:
    """Print the amounts; where one is too long for the picture, leave its drawn bounds unsaid."""
    full = [row["amount"].label() for row in records]
    if max(text_width(number, size, bold=True) for number in full) <= 0.4 * width:
        return full
    return [row["amount"].label(bounds=False) for row in records]


def _texts(row: _Row, axis: Axis, scale: Scale) -> Iterator[Text]:
    """Set the name of a row, from the margin on, and its amount."""
    own = partial(Text, size=scale.label, color=INK, figure_id=row.record["figure_id"])
    name = runs(row.name, bold=row.is_focus, numbers=row.record.get("note_numbers", ()))
    if row.is_above:
        yield own(name, scale.margin, row.top)
    else:
        yield own(name, scale.margin, row.middle, across="middle")
    x = axis.at(row.ends.most) + 5 + ARROW * row.ends.is_open
    number = runs([row.number], bold=row.is_focus)
    yield own(number, x, row.middle, across="middle")

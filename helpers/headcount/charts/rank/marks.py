"""The marks of a rank: bars from zero, with their bounds, laid out for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from headcount.charts.bars import ARROW, bar
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
    records = selection.records
    bold = [row["figure_id"] in selection.focus for row in records]
    labels = _Labels.lay_out(records, bold, width, scale, height)
    plot = width - labels.left - scale.margin
    amounts = [Ends.of(row["amount"], 1) for row in records]
    furthest = _furthest(amounts, plot, scale.label, labels.numbers)
    axis = Axis(labels.left, labels.left + plot, begins, furthest)
    total = sum(labels.heights)
    return Plot(
        height=total,
        marks=tuple(
            mark
            for y, (row, ends, focused) in enumerate(zip(records, amounts, bold, strict=True))
            for mark in bar(
                row["figure_id"],
                ends,
                kind(row["status"]),
                HIGHLIGHT if focused else OTHERS,
                axis,
                labels.middle(y),
                labels.bar,
            )
        ),
        signs=(Line(axis.start, total, axis.start, 0, Stroke(BASELINE)),),
        labels=tuple(
            text
            for y, (row, ends) in enumerate(zip(records, amounts, strict=True))
            for text in _texts(y, row, ends, axis, labels, scale, bold=bold[y])
        ),
        entries=tuple(key(row["status"] for row in records)),
        axis=axis,
    )


@dataclass(frozen=True)
class _Labels:
    """Where names stand: left of the bars, or above them where the picture is narrow.

    The y axis counts pixels from the top, so that rows may differ in height.
    """

    above: bool
    left: int
    texts: list[list[str]]
    numbers: list[str]
    heights: list[float]
    bar: float

    @classmethod
    def lay_out(
        cls,
        records: Sequence[Row],
        bold: list[bool],
        width: int,
        scale: Scale,
        height: float | None,
    ) -> _Labels:
        size = scale.label

        marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
        widest = max(
            text_width(row["name"], size, bold=focused) + numbers
            for row, focused, numbers in zip(records, bold, marked, strict=True)
        )
        numbers = _numbers(records, width, size)
        longest = max(text_width(number, size, bold=True) for number in numbers)
        above = widest > 0.36 * width or width - widest - longest < 0.4 * width
        room = width - 2 * scale.margin if above else widest + 1
        texts = [
            wrap(row["name"], room - numbers, size, bold=focused)
            for row, focused, numbers in zip(records, bold, marked, strict=True)
        ]
        words = [len(lines) * size * LINE if above else 0 for lines in texts]
        bar, gap = float(round(size * BAR)), float(round(size * GAP))
        if height is not None:
            pitch = (height - sum(words)) / len(records)
            pitch = min(max(pitch, size * TIGHTEST), size * LOOSEST)
            bar = round(pitch * bar / (bar + gap))
            gap = pitch - bar
        left = scale.margin if above else math.ceil(scale.margin + widest + 10)
        return cls(above, left, texts, numbers, [room + bar + gap for room in words], bar)

    def middle(self, y: int) -> float:
        """Return where the bar of row `y` has its middle, in pixels from the top."""
        top = sum(self.heights[:y])
        if not self.above:
            return top + self.heights[y] / 2
        return top + self.heights[y] - self.bar / 2 - 4

    def top(self, y: int) -> float:
        """Return where the name above row `y` begins."""
        return sum(self.heights[:y])


def _numbers(records: Sequence[Row], width: int, size: float) -> list[str]:
    """Print the amounts; where one is too long for the picture, leave its drawn bounds unsaid."""
    full = [row["amount"].label() for row in records]
    if max(text_width(number, size, bold=True) for number in full) <= 0.4 * width:
        return full
    return [row["amount"].label(bounds=False) for row in records]


def _furthest(amounts: list[Ends], plot: float, size: float, numbers: list[str]) -> float:
    """Return the end of the axis at which the longest bar and its number both fit."""
    furthest = 0.0
    for ends, number in zip(amounts, numbers, strict=True):
        text = text_width(number, size, bold=True) + 10 + ARROW * ends.is_open
        furthest = max(furthest, ends.most * plot / max(plot - text, plot * 0.1))
    return furthest or 1.0


def _texts(
    y: int, row: Row, ends: Ends, axis: Axis, labels: _Labels, scale: Scale, *, bold: bool
) -> Iterator[Text]:
    """Set the name of a row, from the margin on, and its amount."""
    own = partial(Text, size=scale.label, color=INK, figure_id=row["figure_id"])
    name = runs(labels.texts[y], bold=bold, numbers=row.get("note_numbers", ()))
    if labels.above:
        yield own(name, scale.margin, labels.top(y))
    else:
        yield own(name, scale.margin, labels.middle(y), across="middle")
    x = axis.at(ends.most) + 5 + ARROW * ends.is_open
    yield own(runs([labels.numbers[y]], bold=bold), x, labels.middle(y), across="middle")

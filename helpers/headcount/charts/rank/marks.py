"""The marks of a rank: bars from zero, with their bounds, laid out for a width."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from headcount.charts.ends import RANGE
from headcount.charts.key import key
from headcount.charts.rank.selection import Selection
from headcount.figures.quantity import Quantity
from headcount.figures.status import KINDS, kind
from headcount.figures.table import each
from headcount.render.scene import (
    Axis,
    Fill,
    Line,
    Mark,
    Path,
    Plot,
    Rect,
    Sign,
    Stroke,
    Text,
    runs,
)
from headcount.render.style import BASELINE, HIGHLIGHT, INK, OTHERS, Scale, fill
from headcount.render.typesetting import LINE, superscript_width, wrap
from headcount.render.typesetting import measure as text_width

TIGHTEST, LOOSEST = 1.45, 4.0
"""How far one bar may stand from the next, in sizes of its label's type."""


def draw(selection: Selection, width: int, height: int | None = None, *, begins: float = 0) -> Plot:
    """Draw the marks of a rank; see `headcount.charts.form.Form`.

    A bar reaches from zero to the value, or to the lower bound; a pale band with a closing line
    reaches on to the upper bound, an arrow where there is none. Where bars are to mislead they
    begin at another number than zero.
    """
    scale = Scale.for_width(width)
    records = each(selection.rows)
    bold = [row["figure_id"] in selection.focus for row in records]
    labels = _Labels.lay_out(records, bold, width, scale, height)
    plot = width - labels.left - scale.margin
    furthest = _furthest(records, plot, scale.label, labels.numbers)
    axis = Axis(labels.left, labels.left + plot, begins, furthest)
    rows = [
        _Row(row, HIGHLIGHT if focused else OTHERS, labels.middle(y))
        for y, (row, focused) in enumerate(zip(records, bold, strict=True))
    ]
    total = sum(labels.heights)
    pale = {one.kind for one in rows if one.has_band}
    return Plot(
        height=total,
        marks=(*_bars(rows, axis, labels.bar), *_bounds(rows, axis, labels.bar)),
        signs=(Line(axis.start, total, axis.start, 0, Stroke(BASELINE)),),
        labels=tuple(
            text
            for y, row in enumerate(rows)
            for text in _texts(y, row, axis, labels, scale, bold=bold[y])
        ),
        entries=tuple(key((row["status"] for row in records), ranges=RANGE, pale=pale)),
        axis=axis,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, the color of its bar, and where that has its middle."""

    row: dict
    color: str
    middle: float

    @property
    def figure(self) -> str:
        return self.row["figure_id"]

    @property
    def amount(self) -> Quantity:
        return self.row["amount"]

    @property
    def kind(self) -> str:
        return kind(self.row["status"])

    @property
    def solid(self) -> float:
        """How far the bar itself reaches: the value, else the lower bound, else nowhere."""
        return self.amount.value if self.amount.value is not None else (self.amount.low or 0)

    @property
    def has_band(self) -> bool:
        return self.amount.high is not None and self.amount.high != self.solid


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
        records: list[dict],
        bold: list[bool],
        width: int,
        scale: Scale,
        height: int | None,
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
        bar, gap = round(size * 1.25), round(size * 0.85)
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


def _numbers(records: list[dict], width: int, size: float) -> list[str]:
    """Print the amounts; where one is too long for the picture, leave its drawn bounds unsaid."""
    full = [row["amount"].label() for row in records]
    if max(text_width(number, size, bold=True) for number in full) <= 0.4 * width:
        return full
    return [row["amount"].label(bounds=False) for row in records]


def _end(amount: Quantity) -> float:
    """Where the last mark of a row stands: its upper end, or the lower one when that is open."""
    return amount.most if math.isfinite(amount.most) else amount.least


def _arrow(amount: Quantity) -> int:
    return 16 if math.isinf(amount.most) else 0


def _furthest(records: list[dict], plot: float, size: float, numbers: list[str]) -> float:
    """Return the end of the axis at which the longest bar and its number both fit."""
    furthest = 0.0
    for row, number in zip(records, numbers, strict=True):
        text = text_width(number, size, bold=True) + 10 + _arrow(row["amount"])
        furthest = max(furthest, _end(row["amount"]) * plot / max(plot - text, plot * 0.1))
    return furthest or 1.0


def _bars(rows: list[_Row], axis: Axis, high: float) -> Iterator[Rect]:
    """Draw the bars, those of one look after the other."""
    for group, color in product(KINDS, (HIGHLIGHT, OTHERS)):
        for one in rows:
            if (one.kind, one.color) == (group, color):
                yield _rect(one, axis, (0, one.solid), high, fill(group, color))


def _rect(one: _Row, axis: Axis, ends: tuple[float, float], high: float, look: Fill) -> Rect:
    """Draw an area from number to number, as far as the axis holds them."""
    left, right = (axis.at(max(end, axis.first)) for end in ends)
    top, bottom = one.middle - high / 2, one.middle + high / 2
    return Rect(left, top, right, bottom, look, figure_id=one.figure)


def _bounds(rows: list[_Row], axis: Axis, bar: float) -> Iterator[Mark]:
    """Draw what lies between the bounds: a pale band closed by a line, or open with an arrow."""
    for one in rows:
        amount = one.amount
        if math.isinf(amount.most):
            yield Sign("right", axis.at(amount.least), one.middle, 11, Fill(one.color), one.figure)
            continue
        if amount.high is None and amount.low is None:
            continue
        low = one.solid if amount.low is None else amount.low
        high = bar * (0.5 if amount.value is not None else 1)
        band = fill(one.kind, one.color, faint=True)
        yield _rect(one, axis, (low, _end(amount)), high, band)
        ends = one.middle - bar / 2, one.middle + bar / 2
        caps = (axis.at(end) for end in (amount.low, amount.high) if end is not None)
        strokes = tuple(tuple((x, y) for y in ends) for x in caps)
        yield Path(strokes, Stroke(one.color, 2.5), one.figure)


def _texts(
    y: int, one: _Row, axis: Axis, labels: _Labels, scale: Scale, *, bold: bool
) -> Iterator[Text]:
    """Set the name of a row and its amount."""
    own = {"size": scale.label, "color": INK, "figure_id": one.figure}
    name = runs(labels.texts[y], bold=bold, numbers=one.row.get("note_numbers", ()))
    if labels.above:
        yield Text(name, axis.start, labels.top(y), **own)
    else:
        left = {"hold": "right", "across": "middle", "align": "left"}
        yield Text(name, axis.start - 10, one.middle, **left, **own)
    x = axis.at(_end(one.amount)) + 5 + _arrow(one.amount)
    yield Text(runs([labels.numbers[y]], bold=bold), x, one.middle, across="middle", **own)

"""Flows over time as columns: each as wide as the time that it was added up over, from zero.

A dot says what is at one moment; what was counted over a quarter is a quarter as wide as what was
counted over a year, and no line joins two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headcount.caveats.facts import Facts
from headcount.charts import axis
from headcount.charts.axis import Stretch
from headcount.charts.bars import key
from headcount.figures.dates import words as date_words
from headcount.figures.quantity import compact
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.render.scene import Axis, Line, Plot, Rect, TextBlock, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, Scale, fill
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_evenly

MOST = 6
"""Beyond so many columns none has room for its number."""

_SHARE, _LOWEST, _HIGHEST = 0.4, 180, 360  # the height of the plot: of the width, and pixels
_LEAST = 90  # the same where it has to fit a height
_GAP = 4  # pixels between two columns
_DATE = 6.5  # the room of a date, in sizes of a label's type


def are_columns(facts: Facts, rows: Sequence[Row]) -> bool:
    """Whether figures are flows that follow one another in time, each a plain number from zero."""
    # below zero no length shows an amount; a dot does
    plain = (row["amount"].numbers == [row["amount"].value] and row["amount"].stated >= 0
             for row in rows if facts.covers(row))  # fmt: skip
    if not 2 <= len(rows) <= MOST or sum(plain) < len(rows):
        return False
    times = sorted((_stretch(row) for row in rows), key=lambda one: one.start)
    return all(one.end <= other.start + 1e-6 for one, other in pairwise(times))


def draw(records: Sequence[Row], focus: Sequence[str], width: int, height: float | None) -> Plot:
    """Draw a column for each figure, its number above and its time below it."""
    scale = Scale.for_width(width)
    size = scale.label
    top = size * LINE + 4
    dates = [wrap_evenly(date_words(row["as_of"]), size * _DATE, scale.note) for row in records]
    deep = max(map(len, dates)) * scale.note * LINE + 6
    high = min(width * _SHARE, _HIGHEST) if height is None else height - top - deep
    high = max(high, _LOWEST if height is None else _LEAST)
    most = max(row["amount"].value for row in records) or 1.0
    numbers = axis.ticks(most, high, lambda _: size * 3.2, 0.0)
    left = scale.margin + max(measure(compact(one), size) for one in numbers) + size * 0.6
    right = width - scale.margin
    times = [_stretch(row) for row in records]
    first, last = min(one.start for one in times), max(one.end for one in times)
    upright = Axis(top + high, top, 0, most, is_upright=True)
    zero = upright.at(0)

    # a last column that is narrower than its words begins so far to the left that they fit
    words = [_words(row, lines, scale) for row, lines in zip(records, dates, strict=True)]
    year = (right - left) / (last - first)
    needed, short = words[-1] + _GAP, times[-1].end - times[-1].start
    if needed > short * year:
        year = (right - left - needed) / (last - first - short)

    def x(moment: float) -> float:
        return left + (moment - first) * year

    marks, texts = [], []
    for row, time, wide, lines in zip(records, times, words, dates, strict=True):
        figure, amount = row["figure_id"], row["amount"]
        start, end = x(time.start) + _GAP / 2, x(time.end) - _GAP / 2
        look = fill(kind(row["status"]), HIGHLIGHT if figure in focus else OTHERS)
        marks.append(Rect(start, upright.at(amount.value), end, zero, look, 0, figure))
        notes = row.get("note_numbers", ())
        number = runs([amount.label()], bold=figure in focus, numbers=notes)
        at, hold = ((start + end) / 2, "center") if wide <= end - start else (start, "left")
        foot = upright.at(amount.value) - 5
        texts.append(TextBlock(number, at, foot, size, INK, hold, "foot", figure_id=figure))
        texts.append(TextBlock(runs(lines), at, zero + 6, scale.note, MUTED, hold))
    rules = (Line(left, upright.at(one), right, upright.at(one), axis.rule(one)) for one in numbers)
    along = (
        TextBlock(runs([compact(one)]), left - 6, upright.at(one), size, MUTED, "right", "middle")
        for one in numbers
    )
    return Plot(
        height=zero + deep,
        marks=tuple(marks),
        ground=tuple(rules),
        labels=(*along, *texts),
        entries=tuple(key(row["status"] for row in records)),
        axis=upright,
    )


def _words(row: Row, date: Sequence[str], scale: Scale) -> float:
    """Return how wide the words of a column are: its number, or its time if that is wider."""
    number = measure(row["amount"].label(), scale.label, bold=True)
    notes = superscript_width(row.get("note_numbers", ()), scale.label)
    return max(number + notes, *(measure(one, scale.note) for one in date))


def _stretch(row: Row) -> Stretch:
    return Stretch.of(row.get("over") or row["as_of"])

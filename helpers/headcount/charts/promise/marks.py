"""The marks of a promise chart, and where they stand: words left of their bars, or above."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from headcount.charts.axis import furthest
from headcount.charts.bars import ARROW, bar, zero
from headcount.charts.ends import RANGE, Ends
from headcount.charts.key import key
from headcount.charts.promise.selection import Promise, Selection, share
from headcount.core.wording import capital
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.render import scene
from headcount.render.scene import Axis, Plot, Stroke, Text, runs
from headcount.render.style import GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full

LOOSEST = 2.2
"""How much further promises may stand apart to fill a height, in sizes of their label's type."""

BESIDE = 0.45
"""Labels stand to the left of their bars where the longest takes no more of the width."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: of which figure, its ends on the scale of all, how it is filled.

    `share` is what stands at its end, and `promised` where the promise ends that it belongs to.
    """

    figure: str
    ends: Ends
    kind: str
    color: str
    share: str
    promised: float

    @property
    def behind(self) -> float:
        """How many pixels stand behind its end before the share."""
        return ARROW if self.ends.is_open else 0


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of a promise: its words, the notes behind them, and its bar, if it has one.

    `figure` is the one that the words are about, if they are about any; `text` is the words
    unwrapped; `top` is where they begin and `middle` where the bar has its middle, in pixels from
    the top.
    """

    text: str
    figure: str = ""
    notes: tuple[int, ...] = ()
    bold: bool = False
    bar: Bar | None = None
    words: tuple[str, ...] = ()
    top: float = 0.0
    middle: float = 0.0

    def wide(self, size: float) -> float:
        """Return how wide the line is before it is wrapped."""
        return measure(self.text, size, bold=self.bold) + superscript_width(self.notes, size)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every line stands, on the one axis of all promises."""

    scale: Scale
    axis: Axis
    bar: float
    height: int
    lines: tuple[TextRow, ...]


def lay_out(selection: Selection, width: int, height: int | None) -> Layout:
    """Lay a promise chart out for a width, and for a height as far as it stays legible."""
    scale = Scale.for_width(width)
    size = scale.label
    rows = selection.by_id
    scales = _scales(rows.values())
    groups = [
        _lines(rows, one, HIGHLIGHT if one.figure == selection.focus[0] else OTHERS, scales)
        for one in selection.promises
    ]
    room = width - 2 * scale.margin
    longest = max(line.wide(size) for group in groups for line in group if line.bar)
    column = math.ceil(longest) + 2 if longest <= BESIDE * width else 0
    left = scale.margin + column + 10 if column else scale.margin

    high_bar = round(size * 0.77)
    top, air = size * 0.5, size * 1.4
    groups = [[_wrapped(line, column or room, room, size) for line in group] for group in groups]
    highs = [[_high(line, high_bar, size, column=column) for line in group] for group in groups]
    if height is not None:
        needed = top + sum(map(sum, highs)) + air * (len(groups) - 1)
        air += min(max(0.0, (height - needed) / max(1, len(groups) - 1)), size * LOOSEST)
    placed = []
    for group, high in zip(groups, highs, strict=True):
        for line, tall in zip(group, high, strict=True):
            words = len(line.words) * size * LINE
            under = max(words, high_bar) / 2 if column else words + size * 0.3 + high_bar / 2
            placed.append(replace(line, top=top, middle=top + under))
            top += tall
        top += air
    plot = width - left - scale.margin
    bars = [
        (one.ends.most, (measure(one.share, size) + 8 if one.share else 0) + one.behind + 3)
        for line in placed
        if (one := line.bar)
    ]
    height = math.ceil(top - air + 2)
    axis = Axis(left, left + plot, 0, furthest(bars, plot) or 1e-9)
    return Layout(scale, axis, high_bar, height, tuple(placed))


def _scales(rows: Iterable[Row]) -> dict[str, float]:
    """Return what one of the axis is in each unit: one, unless there are several.

    People and guns share no scale: then the most of each unit is as long as that of another.
    """
    most: dict[str, float] = {}
    for row in rows:
        if row["amount"].is_number:
            ends = Ends.of(row["amount"], 1)
            most[row["unit"]] = max(most.get(row["unit"], 0.0), ends.most)
    return most if len(most) > 1 else dict.fromkeys(most, 1.0)


def _lines(
    rows: Mapping[str, Row], promise: Promise, color: str, scales: Mapping[str, float]
) -> list[TextRow]:
    """Say of one promise whom it is of, what was promised, and each outcome."""
    row = rows[promise.figure]
    promised = row["amount"].stated / (scales.get(row["unit"]) or 1.0)

    def line(row: Row, text: str, share: str = "") -> TextRow:
        numbered = row["amount"].is_number
        ends = Ends.of(row["amount"], scales.get(row["unit"]) or 1.0)
        bar = Bar(row["figure_id"], ends, kind(row["status"]), color, share, promised)
        notes = row.get("note_numbers", ())
        return TextRow(text, row["figure_id"], notes, bar=bar if numbered else None)

    outcomes = [
        line(
            rows[one.figure],
            f"{one.lead}: {rows[one.figure]['known']}",
            share(rows[one.figure], row),
        )
        if one.figure
        else TextRow(one.reason)
        for one in promise.outcomes
    ]
    head = TextRow(row["heading"], promise.figure, bold=True)
    return [head, line(row, capital(row["known"])), *outcomes]


def _wrapped(line: TextRow, column: float, room: float, size: float) -> TextRow:
    width = (column if line.bar else room) - superscript_width(line.notes, size)
    return replace(line, words=tuple(wrap_full(line.text, width, size, bold=line.bold)))


def _high(line: TextRow, bar: float, size: float, *, column: float) -> float:
    words = len(line.words) * size * LINE
    if line.bar is None:
        return words + size * 0.25
    return max(words, bar) + size * 0.35 if column else words + bar + size * 0.8


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a promise chart; see `headcount.charts.form.Form`.

    Promises and what came of them are bars from one zero, to one scale: 1,000 promised is a
    hundredth as long as 100,000. A thin line at what stands under a promise marks where it ends.
    """
    layout = lay_out(selection, width, height)
    drawn = [(line.bar, line.middle) for line in layout.lines if line.bar]
    numbered = [row["status"] for row in selection.records if row["amount"].is_number]
    pale = {one.kind for one, _ in drawn if one.ends.most > one.ends.sure > 0}
    return Plot(
        height=layout.height,
        marks=tuple(
            mark
            for one, middle in drawn
            for mark in bar(
                one.figure, one.ends, one.kind, one.color, layout.axis, middle, layout.bar
            )
        ),
        ground=tuple(guide for one, middle in drawn for guide in _guides(one, middle, layout)),
        labels=tuple(text for line in layout.lines for text in _texts(line, layout)),
        entries=tuple(key(numbered, ranges=RANGE, pale=pale)),
        axis=layout.axis,
    )


def _guides(one: Bar, middle: float, layout: Layout) -> Iterator[scene.Line]:
    """Draw at a bar where zero is, and where the promise ends."""
    yield (line := zero(layout.axis, middle, layout.bar))
    end = layout.axis.at(one.promised)
    yield replace(line, x0=end, x1=end, stroke=Stroke(GUIDE))


def _texts(line: TextRow, layout: Layout) -> Iterator[Text]:
    """Set the words of a line, and at the end of its bar which part of the promise it is."""
    label = partial(Text, size=layout.scale.label, figure_id=line.figure)
    color = INK if line.bold or line.bar else MUTED
    words = runs(line.words, bold=line.bold, numbers=line.notes)
    yield label(words, layout.scale.margin, line.top, color=color)
    if line.bar and line.bar.share:
        x = layout.axis.at(line.bar.ends.most) + 6 + line.bar.behind
        yield label(runs([line.bar.share]), x, line.middle, color=INK, across="middle")

"""The marks of a chart per head, where they stand, and its plotly figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, pairwise, takewhile

from headcount.charts import native
from headcount.charts.axis import furthest, ticks, width_of
from headcount.charts.bars import SIDE, Ends
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.per_head.selection import Selection, standing
from headcount.charts.shapes import (
    ASIDE,
    NARROW,
    DotAxis,
    Shape,
    dot_plot,
    stacked,
)
from headcount.core.wording import capital
from headcount.figures.quantity import Quantity
from headcount.figures.status import KEY_WORDS, kind
from headcount.figures.table import Row
from headcount.render.layout import key_width
from headcount.render.scene import Entry, Fill, Line, Plot, Stroke, TextBlock, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap

_SHARE = 0.3  # of the width, at the most, for names beside the marks
_LANE = 1.4  # in sizes of a label's type
_BETWEEN = 0.8  # from a name to what its lanes are called, in the same
_GAPS = 0.5, 1.1, 2.5  # between two rows, in sizes of a label's type


@dataclass(frozen=True)
class Lane:
    """One rate of a row: by whose count, its number, where it stands."""

    rate: Quantity | None
    head: list[str]
    text: list[str]
    top: float = 0.0
    middle: float = 0.0


@dataclass(frozen=True)
class RateRow:
    """One row: a name, and a lane for each count of heads."""

    record: Row
    is_focus: bool
    name: list[str]
    lanes: tuple[Lane, ...]
    name_top: float = 0.0


def lay_out(
    selection: Selection, width: int, scale: Scale, height: float | None
) -> tuple[DotAxis, list[RateRow], float]:
    """Lay the rows out on their axis, as high as `height` if they can; return how high they are."""
    size, records = scale.label, selection.records
    focused = [row["figure_id"] in selection.focus for row in records]
    marked = [superscript_width(row.get("note_numbers", ()), size) for row in records]
    widest = max(
        measure(row["name"], size, bold=bold) + notes
        for row, bold, notes in zip(records, focused, marked, strict=True)
    )
    names_wide = min(widest + 1, _SHARE * width)
    column = _column_width(selection, width, scale)
    axis = DotAxis.of(width, scale, names_wide + column)
    if column:
        axis = replace(axis, column=names_wide)
    rows = [
        RateRow(
            row,
            bold,
            wrap(row["name"], max(axis.column - notes, axis.column / 2), size, bold=bold),
            _lanes(selection, row, axis.plot, scale, is_first=at == 0 and not column),
        )
        for at, (row, bold, notes) in enumerate(zip(records, focused, marked, strict=True))
    ]
    names = [len(row.name) * size * LINE for row in rows]
    bodies = [sum(_high(lane, scale) for lane in row.lanes) for row in rows]
    highs = [
        name + body if axis.is_above else max(name, body)
        for name, body in zip(names, bodies, strict=True)
    ]
    tops, total = stacked(highs, height, size, _GAPS)
    placed = []
    for row, name, body, high, top in zip(rows, names, bodies, highs, tops, strict=True):
        at, lanes = top + (name if axis.is_above else (high - body) / 2), []
        lane_top = at
        for lane in row.lanes:
            tall, head = _high(lane, scale), len(lane.head) * scale.note * LINE
            lanes.append(replace(lane, top=at, middle=at + head + (tall - head) / 2))
            at += tall
        name_top = top if axis.is_above else top + (high - name) / 2
        if column:  # beside what its first lane is called
            name_top = lane_top + (_LANE - LINE) * size / 2
        placed.append(replace(row, lanes=tuple(lanes), name_top=name_top))
    return replace(axis, furthest=_furthest(rows, axis, size)), placed, total


def _column_width(selection: Selection, width: int, scale: Scale) -> float:
    """Return how wide a column is that says whose count each lane is; zero where none is drawn.

    It is drawn where the counts are too many for marks of their own and the picture has room.
    """
    own, shared = _own_words(selection.counts)
    heads = [*own, f"by {shared} of"] if shared else own
    column = max(measure(one, scale.note) for one in heads) + scale.label * _BETWEEN
    is_drawn = len(own) > len(_LOOKS) and width >= NARROW and column <= _SHARE * width
    return column if is_drawn else 0.0


def _own_words(counts: Sequence[str]) -> tuple[list[str], str]:
    """Return what is said of each count alone, and the words that all end in.

    Examples
    --------
    >>> _own_words(["World Bank population", "CIA population"])
    (['World Bank', 'CIA'], 'population')
    """
    words = [count.split() for count in counts]
    ends = zip(*(reversed(one) for one in words), strict=False)
    alike = takewhile(lambda those: len(set(those)) == 1, ends)
    shared = min(len(list(alike)), min(map(len, words)) - 1)
    own = [" ".join(one[: len(one) - shared]) for one in words]
    return own, " ".join(words[0][len(words[0]) - shared :])


def _lanes(
    selection: Selection, row: Row, plot: float, scale: Scale, *, is_first: bool
) -> tuple[Lane, ...]:
    """Give a row a lane for each count; the lanes of the first say whose count they are."""
    lanes = []
    for at, (rate, count) in enumerate(zip(row["rates"], selection.counts, strict=True)):
        head = (
            wrap(f"by {count}", plot, scale.note) if is_first and len(selection.counts) > 1 else []
        )
        place = standing(row, at)
        text = rate.label(bounds=False) if rate else f"no {count} figure"
        text += f", {place}" if place else ""
        room = 0.6 * plot if rate else plot
        lanes.append(Lane(rate, head, wrap(text, room, scale.label, bold=True)))
    return tuple(lanes)


def _furthest(rows: list[RateRow], axis: DotAxis, size: float) -> float:
    """Return the end of the axis at which the number of every lane has room behind its marks."""
    bars = (
        (most := rate.numbers[-1], number_at(axis, rate) - axis.pixels(most) + _wide(lane, size))
        for row in rows
        for lane in row.lanes
        if (rate := lane.rate)
    )
    return furthest(bars, axis.plot) or 1.0


def number_at(axis: DotAxis, rate: Quantity) -> float:
    """Return how far from zero the number of a rate begins."""
    return axis.reach(rate)[1] + ASIDE


def head_at(axis: DotAxis, lane: Lane, scale: Scale) -> float:
    """Return how far from zero the words above a lane begin: over its mark, or as near as fits."""
    wide = max(measure(line, scale.note) for line in lane.head)
    start = axis.reach(lane.rate)[0] if lane.rate else 0
    return max(4.0, min(start, axis.plot - wide))


def _wide(lane: Lane, size: float) -> float:
    return max(measure(line, size, bold=True) for line in lane.text)


def _high(lane: Lane, scale: Scale) -> float:
    mark = max(_LANE * scale.label, len(lane.text) * scale.label * LINE)
    return len(lane.head) * scale.note * LINE + mark


_LOOKS = (False, True)
"""Whether the marks of a count of heads have corners, in turn."""


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a chart per head; see `headcount.charts.form.Form`.

    The counts of heads are told apart by their lane. A column says whose count each is; where there
    are two, or where it is narrow, so do the corners of their marks, the key and the first row.
    """
    scale = Scale.for_width(width)
    head = round(scale.label * LINE + 8)
    axis, rows, total = lay_out(selection, width, scale, None if height is None else height - head)
    has_shapes = not _column_width(selection, width, scale)  # else words tell the lanes apart
    shapes = list(_shapes(rows, head, has_shapes=has_shapes))
    last = max(shape.amount.stated for shape in shapes)
    numbers = ticks(axis.furthest, axis.plot, width_of(scale.label))
    # behind the last mark stand its numbers alone
    numbers = [number for at, number in enumerate(numbers) if at < 2 or numbers[at - 1] < last]
    return dot_plot(
        shapes,
        axis,
        numbers,
        scale,
        head=head,
        height=head + total,
        lines=(link for row in rows for link in _links(row, axis, head)),
        labels=(
            *(text for row in rows for text in _texts(row, axis, head, scale)),
            *([] if has_shapes else _column(selection, rows, axis, head, scale)),
        ),
        entries=_counts(selection, width - 2 * scale.margin, scale),
    )


def _column(
    selection: Selection, rows: Sequence[RateRow], axis: DotAxis, head: float, scale: Scale
) -> Iterator[TextBlock]:
    """Say beside each lane whose count it is."""
    own, shared = _own_words(selection.counts)
    x = axis.names + axis.column + scale.label * _BETWEEN
    if shared:
        yield TextBlock(runs([f"by {shared} of"]), x, 0, scale.note, MUTED)
    for row in rows:
        for by, lane in zip(own, row.lanes, strict=True):
            y = head + lane.middle
            yield TextBlock(runs([by]), x, y, scale.note, MUTED, across="middle", background=PAPER)


def _counts(selection: Selection, room: float, scale: Scale) -> Iterator[Entry]:
    """Say in the key whose counts the shapes are, where each has its own and the words fit."""
    names = [f"by {count}" for count in selection.counts]
    fit = all(key_width(name, scale.label) <= room for name in names)
    if 1 < len(names) <= len(_LOOKS) and fit:
        for name, is_square in zip(names, _LOOKS, strict=False):
            look = Fill(PAPER, OTHERS, 1.5)
            yield Entry(name, look) if is_square else Entry(name, look, "circle", SIDE - 2)


def _shapes(rows: Sequence[RateRow], head: float, *, has_shapes: bool) -> Iterator[Shape]:
    for row in rows:
        for at, lane in enumerate(row.lanes):
            if lane.rate is not None:
                yield Shape(
                    figure_id=row.record["figure_id"],
                    amount=lane.rate,
                    status=row.record["status"],
                    color=HIGHLIGHT if row.is_focus else OTHERS,
                    middle=head + lane.middle,
                    is_square=has_shapes and _LOOKS[at % len(_LOOKS)],
                )


def _links(row: RateRow, axis: DotAxis, head: float) -> Iterator[Line]:
    """Join the rates of a row that are one number each, where no words stand between them."""
    rated = [(lane, lane.rate) for lane in row.lanes if lane.rate is not None]
    for (one, rate), (other, next_rate) in pairwise(rated):
        if not other.head and _is_one(rate) and _is_one(next_rate):
            start, end = axis.x(rate.stated), axis.x(next_rate.stated)
            yield Line(start, head + one.middle, end, head + other.middle, Stroke(MUTED))


def _is_one(rate: Quantity) -> bool:
    return len(set(rate.numbers)) == 1


def _texts(row: RateRow, axis: DotAxis, head: float, scale: Scale) -> Iterator[TextBlock]:
    """Set the name of a row, whose counts its lanes are where it is the first, and its rates."""
    has_marks = any(lane.rate is not None for lane in row.lanes)
    figure = row.record["figure_id"] if has_marks else ""
    own = {"figure_id": figure, "background": PAPER}  # over the thin lines
    name = runs(row.name, bold=row.is_focus, numbers=row.record.get("note_numbers", ()))
    yield TextBlock(name, axis.names, head + row.name_top, scale.label, INK, **own)
    for lane in row.lanes:
        if lane.head:
            x, y = axis.left + head_at(axis, lane, scale), head + lane.top
            yield TextBlock(runs(lane.head), x, y, scale.note, MUTED, **own)
        yield TextBlock(
            runs(lane.text, bold=row.is_focus),
            axis.left + (number_at(axis, lane.rate) if lane.rate else 4),
            head + lane.middle,
            scale.label,
            INK if lane.rate else MUTED,
            across="middle",
            background=PAPER,
            figure_id=figure if lane.rate else "",
        )


_THICK = 0.75  # of a lane


def figure(selection: Selection, width: int) -> Traces:
    """Return the rates of a chart per head, each count of heads a series of points."""
    records = selection.records
    names = native.names_of(selection, lambda row: str(row["name"]))
    lanes = [(len(selection.counts) + 0.6) * _THICK] * len(records)
    rows = Rows.of(names, width, lanes=lanes)
    marks = [
        mark
        for row, at in zip(records, rows.at, strict=True)
        for mark in _rates(selection, row, at)
    ]
    return native.across(marks, rows, capital(selection.measure), width, lengths=False)


def _rates(selection: Selection, row: Row, at: float) -> Iterator[Datum]:
    counts = selection.counts
    status = KEY_WORDS[kind(row["status"])]
    color = HIGHLIGHT if row["figure_id"] in selection.focus else OTHERS
    for lane, (rate, count, symbol) in enumerate(
        zip(row["rates"], counts, cycle(("circle", "diamond")), strict=False)
    ):
        yield Datum(
            row["figure_id"] if rate else "",
            row["status"],
            row["hover"],
            round(at + (lane - (len(counts) - 1) / 2) * _THICK, 3),
            Ends.of(rate) if rate else None,
            color,
            native.amount_text(rate) if rate else f"no {count} figure",
            f"{status}, by {count}",
            symbol=symbol,
            thick=_THICK * 0.8,
        )

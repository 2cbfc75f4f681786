"""The marks of a timeline, a list in the order of time with bars, and its plotly figure.

Of a long one, a tally stands above the list: every figure as a small square, by status and year.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, chain, count, product
from typing import Any

from headcount.charts import native
from headcount.charts.bars import SIDE, Ends, Row, axis_of, drawn, tile, tile_key
from headcount.charts.native import DAY, Datum, Rows, Traces
from headcount.charts.published import stated
from headcount.charts.timeline.selection import CORRECTED, Event, Selection
from headcount.core.wording import count_of
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.status import DENIED, kind
from headcount.render.scene import (
    Entry,
    Fill,
    Line,
    Mark,
    Plot,
    Run,
    Sign,
    Stroke,
    TextBlock,
    runs,
    together,
)
from headcount.render.style import GUIDE, HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, wrap, wrap_full

SMALLEST, LARGEST = 7, 24
"""How wide a square may be, in pixels."""

_APART = 0.25  # between two squares, in squares
_YEARS = 1.0  # between two years, in squares
_UNDER, _UNDER_BESIDE = 0.35, 0.22  # from a line to what stands under it, in sizes of a label
_HEAD = 0.25  # from words to squares, in the same
_CALLED = {
    "said": ("claimed,", "offered or planned"),
    "estimated": ("estimated",),
    "counted": ("confirmed",),
    DENIED: ("denied",),
}
"""What the rows are called, in the order in which they stand; a long name in two lines."""


def largest(
    events: Sequence[Event], focus: Sequence[str], width: int, scale: Scale, height: float
) -> Plot | None:
    """Return the tally with the largest squares that fits a height; None where none does."""
    for side, is_beside in product(range(LARGEST, SMALLEST - 1, -1), (False, True)):
        found = lay_out(events, focus, width, scale, side, is_beside=is_beside)
        if found.height <= height:
            return found
    return None


def lay_out(
    events: Sequence[Event],
    focus: Sequence[str],
    width: int,
    scale: Scale,
    side: float,
    *,
    is_beside: bool,
) -> Plot:
    """Lay a tally out for a width, with squares of `side` pixels.

    Squares stand in rows of one status, and in them in blocks of one year, in the order of time.
    All rows have the same blocks: a year is as wide in each as its most figures of one status ask.
    Where there are more years than there is room for, all are one block. What the rows are stands
    above their squares, or beside them.
    """
    size, step, between = scale.label, side * (1 + _APART), side * _YEARS
    under = size * (_UNDER_BESIDE if is_beside else _UNDER)
    rows = _by_status(events)
    names = {
        name: runs(_CALLED[name], lead=f"{sum(map(len, own.values()))} ")
        for name, own in rows.items()
    }
    if not is_beside:
        names = {
            name: ((*lines[0], Run(" "), *lines[1]) if lines[1:] else lines[0],)
            for name, lines in names.items()
        }
    column = max(sum(run.width(size) for run in line) for lines in names.values() for line in lines)
    start = scale.margin + (column + size * 1.5) * is_beside
    room = width - scale.margin - start
    years = sorted({year for own in rows.values() for year in own})
    least = math.ceil(measure("0000", scale.note) / step)
    if len(years) * (least * step + between) > room:
        rows = {name: {0: list(chain(*own.values()))} for name, own in rows.items()}
        years = [0]
    most = {year: max(len(own.get(year, ())) for own in rows.values()) for year in years}
    deepest = next(
        deep
        for deep in count(1)
        if sum(max(least, math.ceil(many / deep)) * step + between for many in most.values())
        <= room + between + side * _APART
        or deep >= max(most.values())
    )
    blocks = [max(least, math.ceil(many / deepest)) for many in most.values()]
    ends = accumulate((wide * step + between for wide in blocks), initial=start)
    lefts = dict(zip(years, ends, strict=False))
    marks: list[Mark] = []
    labels = [
        TextBlock(runs([str(year)]), lefts[year], 0, scale.note, MUTED) for year in years if year
    ]
    ground = []
    top = scale.note * LINE + size * _HEAD if labels else 0.0
    for name, own in rows.items():
        ground.append(Line(scale.margin, top, width - scale.margin, top, Stroke(GUIDE)))
        top += under
        labels.append(TextBlock(names[name], scale.margin, top, size, INK))
        words = len(names[name]) * size * LINE
        first = top + (max(0.0, (size * LINE - side) / 2) if is_beside else words + size * _HEAD)
        bottom = top + words
        for wide, year in zip(blocks, years, strict=True):
            those = own.get(year, [])
            deep = math.ceil(len(those) / wide)
            for at, one in enumerate(those):
                x, y = lefts[year] + at // deep * step, first + at % deep * step
                color = HIGHLIGHT if one.figure_id in focus else OTHERS
                marks.append(tile(one.figure_id, one.sign, x + side / 2, y + side / 2, color, side))
                bottom = max(bottom, y + side)
        top = bottom + under * (1 if is_beside else 1.6)
    return Plot(bottom, tuple(marks), tuple(ground), labels=tuple(labels))


def _by_status(events: Sequence[Event]) -> dict[str, dict[int, list[Event]]]:
    """Return the figures by status and year, each in the order of time; denials come last."""
    told = sorted((one for one in events if one.sign != CORRECTED), key=lambda one: one.day)
    rows: dict[str, dict[int, list[Event]]] = {}
    for one in told:
        name = DENIED if one.sign == DENIED else kind(one.sign)
        year = date.fromordinal(one.day).year
        rows.setdefault(name, {}).setdefault(year, []).append(one)
    return {name: rows[name] for name in _CALLED if name in rows}


NARROW = 480
"""Below this width bars stand under their words, not beside them."""

_WIDE = 900  # pixels, from which a tally has its words beside it
_DATES = 76  # pixels of the column of dates
_WORDS = 0.5  # of the rest, for words beside bars
_GAP, _TIGHT, _LOOSE = 0.75, 0.4, 2.0  # between two rows, in sizes of a label's type
_BAR = 0.75  # how high a bar is, in sizes of a label's type
_SQUARE = 0.85  # of a tally, in sizes of a label's type
_BELOW = 1.5  # from a tally to the rows under it, in sizes of a label's type
_DIAMOND = Fill(PAPER, OTHERS, 1.5)


@dataclass(frozen=True)
class _Event:
    """An event in its row; `year` is written above it where it is the first of that year."""

    event: Event
    year: str
    when: list[str]
    row: Row

    def head(self, scale: Scale) -> float:
        """Return how much the year above it takes."""
        return scale.label * 1.9 if self.year else 0.0


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a timeline; see `headcount.charts.form.Form`.

    Each row has its date, a tile filled as its status asks (crossed out for a denial, a diamond for
    a correction), its words, and a thin bar: all bars begin at one zero and have one scale. Rows of
    another unit than most have none, and a denial never has one.
    """
    scale = Scale.for_width(width)
    size, left = scale.label, scale.margin + _DATES + SIDE + 8
    is_narrow = width < NARROW
    room = width - scale.margin - left
    events = list(_events(selection, scale))
    rows = [one.row for one in events]
    widest = max((row.wide(scale) for row in rows if row.ends), default=0.0) + 1
    words = room if is_narrow else min(room * _WORDS, widest)
    start = left if is_narrow else left + words + size
    axis = axis_of(rows, start, width - scale.margin, size)
    bar = size * _BAR
    # words without a bar have its room too
    lines = [row.within(words if row.ends else room, scale) for row in rows]
    needs = [
        one.head(scale)
        + max(line.high(bar, is_above=is_narrow), len(one.when) * scale.note * LINE, SIDE + 2)
        for one, line in zip(events, lines, strict=True)
    ]
    which = runs(_which(selection, width - 2 * scale.margin, scale))
    said = len(which) * scale.note * LINE + (size * 0.6 if which else 0)
    found: list[Plot] = []
    top, side = 0.0, size * _SQUARE
    if selection.is_counted:
        is_beside = width >= _WIDE
        tally = lay_out(selection.events, selection.focus, width, scale, side, is_beside=is_beside)
        top = tally.height + size * _BELOW
        found += [tally, Plot(0, labels=(TextBlock(which, scale.margin, top, scale.note, MUTED),))]
        top += said
    gap = size * _GAP
    if height is not None:
        gap = (height - (top or said) - sum(needs)) / len(events)
        gap = min(max(gap, size * _TIGHT), size * _LOOSE)
    for one, line, need in zip(events, lines, needs, strict=True):
        if one.year:
            rule = Line(scale.margin, top, width - scale.margin, top, Stroke(GUIDE))
            year = runs([one.year], bold=True)
            above = TextBlock(year, scale.margin, top + size * 0.35, scale.note, INK)
            found.append(Plot(0, ground=(rule,), labels=(above,)))
            top += one.head(scale)
        when = TextBlock(runs(one.when), scale.margin, top + 1, scale.note, MUTED)
        mark = _tile(one, left - 8 - SIDE / 2, top + size * LINE / 2)
        found.append(Plot(0, (mark,), labels=(when,)))
        found.append(drawn(line, axis, left, top, bar, is_above=is_narrow))
        top += need - one.head(scale) + gap
    top -= gap
    if which and not selection.is_counted:
        below = TextBlock(which, scale.margin, top + size * 0.6, scale.note, MUTED)
        found.append(Plot(0, labels=(below,)))
        top += said
    entries = tuple(_key(events, is_named=selection.is_counted))
    return replace(together(found, top + 2), entries=entries)


def draw_on_card(selection: Selection, width: int, height: int) -> Plot | None:
    """Draw the tally of a long timeline for a card, with squares as large as its height lets."""
    if not selection.is_counted:
        return None
    scale = Scale.for_width(0)
    return largest(selection.events, selection.focus, width, scale, height or math.inf)


def _events(selection: Selection, scale: Scale) -> Iterator[_Event]:
    """Yield every event that is drawn in its row, and the year above the first of each."""
    known = selection.by_id
    events = [one for one in selection.events if one.figure_id not in selection.folded]
    lengths = _lengths([known[one.figure_id] for one in events if one.sign != CORRECTED])
    written = ""
    for one in events:
        row = known[one.figure_id]
        year = str(date.fromordinal(one.day).year)
        is_one = len({day.year for day in (one.first, one.last) if day}) == 1
        has_bar = one.sign != CORRECTED and one.figure_id in lengths
        own = Row(
            one.figure_id,
            one.title,
            one.rest,
            tuple(row.get("note_numbers", ())) if one.sign != CORRECTED else (),
            is_bold=True,
            ends=Ends.of(row["amount"]) if has_bar else None,
            status=one.sign,
            color=HIGHLIGHT if one.figure_id in selection.focus else OTHERS,
        )
        when = wrap(_when(row, one, is_one=is_one), _DATES - 6, scale.note)
        yield _Event(one, year if year != written else "", when, own)
        written = year


def _lengths(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the figures that have a bar: those of the unit that most of them have."""
    numbered = [row for row in rows if row["amount"].is_number and row["status"] != DENIED]
    units = Counter(row["unit"] for row in numbered)
    those = [row for row in numbered if row["unit"] == units.most_common(1)[0][0]]
    # no length from zero shows what is below it, and beside it none shows the rest
    is_below = any(row["amount"].stated < 0 for row in those)
    return set() if is_below else {row["figure_id"] for row in those}


def _when(row: Mapping[str, Any], one: Event, *, is_one: bool) -> str:
    """Say when an event is; the year above it need not be said again."""
    when = one.first.isoformat() if one.sign == CORRECTED and one.first else row["as_of"]
    text = date_words(when)
    if not is_one:
        return text
    year = parse(when).earliest.year
    short = re.sub(rf",? ?\b{year}$", "", text).strip()
    return short if re.search("[A-Z]", short) else text  # a month is left


def _which(selection: Selection, room: float, scale: Scale) -> list[str]:
    """Say which figures are written out, where not all are, and by which rule."""
    many, left_out = len(selection.by_id), len(selection.folded)
    if not left_out:
        return []
    rule = " of each kind" if selection.is_counted else ", and what was said twice once"
    text = (
        f"{many - left_out} of {count_of(many, 'figure')}: the first, the last and the largest"
        f"{rule}. The table has all."
    )
    return wrap_full(text, room, scale.note)


def _tile(row: _Event, x: float, y: float) -> Mark:
    figure, sign = row.event.figure_id, row.event.sign
    if sign == CORRECTED:
        return Sign("diamond", x, y, SIDE, _DIAMOND, figure)
    return tile(figure, sign, x, y, row.row.color)


def _key(rows: Sequence[_Event], *, is_named: bool) -> Iterator[Entry]:
    """Yield the entries of the key; a tally names each status at its squares."""
    signs = [row.event.sign for row in rows]
    if not is_named:
        yield from tile_key((sign for sign in signs if sign != CORRECTED), OTHERS)
    if CORRECTED in signs:
        yield Entry("Corrected", _DIAMOND, "diamond", SIDE)


_AIR = 0.04  # of the time shown, before the first day and behind the last
_LOWEST = 80  # pixels, above a range slider


def figure(selection: Selection, width: int) -> Traces:
    """Return the events of a timeline; a correction stands in the row of what it corrects."""
    records, focus = selection.records, selection.focus
    names = native.names_of(selection, lambda row: f"{stated(row)} ({row['who']})")
    rows = Rows.of(names, width, share=0.45)
    days = [day.toordinal() for one in selection.events for day in (one.first, one.last) if day]
    air = max(3, round((max(days) - min(days)) * _AIR))
    begin, end = min(days) - air, max(days) + air
    known = {row["figure_id"]: (row["hover"], at) for row, at in zip(records, rows.at, strict=True)}
    marks = []
    for one in selection.events:
        first = one.first.toordinal() if one.first else begin
        last = one.last.toordinal() if one.last else end
        middle = (first + last) // 2
        marks.append(
            Datum(
                one.figure_id,
                one.sign,
                *known[one.figure_id],
                Ends(first, None, last + 1) if one.spans else Ends(None, middle, None),
                HIGHLIGHT if one.figure_id in focus else OTHERS,
                start=middle,
                is_row=one.sign != CORRECTED,
            )
        )
    traces = native.traces(marks)
    for trace in traces:  # days as dates, and how long they are as plotly counts time
        if "base" in trace:
            trace |= {"base": _dates(trace["base"]), "x": [days * DAY for days in trace["x"]]}
        else:
            trace["x"] = _dates(trace["x"])
    xaxis, yaxis = native.date_axis(*_dates([begin, end])), rows.axis | {"fixedrange": False}
    layout = {"xaxis": xaxis, "yaxis": yaxis, "barmode": "overlay"}
    return Traces(traces, layout, rows.left, max(rows.height, _LOWEST))


def _dates(days: Sequence[float]) -> list[str]:
    return [date.fromordinal(int(day)).isoformat() for day in days]

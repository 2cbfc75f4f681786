"""Where the parts of a timeline stand: days down the picture, labels dodged beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from headcount.charts.key import SIDE
from headcount.charts.label import Label
from headcount.charts.placing import dodge
from headcount.charts.timeline.calendar import Calendar
from headcount.charts.timeline.events import Event
from headcount.charts.timeline.selection import Selection
from headcount.figures.package.vocabulary import SAID
from headcount.render.scene import Text, runs
from headcount.render.style import INK, MUTED, Scale
from headcount.render.typesetting import LINE, measure, wrap

WIDE = 900
"""From this width on what was only said stands left of the axis, and all else right of it."""

BAR = 4.0
"""How wide the bar of a span of days is, in pixels."""

_LANE = BAR + 2

_ABREAST = 0.12
"""What spans side by side may take of the width, so that labels keep the rest."""

_HEADS = {-1: "Only said, or denied", 1: "Estimated or confirmed"}
_GAP, _TIGHT, _LOOSE = 0.45, 0.22, 3.0
"""The gap between two labels, in sizes of type."""

_APART = 9
"""How many pixels the lines to two labels are apart at least; nearer ones are seen as a bundle."""

_STRETCHED = "The axis is stretched: days with figures are drawn longer than others."

_LOW = 16
"""The least height of the axis, in sizes of type."""


@dataclass
class Mark:
    """An event laid out; x and y in pixels from the top left corner of the marks.

    Parameters
    ----------
    event
        Which.
    start, end, at, x
        From where to where it spans on the axis, where it is read, and the middle of its bar or
        point.
    tile
        The middle of its tile, beside the label.
    leader
        The corners of the line from the one to the other.
    """

    event: Event
    start: float
    end: float
    at: float
    x: float
    tile: tuple[float, float]
    leader: list[tuple[float, float]]


@dataclass
class Layout:
    """A timeline laid out.

    Parameters
    ----------
    height
        Pixels.
    axes
        Where an axis stands, for each side.
    top
        Where the axes begin.
    ticks
        Where the short lines of the ticks stand.
    sides
        The marks of each side, from the top down.
    """

    height: float
    top: float
    axes: list[float] = field(default_factory=list)
    ticks: list[float] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    sides: list[list[Mark]] = field(default_factory=list)

    @property
    def marks(self) -> list[Mark]:
        """All marks."""
        return [mark for side in self.sides for mark in side]


@dataclass(frozen=True)
class _Side:
    """The events on one side of the axis: 1 to the right of `x`, -1 to its left."""

    side: int
    x: float
    tile: float
    lanes: list[int]
    events: list[Event]
    labels: list[Label]

    @property
    def tall(self) -> list[float]:
        return [max(label.height, SIDE) for label in self.labels]


def lay_out(selection: Selection, width: int, scale: Scale, height: float | None) -> Layout:
    """Lay a timeline out: in one column, or said against counted on the two sides of the axis.

    Time runs evenly; only where so many figures crowd that the lines to their labels would merge,
    the days with figures are drawn longer, and the picture says so.

    Parameters
    ----------
    selection
        The events.
    width
        Pixels of the whole picture.
    scale
        The sizes of type.
    height
        Pixels to fill, as far as labels neither touch nor drift apart.
    """
    sides = _sides(selection, width, scale)
    size = scale.label
    top = size * (LINE + 0.8) if len(sides) > 1 else size * 0.6
    gaps = [(sum(side.tall), len(side.tall) * size) for side in sides]
    least, wished, most = (
        max(tall + gap * share for tall, gap in gaps) for share in (_TIGHT, _GAP, _LOOSE)
    )
    wished = max(wished, size * _LOW)
    high = wished if height is None else min(max(height - top, least), max(most, wished))
    layout = _laid_out(selection, sides, scale, top, high)
    if all(_apart(*pair) >= _APART for marks in layout.sides for pair in pairwise(marks)):
        return layout
    words = wrap(_STRETCHED, width - 2 * scale.margin, scale.note)
    above = scale.note * (LINE * len(words) + 0.4)
    demands = _demands(sides, size * (_GAP if height is None else _TIGHT))
    needed = sum(demands.values()) + size * (_LOW if height is None else _LOW / 2)
    high = needed if height is None else max(height - top - above, needed)
    layout = _laid_out(selection, sides, scale, top + above, high, demands)
    layout.texts.append(Text(runs(words), scale.margin, 0, scale.note, MUTED))
    return layout


def _sides(selection: Selection, width: int, scale: Scale) -> list[_Side]:
    """Part the events into the two sides of a wide picture, if both have some."""
    marks = dict(
        zip(selection.rows["figure_id"], selection.rows.get("note_numbers", ()), strict=False)
    )
    words = max(measure(one, scale.note, bold=True) for one in ("2000", "Sept."))
    parted = {side: [one for one in selection.events if _side(one) == side] for side in (-1, 1)}
    if width < WIDE or not all(parted.values()):
        axis = scale.margin + words + scale.label * 0.6
        return [_set(list(selection.events), 1, axis, width, scale, marks)]
    band = words / 2 + scale.label
    return [
        _set(events, side, width / 2 + side * band, width, scale, marks)
        for side, events in parted.items()
    ]


def _laid_out(
    selection: Selection,
    sides: list[_Side],
    scale: Scale,
    top: float,
    high: float,
    demands: dict[int, float] | None = None,
) -> Layout:
    """Set every event on an axis that reaches from `top` over `high` pixels."""
    layout = Layout(height=top + high, top=top, axes=[side.x for side in sides])
    inset = scale.label * 0.3
    calendar = Calendar.of(selection.events, top + inset, top + high - inset, demands)
    for side in sides:
        _place(side, calendar, layout, high)
        if len(sides) > 1:
            words = runs([_HEADS[side.side]], bold=True)
            near = side.tile - side.side * SIDE / 2
            head = top - scale.label * (LINE + 0.8)
            hold = "left" if side.side > 0 else "right"
            layout.texts.append(Text(words, near, head, scale.label, INK, hold))
    _tick(calendar, layout, scale, sum(layout.axes) / 2 if len(sides) > 1 else None)
    return layout


def _apart(one: Mark, other: Mark) -> float:
    """Return how far apart the lines to two labels run, where both are steep in one direction."""
    first, second = _slope(one), _slope(other)
    slope = min(abs(first), abs(second)) if first * second > 0 else 0.0
    return abs(one.tile[1] - other.tile[1]) / math.hypot(1, slope)


def _slope(mark: Mark) -> float:
    """Return how many pixels the line to a label falls for each that it runs; below 0 it climbs."""
    (x, y), (to_x, to_y) = mark.leader[1:3]
    return (to_y - y) / abs(to_x - x)


def _demands(sides: list[_Side], gap: float) -> dict[int, float]:
    """Return how much longer each day is drawn, so that the fuller side has room for its labels."""
    needs = [
        (one.day, tall + gap)
        for side in sides
        for one, tall in zip(side.events, side.tall, strict=True)
    ]
    fullest = max(sum(side.tall) + gap * len(side.tall) for side in sides)
    share = fullest / sum(need for _, need in needs)
    found: dict[int, float] = {}
    for day, need in needs:
        found[day] = found.get(day, 0) + need * share
    return found


def _side(event: Event) -> int:
    return -1 if event.sign in SAID else 1


def _set(
    events: list[Event], side: int, x: float, width: int, scale: Scale, marks: dict[str, tuple]
) -> _Side:
    """Set the labels of one side for the room that is left there."""
    lanes = _lanes(events, int(width * _ABREAST / _LANE))
    run = scale.label * (3.6 if width >= WIDE else 1.9)
    tile = x + side * (BAR + (max(lanes, default=0) + 1) * _LANE + run + SIDE / 2)
    edge = width - scale.margin if side > 0 else scale.margin
    room = side * (edge - tile) - SIDE / 2 - scale.label * 0.4
    labels = [
        Label.set(one.title, one.rest, room, scale, tuple(marks.get(one.figure_id, ())))
        for one in events
    ]
    return _Side(side, x, tile, lanes, events, labels)


def _lanes(events: Sequence[Event], most: int) -> list[int]:
    """Give each span the first lane beside the axis in which it meets no other; a day needs none.

    Spans that touch share no lane, so that each is seen to end; those of the same days do. Where
    more than `most` run abreast, the rest share the lanes whose spans end first.
    """
    ends: list[int] = []
    taken: dict[tuple[int, int], int] = {}
    lanes = []
    for one in events:
        if not one.spans:
            lanes.append(-1)
            continue
        first = one.first.toordinal() if one.first else 0
        last = one.last.toordinal() if one.last else 10**9
        if (first, last) not in taken:
            free = (at for at, end in enumerate(ends) if end + 1 < first)
            full = ends.index(min(ends)) if len(ends) >= most else len(ends)
            lane = taken[first, last] = next(free, full)
            ends[lane : lane + 1] = [max([last, *ends[lane : lane + 1]])]
        lanes.append(taken[first, last])
    return lanes


def _place(side: _Side, calendar: Calendar, layout: Layout, high: float) -> None:
    """Set the events of one side into the layout, no label over another."""
    ats = [calendar.at(one.day + 0.5) for one in side.events]
    gap = min((high - sum(side.tall)) / max(len(ats), 1), SIDE * 0.4)
    places = dodge(
        ats, [tall + gap for tall in side.tall], low=layout.top, high=layout.top + high + 0.001
    )
    marks: list[Mark] = []
    layout.sides.append(marks)
    turn = side.x + side.side * (BAR + (max(side.lanes, default=0) + 1) * _LANE)
    for one, lane, label, at, place in zip(
        side.events, side.lanes, side.labels, ats, places, strict=True
    ):
        first = place - max(label.height, SIDE) / 2
        middle = first + label.middle
        x = side.x + side.side * (BAR + lane * _LANE + BAR / 2) if one.spans else side.x
        out = x + side.side * BAR * 0.75
        near = side.tile - side.side * SIDE / 2
        start, end = calendar.reach(one)
        leader = [(out, at), (turn, at), (near - side.side * 4, middle), (near, middle)]
        marks.append(Mark(one, start, end, at, x, (side.tile, middle), leader))
        begin = side.tile + side.side * (SIDE / 2 + label.scale.label * 0.4)
        layout.texts += label.texts(begin, first, one.figure_id, side=side.side)


def _tick(calendar: Calendar, layout: Layout, scale: Scale, center: float | None) -> None:
    """Write the months and years left of the axis, or between the two.

    The year that it begins in stands at its head, unless another begins too near below to be
    written under it: without that one, the months below would be taken for the first year's.
    """
    high = scale.note * LINE
    near = calendar.knots[0][1] + high * 1.1
    ticks = calendar.ticks(high * 2)
    if calendar.opening and not any(tick.is_year and tick.at <= near for tick in ticks):
        head = _word(calendar.opening, calendar.knots[0][1], layout, scale.note, center, bold=True)
        layout.texts.append(head)
        ticks = [tick for tick in ticks if tick.at > near]
    for tick in ticks:
        layout.ticks.append(tick.at)
        word = _word(tick.word, tick.at, layout, scale.note, center, bold=tick.is_year)
        layout.texts.append(word)


def _word(
    word: str, at: float, layout: Layout, size: int, center: float | None, *, bold: bool
) -> Text:
    x, hold = (layout.axes[0] - size * 0.6, "right") if center is None else (center, "center")
    return Text(runs([word], bold=bold), x, at, size, INK if bold else MUTED, hold, "middle")
